"""Which of the things that look like numbers are numbers: those that count on."""

from collections.abc import Sequence

from knowledge.splitting.passage import UNMARKED, Mark, MarkKind

_REACH = 60
_MISSING = 2
_COUNTED = (MarkKind.BARE, MarkKind.ROMAN, MarkKind.LETTER)
Readings = Sequence[tuple[Mark, ...]]


def confirmed(readings: Readings, trusted: Sequence[bool]) -> tuple[Mark, ...]:
    """For each passage the reading that counts on from an earlier one, or no mark.

    "A. Khan" is a name, "24 Hour Line" a telephone: a letter, a roman number or a number without
    a point counts only where the next one follows. `trusted` marks come from the document's format
    and need no such proof.
    """
    last: dict[tuple[MarkKind, bool], int] = {}
    chosen: list[Mark] = []
    for place, marks in enumerate(readings):
        mark = _chosen(marks, last, readings[place + 1 : place + _REACH], is_sure=trusted[place])
        if mark.kind in _COUNTED:
            last[_series(mark)] = mark.value
        chosen.append(mark)
    return tuple(chosen)


def _chosen(
    marks: tuple[Mark, ...],
    last: dict[tuple[MarkKind, bool], int],
    ahead: Readings,
    *,
    is_sure: bool,
) -> Mark:
    counting_on = (mark for mark in marks if _counts_on(mark, last))
    if mark := next(counting_on, None):
        return mark
    starting = (mark for mark in marks if mark.value == 1 and _is_followed(mark, ahead))
    if mark := next(starting, None):
        return mark
    numbers = (mark for mark in marks if mark.kind not in _COUNTED or is_sure)
    return next(numbers, UNMARKED)


def _series(mark: Mark) -> tuple[MarkKind, bool]:
    return mark.kind, mark.text.isupper()


def _counts_on(mark: Mark, last: dict[tuple[MarkKind, bool], int]) -> bool:
    before = last.get(_series(mark))
    return mark.kind in _COUNTED and before is not None and 0 < mark.value - before <= _MISSING


def _is_followed(mark: Mark, ahead: Readings) -> bool:
    return mark.kind in _COUNTED and any(
        _series(other) == _series(mark) and other.value == mark.value + 1
        for marks in ahead
        for other in marks
    )
