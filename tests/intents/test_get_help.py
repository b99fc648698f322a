"""What is said to somebody who asks for help, or for what we cannot do."""

from pathlib import Path

import pytest

from bot.conversation.intent import Intent
from bot.domain.people import Role
from intents.buttons import Begin, GetHelp, ShowMyCases
from intents.get_help.feature import (
    CAPABILITY,
    Missed,
    OffTopic,
    OtherLanguage,
    Privacy,
    Thanks,
    WhichOne,
)
from intents.languages import is_english
from tests.intents.desk import Desk, button, labels, open_desk

WAYS = ("Report cyberbullying", "Report a website", "Ask for a blocked site", "My cases")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(CAPABILITY, tmp_path)


@pytest.mark.parametrize("intent", [GetHelp(), OffTopic(), Missed(), OtherLanguage()])
def test_every_dead_end_offers_the_ways_on(desk: Desk, intent: Intent) -> None:
    (card,) = desk.do("amy", intent).cards

    assert labels(card) == WAYS
    assert button(card, "My cases").means == ShowMyCases()


@pytest.mark.parametrize("intent", [GetHelp(), Missed(), OtherLanguage()])
def test_a_person_and_999_stand_on_the_card(desk: Desk, intent: Intent) -> None:
    (card,) = desk.do("amy", intent).cards

    assert "call 999 first" in card.text
    assert "Priya Nair" in card.text


def test_what_was_not_understood_can_be_looked_up_all_the_same(desk: Desk) -> None:
    (card,) = desk.do("amy", Missed(look_up=GetHelp())).cards

    assert labels(card) == (*WAYS, "Look in the policies")
    assert button(card, "Look in the policies").means == GetHelp()


def test_privacy_says_who_sees_what(desk: Desk) -> None:
    (card,) = desk.do("amy", Privacy()).cards

    assert "not even the headteacher" in card.text
    assert "Never the person it is about." in card.text
    assert "also stays in Test" in card.text


def test_the_wifi_is_for_the_network_manager(desk: Desk) -> None:
    (card,) = desk.do("amy", OffTopic()).cards

    assert "ask Len Hodge" in card.text


def test_without_a_network_manager_the_wifi_is_for_it(desk: Desk) -> None:
    desk.give("it", Role.LINE_MANAGER)

    (card,) = desk.do("amy", OffTopic()).cards

    assert "ask IT" in card.text


def test_thanks_are_taken_without_a_fuss(desk: Desk) -> None:
    (card,) = desk.do("amy", Thanks()).cards

    assert card.title == "Thank you. I'm here when you need me."
    assert card.buttons == ()


def test_one_question_with_a_button_for_each_meaning_and_for_neither(desk: Desk) -> None:
    begin = Begin(form="report_website", text="please block it")
    ways = (("Report a website", begin), ("Ask for a blocked site", ShowMyCases()))

    (card,) = desk.do("amy", WhichOne(ways=ways)).cards

    assert card.title == "Which one do you mean?"
    assert labels(card) == ("Report a website", "Ask for a blocked site", "Neither")
    assert button(card, "Report a website").means == begin


@pytest.mark.parametrize(
    "text",
    [
        "can i add a parent",
        "wats teh rool on fones",
        "hola",
        "",
        "12345",
        "the french lesson on je ne sais pas is blocked",
        "a pupil wrote que and como on the board and i need the site",
    ],
)
def test_english_with_slips_and_a_foreign_word_is_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "hola necesito ayuda con un alumno por favor",
        "je ne sais pas comment faire pour un enfant",
        "nu stiu ce sa fac cu un elev",
        "mae angen help ar un disgybl os gwelwch yn dda",
        "\u041f\u043e\u043c\u043e\u0433\u0438\u0442\u0435 \u043f\u043e\u0436\u0430\u043b\u0443",
    ],
)
def test_another_language_is_noticed(text: str) -> None:
    assert not is_english(text)
