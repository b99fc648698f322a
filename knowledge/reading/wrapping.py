"""Wrapping: which lines of a text file are one paragraph that was cut at the margin."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from knowledge.reading.lines import Line
from knowledge.reading.repeats import shape_of

_ENDINGS = (".", "!", "?", ";", ":")
_HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_NEARLY_FULL = 0.8
_OVERFULL = 1.1


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text was wrapped: its margin (0 when it was not) and the lines of every page."""

    margin: int
    running: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[Line], running: frozenset[str]) -> Self:
        """Return the wrapping of a text, judged by the lines that stop inside a sentence."""
        cut = (len(before.text) for before, after in pairwise(lines) if _is_cut(before, after))
        return cls(max(cut, default=0), running)

    def belongs_together(self, before: Line, after: Line) -> bool:
        """Whether the second line carries on the paragraph of the first."""
        if after.is_blank or after.number > before.number + 1 or self._stands_alone(before, after):
            return False
        if after.is_link or _is_cut(before, after):
            return True
        starts_new = after.column > before.column and before.words.endswith(_ENDINGS)
        return self._is_full(before) and not starts_new and not _closes(before)

    def _stands_alone(self, before: Line, after: Line) -> bool:
        return (
            after.is_marked
            or after.is_tabbed
            or "\t" in after.words
            or "\t" in before.text.strip(" ").rstrip()[1:]
            or after.is_joining_word
            or before.is_joining_word
            or not self.running.isdisjoint((shape_of(before.text), shape_of(after.text)))
        )

    def _is_full(self, line: Line) -> bool:
        return self.margin * _NEARLY_FULL <= len(line.text) <= self.margin * _OVERFULL


def joined_words(words: Iterable[str]) -> str:
    """Return the lines as one; a word cut at its hyphen keeps the hyphen, without a space."""
    return _HYPHENATED.sub("-", "\n".join(words)).replace("\n", " ")


def _is_cut(before: Line, after: Line) -> bool:
    """Whether a sentence runs over the end of the line."""
    is_open = not before.is_blank and not before.words.endswith(_ENDINGS)
    is_rest = after.words[:1].islower() and not after.is_marked and not after.is_joining_word
    return is_open and is_rest and not after.is_link


def _closes(line: Line) -> bool:
    """Whether the next line starts something new however full this one is."""
    return line.words.endswith((":", ";", ":-"))
