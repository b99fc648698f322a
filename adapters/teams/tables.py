"""Tables as Teams shows them; one that a phone has no room for is told row by row."""

from collections.abc import Iterator

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
from adapters.wire.words import clip
from bot.conversation.cards import Table

MOST_ROWS = 50
MOST_IN_CELL = 150
MOST_IN_LABEL = 100


def table(it: Table) -> list[Json]:
    """Return tables with the headings on each, or the rows in words."""
    width = max((len(row) for row in (it.headings, *it.rows)), default=0)
    if not width:
        return []
    cells = [cell for row in (it.headings, *it.rows) for cell in row]
    if width > MOST_COLUMNS or any(len(cell) > MOST_IN_CELL for cell in cells):
        return in_words(it)
    return [_table(rows, width) for rows in _pages(it, width)]


def in_words(it: Table) -> list[Json]:
    """Return each row as a paragraph: its first cell, and the others with their headings."""
    return [
        drawn
        for row in it.rows
        for drawn in paragraphs(led(row[0] if row else "", _rest(it.headings, row)))
    ]


# Unless told otherwise, a Table reads its first row out as headings.
def _table(rows: list[Json], width: int) -> Json:
    columns = [{"width": 1}] * width
    return {"type": "Table", "columns": columns, "rows": rows}


def _pages(it: Table, width: int) -> Iterator[list[Json]]:
    heading = _row(it.headings, width, **STRONG)
    page, left = [heading], MOST_IN_BLOCK - size(heading)
    for cells in it.rows:
        row = _row(cells, width)
        if len(page) > 1 and (len(page) == MOST_ROWS or left < size(row)):
            yield page
            page, left = [heading], MOST_IN_BLOCK - size(heading)
        page.append(row)
        left -= size(row)
    yield page


def _row(cells: tuple[str, ...], width: int, **style: str) -> Json:
    padded = (*cells, *("",) * (width - len(cells)))
    shown = [_cell(cell if cell.strip() else "-", **style) for cell in padded]
    return {"type": "TableRow", "cells": shown}


def _cell(text: str, **style: str) -> Json:
    return {"type": "TableCell", "items": [paragraph(*elements(text, **style))]}


def _rest(headings: tuple[str, ...], row: tuple[str, ...]) -> str:
    labels = (*headings[1:], *("",) * len(row))
    told = zip(labels, row[1:], strict=False)
    return "; ".join(
        f"{clip(label, MOST_IN_LABEL)}: {cell}" if label else cell for label, cell in told
    )
