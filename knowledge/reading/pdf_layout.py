"""Paragraphs and headings of a PDF, told from the spacing and the size of its lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.reading.marks import opens_paragraph
from knowledge.reading.paragraphs import Paragraph
from knowledge.reading.pdf_lines import PrintedLine
from knowledge.reading.wrapping import joined_words

_WIDE_GAP = 1.25  # times the usual distance between two lines
_FULL = 0.8  # of the widest lines
_WIDEST = 0.95  # of all lines are no wider than the margin allows
_SAME_SIZE = 0.06
_LARGER = 1.15
_BOLD_AND_LARGER = 1.05
_HALF = 0.5
_LONGEST_HEADING = 120
_MOST_BOLD = 0.3
_USUAL_LEADING = 1.2
_LOWEST_HEADING = 6
_INDENT = 9.0  # points
_ENDINGS = (".", "!", "?", ";", ":")
_REFERS = re.compile(  # "... as section" / "6.7 says": a number, but not of a new clause
    r"(?:\b(?:sections?|paragraphs?|clauses?|points?|appendix|annex|part|page|see|than|least|aged?)"
    r"|\d\S* (?:and|or|to))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What is usual in a document: the size of its text, its line spacing, its margin."""

    size: float
    leading: float
    margin: float
    heading_sizes: tuple[int, ...]
    has_bold_headings: bool
    indents: tuple[int, ...]

    def heading_of(self, line: PrintedLine) -> int | None:
        """Return 1 for the largest headings, None for running text."""
        if len(line.text) > _LONGEST_HEADING:
            return None
        if _is_larger(line, self.size):
            return min(self.heading_sizes.index(_half_points(line)) + 1, _LOWEST_HEADING)
        if self.has_bold_headings and line.is_bold and not line.text.endswith((*_ENDINGS, ",")):
            return min(len(self.heading_sizes) + 1, _LOWEST_HEADING)
        return None

    def belongs_together(self, before: PrintedLine, after: PrintedLine) -> bool:
        """Whether the second line carries on the paragraph of the first."""
        is_open = not before.text.endswith(_ENDINGS)
        is_cut = is_open and after.text[:1].islower() and before.width >= self.margin * _HALF
        if not _is_same_size(before, after) or (before.is_bold != after.is_bold and not is_cut):
            return False
        if opens_paragraph(after.text):
            is_reference = _REFERS.search(before.text) and after.text[0].isdigit()
            return self._is_full(before) and bool(is_reference)
        if self.is_apart(before, after):
            return before.page != after.page and is_open and (is_cut or self._is_full(before))
        return is_cut or (self._is_full(before) and not before.text.endswith((":", ";")))

    def is_apart(self, before: PrintedLine, after: PrintedLine) -> bool:
        """Whether there is more than the usual space, or another page or column, between them."""
        gap = before.bottom - after.bottom
        return before.page != after.page or not 0 < gap <= self.leading * _WIDE_GAP * before.size

    def indent_of(self, line: PrintedLine) -> int:
        """Return how deep the bullet or number at the start of a line stands."""
        column = round(line.left / _INDENT)
        is_item = opens_paragraph(line.text) and column in self.indents
        return self.indents.index(column) if is_item else 0

    def _is_full(self, line: PrintedLine) -> bool:
        return line.width >= self.margin * _FULL


def paragraphs_of(lines: Sequence[PrintedLine]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document; a wider space counts as an empty line."""
    if not lines:
        return
    layout = _layout_of(lines)
    number, block = 1, [lines[0]]
    for before, line in pairwise(lines):
        if not layout.belongs_together(before, line):
            yield _paragraph(block, number, layout)
            number += len(block) + layout.is_apart(before, line)
            block = []
        block.append(line)
    yield _paragraph(block, number, layout)


def _paragraph(block: list[PrintedLine], number: int, layout: Layout) -> Paragraph:
    first = block[0]
    return Paragraph(
        text=joined_words(line.text for line in block),
        heading=layout.heading_of(first),
        indent=layout.indent_of(first),
        line=number,
        lines=len(block),
        page=first.page,
    )


def _layout_of(lines: Sequence[PrintedLine]) -> Layout:
    letters: Counter[int] = Counter()
    for line in lines:
        letters[_half_points(line)] += len(line.text)
    usual = letters.most_common(1)[0][0]
    body = [line for line in lines if _half_points(line) == usual]
    size = body[0].size
    larger = {_half_points(line) for line in lines if _is_larger(line, size)}
    widths = sorted(line.width for line in body)
    columns = {round(line.left / _INDENT) for line in lines if opens_paragraph(line.text)}
    return Layout(
        size=size,
        leading=_leading_of(body),
        margin=widths[int((len(widths) - 1) * _WIDEST)],
        heading_sizes=tuple(sorted(larger, reverse=True)),
        has_bold_headings=sum(line.is_bold for line in lines) <= len(lines) * _MOST_BOLD,
        indents=tuple(sorted(columns)),
    )


def _leading_of(lines: Sequence[PrintedLine]) -> float:
    """Return the most frequent distance from line to line, in sizes of the text."""
    steps = (
        round((before.bottom - after.bottom) / before.size, 1)
        for before, after in pairwise(lines)
        if before.page == after.page and before.size
    )
    usual = Counter(step for step in steps if 1 <= step <= 2).most_common(1)  # noqa: PLR2004
    return usual[0][0] if usual else _USUAL_LEADING


def _half_points(line: PrintedLine) -> int:
    return round(line.size * 2)


def _is_larger(line: PrintedLine, usual: float) -> bool:
    return line.size > usual * (_BOLD_AND_LARGER if line.is_bold else _LARGER)


def _is_same_size(before: PrintedLine, after: PrintedLine) -> bool:
    return abs(before.size - after.size) <= _SAME_SIZE * max(before.size, after.size)
