"""When two questions are the same one."""

import pytest

from intents.question_wording import in_full, is_alike, is_same, stands_alone, wording_of

QUESTION = "May I borrow the minibus?"


@pytest.mark.parametrize(
    "other",
    ["may i borrow the minibus", "Please may I borrow a MINIBUS", "may i borrow the minibuss?"],
)
def test_capitals_politeness_and_a_slip_make_no_difference(other: str) -> None:
    assert is_same(wording_of(QUESTION), wording_of(other))


@pytest.mark.parametrize(
    "other",
    [
        "may I not borrow the minibus?",
        "may I sell the minibus?",
        "may pupils borrow the minibus?",
        "may I borrow the minibus today?",
        "borrow I may the minibus?",
    ],
)
def test_another_word_makes_another_question(other: str) -> None:
    assert not is_same(wording_of(QUESTION), wording_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("can year 5 go", "can year 6 go"), ("may they post it", "may they past it")],
)
def test_short_words_and_numbers_hold_no_slip(one: str, other: str) -> None:
    assert not is_same(wording_of(one), wording_of(other))


def test_the_order_of_the_words_counts_only_for_answers() -> None:
    one, other = wording_of("minibus: may I borrow it"), wording_of("may I borrow it, minibus")

    assert is_alike(one, other)
    assert not is_same(one, other)


@pytest.mark.parametrize("question", ["", "and at lunch?", "what about their parents", "why not"])
def test_what_leans_on_the_question_before_does_not_stand_alone(question: str) -> None:
    assert not stands_alone(wording_of(question))
    assert in_full(question, QUESTION) == f"{QUESTION} {question}"


def test_a_question_of_its_own_stands_alone() -> None:
    assert stands_alone(wording_of(QUESTION))
    assert in_full(QUESTION, "and before?") == QUESTION
