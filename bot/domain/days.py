"""Days: in a row, as terms and holidays are, and as people in the UK write them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days in a row, both ends included; an end that is None is open."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        """Whether the day is one of them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def within(self, other: "DaySpan") -> "DaySpan":
        """Return the days that lie in both; none, with the ends crossed, where there are none."""
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        return DaySpan(max(firsts, default=None), min(lasts, default=None))

    def overlaps(self, other: "DaySpan") -> bool:
        """Whether some day lies in both."""
        both = self.within(other)
        return both.first is None or both.last is None or both.first <= both.last


def short_day(day: date) -> str:
    """Return a day of this year: Tue 24 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


def day_in_words(day: date) -> str:
    """Return a day of any year: Tue 24 Nov 2026."""
    return f"{short_day(day)} {day:%Y}"


def far_day(day: date) -> str:
    """Return a day so far off that nobody asks for its weekday: 1 Sep 2030."""
    return f"{day.day} {day:%b %Y}"
