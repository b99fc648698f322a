"""A school's clauses as the model read them, in one byte a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.model.port import Encoded, Floats

Bytes: TypeAlias = NDArray[np.int8]

# The largest number of a row becomes this; what it was follows from the row's length, which is 1.
MOST = 127


def pack(rows: Floats) -> Bytes:
    """Return rows of length 1 as whole numbers."""
    largest = np.abs(rows).max(axis=-1, keepdims=True)
    packed: Bytes = np.rint(rows * (MOST / np.maximum(largest, np.float32(1e-9)))).astype(np.int8)
    return packed


def unpack(packed: Bytes) -> Floats:
    """Return the rows that were packed, to about 1 part in 250 of the largest number in a row."""
    rows = packed.astype(np.float32)
    rows *= shrinks(packed)[..., None]
    return rows


def shrinks(packed: Bytes) -> Floats:
    """Return what each packed row must be multiplied with to have length 1 again."""
    rows = packed.astype(np.float32)
    squares = np.einsum("...i,...i->...", rows, rows)
    found: Floats = 1 / np.sqrt(np.maximum(squares, np.float32(1)))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class PackedClauses:
    """Clauses one after the other: the pieces of the first, then of the second, and so on.

    Each piece is a column of `pieces`, because that is the way in which they are multiplied
    fastest. `starts` says where each clause begins; none is empty.
    """

    pieces: Bytes
    starts: NDArray[np.int64]
    sentences: Bytes
    piece_shrinks: Floats
    sentence_shrinks: Floats

    @classmethod
    def of(cls, clauses: Sequence[Encoded]) -> "PackedClauses":
        """Return the clauses, at least one, in their order."""
        lengths = [len(each.tokens) for each in clauses]
        return cls.made(
            np.concatenate([pack(each.tokens) for each in clauses]).T,
            np.array([0, *accumulate(lengths[:-1])], dtype=np.int64),
            pack(np.stack([each.sentence for each in clauses])),
        )

    @classmethod
    def joined(cls, policies: Sequence["PackedClauses"]) -> "PackedClauses":
        """Return the clauses of several policies, at least one, in their order."""
        offsets = accumulate((each.pieces.shape[1] for each in policies[:-1]), initial=0)
        starts = [each.starts + offset for each, offset in zip(policies, offsets, strict=True)]
        return cls.made(
            np.concatenate([each.pieces for each in policies], axis=1),
            np.concatenate(starts),
            np.concatenate([each.sentences for each in policies]),
        )

    @classmethod
    def made(cls, pieces: Bytes, starts: NDArray[np.int64], sentences: Bytes) -> "PackedClauses":
        """Return clauses from what is kept of them."""
        packed = np.ascontiguousarray(pieces)
        return cls(packed, starts, sentences, shrinks(packed.T), shrinks(sentences))
