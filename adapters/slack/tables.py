"""Tables as Slack takes them; one that it would not take is told row by row."""

from collections.abc import Iterator

from adapters.slack.words import MOST_IN_BLOCK, Json, led, rich, runs, section, weight
from adapters.wire.words import clip, legible
from bot.conversation.cards import Table

MOST_COLUMNS = 20
MOST_ROWS = 100
MOST_IN_CELL = 500


def table(it: Table) -> list[Json]:
    """Return tables with the headings on each, or the rows in words."""
    width = max((len(row) for row in (it.headings, *it.rows)), default=0)
    if not width:
        return []
    cells = [cell for row in (it.headings, *it.rows) for cell in row]
    if width > MOST_COLUMNS or any(len(cell) > MOST_IN_CELL for cell in cells):
        return in_words(it)
    return [{"type": "table", "rows": rows} for rows in _pages(it, width)]


def in_words(it: Table) -> list[Json]:
    """Return each row as a paragraph: its first cell, and the others with their headings."""
    paragraphs = [
        section(*run)
        for row in it.rows
        for run in runs(led(row[0] if row else "", _rest(it.headings, row)))
    ]
    return [rich(*run) for run in runs(paragraphs)]


def _pages(it: Table, width: int) -> Iterator[list[list[Json]]]:
    heading = _row(it.headings, width)
    page, left = [heading], MOST_IN_BLOCK - weight(heading)
    for cells in it.rows:
        row = _row(cells, width)
        if len(page) > 1 and (len(page) == MOST_ROWS or left < weight(row)):
            yield page
            page, left = [heading], MOST_IN_BLOCK - weight(heading)
        page.append(row)
        left -= weight(row)
    yield page


def _row(cells: tuple[str, ...], width: int) -> list[Json]:
    padded = (*cells, *("",) * (width - len(cells)))
    return [{"type": "raw_text", "text": legible(cell) or "-"} for cell in padded]


def _rest(headings: tuple[str, ...], row: tuple[str, ...]) -> str:
    labels = (*headings[1:], *("",) * len(row))
    told = zip(labels, row[1:], strict=False)
    return "; ".join(f"{clip(label, 100)}: {cell}" if label else cell for label, cell in told)
