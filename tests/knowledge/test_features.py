"""The columns that speak for each clause: their shape whatever is asked, and what they say."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.concept_network import load_network
from knowledge.features import ClauseFeatures, Evidence
from knowledge.index import ClauseIndex
from knowledge.meaning import Meanings
from knowledge.question import QuestionReader
from knowledge.ranking import Ranker
from knowledge.spelling import build_speller
from knowledge.synonyms import load_synonyms
from knowledge.wishes import WISHES
from tests.knowledge.made_up_model import WordCounter
from tests.knowledge.made_up_schools import MARROWBY

SYNONYMS = load_synonyms()
NO_CLAUSES = Policy("none", "Nothing yet", ())
ONE_CLAUSE = Policy(
    "one", "One rule", (Clause("one/1", "1", ClauseKind.PARAGRAPH, (), "Phones stay home."),)
)


def weigh(text: str, policy: Policy, folder: Path | None = None) -> Evidence:
    """Return what speaks for a policy's clauses; a made-up model reads them where it may write."""
    index = ClauseIndex([policy], SYNONYMS)
    meanings = Meanings(WordCounter(), index.entries, folder) if folder else None
    features = ClauseFeatures(index, Ranker(index, SYNONYMS), load_network(), meanings)
    reader = QuestionReader(build_speller(index.words, SYNONYMS), SYNONYMS)
    return features.weigh(reader.read(text), text)


def column(name: str, question: str, *clauses: Clause | str) -> list[float]:
    whole = tuple(
        Clause(f"p/{n}", str(n), ClauseKind.PARAGRAPH, (), each) if isinstance(each, str) else each
        for n, each in enumerate(clauses)
    )
    return list(weigh(question, Policy("p", "", whole)).columns[name])


@pytest.mark.parametrize("question", ["can pupils use instagram", "is it the", "", "trombone"])
@pytest.mark.parametrize(
    ("policy", "size"), [(MARROWBY, 11), (ONE_CLAUSE, 1)], ids=["many clauses", "one clause"]
)
def test_a_column_has_one_finite_number_for_each_clause(
    policy: Policy, size: int, question: str, tmp_path: Path
) -> None:
    for evidence in (weigh(question, policy), weigh(question, policy, tmp_path)):
        assert {name for name, each in evidence.columns.items() if each.shape != (size,)} == set()
        assert {n for n, each in evidence.columns.items() if not np.isfinite(each).all()} == set()


def test_a_school_without_clauses_has_empty_columns() -> None:
    evidence = weigh("can pupils use instagram", NO_CLAUSES)

    assert {each.shape for each in evidence.columns.values()} == {(0,)}
    assert evidence.known == 0


def test_every_question_has_the_same_columns() -> None:
    asked = [weigh(question, MARROWBY) for question in ("who can i tell", "", "how long is it")]

    assert asked[0].columns.keys() == asked[1].columns.keys() == asked[2].columns.keys()


def test_an_empty_question_has_no_words_and_no_topics() -> None:
    evidence = weigh("", MARROWBY)

    assert (evidence.words, evidence.known, evidence.topics) == (0, 0, {})
    assert not evidence.columns["words"].any()


def test_a_question_is_known_as_far_as_any_clause_speaks_of_it() -> None:
    evidence = weigh("photographs trombones", MARROWBY)

    assert (evidence.words, evidence.known) == (2, 0.5)


def test_words_are_measured_against_the_best_clause() -> None:
    words = column("words", "kites", "Kites, kites and rope.", "Kites.", "The pond.")

    assert max(words) == 1
    assert 0 < min(words[:2]) < 1
    assert words[2] == 0


def test_words_matched_is_the_share_of_what_was_asked() -> None:
    assert column("words matched", "kites shed", "Kites in the shed.", "The shed.", "A pond.") == [
        1,
        0.5,
        0,
    ]


def test_a_clause_rules_the_people_asked_about_or_others_or_nobody_in_particular() -> None:
    clauses = ("Pupils log off.", "Staff log off.", "Log off.")

    assert column("same people", "can a pupil log off", *clauses) == [1, 0, 0]
    assert column("other people", "can a pupil log off", *clauses) == [0, 1, 0]
    assert column("same people", "can i log off", *clauses) == [0, 1, 0]
    assert column("other people", "log off", *clauses) == [0, 0, 0]


@pytest.mark.parametrize("kind", WISHES)
def test_a_wish_that_was_not_made_is_neither_given_nor_lacking(kind: str) -> None:
    columns = weigh("instagram", MARROWBY).columns

    assert not columns[f"{kind} given"].any()
    assert not columns[f"{kind} lacking"].any()


def test_a_wish_that_was_made_is_given_or_lacking() -> None:
    clauses = ("Logs stay for ninety days.", "Logs stay in a safe.")

    assert column("amount given", "how long do logs stay", *clauses) == [1, 0]
    assert column("amount lacking", "how long do logs stay", *clauses) == [0, 1]


def test_the_opening_of_a_list_gives_for_its_item() -> None:
    item = Clause("p/1", "1", ClauseKind.ITEM, (), "the logs", "p/0", "Kept for one year:")

    assert column("amount given", "how long do logs stay", item) == [1]


def test_a_sanction_is_unasked_where_nobody_asked_for_one() -> None:
    clauses = ("Vapes are confiscated.", "Vapes stay home.")

    assert column("consequence unasked", "are vapes allowed", *clauses) == [1, 0]
    assert column("consequence unasked", "what happens if i vape", *clauses) == [0, 0]


def test_what_a_clause_is_stands_whatever_is_asked() -> None:
    columns = weigh("", MARROWBY).columns
    numbers = [c.number for c in MARROWBY.clauses if c.kind.is_quotable]

    def having(name: str) -> list[str]:
        return [number for number, has in zip(numbers, columns[name], strict=True) if has]

    assert having("opens a list") == ["5"]
    assert having("item of a list") == ["5.a", "5.b"]
    assert having("repeats a heading") == ["1.1"]
    assert having("very short") == ["1.1", "5", "5.a", "5.b"]
    assert list(columns["place"]) == sorted(columns["place"])


def test_a_topic_in_common_counts_without_a_word_in_common() -> None:
    clauses = ("Requests from carers to connect must be declined.", "The pond is deep.")
    question = "a mum wants to follow me on insta"

    near, far = column("topic", question, *clauses)

    assert 0 <= far < near <= 1
    assert column("topic behind", question, *clauses)[0] == 0
