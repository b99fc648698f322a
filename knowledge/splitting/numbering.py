"""Step 11: every clause gets its number: the document's own, or section, kind and position."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.splitting.items import Entry
from knowledge.splitting.passage import MarkKind, Passage, Role
from knowledge.splitting.sections import Section

_OWN_MARKS = (MarkKind.LETTER, MarkKind.ROMAN)
_SUFFIXES = {Role.FORM: "form", Role.SIGNATURE: "sign", Role.CONTROL: "meta"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST_NAME = 24


@dataclass(slots=True)
class Numbering:
    """Numbers the clauses of one document and sees to it that no number is given twice."""

    own_numbers: frozenset[str]
    counts_through: bool
    _given: set[str] = field(default_factory=set)
    _counts: Counter[str] = field(default_factory=Counter)

    def number_section(
        self, section: Section, key: str, entries: Sequence[Entry]
    ) -> tuple[str, ...]:
        """Return the numbers of a section's entries, in order."""
        numbers: list[str] = []
        for entry in entries:
            parent = None if entry.parent is None else entries[entry.parent]
            above = "" if entry.parent is None else numbers[entry.parent]
            written = section.number if section.is_written_number else ""
            number = self._number(entry, key, written, _Above(parent, above))
            numbers.append(self._unique(number, entry, above))
        return tuple(numbers)

    def _number(self, entry: Entry, key: str, section_number: str, above: "_Above") -> str:
        passage = entry.passage
        if passage.mark.is_own_number:
            return _in_section(passage.mark.text, section_number, key)
        if suffix := _SUFFIXES.get(passage.role):
            return f"{key}.{suffix}"
        if passage.role is Role.FACT and (name := _name(passage)):
            return f"{key}.{name}"
        if passage.role is Role.CONTENTS:
            return f"{key}.k{passage.mark.text}"
        if not entry.is_item:
            return f"{key}.p{self._next(f'{key}.p')}"
        return self._item_number(passage, key, above)

    def _item_number(self, passage: Passage, key: str, above: "_Above") -> str:
        base = above.number if above.carries_number else key
        if passage.mark.kind in _OWN_MARKS:
            return f"{base}.{passage.mark.text.lower()}"
        if passage.mark.kind is MarkKind.DECIMAL:
            return passage.mark.text if self.counts_through else f"{base}.n{passage.mark.text}"
        if not above.carries_number:
            return f"{key}.b{self._next(f'{key}.b')}"
        place = self._next(f"{above.number}.")
        return f"{base}.{_letter(place)}" if above.is_numbered_clause else f"{base}.{place}"

    def _next(self, series: str) -> int:
        self._counts[series] += 1
        return self._counts[series]

    def _unique(self, number: str, entry: Entry, above: str) -> str:
        if entry.is_item and above and not self._is_free(number, entry):
            number = f"{above}.{number.rpartition('.')[2]}"
        candidate = number
        while not self._is_free(candidate, entry):
            candidate = f"{number}~{self._next(f'{number}~') + 1}"
        self._given.add(candidate)
        return candidate

    def _is_free(self, number: str, entry: Entry) -> bool:
        is_reserved = number in self.own_numbers and not entry.passage.mark.is_own_number
        return number not in self._given and not is_reserved


@dataclass(frozen=True, slots=True)
class _Above:
    """The entry that introduces an item, and the number it was given."""

    entry: Entry | None
    number: str

    @property
    def is_numbered_clause(self) -> bool:
        """Whether it carries the document's own full number."""
        return self.entry is not None and self.entry.passage.mark.is_own_number

    @property
    def carries_number(self) -> bool:
        """Whether items are numbered after it: it is an item itself or a numbered clause."""
        return self.is_numbered_clause or (self.entry is not None and self.entry.is_item)


def _in_section(number: str, section_number: str, key: str) -> str:
    """Return the own number; "5.1" in the second section 5, which is known as 6, is 6.1."""
    is_moved = section_number not in ("", key) and number.startswith(f"{section_number}.")
    return f"{key}{number[len(section_number) :]}" if is_moved else number


def _name(passage: Passage) -> str:
    """Return what a row of a table is about: it is known by this, not by its place."""
    first = next((cell for cell in passage.cells if cell), "")
    return re.sub(r"[^a-z0-9]+", "", first.casefold())[:_LONGEST_NAME]


def _letter(place: int) -> str:
    return _LETTERS[place - 1] if place <= len(_LETTERS) else str(place)


def counts_through(sections: Sequence[Section]) -> bool:
    """Whether single numbers run through the document without starting again in each section."""
    if any(section.is_written_number for section in sections):
        return False
    marks = (passage.mark for section in sections for passage in section.body if passage.is_text)
    numbers = [mark.text for mark in marks if mark.kind is MarkKind.DECIMAL and mark.depth == 1]
    return len(numbers) == len(set(numbers))
