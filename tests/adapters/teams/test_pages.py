"""Dialogs: what stands in their title is not said again below it, and nothing is lost."""

import json

import pytest

from adapters.teams.pages import TITLE_LIMIT, last_page
from bot.conversation.cards import Card, Text


def test_the_title_of_a_page_is_said_once() -> None:
    answer = last_page([Card("Saved as CB-2026-0001", (Text("Sent."),)), Card("And more")])

    written = json.dumps(answer.body)
    assert [written.count(words) for words in ("CB-2026-0001", "Sent.", "And more")] == [1, 1, 1]


@pytest.mark.parametrize("title", ["x" * (TITLE_LIMIT + 1), "word " * 30])
def test_a_title_too_long_for_a_dialog_stands_whole_below_it(title: str) -> None:
    assert title.strip() in json.dumps(last_page([Card(title)]).body)


def test_a_page_without_a_title_has_the_name_of_the_app() -> None:
    answer = last_page([Card("", (Text("Sent."),))])

    assert answer.body is not None
    assert answer.body["task"]["value"]["title"] == "Dutydesk"
