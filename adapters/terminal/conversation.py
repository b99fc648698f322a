"""A conversation typed line by line: the product with no chat platform at all.

A line is something said, `!press LABEL` presses a button that is showing, `!as PERSON` changes who
is speaking.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

from adapters.terminal.screens import PLATFORM, Screens
from bot.assistant import Assistant
from bot.conversation.cards import Card
from bot.conversation.exchange import Event, Incoming, Pressed, Reply, Said
from bot.domain.people import Person
from bot.domain.places import Place
from bot.errors import Refusal


class NobodyByThatName(Refusal):
    """I don't know {0} at this school. The people are: {1}."""


class NoSuchButton(Refusal):
    """There is no button {0!r} showing. The buttons are: {1}."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one line led to; the cards are the reply and what arrived for the speaker."""

    said: str
    intent: str
    cards: tuple[Card, ...]


@dataclass
class Conversation:
    """One person at a keyboard at a time, at one school."""

    assistant: Assistant
    deliver: Callable[[], Awaitable[object]]
    screens: Screens
    people: dict[str, Person]
    speaker: Person
    _session: str = field(default_factory=lambda: uuid4().hex)
    _numbers: Iterator[int] = field(default_factory=count)

    async def say(self, line: str) -> Answered:
        """Take one line and return what it led to."""
        command, _, rest = line.strip().partition(" ")
        if command == "!as":
            self.speaker = self._person(rest.strip())
            return Answered(line, "", self.screens.news(self.speaker.id))
        reply = self._handle(self._press(rest) if command == "!press" else Said(line))
        for card in reply.shown:
            self.screens.show(self.speaker.id, card)
        await self.deliver()
        return Answered(line, reply.intent, (*reply.shown, *self.screens.news(self.speaker.id)))

    def _handle(self, event: Event) -> Reply:
        key = f"terminal:{self._session}:{next(self._numbers)}"
        place = Place(PLATFORM, self._session)
        return self.assistant.handle(Incoming(key, self.speaker, place, event))

    def _press(self, label: str) -> Pressed:
        button = self.screens.button(self.speaker.id, label)
        if button is None:
            labels = ", ".join(self.screens.labels(self.speaker.id)) or "none"
            raise NoSuchButton(label.strip(), labels)
        return Pressed(button.means.payload())

    def _person(self, name: str) -> Person:
        if name not in self.people:
            raise NobodyByThatName(name, ", ".join(self.people))
        return self.people[name]
