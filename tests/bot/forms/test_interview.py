import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Incomplete
from bot.forms.interview import Interview
from tests.bot.forms.trip import ASKED, WHOLE, Trip

START = Interview(Trip, {"case": "abc"})


def asking(interview: Interview) -> str:
    return interview.question.name if interview.question else ""


def answered(*texts: str) -> Interview:
    interview = START
    for text in texts:
        interview = interview.answer(text, ASKED)
    return interview


def test_questions_come_in_order_and_conditions_are_kept() -> None:
    assert asking(START) == "image"
    assert asking(answered("yes")) == "risks"
    assert asking(answered("no")) == "kept"
    assert asking(answered("no", "yes")) == "where"
    assert asking(answered("no", "no")) == "risks"


def test_progress_counts_the_questions_that_will_be_asked() -> None:
    assert START.progress == "1 of 7"
    assert answered("yes").progress == "2 of 6"


def test_an_optional_question_is_skipped_and_a_required_one_is_not() -> None:
    assert asking(answered("no").skip()) == "risks"
    with pytest.raises(Incomplete):
        START.skip()


@pytest.mark.parametrize("said", ["not listed", "none", "Not in the list."])
def test_somebody_who_is_not_listed_is_left_out(said: str) -> None:
    interview = answered("yes", "adverts", said)

    assert interview.answers["who"] is None
    assert asking(interview) == "seen"


def test_no_is_an_answer_to_an_optional_yes_or_no() -> None:
    assert answered("no", "no").answers["kept"] is False


def test_back_goes_to_the_question_before_whatever_was_known_already() -> None:
    known = Interview(Trip, {"case": "abc", "image": "no", "starts": "2026-11-24"})

    back = known.back()

    assert asking(known) == "kept"
    assert asking(back) == "image"
    assert back.answers["starts"] == "2026-11-24"


def test_there_is_nothing_before_the_first_question() -> None:
    known = Interview(Trip, {"case": "abc", "starts": "2026-11-24"})

    assert known.before is None
    assert known.back() == known


def test_back_from_the_end_asks_the_last_question_again() -> None:
    done = Interview(Trip, Trip.sift(WHOLE, ASKED)).answer("that is all", ASKED)

    assert asking(done) == ""
    assert asking(done.back()) == "note"


def test_back_over_a_skipped_question_asks_it_again() -> None:
    assert asking(answered("no").skip().back()) == "kept"


def test_a_changed_answer_forgets_what_it_closes() -> None:
    told = answered("no", "yes", "the safe")

    changed = told.answer_to("image", "yes", ASKED)

    assert "the safe" not in str(changed.answers)
    assert changed.answers["case"] == "abc"
    assert asking(changed.answer_to("image", "no", ASKED)) == "kept"


def test_nothing_is_left_to_ask_at_the_end() -> None:
    done = Interview(Trip, Trip.sift({**WHOLE, "note": "all"}, ASKED))

    assert done.question is None
    assert done.answer("more", ASKED) == done
    assert done.skip() == done
    assert Trip.complete(done.answers, ASKED).note == "all"


def test_a_wrong_answer_changes_nothing() -> None:
    with pytest.raises(Incomplete) as wrong:
        START.answer("perhaps on tuesday", ASKED)

    assert wrong.value.by_field == {"image": "Please choose one of: Yes, No, Not sure"}


@given(
    st.lists(
        st.sampled_from(
            ["yes", "no", "not sure", "adverts", "amy", "24 Nov", "some words", "BACK", "SKIP"]
        ),
        max_size=25,
    )
)
def test_whatever_is_done_the_answers_are_those_of_open_questions(steps: list[str]) -> None:
    interview = START
    for step in steps:
        try:
            match step:
                case "BACK":
                    interview = interview.back()
                case "SKIP":
                    interview = interview.skip()
                case _:
                    interview = interview.answer(step, ASKED)
        except Incomplete:
            continue

    open_names = {question.name for question in interview.asked_for}
    assert set(interview.answers) <= open_names | {"case"}
    assert interview.answers == Trip.sift(interview.answers, ASKED)
