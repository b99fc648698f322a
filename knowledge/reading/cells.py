"""Tables that an export wrote cell by cell: a tab opens each cell, a blank line before it a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.reading.lines import Line
from knowledge.reading.paragraphs import Paragraph

_LEAST_EMPTY_OPENINGS = 2


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell: the index of the line that opens it and the first index after it."""

    start: int
    end: int
    texts: tuple[str, ...]
    opens_row: bool
    is_opened_empty: bool


def dumped_tables(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """Return the rows of every table that was written cell by cell, as tab-separated paragraphs."""
    rows: list[Paragraph] = []
    at = 0
    is_under_colon = False
    while at < len(lines):
        line = lines[at]
        cells = () if is_under_colon or not line.is_tabbed else tuple(_cells_from(lines, at))
        if sum(cell.is_opened_empty for cell in cells) >= _LEAST_EMPTY_OPENINGS:
            rows.extend(_rows(lines, cells))
        is_under_colon = line.words.endswith(":") or (line.is_blank and is_under_colon)
        at = cells[-1].end if cells else at + 1
    return tuple(rows)


def _cells_from(lines: Sequence[Line], at: int) -> Iterator[_Cell]:
    while at < len(lines) and lines[at].is_tabbed and "\t" not in lines[at].words:
        end = _end_of_cell(lines, at)
        texts = tuple(line.words for line in lines[at:end] if not line.is_blank)
        opens_row = at == 0 or lines[at - 1].is_blank
        yield _Cell(at, end, texts, opens_row, lines[at].is_blank)
        at = _next_printed_or_tabbed(lines, end)


def _end_of_cell(lines: Sequence[Line], at: int) -> int:
    end = at + 1
    if lines[at].is_blank:
        end = _next_printed_or_tabbed(lines, end)
    while end < len(lines) and not lines[end].is_blank and not lines[end].is_tabbed:
        end += 1
    return end


def _next_printed_or_tabbed(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and lines[at].is_blank and not lines[at].is_tabbed:
        at += 1
    return at


def _rows(lines: Sequence[Line], cells: tuple[_Cell, ...]) -> Iterator[Paragraph]:
    starts = [place for place, cell in enumerate(cells) if cell.opens_row or place == 0]
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        row = cells[start:end]
        texts = [text for cell in row for text in cell.texts]
        last = cells[end].start if end < len(cells) else row[-1].end
        first = lines[row[0].start]
        yield Paragraph(
            text="\t".join(texts),
            line=first.number,
            page=first.page,
            is_table_row=True,
            lines=last - row[0].start,
        )
