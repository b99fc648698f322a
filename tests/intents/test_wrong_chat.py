"""A message that was meant for somebody else: what it says is not taken as a wish."""

from pathlib import Path

import pytest

from bot.conversation.cards import Button
from intents.buttons import Begin
from intents.get_help.feature import CAPABILITY
from intents.get_help.wrong_chat import WrongChat
from intents.safety.feature import Leaked, Warned
from tests.intents.desk import Desk, open_desk
from tests.intents.reader import CHANNEL, Reader

WITH_A_NAME = (
    "sorry wrong chat jayden in 9C hit another lad",
    "Sorry wrong chat - can you ring Ellie Marsh's mum",
    "oops wrong group, meant for jo: Tyler W is off again",
    "WRONG CHAT SORRY!! tyler smith has been excluded",
    "ignore that wrong window, ruby has been crying all day",
    "jayden hit another lad today. sorry wrong chat",
    "srry wrnog windwo jayden is in isolation",
)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(CAPABILITY, tmp_path)


@pytest.mark.parametrize("text", WITH_A_NAME)
def test_a_message_for_somebody_else_starts_nothing(reader: Reader, text: str) -> None:
    outside = reader.said(text)
    reader.is_filling_in("report_cyberbullying")

    assert outside == reader.said(text) == WrongChat(says_more=True)


@pytest.mark.parametrize("text", WITH_A_NAME)
def test_in_a_channel_it_is_taken_for_talk_about_a_person(reader: Reader, text: str) -> None:
    assert reader.said(text, CHANNEL) == Leaked()


@pytest.mark.parametrize(
    "text", ["sorry wrong chat", "wrong chat", "oops wrong person!", "soz wrong chat meant for jo"]
)
def test_an_apology_alone_says_nothing_more(reader: Reader, text: str) -> None:
    assert reader.said(text) == WrongChat()


@pytest.mark.parametrize(
    "text",
    [
        "a pupil posted a nasty joke in the wrong chat and everybody laughed at her",
        "sorry to bother you but a parent has put me in the wrong group on facebook",
        "what happens if i post in the wrong chat",
    ],
)
def test_a_wrong_chat_that_is_only_talked_about_is_no_apology(reader: Reader, text: str) -> None:
    assert not isinstance(reader.said(text), WrongChat)


def test_a_risk_comes_before_the_apology(reader: Reader) -> None:
    wanted = reader.said("sorry wrong chat jayden says hes going to kill himself")

    assert isinstance(wanted, Warned)
    assert wanted.then is None


def test_the_poster_is_asked_to_delete_it_and_nobody_is_told(desk: Desk) -> None:
    (card,) = desk.do("amy", WrongChat(says_more=True)).cards

    assert card.title == "Please delete that message"
    assert "I have not repeated it." in card.text
    assert [each.means for each in card.buttons if isinstance(each, Button)] == [
        Begin(form="report_cyberbullying")
    ]
    assert desk.read() == {}


def test_after_an_apology_alone_nothing_was_started(desk: Desk) -> None:
    (card,) = desk.do("amy", WrongChat()).cards

    assert card.title == "No problem. I have started and sent nothing."
    assert "please delete it" in card.text
    assert desk.read() == {}
