"""Questions about keeping a picture: no clause may sound like leave to keep a sexual one."""

import pytest

from bot.conversation.exchange import Reply
from intents.ask_policy.intents import AskPolicy
from knowledge.library import Library
from tests.intents.shelf import FRIENDS, Shelf, asked, quoted
from tests.support.counter import words

FLOOR = "If it could be a sexual picture of someone under 18: Stop, this changes what you do."


def answer(url: str, question: str, shelf: Library | None = None, *, more: bool = False) -> Reply:
    library = shelf or Shelf(FRIENDS)
    return asked(url, library).wants("amy", AskPolicy(question=question, more=more))


@pytest.mark.parametrize(
    "question",
    [
        "should i take a pic of it for evidence",
        "can i screenshot it",
        "SHALL I SAVE IT AS PROOF",
        "what evidence do i keep",
        "do i keep a copy of the picture",
        "can i take a photo of the messages",
        "should i take a pic of it",
        "am i allowed to forward it to the dsl",
        "do i print it off",
        "should i take screen shots",
    ],
)
def test_the_floor_stands_above_whatever_the_policy_says(sqlite_url: str, question: str) -> None:
    reply = answer(sqlite_url, question)

    assert words(reply).strip().startswith(FLOOR)
    assert quoted(reply) == [FRIENDS.text]


def test_the_floor_says_never_to_keep_it_and_whom_to_tell(sqlite_url: str) -> None:
    reply = answer(sqlite_url, "can i screenshot it")

    assert "Don't look at it, screenshot, copy, print, save or forward it" in words(reply)
    assert "Tell Priya Nair now, in person." in words(reply)


def test_the_floor_is_said_where_no_policy_covers_it(sqlite_url: str) -> None:
    reply = answer(sqlite_url, "can i screenshot it", Shelf(confidence=0.1))

    assert FLOOR in words(reply)
    assert "Not in the policies" in words(reply)


def test_more_clauses_do_not_say_it_again(sqlite_url: str) -> None:
    reply = answer(sqlite_url, "can i screenshot it", more=True)

    assert FLOOR not in words(reply)


@pytest.mark.parametrize(
    "question",
    [
        "can pupils take photos at the prom",
        "whats the rule on phones",
        "can i take pictures on a school trip",
        "how long do we keep photos for",
        "can i save my work on a memory stick",
        "can i be friends with a parent",
        "how do i take part in it",
    ],
)
def test_other_questions_are_answered_without_it(sqlite_url: str, question: str) -> None:
    reply = answer(sqlite_url, question)

    assert FLOOR not in words(reply)
