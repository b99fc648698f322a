"""What the safety cards say, and who hears that one came up."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation.cards import Alert
from bot.domain.people import Kind as PersonKind
from bot.domain.people import Role
from bot.errors import NothingToAnswer
from intents import advice
from intents.buttons import GetHelp
from intents.safety.feature import CAPABILITY, LINES, FileSent, InHand, Leaked, TurnAway, Warned
from intents.safety.floor import KINDS, Alarm, Kind
from intents.safety.leaks import FlagBreach
from intents.safety.telling import AskForCall, leads_to_tell
from tests.intents.desk import Desk, button, labels, open_desk, words


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(CAPABILITY, tmp_path)


def warned(kind: Kind, *tell: str) -> Warned:
    return Warned(alarm=Alarm(kind=kind), tell=tuple(f"hill/{name}" for name in tell))


def said(desk: Desk, line: str) -> str:
    with desk.turn("amy") as turn:
        return advice.say(line, turn).replace("**", "")


@pytest.mark.parametrize("kind", [kind for kind in LINES if kind != "adult_unsafe"])
def test_every_urgent_card_names_a_person_and_a_number(desk: Desk, kind: Kind) -> None:
    (card,) = desk.do("amy", warned(kind)).cards

    assert "Priya Nair" in card.text
    assert "01632 960203" in card.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_says_its_lines_word_for_word(desk: Desk, kind: Kind) -> None:
    (card,) = desk.do("amy", warned(kind)).cards

    assert card.text.split("\n")[: len(LINES[kind])] == [said(desk, line) for line in LINES[kind]]
    assert isinstance(card.body[0], Alert)


def test_danger_comes_with_999_and_the_leads_name_and_phone(desk: Desk) -> None:
    (card,) = desk.do("amy", warned("emergency")).cards

    assert "call 999 first" in card.text
    assert "Priya Nair in person or on 01632 960203" in card.text
    assert "Oona Kelly" in card.text


def test_self_harm_shows_the_emergency_line_and_stay_with_them(desk: Desk) -> None:
    (card,) = desk.do("amy", warned("self_harm")).cards

    assert card.text.startswith(f"{said(desk, 'M01')}\n{said(desk, 'M35')}")


def test_a_sexual_picture_says_stop_first_and_never_keep(desk: Desk) -> None:
    (card,) = desk.do("amy", warned("nudes")).cards

    assert card.text.startswith("Stop, this changes what you do. Don't look at it, screenshot")
    assert "Keep the evidence" not in card.text
    assert "Incidents folder" not in card.text


def test_sexual_pictures_beside_a_graver_matter_bring_their_line_too(desk: Desk) -> None:
    alarm = Alarm(kind="self_harm", with_nudes=True)

    (card,) = desk.do("amy", Warned(alarm=alarm)).cards

    assert [said(desk, line) in card.text for line in ("M01", "M11", "M35")] == [True] * 3


def test_a_lesson_puts_one_line_above_the_answer(desk: Desk) -> None:
    alarm = Alarm(kind="nudes", is_lesson=True)

    reply = desk.do("amy", Warned(alarm=alarm, then=GetHelp()))

    assert words(reply.cards).strip() == f"If this is about a real child: {said(desk, 'M11')}"
    assert reply.then == GetHelp()


def test_what_was_wanted_in_a_lesson_is_the_answer_and_not_the_line() -> None:
    lesson = Warned(alarm=Alarm(kind="nudes", is_lesson=True), then=GetHelp())
    grave = Warned(alarm=Alarm(kind="nudes"), then=GetHelp())

    assert lesson.understood == "get_help"
    assert grave.understood == "safety"


def test_an_adult_in_distress_can_ask_the_head_for_a_call(desk: Desk) -> None:
    (card,) = desk.do("amy", warned("adult_unsafe")).cards

    reply = desk.do("amy", button(card, "Ask Grace Adeyemi to call me").means)

    assert "Grace Adeyemi to call you" in words(reply.cards)
    (told,) = desk.read()["head"]
    assert told.title == "A colleague would like a call"
    assert told.text == "Amy Carter would like you to call them today."


def test_a_head_in_distress_is_called_by_somebody_else(desk: Desk) -> None:
    (card,) = desk.do("head", warned("adult_unsafe")).cards

    assert labels(card) == ("Ask Daniel Frost to call me",)
    assert "Would you like me to ask Daniel Frost to call you?" in card.text


def test_a_call_can_be_asked_only_of_those_who_were_offered(desk: Desk) -> None:
    with pytest.raises(NothingToAnswer):
        desk.do("amy", AskForCall(to="hill/tom"))

    assert desk.read() == {}


def test_the_leads_hear_that_a_card_came_up_and_not_what_was_written(desk: Desk) -> None:
    (card,) = desk.do("amy", warned("nudes", "dsl", "ddsl")).cards

    assert "I have told Priya Nair and Oona Kelly that you may need them" in card.text
    unread = desk.read()
    assert set(unread) == {"dsl", "ddsl"}
    (told,) = unread["dsl"]
    assert told.title == "A colleague may need you now"
    assert "Amy Carter wrote something to me at about 10:00" in told.text


def test_the_leads_hear_of_the_same_kind_once_an_hour(desk: Desk) -> None:
    desk.do("amy", warned("nudes", "dsl"))
    desk.do("amy", warned("nudes", "dsl"))
    within_the_hour = desk.read()["dsl"]

    desk.do("amy", warned("self_harm", "dsl"))
    desk.now += timedelta(hours=1)
    desk.do("amy", warned("nudes", "dsl"))

    assert len(within_the_hour) == 1
    assert len(desk.read()["dsl"]) == 2


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("priya touched her", Alarm(kind="abuse")),
        ("a teacher touched her", Alarm(kind="abuse", is_about_staff=True)),
        ("something sounds wrong", Alarm(kind="abuse", is_guessed=True)),
        ("lesson on knife crime", Alarm(kind="emergency", is_lesson=True)),
        ("i cant go on", Alarm(kind="adult_unsafe")),
    ],
)
def test_nobody_hears_of_words_that_may_be_about_them_or_are_no_concern_of_theirs(
    desk: Desk, text: str, alarm: Alarm
) -> None:
    with desk.turn("amy") as turn:
        assert leads_to_tell(text, alarm, turn) == ()


def test_the_leads_and_not_the_writer_hear_of_a_concern(desk: Desk) -> None:
    with desk.turn("ddsl") as turn:
        assert leads_to_tell("her uncle hits her", Alarm(kind="abuse"), turn) == ("hill/dsl",)


def test_a_file_is_not_opened(desk: Desk) -> None:
    (card,) = desk.do("amy", FileSent()).cards

    assert "I can't take files and haven't opened it." in card.text


def test_a_leak_is_answered_to_the_poster_and_told_without_the_words(desk: Desk) -> None:
    (card,) = desk.do("amy", Leaked()).cards

    assert card.text.startswith("Please delete that message now")
    (told,) = desk.read()["dsl"]
    assert "I cannot delete other people's messages." in told.text
    assert "Amy" not in told.text


def test_the_lead_can_tell_the_data_protection_officer_once_and_nobody_else_can(
    desk: Desk,
) -> None:
    desk.give("admin", Role.DPO)
    flag = FlagBreach(platform="slack")

    for _ in range(2):
        (card,) = desk.do("dsl", flag).cards
        assert "Sue Tranter" in card.text
    with pytest.raises(NothingToAnswer):
        desk.do("amy", flag)

    (told,) = desk.read()["admin"]
    assert "Priya Nair can tell you more" in told.text
    assert "Slack channel" in told.text


def test_without_an_officer_the_lead_is_told_whom_to_ask(desk: Desk) -> None:
    (card,) = desk.do("dsl", FlagBreach(platform="teams")).cards

    assert "ask the school office" in card.text
    assert not desk.read()


def test_a_pupil_is_turned_away_and_the_lead_hears_of_it_once(desk: Desk) -> None:
    pupil = desk.people["tom"]
    desk.people["tom"] = type(pupil)(
        id=pupil.id, name="Sam Reed", title="Pupil", school=pupil.school, kind=PersonKind.PUPIL
    )

    (card,) = desk.do("tom", TurnAway()).cards
    desk.do("tom", TurnAway())

    assert card.text.startswith("This assistant is only for school staff.")
    (told,) = desk.read()["dsl"]
    assert "Sam" not in told.text


def test_without_a_lead_the_lines_still_say_whom_to_tell(desk: Desk) -> None:
    for name in ("dsl", "ddsl", "head", "deputy", "chair"):
        desk.give(name, Role.LINE_MANAGER)

    (card,) = desk.do("amy", warned("nudes")).cards

    assert "Tell your safeguarding lead now, in person." in card.text


@pytest.mark.parametrize(
    ("reader", "other"), [("dsl", "Oona Kelly"), ("ddsl", "Priya Nair"), ("head", "Priya Nair")]
)
@pytest.mark.parametrize("kind", [kind for kind in LINES if kind != "adult_unsafe"])
def test_no_card_tells_its_reader_to_tell_themselves(
    desk: Desk, kind: Kind, reader: str, other: str
) -> None:
    (card,) = desk.do(reader, warned(kind)).cards

    assert desk.people[reader].name not in card.text
    assert other in card.text


def test_a_safeguarding_lead_is_sent_to_their_own_procedure(desk: Desk) -> None:
    procedure = "You are a safeguarding lead: follow your own procedure."

    seen = {name: words(desk.do(name, warned("self_harm")).cards) for name in ("amy", "dsl")}

    assert procedure in seen["dsl"]
    assert procedure not in seen["amy"]


def test_whoever_works_on_a_case_is_shown_one_line_and_what_they_wanted(desk: Desk) -> None:
    reply = desk.do("dsl", InHand(alarm=Alarm(kind="self_harm"), then=GetHelp()))

    assert words(reply.cards).strip() == (
        "If nobody is dealing with this yet: If a pupil talks about suicide or hurting themselves, "
        "stay with them and get Oona Kelly now. This comes before any form."
    )
    assert reply.then == GetHelp()
