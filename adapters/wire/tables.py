"""Tables on any platform: what fits into one, cut into pages that each have the headings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from adapters.wire.words import clip
from bot.conversation.cards import Table

MOST_IN_LABEL = 100
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a table a platform takes at once; `weigh` tells what a part of it weighs."""

    columns: int
    rows: int
    in_cell: int
    weight: int
    weigh: Callable[[object], int]

    def is_enough_for(self, it: Table) -> bool:
        """Tell whether the platform can draw the table, on however many pages."""
        rows = (it.headings, *it.rows)
        return all(len(row) <= self.columns for row in rows) and all(
            len(cell) <= self.in_cell for row in rows for cell in row
        )

    def pages(self, heading: RowT, rows: Sequence[RowT]) -> Iterator[list[RowT]]:
        """Yield the rows in pages that fit, each under the headings."""
        page, left = [heading], self.weight - self.weigh(heading)
        for row in rows:
            if len(page) > 1 and (len(page) == self.rows or left < self.weigh(row)):
                yield page
                page, left = [heading], self.weight - self.weigh(heading)
            page.append(row)
            left -= self.weigh(row)
        yield page


def width(it: Table) -> int:
    """Return the number of columns."""
    return max((len(row) for row in (it.headings, *it.rows)), default=0)


def padded(cells: tuple[str, ...], columns: int) -> tuple[str, ...]:
    """Return a row that has a cell in every column."""
    return (*cells, *("",) * (columns - len(cells)))


def in_a_line(headings: tuple[str, ...], row: tuple[str, ...]) -> tuple[str, str]:
    """Return a row in words: its first cell, and the others with their headings."""
    labels = (*headings[1:], *("",) * len(row))
    told = zip(labels, row[1:], strict=False)
    rest = (f"{clip(label, MOST_IN_LABEL)}: {cell}" if label else cell for label, cell in told)
    return row[0] if row else "", "; ".join(rest)
