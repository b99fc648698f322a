"""Where it happened: taken from the reporter's own words where the question was left out."""

from pathlib import Path

import pytest

from bot.domain.schools import SafeguardingMode
from intents.report_cyberbullying.feature import CAPABILITY
from intents.report_cyberbullying.form import ReportCyberbullying, Where
from intents.report_cyberbullying.reading import place_in
from tests.intents.desk import Desk, open_desk, words

REF = "CB-2026-0001"
ANSWERS = {"danger_now": "no", "sexual_image": "no", "target": "pupil", "alleged": "pupil"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(CAPABILITY, tmp_path)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("they made a group on WhatsApp to laugh at him", Where.WHATSAPP),
        ("she was sent it on snap", Where.SNAPCHAT),
        ("rude emails from the whole form", Where.EMAIL),
        ("it went from tiktok to insta", None),
        ("they posted it somewhere", None),
        ("I think it was snapchat", None),
        ("it wasn't on whatsapp", None),
        ("not sure if facebook", None),
        ("they drew on his text book", None),
        ("he doesn't know who started it on discord last week", Where.DISCORD),
    ],
)
def test_a_place_is_taken_only_where_one_is_named_for_sure(said: str, place: Where | None) -> None:
    assert place_in(said) == place


def test_the_form_can_be_sent_without_a_place_and_the_story_names_it(desk: Desk) -> None:
    desk.fill_in("amy", ReportCyberbullying, **ANSWERS, what_happened="Unkind videos on TikTok")

    assert "Where: TikTok" in words(desk.read()["dsl"])


def test_where_two_places_are_named_none_is_kept(desk: Desk) -> None:
    story = "Unkind videos on TikTok and on Instagram"
    desk.fill_in("amy", ReportCyberbullying, **ANSWERS, what_happened=story)

    assert "Where:" not in words(desk.read()["dsl"])
    assert "platform" not in desk.on_file(REF).details


def test_an_answer_goes_before_the_words(desk: Desk) -> None:
    said = {**ANSWERS, "what_happened": "Unkind videos on TikTok", "platform": "discord"}
    desk.fill_in("amy", ReportCyberbullying, **said)

    assert "Where: Discord" in words(desk.read()["dsl"])


def test_the_question_still_stands_after_when_and_may_be_left_out() -> None:
    names = [question.name for question in ReportCyberbullying.open_questions(ANSWERS)]
    place = next(q for q in ReportCyberbullying.questions() if q.name == "platform")

    assert names[-3:] == ["what_happened", "happened_at", "platform"]
    assert not place.required


def test_the_place_is_kept_where_the_words_may_not_be(desk: Desk) -> None:
    assert desk.school.safeguarding_mode is SafeguardingMode.HANDOFF
    said = {**ANSWERS, "danger_now": "yes", "what_happened": "Threats on Discord"}
    desk.fill_in("amy", ReportCyberbullying, **said)

    kept = desk.on_file(REF).details
    assert kept["platform"] == "discord"
    assert "what_happened" not in kept


def test_a_time_that_stands_as_it_was_typed_stops_nothing(desk: Desk) -> None:
    feature = CAPABILITY.features[0]
    assert feature.unsent is not None
    with desk.turn("amy") as turn:
        typed = {**ANSWERS, "danger_now": "yes", "happened_at": "yesterday at 3"}

        assert feature.unsent(typed, turn, turn.person.id, ())
