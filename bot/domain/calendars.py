"""The school's year and day: when school is open, and when the next reminder may go out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.days import DaySpan

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_AUGUST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """Terms, closures and opening hours of one school.

    Times of day are the school's own clock; moments go in with any zone and come out in UTC. Before
    the first and after the last term that the school wrote down, every weekday outside August
    counts as a school day, so that a forgotten term date delays nothing for ever.
    """

    zone: ZoneInfo
    terms: tuple[DaySpan, ...]
    half_terms: tuple[DaySpan, ...] = ()
    closed_days: frozenset[date] = frozenset()
    opens: time = time(8, 0)
    closes: time = time(16, 0)
    reminder_times: tuple[time, ...] = (time(8, 15), time(12, 30), time(15, 45))

    def __post_init__(self) -> None:
        """Refuse a calendar that could not be walked day by day."""
        if self.opens >= self.closes:
            raise ValueError("a school day must open before it closes")
        if not self.reminder_times:
            raise ValueError("a calendar needs at least one reminder time")
        if any(None in (span.first, span.last) for span in (*self.terms, *self.half_terms)):
            raise ValueError("a term or half term needs its first and its last day")

    def is_school_day(self, day: date) -> bool:
        """Whether pupils are in: not weekends, holidays, INSET days or bank holidays."""
        if day.weekday() >= _SATURDAY or day in self.closed_days:
            return False
        if any(day in half_term for half_term in self.half_terms):
            return False
        if self.knows(day):
            return any(day in term for term in self.terms)
        return day.month != _AUGUST

    def knows(self, day: date) -> bool:
        """Whether the day lies between the first and the last term that are written down."""
        return any(day <= _last(term) for term in self.terms) and any(
            _first(term) <= day for term in self.terms
        )

    def is_school_time(self, moment: datetime) -> bool:
        """Whether school is open at that moment."""
        local = moment.astimezone(self.zone)
        return self.is_school_day(local.date()) and self.opens <= local.time() < self.closes

    def local_day(self, moment: datetime) -> date:
        """Return the date on the school's own wall."""
        return moment.astimezone(self.zone).date()

    def next_reminder_slot(self, after: datetime) -> datetime:
        """Return the first reminder time on a school day later than `after` (DOMAIN 4.4)."""
        slots = (
            slot
            for day in self._school_days_from(self.local_day(after))
            for slot in (self._moment(day, at) for at in sorted(self.reminder_times))
            if slot > after
        )
        return next(slots)

    def school_hours_between(self, start: datetime, end: datetime) -> timedelta:
        """How long school was open between two moments; nothing when `end` is not later."""
        total = timedelta()
        for day in _days(self.local_day(start), self.local_day(end)):
            if self.is_school_day(day):
                opens, closes = self._opening(day)
                total += max(min(closes, end) - max(opens, start), timedelta())
        return total

    def add_school_hours(self, start: datetime, amount: timedelta) -> datetime:
        """Return the moment when school has been open for `amount` since `start`."""
        if amount <= timedelta():
            return start.astimezone(UTC)
        left = amount
        for day in self._school_days_from(self.local_day(start)):
            opens, closes = self._opening(day)
            begin = max(opens, start.astimezone(UTC))
            if closes - begin >= left:
                return begin + left
            left -= max(closes - begin, timedelta())
        raise AssertionError("school days never end")  # pragma: no cover

    def next_school_day(self, after: date) -> date:
        """Return the first school day later than `after`."""
        return next(self._school_days_from(after + _ONE_DAY))

    def school_days_before(self, day: date, count: int) -> date:
        """Return the school day that lies `count` school days before `day`."""
        while count > 0:
            day -= _ONE_DAY
            count -= self.is_school_day(day)
        return day

    def academic_year_end(self, day: date) -> date:
        """Return the last day of the school year of `day`: its last term's end, or 31 August."""
        august = date(day.year + (day.month > _AUGUST), _AUGUST, 31)
        ends = [_last(term) for term in self.terms if day <= _last(term) <= august]
        return max(ends, default=august)

    def _school_days_from(self, day: date) -> Iterator[date]:
        while True:
            if self.is_school_day(day):
                yield day
            day += _ONE_DAY

    def _opening(self, day: date) -> tuple[datetime, datetime]:
        return self._moment(day, self.opens), self._moment(day, self.closes)

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _ONE_DAY


def _first(term: DaySpan) -> date:
    return term.first or date.min


def _last(term: DaySpan) -> date:
    return term.last or date.max
