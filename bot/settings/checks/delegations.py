"""Somebody fit decides when the headteacher does not (D3)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations

from bot.domain.days import DaySpan
from bot.domain.people import Person, PersonId, Role
from bot.domain.schools import Delegation
from bot.settings.checks.visit import Finding, Visit, warning
from bot.settings.listing import person_path

_ONE_DAY = timedelta(days=1)
_WRITE_AN_ID = "Write the id of somebody on the list of people."


def findings(visit: Visit) -> Iterator[Finding]:
    """Return delegates who can't be one, and days on which nobody may decide."""
    yield from _unfit(visit)
    yield from _unclear(visit)
    yield from _circles(visit)
    for head in visit.holders(Role.HEADTEACHER):
        yield from _uncovered(visit, head)


def _unfit(visit: Visit) -> Iterator[Finding]:
    for at, each in enumerate(visit.settings.delegation):
        place = (*visit.place, "delegation", at)
        if each.instead_of and not visit.directory.find(
            person_path(visit.settings.id, each.instead_of)
        ):
            what = f"Nobody in this file is called '{each.instead_of}'."
            yield Finding((*place, "instead_of"), what, _WRITE_AN_ID)
        delegate = visit.directory.find(person_path(visit.settings.id, each.delegate))
        if delegate is None or not _works_here(visit, delegate, each.days):
            what = f"Nobody called '{each.delegate}' works at {visit.name} on those dates."
            yield Finding(place, what, _WRITE_AN_ID)
        elif _holds(visit, delegate, Role.IT_MANAGER, each.days):
            what = f"{delegate.name} switches sites on, so they can't also decide about them."
            yield Finding(place, what, "Choose a delegate who is not the network manager.")


def _unclear(visit: Visit) -> Iterator[Finding]:
    for (_, first), (at, second) in combinations(enumerate(visit.settings.delegation), 2):
        same_holder = first.instead_of == second.instead_of
        if same_holder and first.delegate != second.delegate and first.days.overlaps(second.days):
            yield Finding(
                (*visit.place, "delegation", at),
                f"'{first.delegate}' and '{second.delegate}' are both delegates on the same days.",
                "Change the dates so that there is one delegate a day.",
            )


def _circles(visit: Visit) -> Iterator[Finding]:
    delegations = visit.school.delegations
    for at, each in enumerate(visit.settings.delegation):
        delegate = person_path(visit.settings.id, each.delegate)
        live = {one.holder: one.delegate for one in delegations if one.days.overlaps(each.days)}
        if _comes_back(delegate, live):
            yield Finding(
                (*visit.place, "delegation", at),
                f"The decisions that '{each.delegate}' takes over come back to them.",
                "Choose a delegate whose own decisions do not lead back here.",
            )


def _comes_back(start: PersonId, live: Mapping[PersonId, PersonId]) -> bool:
    seen = set()
    at = start
    while at in live and at not in seen:
        seen.add(at)
        at = live[at]
    return at == start and start in seen


def _uncovered(visit: Visit, head: Person) -> Iterator[Finding]:
    place = (*visit.place, "delegation")
    if _live(visit, head, visit.today) is None:
        yield Finding(
            place,
            f"Nobody may decide for {head.name} today.",
            "Add a delegate with 'from' and 'until' that cover today.",
        )
    for day in _days_to_come(visit, head):
        delegation = _live(visit, head, day)
        if delegation is None or visit.directory.person(delegation.delegate).is_away(day):
            what = f"{head.name} is away on {day:%-d %B %Y} and nobody may decide for them."
            yield warning(place, what, "Add a delegate for those days who is in school.")
            return


def _days_to_come(visit: Visit, head: Person) -> Iterator[date]:
    for away in head.away:
        day = max(away.first or visit.today, visit.today)
        while day in away:
            if visit.school.calendar.is_school_day(day):
                yield day
            day += _ONE_DAY


def _live(visit: Visit, head: Person, day: date) -> Delegation | None:
    found = (d for d in visit.school.delegations if d.holder == head.id and day in d.days)
    return next(found, None)


def _works_here(visit: Visit, person: Person, days: DaySpan) -> bool:
    return any(g.school == visit.school.id and g.days.overlaps(days) for g in person.grants)


def _holds(visit: Visit, person: Person, role: Role, days: DaySpan) -> bool:
    return any(
        g.school == visit.school.id and g.role is role and g.days.overlaps(days)
        for g in person.grants
    )
