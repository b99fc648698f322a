"""How near a question is to each clause of a school, in two ways."""

import numpy as np

from knowledge.model.packing import PackedClauses
from knowledge.model.port import Encoded, Floats

# So many pieces are turned into floats at once that they stay near the processor.
PIECES_AT_ONCE = 512


def maxsim(question: Encoded, clauses: PackedClauses) -> Floats:
    """Return for each clause how well its pieces answer to the question's, at most 1.

    Each piece of the question looks for the piece of the clause that is nearest to it; how near
    that is counts as much as the question's piece weighs.
    """
    asked = question.weights > 0
    near = _nearness(question.tokens[asked], clauses)
    nearest = np.maximum.reduceat(near, clauses.starts, axis=1)
    found: Floats = question.weights[asked] @ nearest
    return found


def cosines(question: Encoded, clauses: PackedClauses) -> Floats:
    """Return how near each clause as a whole is to the question as a whole, from -1 to 1."""
    found: Floats = clauses.sentences.astype(np.float32) @ question.sentence
    found *= clauses.sentence_shrinks
    return found


def _nearness(asked: Floats, clauses: PackedClauses) -> Floats:
    """Return the cosine of each piece of a question with every piece of the clauses."""
    width, total = clauses.pieces.shape
    near = np.empty((len(asked), total), dtype=np.float32)
    some = np.empty((width, PIECES_AT_ONCE), dtype=np.float32)
    for start in range(0, total, PIECES_AT_ONCE):
        packed = clauses.pieces[:, start : start + PIECES_AT_ONCE]
        count = packed.shape[1]
        np.copyto(some[:, :count], packed)
        np.matmul(asked, some[:, :count], out=near[:, start : start + count])
    near *= clauses.piece_shrinks
    return near
