"""The safety floor comes first: in every state and at every way in (must-pass 1)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.exchange import (
    Changed,
    Commanded,
    Event,
    Flagged,
    Said,
    Submitted,
)
from bot.errors import Incomplete
from intents.ask_policy.intents import AskPolicy
from intents.fill_form.feature import Answer, Change
from intents.safety.feature import (
    Leaked,
    TurnAway,
    Unfinished,
    Warned,
)
from tests.intents.reader import CHANNEL, DIALOG, Reader

DANGER = "a boy has a knife"
REQUEST: Mapping[str, object] = {
    "url": "https://rivers.example/delta",
    "site_content": "Maps of rivers",
    "reasons": "Year 5 geography, comparing two rivers",
    "risks": ["none"],
    "audience": "me",
    "starts": "2026-11-24",
    "until": "2026-11-27",
    "needed_by": "2026-11-20",
    "previewed": "true",
}


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


@pytest.mark.parametrize(
    "event",
    [
        Said(DANGER),
        Said(DANGER, has_file=True),
        Commanded("policy", DANGER),
        Commanded("report", DANGER),
        Commanded("unblock", DANGER),
        Flagged(DANGER),
        Changed("request_unblock", {**REQUEST, "reasons": DANGER}),
        Submitted("request_unblock", {**REQUEST, "reasons": DANGER}),
    ],
    ids=lambda event: type(event).__name__,
)
def test_danger_warns_at_every_way_in(reader: Reader, event: Event) -> None:
    wanted = reader.read(event)

    assert isinstance(wanted, Warned)
    assert wanted.alarm.kind == "emergency"


def test_danger_in_a_channel_warns_and_asks_to_delete(reader: Reader) -> None:
    wanted = reader.said(DANGER, CHANNEL)

    assert isinstance(wanted, Warned)
    assert wanted.then == Leaked()
    assert wanted.tell == ()


def test_danger_in_the_middle_of_a_form_warns_and_keeps_the_answer(reader: Reader) -> None:
    reader.is_filling_in("request_unblock")

    wanted = reader.said(DANGER)

    assert isinstance(wanted, Warned)
    assert wanted.then == Answer(text=DANGER)


def test_a_form_with_answers_missing_still_warns(reader: Reader) -> None:
    wanted = reader.read(Submitted("request_unblock", {"reasons": DANGER}), DIALOG)

    assert isinstance(wanted, Warned)
    assert isinstance(wanted.then, Unfinished)
    assert "url" in wanted.then.errors


def test_a_form_with_answers_missing_and_no_danger_says_what_is_missing(reader: Reader) -> None:
    with pytest.raises(Incomplete):
        reader.read(Submitted("request_unblock", {}), DIALOG)


def test_a_choice_in_a_form_is_not_taken_for_typed_words(reader: Reader) -> None:
    values = {"danger_now": "no", "sexual_image": "yes"}

    assert isinstance(reader.read(Changed("report_cyberbullying", values)), Change)


def test_danger_is_the_whole_answer_and_the_leads_hear_of_it(reader: Reader) -> None:
    wanted = reader.said("she says her uncle touches her")

    assert isinstance(wanted, Warned)
    assert wanted.then is None
    assert wanted.tell == ("hill/dsl", "hill/ddsl")


def test_danger_typed_into_a_form_is_left_to_the_form_to_send(reader: Reader) -> None:
    wanted = reader.read(Submitted("request_unblock", {**REQUEST, "reasons": DANGER}), DIALOG)

    assert isinstance(wanted, Warned)
    assert wanted.tell == ()


def test_a_lesson_gets_its_answer_below_the_line(reader: Reader) -> None:
    text = "what does the policy say about sexting"

    wanted = reader.said(text)

    assert isinstance(wanted, Warned)
    assert wanted.alarm.is_lesson
    assert wanted.then == AskPolicy(question=text)
    assert wanted.understood == "ask_policy"


def test_somebody_without_a_role_is_turned_away_whatever_they_write(
    reader: Reader,
) -> None:
    people = reader.desk.people
    people["amy"] = replace(people["amy"], grants=())

    assert reader.said(DANGER) == TurnAway()
