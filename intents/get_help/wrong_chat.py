"""A message that was meant for somebody else: it starts nothing (DOMAIN 7, last line)."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from bot.conversation.cards import Button, Buttons, Card, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.turn import Turn
from intents import advice
from intents.buttons import Begin
from intents.phrase_book import PhraseBook
from intents.spelling import read_words

# An apology stands at the beginning or at the end; in the middle it belongs to a story.
AT_THE_BEGINNING, AT_THE_END, OPENING = 6, 4, 2
A_FEW = 2
REPORT = Buttons((Button("Report privately", Begin(form="report_cyberbullying"), Style.PRIMARY),))


class WrongChat(Intent):
    """A message for somebody else; `says_more` where it holds more than the apology."""

    name = "wrong_chat"
    says_more: bool = False


def wrong_chat_in(text: str) -> WrongChat | None:
    """Return that a text was meant for somebody else, if it says so."""
    book, words = _book(), read_words(text)
    parts = (words[:AT_THE_BEGINNING], words[-AT_THE_END:])
    is_meant = book.occurs("opening", book.places(words[:OPENING])) or any(
        book.occurs("apology", book.places(part)) for part in parts
    )
    more = [word for word in words if word not in _said_anyway()]
    return WrongChat(says_more=len(more) >= A_FEW) if is_meant else None


def start_nothing(wrong: WrongChat, turn: Turn) -> Reply:
    """Ask for a message that may name somebody to be deleted (G02); nothing else is done."""
    if wrong.says_more:
        return Reply((Card("Please delete that message", (advice.alert("G02", turn), REPORT)),))
    text = Text("If your message names a child or a colleague, please delete it.")
    return Reply((Card("No problem. I have started and sent nothing.", (text,)),))


@cache
def _book() -> PhraseBook:
    words = _words()
    return PhraseBook(words["lists"], words["groups"], ())


@cache
def _said_anyway() -> frozenset[str]:
    return frozenset(word for line in _words()["ordinary"]["words"] for word in line.split())


def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    source = files("intents.get_help").joinpath("wrong_chat.yaml").read_text(encoding="utf-8")
    words: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(source)
    return words
