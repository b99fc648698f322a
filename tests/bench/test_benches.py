"""The benches themselves, where a slip would show as a figure that nobody doubts."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest

from knowledge.clauses import Clause
from knowledge.evaluation.questions import Asked
from tests.bench.chart import Line, draw_lines
from tests.bench.growth import OF_A_SCHOOL, measure, schools_of
from tests.bench.obliqa import Words
from tests.bench.obliqa import measure as measure_order
from tests.bench.peers import peers
from tests.bench.ways import ours, quotable, theirs
from tests.knowledge.made_up_schools import MARROWBY, PENNFIELD

SCHOOLS = {"marrowby": (MARROWBY,), "pennfield": (PENNFIELD,)}


def asked(text: str, school: str, previous: str = "") -> Asked:
    return Asked("q", school, text, previous, "plain", "answerable", (), frozenset())


@pytest.mark.parametrize("name", [*ours(), *theirs()])
def test_every_search_finds_a_clause_in_the_askers_school(name: str) -> None:
    answer = {**ours(), **theirs()}[name](SCHOOLS)

    word_for_word = "Teachers must refuse any friend request that a pupil sends."
    assert answer(asked(word_for_word, "marrowby")).found[0] == "mb/3.1"
    assert answer(asked(word_for_word, "pennfield")).found[0] == "pf/1"


@pytest.mark.parametrize("name", theirs())
def test_a_peer_is_asked_a_follow_up_together_with_the_question_before(name: str) -> None:
    answer = theirs()[name](SCHOOLS)

    outcome = answer(
        asked("who from", "pennfield", previous="telescopes are borrowed from the caretaker")
    )

    assert outcome.found[0] == "pf/2"


@pytest.mark.parametrize("name", peers())
@pytest.mark.parametrize("question", ["", '" OR (', "NEAR(a b)", "text:kites AND -"])
def test_no_question_is_taken_for_a_query(name: str, question: str) -> None:
    answer = theirs()[name](SCHOOLS)

    assert set(answer(asked(question, "marrowby")).found) <= {c.id for c in quotable([MARROWBY])}


def test_map_and_recall_are_those_of_trec_eval() -> None:
    scores = np.array([[3.0, 2.0, 1.0, 0.0], [0.0, 1.0, 2.0, 3.0]])
    relevant = np.array([[True, False, True, False], [True, False, False, False]])

    recall, precision = measure_order(scores, relevant, np.array([2, 2]))

    assert recall == pytest.approx((2 / 2 + 1 / 2) / 2)
    assert precision == pytest.approx(((1 + 2 / 3) / 2 + (1 / 4) / 2) / 2)


def test_only_the_first_ten_count() -> None:
    scores = -np.arange(12.0)[None]
    relevant = np.zeros((1, 12), dtype=bool)
    relevant[0, 11] = True

    assert measure_order(scores, relevant, np.array([1])) == (0.0, 0.0)


def test_passages_are_scored_by_the_words_they_share() -> None:
    words = Words({"a": "Kites are kept in the shed.", "b": "Marbles.", "c": "A kite is a toy."})

    scores = words.score("where is the shed for kites")

    assert scores.argmax() == 0
    assert scores[2] > scores[1] == 0


def test_a_made_up_school_has_its_own_clauses_and_always_the_same() -> None:
    size = 2 * OF_A_SCHOOL + 7

    first, again = (
        {name: [c for p in source() for c in p.clauses] for name, source in schools_of(size)}
        for _ in range(2)
    )

    texts = {clause.text for clauses in first.values() for clause in clauses}
    assert first == again
    assert [len(clauses) for clauses in first.values()] == [OF_A_SCHOOL, OF_A_SCHOOL, 7]
    assert len(texts) > 0.95 * size
    assert all(isinstance(c, Clause) and c.kind.is_quotable for cs in first.values() for c in cs)


def test_growth_is_measured_for_each_of_ours_at_each_size() -> None:
    found = measure(1_000)

    assert [f"dutydesk {name}" for name in found] == list(ours())
    assert all([step.clauses for step in steps] == [100, 1_000] for steps in found.values())


def test_a_chart_is_well_formed_and_names_its_lines() -> None:
    drawn = draw_lines("Ms < 5", [Line("a & b", [(100, 1), (1_000, 3)]), Line("c", [(100, 2)])])

    words = [node.text for node in ET.fromstring(drawn).iter() if node.tag.endswith("text")]  # noqa: S314
    assert {"Ms < 5", "a & b", "c", "100", "1,000", "1", "10"} <= set(words)
