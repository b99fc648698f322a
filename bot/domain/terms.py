"""Terms and school years: the days over which something is counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendars import SchoolCalendar
from bot.domain.days import DaySpan

_SEPTEMBER = 9
_ONE_DAY = timedelta(days=1)
# Terms have no name of their own here; each begins in one of these months, or before the next.
_SEASONS = ((8, "Autumn"), (4, "Summer"), (1, "Spring"))


@dataclass(frozen=True, slots=True)
class Period:
    """Days to count over, with what they are called; a whole school year is marked as one."""

    name: str
    days: DaySpan
    is_year: bool = False


def school_year(first: int) -> Period:
    """Return the school year that begins in September of a calendar year."""
    begins = date(first, _SEPTEMBER, 1)
    days = DaySpan(begins, school_year_end(begins))
    return Period(f"School year {first}/{(first + 1) % 100:02d}", days, is_year=True)


def school_year_of(day: date) -> Period:
    """Return the school year that a day lies in; August belongs to the one that ends."""
    return school_year(day.year - (day.month < _SEPTEMBER))


def school_year_end(day: date) -> date:
    """Return the 31 August that ends the school year of a day."""
    return date(day.year + (day.month >= _SEPTEMBER), _SEPTEMBER, 1) - _ONE_DAY


def term_of(calendar: SchoolCalendar, day: date) -> Period:
    """Return the term of a day and the holiday after it; the school year where none is known."""
    begun = [term for term in _terms(calendar) if term.first and term.first <= day]
    return _named(calendar, begun[-1]) if begun else school_year_of(day)


def term_before(calendar: SchoolCalendar, day: date) -> Period | None:
    """Return the term before the one of a day, where it is written down."""
    begun = [term for term in _terms(calendar) if term.first and term.first <= day]
    return _named(calendar, begun[-2]) if len(begun) > 1 else None


def between(first: date, last: date) -> Period:
    """Return the days from one to another, both included."""
    return Period(f"{first.isoformat()} to {last.isoformat()}", DaySpan(first, last))


def _terms(calendar: SchoolCalendar) -> list[DaySpan]:
    return sorted(calendar.terms, key=lambda term: term.first or date.min)


def _named(calendar: SchoolCalendar, term: DaySpan) -> Period:
    """Return a term that runs to the day before the next, so that no day is in none."""
    first = term.first or date.min
    later = [each.first for each in calendar.terms if each.first and each.first > first]
    last = min([each - _ONE_DAY for each in later] + [school_year_end(first)])
    season = next(name for month, name in _SEASONS if first.month >= month)
    return Period(f"{season} term {first.year}", DaySpan(first, last))
