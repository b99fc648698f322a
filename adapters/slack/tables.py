"""Tables as Slack takes them; one that it would not take is told row by row."""

from adapters.slack.words import MOST_IN_BLOCK, Json, led, rich, runs, section, weight
from adapters.wire.tables import Room, in_a_line, padded, width
from adapters.wire.words import legible
from bot.conversation.cards import Table

ROOM = Room(columns=20, rows=100, in_cell=500, weight=MOST_IN_BLOCK, weigh=weight)


def table(it: Table) -> list[Json]:
    """Return tables with the headings on each, or the rows in words."""
    columns = width(it)
    if not columns:
        return []
    if not ROOM.is_enough_for(it):
        return in_words(it)
    rows = [_row(cells, columns) for cells in it.rows]
    pages = ROOM.pages(_row(it.headings, columns), rows)
    return [{"type": "table", "rows": page} for page in pages]


def in_words(it: Table) -> list[Json]:
    """Return each row as a paragraph: its first cell, and the others with their headings."""
    told = (in_a_line(it.headings, row) for row in it.rows)
    paragraphs = [section(*run) for first, rest in told for run in runs(led(first, rest))]
    return [rich(*run) for run in runs(paragraphs)]


def _row(cells: tuple[str, ...], columns: int) -> list[Json]:
    return [{"type": "raw_text", "text": legible(cell) or "-"} for cell in padded(cells, columns)]
