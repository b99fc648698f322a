"""The assistant knows when school is open."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from bot.settings.checks.visit import Finding, Visit, warning
from bot.settings.faults import Severity

_NEEDED = timedelta(days=60)
_SOON = timedelta(days=90)


def findings(visit: Visit) -> Iterator[Finding]:
    """Return term dates that are missing, used up or do not fit together."""
    yield from _used_up(visit)
    yield from _not_begun(visit)
    yield from _no_hours(visit)
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
        severity = Severity.ERROR if last < visit.today + _NEEDED else Severity.WARNING
        yield Finding(place, what, "Add next year's terms.", severity)


def _not_begun(visit: Visit) -> Iterator[Finding]:
    """Yield that today may be a school day for all that the terms say."""
    first = min((term.from_ for term in visit.settings.calendar.terms), default=None)
    if first and visit.today < first and visit.school.calendar.is_school_day(visit.today):
        what = f"The term dates of {visit.name} begin only on {first:%-d %B %Y}."
        yield Finding((*visit.place, "calendar", "terms"), what, "Add the term of today as well.")


def _no_hours(visit: Visit) -> Iterator[Finding]:
    if "hours" not in visit.settings.calendar.model_fields_set:
        what = f"{visit.name} does not say when its day starts and ends."
        remedy = "Add 'hours:' with 'start' and 'end': nobody is reminded outside them."
        yield Finding((*visit.place, "calendar"), what, remedy)


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
