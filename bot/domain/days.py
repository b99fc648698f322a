"""Days in a row: terms, holidays, the time somebody holds a role."""

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

    def overlaps(self, other: "DaySpan") -> bool:
        """Whether some day lies in both."""
        return _starts_by(self, other.last) and _starts_by(other, self.last)


def _starts_by(span: DaySpan, last: date | None) -> bool:
    return span.first is None or last is None or span.first <= last
