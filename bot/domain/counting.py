"""Counting: cases as numbers, and how much of them somebody from outside may see (DOMAIN 8).

A number from 1 to 4 could be one child whom somebody knows. Whoever is not in charge of the cases
reads "<5" in its place; and where that could be worked out from the rest, the rest goes too.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Cells: TypeAlias = "tuple[tuple[str, int], ...]"

SMALL = range(1, 5)
FEW = f"<{SMALL.stop}"
HELD_BACK = "not shown"
UNKNOWN = "not_recorded"


@dataclass(frozen=True, slots=True)
class Part:
    """One way to split the same cases: every case is in exactly one cell."""

    name: str
    cells: Cells

    @property
    def total(self) -> int:
        """How many cases were split."""
        return sum(count for _, count in self.cells)

    def count(self, cell: str) -> int:
        """Return one number; a cell that is not there holds nothing."""
        return dict(self.cells).get(cell, 0)


def split(name: str, values: Iterable[str], known: Iterable[str] = ()) -> Part:
    """Return how often each value occurs: the known ones in order, then others."""
    found = Counter(value or UNKNOWN for value in values)
    order = dict.fromkeys((*known, *sorted(found)))
    return Part(name, tuple((value, found[value]) for value in order))


def joined(part: Part, cells: Collection[str], name: str) -> Part:
    """Return the part with some of its cells as one, where the last of them stood."""
    together = sum(count for cell, count in part.cells if cell in cells)
    present = [cell for cell, _ in part.cells if cell in cells]
    if not present:
        return part
    kept = (
        (name, together) if cell == present[-1] else (cell, count)
        for cell, count in part.cells
        if cell not in present[:-1]
    )
    return Part(part.name, tuple(kept))


def in_full(part: Part) -> tuple[str, ...]:
    """Return the numbers of a part as whoever is in charge of the cases reads them."""
    return tuple(str(count) for _, count in part.cells)


def total_with_few_hidden(total: int) -> str:
    """Return a total as a governor reads it."""
    return FEW if total in SMALL else str(total)


def with_few_hidden(part: Part) -> tuple[str, ...]:
    """Return the numbers of a part as a governor reads them, beside its total.

    Nobody can work out a number that is not there, even if they know these rules and the total:
    a lone small number takes the next smallest with it, and where that is not enough nothing of
    the part is shown. Zeros are shown, so that no reports cannot be taken for few.
    """
    counts = [count for _, count in part.cells]
    hidden = _hidden(counts)
    if hidden is None:
        return (HELD_BACK,) * len(counts)
    return tuple(
        (FEW if count in SMALL else HELD_BACK) if place in hidden else str(count)
        for place, count in enumerate(counts)
    )


def _hidden(counts: Sequence[int]) -> Collection[int] | None:
    """Return the places that are hidden; None where the whole part has to be."""
    few = [place for place, count in enumerate(counts) if count in SMALL]
    rest = sorted(
        (place for place, count in enumerate(counts) if count >= SMALL.stop),
        key=lambda place: counts[place],
    )
    if not few:
        return few
    if len(few) > 1:
        together = sum(counts[place] for place in few)
        is_certain = together in (len(few) * SMALL[0], len(few) * SMALL[-1])
        return few if rest and not is_certain else None
    if len(rest) <= 1:
        return None
    both = counts[few[0]] + counts[rest[0]]
    # What the two could be instead, with the second still the smallest of the others.
    ways = [n for n in SMALL if SMALL.stop <= both - n < counts[rest[1]]]
    return [few[0], rest[0]] if len(ways) > 1 else None
