"""How near a question is to packed clauses, beside the plain definition."""

import numpy as np
import pytest

from knowledge.model.encoder import unit
from knowledge.model.matching import PIECES_AT_ONCE, cosines, maxsim
from knowledge.model.packing import PackedClauses, pack, unpack
from tests.knowledge.made_up_model import encoded, made_up

ROUNDING = 0.01
BYTES_A_SCHOOL = 5_000_000


def test_a_packed_row_is_nearly_the_row_in_a_quarter_of_the_room() -> None:
    rows = unit(made_up(1, 200, 96))

    packed = pack(rows)

    assert packed.nbytes * 4 == rows.nbytes
    assert np.abs(unpack(packed) - rows).max() < ROUNDING / 2
    assert np.abs(np.linalg.norm(unpack(packed), axis=1) - 1).max() < 1e-5


@pytest.mark.parametrize("count", [1, 2, 90])
def test_each_piece_of_a_question_counts_by_the_nearest_piece_of_the_clause(count: int) -> None:
    question = encoded(999, 12)
    clauses = [encoded(seed, 3 + seed % 20) for seed in range(count)]

    found = maxsim(question, PackedClauses.of(clauses))

    plainly = [
        ((question.tokens @ each.tokens.T).max(axis=1) @ question.weights) for each in clauses
    ]
    assert np.abs(found - plainly).max() < ROUNDING


def test_more_pieces_than_are_worked_on_at_once_are_all_looked_at() -> None:
    clauses = [encoded(seed, 100) for seed in range(3 * PIECES_AT_ONCE // 100)]
    question = clauses[-1]

    found = maxsim(question, PackedClauses.of(clauses))

    assert found.argmax() == len(clauses) - 1
    assert found.max() > 1 - ROUNDING


def test_a_clause_is_compared_as_a_whole_too() -> None:
    question, clauses = encoded(999, 12), [encoded(seed, 8) for seed in range(9)]

    found = cosines(question, PackedClauses.of(clauses))

    assert np.abs(found - [each.sentence @ question.sentence for each in clauses]).max() < ROUNDING


def test_policies_that_were_packed_apart_are_searched_as_one() -> None:
    question, clauses = encoded(999, 12), [encoded(seed, 3 + seed) for seed in range(9)]
    whole = PackedClauses.of(clauses)

    joined = PackedClauses.joined([PackedClauses.of(clauses[:4]), PackedClauses.of(clauses[4:])])

    assert np.array_equal(maxsim(question, joined), maxsim(question, whole))
    assert np.array_equal(cosines(question, joined), cosines(question, whole))


def test_five_hundred_clauses_of_sixty_pieces_take_less_than_5_mb() -> None:
    packed = PackedClauses.of([encoded(seed, 60) for seed in range(500)])

    arrays = (packed.pieces, packed.sentences, packed.piece_shrinks, packed.sentence_shrinks)
    assert sum(each.nbytes for each in arrays) + packed.starts.nbytes < BYTES_A_SCHOOL
