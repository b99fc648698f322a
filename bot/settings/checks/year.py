"""The assistant knows when school is open."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from bot.settings.checks.visit import Finding, Visit, warning

_SOON = timedelta(weeks=8)


def findings(visit: Visit) -> Iterator[Finding]:
    """Return term dates that are missing, used up or do not fit together."""
    yield from _used_up(visit)
    yield from _overlapping(visit)
    yield from _outside_terms(visit)
    yield from _reminders_out_of_hours(visit)


def _used_up(visit: Visit) -> Iterator[Finding]:
    place = (*visit.place, "calendar", "terms")
    last = max((term.until for term in visit.settings.calendar.terms), default=None)
    if last is None:
        what = f"{visit.name} has no term dates."
        yield Finding(place, what, "Add each term with 'from' and 'until'.")
    elif last < visit.today:
        what = f"The term dates of {visit.name} ended on {last:%-d %B %Y}."
        yield Finding(place, what, "Add this year's terms.")
    elif last < visit.today + _SOON:
        what = f"The term dates of {visit.name} end on {last:%-d %B %Y}."
        yield warning(place, what, "Add next year's terms.")


def _overlapping(visit: Visit) -> Iterator[Finding]:
    for (_, first), (at, second) in combinations(enumerate(visit.settings.calendar.terms), 2):
        if first.days.overlaps(second.days):
            yield Finding(
                (*visit.place, "calendar", "terms", at),
                "This term overlaps another one.",
                "Check the dates of both.",
            )


def _outside_terms(visit: Visit) -> Iterator[Finding]:
    year = visit.settings.calendar
    for at, half in enumerate(year.half_terms):
        if not any(half.from_ in term.days and half.until in term.days for term in year.terms):
            place = (*visit.place, "calendar", "half_terms", at)
            yield warning(place, "This half term is not inside a term.", "Check the dates.")
    for at, day in enumerate(year.inset_days):
        if not any(day in term.days for term in year.terms):
            place = (*visit.place, "calendar", "inset_days", at)
            yield warning(place, "This INSET day is not in a term.", "Check the date.")


def _reminders_out_of_hours(visit: Visit) -> Iterator[Finding]:
    hours = visit.settings.calendar.hours
    for at, time in enumerate(visit.settings.calendar.reminder_times):
        if not hours.start <= time < hours.end:
            yield warning(
                (*visit.place, "calendar", "reminder_times", at),
                f"Reminders would go out at {time:%H:%M}, when school is closed.",
                "Choose a time between 'start' and 'end' of 'hours'.",
            )
