"""A counter with a few capabilities behind it: people press and type, and read the reply."""

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.assistant import Assistant
from bot.conversation.cards import Button, Card
from bot.conversation.exchange import Changed, Event, Incoming, Pressed, Reply, Said, Submitted
from bot.conversation.intent import Intent
from bot.domain.cases import Case
from bot.domain.directory import Directory
from bot.domain.drafts import Draft
from bot.domain.people import Person, PersonId, SchoolId
from bot.domain.places import Place
from bot.errors import NothingToAnswer
from bot.forms.form import Form
from bot.ports import OpenUnitOfWork, Parcel
from bot.turn import Turn
from intents.capability import Capability
from intents.composer import Composer
from intents.fill_form.asking import asked
from intents.fill_form.feature import FillForm
from intents.fill_form.intents import Answer
from intents.fill_form.left_alone import LeftAlone
from tests.support.small_trust import HILL, TUESDAY, directory

CHAT = Place("test", "chat")
DIALOG = Place("test", "dialog", in_dialog=True)
OPENS = Place("test", "chat", opens_dialogs=True)


@dataclass
class Counter:
    """Capabilities on a real database, without the reading of free text: what is typed answers."""

    capabilities: tuple[Capability, ...]
    open_uow: OpenUnitOfWork
    directory: Directory = field(default_factory=directory)
    now: datetime = TUESDAY
    last: dict[str, Reply] = field(default_factory=dict)

    @classmethod
    def open(cls, url: str, *own: Capability, shared: Iterable[Capability] = ()) -> "Counter":
        features = [f for c in (*own, *shared) for f in c.features if issubclass(f.intent, Form)]
        forms = {feature.intent.name: feature for feature in features}
        last = (FillForm(forms).capability(), LeftAlone(forms).capability())
        return cls((*own, *shared, *last), unit_of_work(open_engine(url)))

    @property
    def assistant(self) -> Assistant:
        handlers = {f.intent: f.handle for each in self.capabilities for f in each.features}
        return Assistant(self._interpret, handlers, self.open_uow, self.directory, lambda: self.now)

    def does(self, name: str, event: Event, place: Place = CHAT) -> Reply:
        """Let an event happen and return the reply."""
        incoming = Incoming(uuid4().hex, self.person(name), place, event)
        with bugs_told():
            self.last[name] = self.assistant.handle(incoming)
        return self.last[name]

    def says(self, name: str, text: str) -> Reply:
        return self.does(name, Said(text))

    def wants(self, name: str, intent: Intent, place: Place = CHAT) -> Reply:
        """Press a button that carries the intent, on whichever card."""
        return self.does(name, Pressed(intent.payload()), place)

    def presses(self, name: str, label: str, place: Place = CHAT) -> Reply:
        """Press a button on the reply that came last."""
        return self.wants(name, button(self.last[name], label).means, place)

    def changes(self, name: str, form: type[Form], **values: object) -> Reply:
        return self.does(name, Changed(form.name, values), DIALOG)

    def submits(self, name: str, form: type[Form], **values: object) -> Reply:
        return self.does(name, Submitted(form.name, values), DIALOG)

    def later(self, **wait: float) -> None:
        self.now += timedelta(**wait)

    def person(self, name: str) -> Person:
        return self.directory.person(PersonId(name if "/" in name else f"hill/{name}"))

    def draft(self, name: str, school: SchoolId = HILL) -> Draft | None:
        with self.open_uow() as uow:
            return uow.drafts.get(school, self.person(name).id)

    def case_or_none(self, ref: str, school: SchoolId = HILL) -> Case | None:
        with self.open_uow() as uow:
            return uow.cases.find(school, ref)

    def case(self, ref: str, school: SchoolId = HILL) -> Case:
        found = self.case_or_none(ref, school)
        assert found, f"no case {ref}"
        return found

    def outbox(self) -> list[Parcel]:
        """Return what is on its way, without taking it."""
        with self.open_uow() as uow:
            return list(uow.outbox.claim(self.now, 1000))

    def arrives(self) -> dict[str, list[Card]]:
        """Deliver what is on its way and return what each person reads; redrawn cards apart."""
        compose = Composer(self.capabilities).compose
        read: dict[str, list[Card]] = {}
        with self.open_uow() as uow:
            for parcel in uow.outbox.claim(self.now, 1000):
                reader = self.directory.person(PersonId(parcel.to))
                school = self.directory.school(parcel.school)
                turn = Turn(reader, school, Place("delivery"), self.now, uow, self.directory)
                card = compose(parcel.notice, turn)
                if card and not parcel.redraw:
                    read.setdefault(parcel.to.partition("/")[2], []).append(card)
                uow.outbox.close(parcel, self.now, "sent")
            uow.commit()
        return read

    def _interpret(self, event: Event, turn: Turn) -> Intent:
        intents = {f.intent.name: f.intent for c in self.capabilities for f in c.features}
        match event:
            case Pressed(payload):
                name, data = json.loads(payload)
                intent: Intent = intents[name].model_validate(data)
                return intent
            case Submitted(form, values):
                found = intents[form]
                assert issubclass(found, Form)
                return found.complete(values, asked(turn))
            case Changed(form, values):
                change: Intent = intents["change_answer"].model_validate(
                    {"form": form, "values": dict(values)}
                )
                return change
            case Said(text):
                return Answer(text=text)
            case _:
                raise NothingToAnswer


@contextmanager
def bugs_told() -> Iterator[None]:
    """Fail with the place of the bug, which the assistant keeps to itself."""
    told: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(
                f"{record.getMessage()} {vars(record).get('kind')} {vars(record).get('at')}"
            )

    ear, journal = Ear(logging.ERROR), logging.getLogger("bot.assistant")
    journal.addHandler(ear)
    try:
        yield
    finally:
        journal.removeHandler(ear)
    assert not told, told


def button(reply: Reply, label: str) -> Button:
    """Return the button with that label."""
    cards = [*reply.cards, *([reply.home] if reply.home else [])]
    found = {each.label: each for card in cards for each in card.buttons}
    assert label in found, f"no button {label!r}; there are: {list(found)}"
    return found[label]


def labels(reply: Reply) -> list[str]:
    return [each.label for card in reply.cards for each in card.buttons]


def words(reply: Reply) -> str:
    """Return everything that a reply shows."""
    cards = [*reply.shown, *([reply.home] if reply.home else [])]
    if reply.dialog and reply.dialog.card:
        cards.append(reply.dialog.card)
    return "\n".join(f"{card.title}\n{card.text}" for card in cards)
