"""Tables as Teams shows them; one that a phone has no room for is told row by row."""

from adapters.teams.schema import MOST_COLUMNS
from adapters.teams.words import (
    MOST_IN_BLOCK,
    STRONG,
    Json,
    elements,
    led,
    paragraph,
    paragraphs,
    size,
)
from adapters.wire.tables import Room, in_a_line, padded, width
from bot.conversation.cards import Table

ROOM = Room(columns=MOST_COLUMNS, rows=50, in_cell=150, weight=MOST_IN_BLOCK, weigh=size)


def table(it: Table) -> list[Json]:
    """Return tables with the headings on each, or the rows in words."""
    columns = width(it)
    if not columns:
        return []
    if not ROOM.is_enough_for(it):
        return in_words(it)
    rows = [_row(cells, columns) for cells in it.rows]
    pages = ROOM.pages(_row(it.headings, columns, **STRONG), rows)
    return [_table(page, columns) for page in pages]


def in_words(it: Table) -> list[Json]:
    """Return each row as a paragraph: its first cell, and the others with their headings."""
    told = (in_a_line(it.headings, row) for row in it.rows)
    return [drawn for first, rest in told for drawn in paragraphs(led(first, rest))]


# Unless told otherwise, a Table reads its first row out as headings.
def _table(rows: list[Json], columns: int) -> Json:
    return {"type": "Table", "columns": [{"width": 1}] * columns, "rows": rows}


def _row(cells: tuple[str, ...], columns: int, **style: str) -> Json:
    shown = (cell if cell.strip() else "-" for cell in padded(cells, columns))
    return {"type": "TableRow", "cells": [_cell(cell, **style) for cell in shown]}


def _cell(text: str, **style: str) -> Json:
    return {"type": "TableCell", "items": [paragraph(*elements(text, **style))]}
