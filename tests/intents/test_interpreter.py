"""From what happened to what is wanted: in which order, in every state and at every way in."""

from pathlib import Path

import pytest

from bot.conversation.exchange import (
    Changed,
    Commanded,
    Event,
    Flagged,
    HomeOpened,
    Pressed,
    Said,
    Submitted,
)
from bot.conversation.intent import Intent
from bot.errors import NothingToAnswer
from bot.forms.corrections import Keep
from intents.ask_policy.intents import AskPolicy
from intents.buttons import Begin, GetHelp, ShowMyCases
from intents.fill_form.feature import Answer, Back, Cancel, Change, Send, Skip
from intents.get_help.feature import Missed, OtherLanguage, WhichOne
from intents.my_cases.feature import ShowHome, Status
from intents.safety.feature import FileSent, Leaked, Warned
from tests.intents.reader import CHANNEL, Reader


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("cancel", Cancel()),
        ("CANCEL!", Cancel()),
        ("cancel please", Cancel()),
        ("never mind", Cancel()),
        ("back", Back()),
        ("skip", Skip()),
        ("ok send it", Send()),
    ],
)
def test_a_word_about_the_form_works_in_it_and_outside(
    reader: Reader, text: str, control: Intent
) -> None:
    outside = reader.said(text)
    reader.is_filling_in("request_unblock")

    assert (outside, reader.said(text)) == (control, control)


def test_other_words_answer_the_question_of_an_interview(reader: Reader) -> None:
    reader.is_filling_in("request_unblock")

    assert reader.said("whats the rule on phones") == Answer(text="whats the rule on phones")


def test_a_reference_needs_no_guessing(reader: Reader) -> None:
    assert reader.said("status UNB-2026-0042") == Status(ref="UNB-2026-0042")


def test_a_form_starts_with_the_persons_own_words(reader: Reader) -> None:
    text = "unblock https://rivers.example for year 5 please"

    assert reader.said(text) == Begin(form="request_unblock", text=text)


def test_a_question_goes_to_the_policies(reader: Reader) -> None:
    assert reader.said("can i add a parent?") == AskPolicy(question="can i add a parent?")


def test_two_close_meanings_are_asked_about_once_with_buttons(reader: Reader) -> None:
    wanted = reader.said("games site y7 blocked ipads")

    assert isinstance(wanted, WhichOne)
    assert {label for label, _ in wanted.ways} == {"Ask for a blocked site", "Report a website"}


def test_a_meaning_as_close_as_a_policy_question_is_asked_about(reader: Reader) -> None:
    wanted = reader.said("is it bullying if a parent is rude about me on facebook")

    assert isinstance(wanted, WhichOne)
    assert [label for label, _ in wanted.ways] == ["Report cyberbullying", "Look in the policies"]


@pytest.mark.parametrize("text", ["asdfgh", "\U0001f44d\U0001f44d", "", "   ", "???"])
def test_what_says_nothing_gets_buttons_and_a_person(reader: Reader, text: str) -> None:
    assert isinstance(reader.said(text), Missed)


def test_words_that_say_nothing_known_can_still_be_looked_up(reader: Reader) -> None:
    assert reader.said("asdfgh") == Missed(look_up=AskPolicy(question="asdfgh"))
    assert reader.said("???") == Missed()


def test_the_same_message_twice_means_the_same_twice(reader: Reader) -> None:
    assert reader.said("my cases") == reader.said("my cases") == ShowMyCases()


@pytest.mark.parametrize(
    "text",
    [
        "przepraszam czy mogę zapytać o coś po polsku",
        "dw i eisiau help gyda fy nosbarth os gwelwch yn dda",
        "\u0645\u0631\u062d\u0628\u0627 \u0645\u0633\u0627\u0639\u062f\u0629",
    ],
)
def test_another_language_is_told_that_only_english_is_read(reader: Reader, text: str) -> None:
    assert reader.said(text) == OtherLanguage()


def test_in_a_channel_a_rule_is_answered_and_a_person_is_not(reader: Reader) -> None:
    rule = reader.said("can i add a parent on facebook", CHANNEL)
    person = reader.said("what did that boy in 7b do on tiktok", CHANNEL)

    assert rule == AskPolicy(question="can i add a parent on facebook")
    assert person == Leaked()


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (Commanded("policy", "phones"), AskPolicy(question="phones")),
        (Commanded("policy", " "), GetHelp()),
        (Commanded("report", ""), Begin(form="report_cyberbullying")),
        (Commanded("unblock", "x.example"), Begin(form="request_unblock", text="x.example")),
        (Flagged("you smell"), Begin(form="report_cyberbullying", text="you smell")),
        (HomeOpened(), ShowHome()),
        (Said("look", has_file=True), FileSent()),
        (Pressed(GetHelp().payload()), GetHelp()),
    ],
)
def test_what_needs_no_guessing_is_not_guessed(
    reader: Reader, event: Event, wanted: Intent
) -> None:
    assert reader.read(event) == wanted


@pytest.mark.parametrize(
    "payload", ["", "{}", '["no_such_intent", {}]', '["get_help", {"more": 1}]', "[1, 2, 3]"]
)
def test_an_altered_button_is_refused_politely(reader: Reader, payload: str) -> None:
    with pytest.raises(NothingToAnswer):
        reader.read(Pressed(payload))


@pytest.mark.parametrize("event", [Submitted("get_help", {}), Changed("nonsense", {})])
def test_a_form_that_is_none_is_refused_politely(reader: Reader, event: Event) -> None:
    with pytest.raises(NothingToAnswer):
        reader.read(event)


def test_an_answer_on_which_nothing_depends_is_kept_and_the_form_not_drawn_again(
    reader: Reader,
) -> None:
    form = "report_cyberbullying"
    values: dict[str, object] = {"what_happened": "she wants to kill hers"}

    typed = reader.read(Changed(form, values, "what_happened"))
    chosen = reader.read(Changed(form, {**values, "danger_now": "no"}, "danger_now"))

    assert typed == Keep(form=form, values=values)
    assert isinstance(chosen, Warned)
    assert isinstance(chosen.then, Change)
