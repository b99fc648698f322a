"""Fitting: the two sums that are learned, each by going downhill from nothing.

Nothing here is drawn by chance: the same examples give the same numbers.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.training.examples import Example

Table: TypeAlias = NDArray[np.float32]
Numbers: TypeAlias = NDArray[np.float64]

RATE = 0.05  # of Adam, falling to a tenth of it
SHRINKING = 1e-3  # how strongly the worth of a feature is drawn to nothing
CERTAIN_STEPS = 4000
CERTAIN_SHRINKING = 5e-2
TINY = 1e-6


class OrderLesson:
    """Questions that have an answer, the rows of all their clauses one below the other."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Bring each feature to mean 0 and deviation 1."""
        answered = [example for example in examples if example.right.any()]
        self.names = tuple(answered[0].evidence.columns)
        rows = np.concatenate([_rows(example, self.names) for example in answered])
        sizes = [len(example.right) for example in answered]
        self.deviation: Numbers = rows.std(axis=0) + TINY
        self._rows: Table = ((rows - rows.mean(axis=0)) / self.deviation).astype(np.float32)
        self._right = np.concatenate([example.right for example in answered])
        self._sizes, self._starts = sizes, np.cumsum([0, *sizes[:-1]])

    def slope(self, worth: Numbers) -> Numbers:
        """Return how the loss (of a softmax over each question's clauses) falls with each worth."""
        scores = (self._rows @ worth.astype(np.float32)).astype(float)
        best = np.maximum.reduceat(scores, self._starts)
        shares = self._shared(np.exp(scores - np.repeat(best, self._sizes)))
        wanted = self._shared(np.where(self._right, shares, 0.0))
        off = (shares - wanted).astype(np.float32)
        slope: Numbers = (off @ self._rows) / len(self._sizes) + SHRINKING * worth
        return slope

    def _shared(self, amounts: Numbers) -> Numbers:
        """Return the amounts, those of each question brought to the sum 1."""
        sums = np.add.reduceat(amounts, self._starts)
        shares: Numbers = amounts / np.repeat(sums + 1e-12, self._sizes)
        return shares


def fit_order(examples: Sequence[Example], steps: int) -> Mapping[str, float]:
    """Return the worth of each feature that puts right clauses first, by Adam."""
    lesson = OrderLesson(examples)
    worth, mean, square = (np.zeros(len(lesson.names)) for _ in range(3))
    for step in range(1, steps + 1):
        slope = lesson.slope(worth)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        way = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        worth = worth - RATE * (1 - 0.9 * step / steps) * way
    return dict(zip(lesson.names, map(float, worth / lesson.deviation), strict=True))


def fit_chance(seen: Numbers, is_answered: NDArray[np.bool_]) -> tuple[Numbers, float]:
    """Return the worth of each column of `seen` for the chance of an answer, and the start."""
    middle, deviation = seen.mean(axis=0), seen.std(axis=0) + TINY
    rows = (seen - middle) / deviation
    worth, start = np.zeros(rows.shape[1]), 0.0
    for _ in range(CERTAIN_STEPS):
        off = (chances(rows, worth, start) - is_answered) / len(rows)
        worth = worth - (rows.T @ off + CERTAIN_SHRINKING * worth)
        start -= float(off.sum())
    worth = worth / deviation
    return worth, start - float(middle @ worth)


def chances(rows: Numbers, worth: Numbers, start: float) -> Numbers:
    """Return the chance of each row."""
    found: Numbers = 1 / (1 + np.exp(-(rows @ worth + start)))
    return found


def _rows(example: Example, names: Sequence[str]) -> Numbers:
    """Return a row for each clause."""
    return np.stack([example.evidence.columns[name] for name in names], axis=-1)
