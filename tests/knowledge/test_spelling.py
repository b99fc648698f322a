import pytest

from knowledge.spelling import MAX_REPAIRS, Speller, build_speller
from knowledge.synonyms import load_synonyms


@pytest.fixture(scope="module")
def speller() -> Speller:
    return build_speller(["caretaker", "telescope", "phones"], load_synonyms())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("telescpoe", "telescope"),
        ("parnet", "parent"),
        ("pasword", "password"),
        ("headtecher", "headteacher"),
        ("safegaurding", "safeguarding"),
        ("alowed", "allowed"),
        ("caretacker", "caretaker"),
    ],
)
def test_a_slip_is_put_right(speller: Speller, typed: str, meant: str) -> None:
    assert speller.repair(typed) == meant


@pytest.mark.parametrize("word", ["phone", "lunch", "telescopes", "year", "where", "bullied"])
def test_a_known_word_is_never_touched(speller: Speller, word: str) -> None:
    assert speller.repair(word) == word


@pytest.mark.parametrize("word", ["xyzzyplugh", "y6", "tkt", "2026", "trombone"])
def test_a_word_with_no_near_neighbour_is_left_as_typed(speller: Speller, word: str) -> None:
    assert speller.repair(word) == word


def test_a_word_of_the_clauses_wins_over_an_everyday_word() -> None:
    speller = Speller(preferred=["coach"], known=["couch"])

    assert speller.repair("coych") == "coach"


def test_a_page_of_nonsense_gets_only_a_few_repairs() -> None:
    speller = Speller(preferred=["password"], known=[])

    repaired = speller.repair_all(["pasword"] * 30)

    assert repaired == ["password"] * MAX_REPAIRS + ["pasword"] * (30 - MAX_REPAIRS)
