"""What Amy's events are taken to mean, at a school on a real database."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from bot.conversation.exchange import Event, Said
from bot.conversation.intent import Intent
from bot.domain.drafts import Draft
from bot.domain.places import Place
from intents.catalogue import capabilities
from intents.interpreter import Interpreter
from intents.safety.feature import CAPABILITY
from intents.understanding import Understanding
from knowledge.library import Library
from tests.intents.desk import HILL, Desk, open_desk

PRIVATE = Place("slack")
DIALOG = Place("slack", in_dialog=True)
CHANNEL = Place("slack", "C1", is_private=False)


class Reader:
    """Reads events as Amy, in a private chat unless it is told another place."""

    def __init__(self, folder: Path) -> None:
        self.desk: Desk = open_desk(CAPABILITY, folder)

    def read(self, event: Event, place: Place = PRIVATE) -> Intent:
        with self.desk.turn("amy") as turn:
            return _interpreter().interpret(event, replace(turn, place=place))

    def said(self, text: str, place: Place = PRIVATE) -> Intent:
        return self.read(Said(text), place)

    def is_filling_in(self, form: str) -> None:
        with self.desk.turn("amy") as turn:
            turn.uow.drafts.keep(Draft(HILL, turn.person.id, form, turn.now))


@cache
def _interpreter() -> Interpreter:
    known = capabilities(Library({}))
    return Interpreter(known, Understanding(known))
