"""What was learned: plain numbers that name what there is, and a chance that is a chance."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.concept_network import load_network
from knowledge.features import ClauseFeatures, Evidence
from knowledge.index import ClauseIndex
from knowledge.learned import Learned, load_learned
from knowledge.meaning import Meanings
from knowledge.question import QuestionReader
from knowledge.ranking import Ranker
from knowledge.spelling import build_speller
from knowledge.synonyms import load_synonyms
from tests.knowledge.made_up_model import WordCounter
from tests.knowledge.made_up_schools import MARROWBY

PARTS = pytest.mark.parametrize("with_model", [True, False], ids=["with model", "by words"])
NUMBERS = st.floats(-1e6, 1e6)


def learned(ranking: dict[str, float], confidence: dict[str, float] | None = None) -> Learned:
    return Learned(ranking=ranking, confidence=confidence or {}, start=0.0, floor=0.4, sure=0.8)


def evidence(**columns: list[float]) -> Evidence:
    return Evidence({name: np.array(each, float) for name, each in columns.items()}, {}, 1.0, 3)


def names_of_columns(folder: Path | None) -> set[str]:
    synonyms = load_synonyms()
    index = ClauseIndex([MARROWBY], synonyms)
    meanings = Meanings(WordCounter(), index.entries, folder) if folder else None
    features = ClauseFeatures(index, Ranker(index, synonyms), load_network(), meanings)
    reader = QuestionReader(build_speller(index.words, synonyms), synonyms)
    return set(features.weigh(reader.read("phones"), "phones").columns)


def test_scores_are_the_columns_each_by_its_worth() -> None:
    found = learned({"words": 2.0, "topic": -1.0}).scores(evidence(words=[1, 0], topic=[0, 3]))

    assert list(found) == [2, -3]


def test_a_feature_that_is_missing_counts_for_nothing() -> None:
    worth = {"words": 2.0, "pieces": 5.0}
    part, whole = evidence(words=[1, 0.5]), evidence(words=[1, 0.5], pieces=[0, 0])
    weighs = learned(worth, worth)

    assert list(weighs.scores(part)) == list(weighs.scores(whole)) == [2, 1]
    assert weighs.chance(part, np.array([2.0, 1.0])) == weighs.chance(whole, np.array([2.0, 1.0]))


def test_a_feature_that_nothing_was_learned_of_counts_for_nothing() -> None:
    weighs = learned({"words": 2.0})

    assert list(weighs.scores(evidence(words=[1, 0], weather=[7, 7]))) == [2, 0]


def test_the_chance_is_that_of_the_clause_with_the_best_score() -> None:
    seen, weighs = evidence(words=[0, 1]), learned({}, {"words": 2.0})

    assert weighs.chance(seen, np.array([0.0, 1.0])) > weighs.chance(seen, np.array([1.0, 0.0]))


def test_a_clause_far_ahead_has_a_greater_chance_than_two_alike() -> None:
    seen, weighs = evidence(words=[1, 1]), learned({}, {"lead": 1.0, "doubt": -1.0})

    assert weighs.chance(seen, np.array([5.0, 0.0])) > weighs.chance(seen, np.array([5.0, 5.0]))


@PARTS
@given(
    scores=st.lists(NUMBERS, min_size=1, max_size=9),
    value=NUMBERS,
    share=st.floats(0, 1),
    words=st.integers(0, 40),
)
def test_a_chance_is_between_0_and_1_whatever_is_known(
    scores: list[float], value: float, share: float, words: int, *, with_model: bool
) -> None:
    shipped = load_learned(with_model=with_model)
    columns = {name: np.full(len(scores), value) for name in shipped.ranking}

    chance = shipped.chance(Evidence(columns, {"topic": share}, share, words), np.array(scores))

    assert 0 <= chance <= 1


@PARTS
def test_an_answer_that_is_given_may_be_short_of_sure_but_not_the_other_way(
    *, with_model: bool
) -> None:
    shipped = load_learned(with_model=with_model)

    assert 0 < shipped.floor <= shipped.sure < 1


@PARTS
def test_the_order_was_learned_of_features_that_exist(tmp_path: Path, *, with_model: bool) -> None:
    columns = names_of_columns(tmp_path if with_model else None)

    assert set(load_learned(with_model=with_model).ranking) <= columns


@PARTS
def test_the_chance_was_learned_of_things_that_are_looked_at(
    tmp_path: Path, *, with_model: bool
) -> None:
    columns = {name: np.array([3.0, 2.0]) for name in names_of_columns(tmp_path)}
    seen, scores = Evidence(columns, {"topic": 0.5}, 1.0, 3), np.array([2.0, 1.0])

    # What is looked at moves the chance away from even; a name that nothing has leaves it there.
    unseen = {
        name
        for name in load_learned(with_model=with_model).confidence
        if learned({}, {name: 1.0}).chance(seen, scores) == 0.5
    }

    assert unseen == set()
    assert learned({}, {"no such thing": 1.0}).chance(seen, scores) == 0.5


def test_without_the_model_nothing_is_expected_of_it(tmp_path: Path) -> None:
    only_with_model = names_of_columns(tmp_path) - names_of_columns(None)

    assert only_with_model.isdisjoint(load_learned(with_model=False).ranking)
    assert not only_with_model.isdisjoint(load_learned(with_model=True).ranking)
