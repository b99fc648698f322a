"""Every kind of news reaches somebody."""

from collections.abc import Iterator
from dataclasses import fields

from bot.domain.people import Role
from bot.domain.schools import Routing
from bot.settings.checks.visit import Finding, Visit
from bot.settings.faults import Severity
from bot.settings.words import list_of


def findings(visit: Visit) -> Iterator[Finding]:
    """Return routes that lead to a role that nobody holds today."""
    for route in fields(Routing):
        roles: tuple[Role, ...] = getattr(visit.school.routing, route.name)
        empty = [role for role in roles if not visit.holders(role)]
        if empty:
            reaches_nobody = len(empty) == len(roles)
            yield Finding(
                (*visit.place, "routing", route.name),
                f"'{route.name}' at {visit.name} goes to {list_of(empty)}: nobody has that role.",
                "Give somebody the role today, or send it to another role.",
                Severity.ERROR if reaches_nobody else Severity.WARNING,
            )
