from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Incomplete
from bot.forms.form import Answers, Kind
from tests.bot.forms.trip import ASKED, LONDON, WHOLE, Risk, Trip


def complaints(values: Answers) -> dict[str, str]:
    with pytest.raises(Incomplete) as incomplete:
        Trip.complete(values, ASKED)
    return dict(incomplete.value.by_field)


def test_a_form_is_completed_from_raw_answers() -> None:
    trip = Trip.complete(WHOLE, ASKED)

    assert trip.case == "abc"
    assert trip.kept is True
    assert trip.risks == (Risk.ADVERTS, Risk.LOGIN)
    assert trip.who == "hill/amy"
    assert trip.seen == datetime(2026, 11, 16, 15, tzinfo=LONDON)
    assert (trip.starts, trip.until) == (date(2026, 11, 24), date(2026, 11, 27))
    assert trip.note is None


def test_every_missing_answer_is_named_and_optional_ones_are_not() -> None:
    assert set(complaints({"case": "abc"})) == {"image", "risks", "starts", "until"}


def test_a_conditional_question_is_required_once_it_is_asked() -> None:
    assert set(complaints({**WHOLE, "where": ""})) == {"where"}


def test_what_is_not_asked_is_not_kept() -> None:
    trip = Trip.complete({**WHOLE, "image": "not sure"}, ASKED)

    assert trip.kept is None
    assert trip.where is None
    assert "safe" not in str(trip.model_dump())


def test_an_answer_to_a_closed_question_opens_no_other() -> None:
    stale: Answers = {"image": "yes", "kept": True, "where": "the safe", "case": "abc"}

    assert [question.name for question in Trip.open_questions(stale)] == [
        "image",
        "risks",
        "who",
        "seen",
        "starts",
        "until",
    ]
    assert Trip.prune(stale) == {"image": "yes", "case": "abc"}


def test_what_no_field_shows_is_complained_about_at_a_question_on_the_screen() -> None:
    hidden: Answers = {**WHOLE, "kept": "no", "starts": "2026-11-27", "until": "2026-11-24"}

    assert complaints(hidden) == {"until": "The last day is before the first."}


def test_a_wrong_carried_value_is_complained_about_at_a_question_on_the_screen() -> None:
    assert set(complaints({**WHOLE, "revision": "not a number", "kept": "no"})) == {"until"}


def test_values_that_belong_to_no_field_are_left_out() -> None:
    trip = Trip.complete({**WHOLE, "smuggled": "x"}, ASKED)

    assert not hasattr(trip, "smuggled")
    assert Trip.carried({**WHOLE, "smuggled": "x"}) == {"case": "abc"}


def test_only_fields_that_are_asked_for_can_be_answered() -> None:
    with pytest.raises(StopIteration):
        Trip.check("case", "another", ASKED)


def test_the_school_is_carried_and_is_no_part_of_what_is_filed() -> None:
    trip = Trip.complete({**WHOLE, "school": "ravensmere"}, ASKED)

    assert trip.school == "ravensmere"
    assert "school" not in trip.model_dump()


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("risks", "adverts, needs a login", ["adverts", "login"]),
        ("risks", ["adverts", "adverts"], ["adverts"]),
        ("risks", ["adverts, chat"], ["adverts", "chat"]),
        ("who", "amy", "hill/amy"),
        ("who", "the headteacher", "hill/bo"),
        ("seen", "yesterday at 3", "2026-11-16T15:00:00Z"),
        ("seen", "2026-07-01T15:00:00+01:00", "2026-07-01T15:00:00+01:00"),
        ("starts", "tomorrow", "2026-11-18"),
        ("kept", "yes", True),
        ("image", "dunno", "not_sure"),
    ],
)
def test_an_answer_is_kept_as_json_holds_it_and_reads_the_same_again(
    name: str, typed: object, kept: object
) -> None:
    once = Trip.check(name, typed, ASKED)

    assert once == kept
    assert Trip.check(name, once, ASKED) == once


@given(
    moment=st.datetimes(
        min_value=datetime(2020, 1, 1),
        max_value=datetime(2026, 11, 17),
        timezones=st.sampled_from([UTC, LONDON]),
    )
)
def test_every_moment_survives_json(moment: datetime) -> None:
    kept = Trip.check("seen", moment.isoformat(), ASKED)

    assert datetime.fromisoformat(str(kept)) == moment.astimezone(UTC)


@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_survives_json(day: date) -> None:
    assert Trip.check("starts", day.isoformat(), ASKED) == day.isoformat()


def test_answers_that_cannot_be_used_are_asked_again_and_the_others_kept() -> None:
    messy: Answers = {**WHOLE, "starts": "the 45th", "who": "Nobody Known", "seen": None}

    sound = Trip.sift(messy, ASKED)

    assert sound["risks"] == ["adverts", "login"]
    assert sound["case"] == "abc"
    assert sound["seen"] is None
    assert "starts" not in sound
    assert "who" not in sound


def test_questions_say_their_kind_and_their_title_is_one_line() -> None:
    kinds = {question.name: question.kind for question in Trip.questions()}

    assert Trip.title() == "Report a thing"
    assert kinds == {
        "image": Kind.CHOICE,
        "kept": Kind.YES_NO,
        "where": Kind.TEXT,
        "risks": Kind.CHOICES,
        "who": Kind.PERSON,
        "seen": Kind.MOMENT,
        "starts": Kind.DATE,
        "until": Kind.DATE,
        "note": Kind.LONG_TEXT,
    }


def test_answers_are_read_back_in_words() -> None:
    labels = {
        question.name: question.label(answer, ASKED)
        for question in Trip.questions()
        if (answer := Trip.sift(WHOLE, ASKED).get(question.name)) is not None
    }

    assert labels == {
        "image": "No",
        "kept": "Yes",
        "where": "the safe",
        "risks": "Adverts, Needs a login",
        "who": "Amy Carter, Teacher",
        "seen": "Mon 16 Nov 2026, 15:00",
        "starts": "Tue 24 Nov 2026",
        "until": "Fri 27 Nov 2026",
    }


def test_times_are_read_back_in_the_schools_own_time_in_summer_too() -> None:
    seen = next(question for question in Trip.questions() if question.name == "seen")

    assert seen.label("2026-07-01T14:00:00Z", ASKED) == "Wed 1 Jul 2026, 15:00"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"where": "x" * 2001},
            {"where": "That is too long. Please keep it under 2000 characters."},
        ),
        ({"risks": []}, {"risks": "Please answer this question."}),
        ({"kept": "perhaps so"}, {"kept": "Please choose one of: Yes, No"}),
        ({"image": {"a": 1}}, {"image": "Please choose one of: Yes, No, Not sure"}),
        ({"where": 5}, {"where": "Please answer in words."}),
        ({"where": {"x": 1}}, {"where": "Please answer in words."}),
    ],
)
def test_complaints_are_plain_and_say_what_to_do(values: Answers, expected: dict[str, str]) -> None:
    assert complaints({**WHOLE, **values}) == expected
