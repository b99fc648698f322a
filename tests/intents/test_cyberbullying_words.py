"""What a report of cyberbullying takes from words, and what it says first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.cards import Card
from bot.domain.concerns import Alleged, Flag, Target
from bot.turn import Turn
from intents.report_cyberbullying.feature import CAPABILITY
from intents.report_cyberbullying.lines import advise
from intents.report_cyberbullying.reading import flags_in, prefill
from tests.intents.desk import open_desk, person_id


@pytest.fixture
def turn(tmp_path: Path) -> Iterator[Turn]:
    with open_desk(CAPABILITY, tmp_path).turn("amy") as opened:
        yield opened


def test_a_sentence_about_a_parent_fills_in_who_and_where(turn: Turn) -> None:
    said = "someone is being horrible about me on facebook, its a parent"

    assert prefill(said, turn) == {
        "what_happened": said,
        "target": "me",
        "alleged": "parent",
        "platform": "facebook",
    }


@pytest.mark.parametrize(
    ("said", "target", "alleged"),
    [
        ("kids filmed me teaching and put it on tiktok", "me", "pupil"),
        ("a pupil in my class is being bullied on snapchat", "pupil", None),
        ("a parent says the head posted something about me", "me", None),
        ("they set up a page", None, None),
        ("the headteacher keeps sending me messages", "me", "leader"),
        ("think one of the TAs is messaging a pupil", "pupil", "staff"),
        ("our caretaker has been adding pupils on insta", "pupil", "staff"),
        ("a parent keeps texting one of my year 9s", "pupil", "parent"),
        ("pupils are texting a teacher in my class", None, None),
        ("POSTED MY FACE ON TIKTOK", "me", None),
        ("a dad put me on youtube", "me", "parent"),
        ("somebody put a video of my colleague on youtube", "staff", None),
        ("a pupil posted a picture of our TA", "staff", "pupil"),
        ("theres a video of me shouting at a class", "me", None),
        ("theres a video of our TA shouting at a pupil", "staff", None),
        ("a TA told me a boy is being bullied", "pupil", None),
        ("a girl told her teacher a boy is being bullied", "pupil", None),
        ("the deputy headteacher is sending me abuse", "me", "staff"),
        ("the head of maths keeps sending me messages", "me", "staff"),
        ("its the head who posted it", None, "leader"),
        ("a parent says it was one of the TAs that filmed it", None, "staff"),
        ("its not the head who posted it", None, None),
        ("its a pupil who is being bullied", "pupil", None),
        ("a teacher in year 6 is being bullied by pupils", "staff", "pupil"),
        ("some pupils are bullying a TA", None, None),
    ],
)
def test_nobody_is_filled_in_where_the_words_leave_room(
    turn: Turn, said: str, target: str | None, alleged: str | None
) -> None:
    known = prefill(said, turn)

    assert (known.get("target"), known.get("alleged")) == (target, alleged)


def test_a_safety_word_keeps_the_story_out_of_the_form(turn: Turn) -> None:
    nude = prefill("there is a nude of a girl in year 9 going round", turn)
    danger = prefill("she says she is going to kill herself", turn)

    assert nude.get("sexual_image") == "yes"
    assert danger.get("danger_now") == "yes"
    assert "what_happened" not in {**nude, **danger}


@pytest.mark.parametrize(
    ("said", "target", "flags"),
    [
        ("They called him racist names", Target.PUPIL, {Flag.POLICE}),
        ("A parent keeps posting abuse about me", Target.ME, set()),
        ("Some boys keep posting abuse about her", Target.PUPIL, {Flag.DANGER}),
        ("An older man asked for pics", Target.PUPIL, {Flag.ADULT_CONTACT}),
        ("They filmed me and told lies last night", Target.ME, {Flag.FILMED, Flag.UNTRUE}),
        ("He left her out of the chat", Target.PUPIL, set()),
        ("POSTED MY FACE ON TIKTOK", Target.ME, {Flag.FILMED}),
    ],
)
def test_words_raise_flags(said: str, target: Target, flags: set[Flag]) -> None:
    assert flags_in(said, target, Alleged.UNKNOWN) - {Flag.OFF_SITE} == flags


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({}, "Thanks for telling me."),
        ({"danger_now": "no", "sexual_image": "no"}, "Thanks for telling me."),
        ({"danger_now": "not_sure"}, "If anyone is in danger right now, call 999 first."),
        ({"danger_now": "no", "sexual_image": "not_sure"}, "Stop, this changes what you do."),
    ],
)
def test_the_first_lines_follow_the_answers_so_far(
    turn: Turn, answers: dict[str, object], first: str
) -> None:
    assert Card("", advise(answers, turn)).text.startswith(first)


def test_a_report_about_the_head_says_before_it_is_sent_that_it_goes_to_the_chair(
    turn: Turn,
) -> None:
    said = Card("", advise({"alleged": "leader"}, turn)).text

    assert "so it goes to Margaret Osei, not the headteacher" in said
    assert "Council LADO" in said


def test_a_report_about_a_governor_is_not_said_to_be_about_the_head(turn: Turn) -> None:
    about = {"alleged": "leader", "alleged_person": person_id("governor")}

    said = Card("", advise(about, turn)).text

    assert "This is about the headteacher" not in said
    assert "Small worries about adults" in said


def test_advice_never_names_whoever_the_report_is_about(turn: Turn) -> None:
    about = {"alleged": "staff", "alleged_person": person_id("dsl")}

    said = Card("", advise({"danger_now": "yes", "sexual_image": "yes", **about}, turn)).text

    assert "Priya Nair" not in said
    assert "Oona Kelly" in said
