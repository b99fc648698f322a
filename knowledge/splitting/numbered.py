"""Which numbered lines are headings and which are items of a numbered list."""

from collections.abc import Iterator

from knowledge.splitting.passage import Mark, MarkKind, Passage, Passages
from knowledge.splitting.wording import LONGEST_TITLE, has_verb, is_title_like, opens_list

_LONGEST_NUMBERED_TITLE = 20
_SHORT = 8
_SERIES = (MarkKind.DECIMAL, MarkKind.ROMAN, MarkKind.LETTER)


def numbered_headings(passages: Passages) -> frozenset[int]:
    """Return the places of the numbered lines that are headings."""
    listed = frozenset(place for run in _lists(passages) for place in run)
    return frozenset(
        place
        for place, passage in enumerate(passages)
        if place not in listed and _may_be_heading(passages, place, passage)
    )


def _may_be_heading(passages: Passages, place: int, passage: Passage) -> bool:
    above = passages[place - 1] if place else None
    if place + 1 == len(passages) or (above and above.is_text and opens_list(above.text)):
        return False
    if passage.mark.kind is MarkKind.PART:
        return len(passage.text.split()) <= _LONGEST_NUMBERED_TITLE and not has_verb(passage.text)
    if passage.mark.is_own_number:
        return is_title_like(passage.text) and _has_text_below(passage, passages[place + 1])
    return _is_counted(passage.mark) and reads_as_numbered_title(passage.text)


def _is_counted(mark: Mark) -> bool:
    """Whether it is a number that headings have: "3." or "IV." or "B.", not "iv." or "b."."""
    return mark.kind is MarkKind.DECIMAL or (mark.kind in _SERIES and mark.text.isupper())


def _has_text_below(passage: Passage, below: Passage) -> bool:
    is_deeper = below.mark.kind is MarkKind.DECIMAL and below.mark.depth > passage.mark.depth
    return is_deeper or not below.mark.is_own_number


def reads_as_numbered_title(text: str) -> bool:
    """Whether the words after a number are a title; some schools end titles with a full stop."""
    words = len(text.split())
    if not 0 < words <= _LONGEST_NUMBERED_TITLE or not text[:1].isupper() or text.endswith(";"):
        return False
    if text.endswith(".") or words > LONGEST_TITLE:
        return not has_verb(text)
    return words <= _SHORT or not has_verb(text)


def _lists(passages: Passages) -> Iterator[range]:
    """Return the runs of numbers that follow each other directly: lists, not headings."""
    place = 0
    while place < len(passages):
        end = _end_of_run(passages, place)
        if end - place > 1 and not _are_empty_headings(passages, place, end):
            yield range(place, end)
        place = max(end, place + 1)


def _end_of_run(passages: Passages, place: int) -> int:
    """Return the place after the last line that counts on directly from this one."""
    if not _is_single(passages[place]):
        return place
    end = place + 1
    while end < len(passages) and _follows(passages[end - 1], passages[end]):
        end += 1
    return end


def _is_single(passage: Passage) -> bool:
    return passage.is_text and passage.mark.kind in _SERIES and not passage.mark.is_own_number


def _follows(before: Passage, after: Passage) -> bool:
    is_same_series = _is_single(after) and after.mark.kind is before.mark.kind
    return is_same_series and after.mark.value == before.mark.value + 1


def _are_empty_headings(passages: Passages, place: int, end: int) -> bool:
    """Whether the numbers go on after the run: then it is headings with nothing under them yet."""
    if not all(reads_as_numbered_title(passage.text) for passage in passages[place:end]):
        return False
    last = passages[end - 1].mark
    later = (passage.mark for passage in passages[end:] if _is_single(passage))
    next_mark = next((mark for mark in later if mark.kind is last.kind), None)
    return next_mark is not None and next_mark.value == last.value + 1
