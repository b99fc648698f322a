"""Every kind of news reaches somebody."""

from collections.abc import Iterator

from bot.services.self_check import unheld_routes
from bot.settings.checks.visit import Finding, Visit
from bot.settings.faults import Severity
from bot.settings.words import list_of


def findings(visit: Visit) -> Iterator[Finding]:
    """Return routes that lead to a role that nobody holds today."""
    for name, empty in unheld_routes(visit.school, visit.holders):
        reaches_nobody = empty == getattr(visit.school.routing, name)
        yield Finding(
            (*visit.place, "routing", name),
            f"'{name}' at {visit.name} goes to {list_of(empty)}: nobody has that role.",
            "Give somebody the role today, or send it to another role.",
            Severity.ERROR if reaches_nobody else Severity.WARNING,
        )
