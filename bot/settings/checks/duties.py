"""Every duty is covered today, by somebody who can be reached."""

from collections.abc import Iterator

from bot.domain.people import Person, Role
from bot.settings.checks.visit import Finding, Visit, warning
from bot.settings.faults import Severity

_MUST = (
    Role.HEADTEACHER,
    Role.DSL,
    Role.DEPUTY_DSL,
    Role.CHAIR_OF_GOVERNORS,
    Role.IT_MANAGER,
)
_SHOULD = (Role.ESAFETY_COORDINATOR, Role.DPO)
_PHONES = (Role.DSL, Role.DEPUTY_DSL)
_TOLD_IN_CHAT = (Role.HEADTEACHER, Role.DSL, Role.DEPUTY_DSL, Role.IT_MANAGER)


def findings(visit: Visit) -> Iterator[Finding]:
    """Return duties that nobody holds, leads without a phone, and days without cover."""
    for role in (*_MUST, *_SHOULD):
        if not visit.holders(role):
            yield _nobody(visit, role)
    yield from _no_cover(visit)
    yield from _no_phone(visit)
    yield from _no_account(visit)


def _nobody(visit: Visit, role: Role) -> Finding:
    return Finding(
        (*visit.place, "people"),
        f"{visit.name} has no {role.label} today.",
        f"Give somebody the role '{role}', or check the dates of whoever has it.",
        Severity.ERROR if role in _MUST else Severity.WARNING,
    )


def _no_cover(visit: Visit) -> Iterator[Finding]:
    leads = (*visit.holders(Role.DSL), *visit.holders(Role.DEPUTY_DSL))
    if leads and all(lead.is_away(visit.today) for lead in leads):
        yield Finding(
            (*visit.place, "people"),
            f"Every safeguarding lead of {visit.name} is away today.",
            "Give somebody the role 'deputy_dsl' with 'from' and 'until' for these days.",
        )


def _no_phone(visit: Visit) -> Iterator[Finding]:
    for person in _holding(visit, _PHONES):
        if person.phone is None:
            yield Finding(
                visit.place_of(person),
                f"{person.name} is a safeguarding lead and has no telephone number.",
                "Add 'phone:': staff are told to ring it when somebody is in danger.",
            )


def _no_account(visit: Visit) -> Iterator[Finding]:
    for person in _holding(visit, _TOLD_IN_CHAT):
        if not person.identities:
            yield warning(
                visit.place_of(person),
                f"{person.name} can't be told anything in chat.",
                "Add 'slack:' or 'teams:' with their member ID.",
            )


def _holding(visit: Visit, roles: tuple[Role, ...]) -> tuple[Person, ...]:
    found = (person for role in roles for person in visit.holders(role))
    return tuple(dict.fromkeys(found))
