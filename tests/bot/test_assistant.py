import logging
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.assistant import Assistant
from bot.conversation.cards import Alert, Card, Text
from bot.conversation.exchange import Dialog, Event, Handler, Incoming, Pressed, Reply, Said
from bot.conversation.intent import Intent
from bot.domain.notices import Notice
from bot.domain.people import Person, SchoolId
from bot.domain.places import Place
from bot.errors import Incomplete, NotFound, StorageDown
from bot.ports import OpenUnitOfWork
from bot.services import cases
from bot.turn import Turn
from tests.support.small_trust import DALE, HILL, PEOPLE, TUESDAY, directory

CHAT = Place("test", "chat")


class Wanted(Intent):
    name = "wanted"
    text: str
    then: str = ""


class Second(Intent):
    name = "second"
    text: str


class News(Notice):
    name = "news"


def interpret(event: Event, _: Turn) -> Intent:
    match event:
        case Said(text):
            first, _comma, then = text.partition(", then ")
            return Wanted(text=first, then=then)
        case Pressed(payload):
            return Wanted(text=payload)
        case _:
            raise AssertionError


def act(text: str, turn: Turn) -> None:
    """Do something with effects, and then what the word says."""
    cases.tell(turn, [turn.person.id], News())
    match text:
        case "refuse":
            raise NotFound
        case "crash":
            raise KeyError("what somebody wrote")
        case "miss":
            raise Incomplete({"field": "Please answer this question."})
        case "down":
            raise StorageDown


def handle(wanted: Wanted, turn: Turn) -> Reply:
    act(wanted.text, turn)
    then = Second(text=wanted.then) if wanted.then else None
    return Reply((Card(wanted.text, (Alert("999", "Call"),)),), then=then)


def second(wanted: Second, turn: Turn) -> Reply:
    act(wanted.text, turn)
    if wanted.text == "dialog":
        return Reply(dialog=Dialog(Wanted, card=Card("Form", (Text("advice"),))))
    return Reply((Card(f"{wanted.text} at {turn.school.name}"),))


@dataclass
class Door:
    open_uow: OpenUnitOfWork
    assistant: Assistant
    keys: int = 0
    people: dict[str, Person] = field(default_factory=lambda: dict(PEOPLE))

    @classmethod
    def of(cls, url: str) -> "Door":
        open_uow = unit_of_work(open_engine(url))
        handlers: dict[type[Intent], Handler[Any]] = {Wanted: handle, Second: second}
        known = directory()
        return cls(open_uow, Assistant(interpret, handlers, open_uow, known, lambda: TUESDAY))

    def says(self, text: str, name: str = "amy", key: str = "") -> Reply:
        self.keys += 1
        person = self.people[name] if name else None
        return self.assistant.handle(Incoming(key or f"k{self.keys}", person, CHAT, Said(text)))

    def effects(self) -> list[SchoolId]:
        """Return the schools of all notices that were kept."""
        with self.open_uow() as uow:
            return [parcel.school for parcel in uow.outbox.claim(TUESDAY, 99)]

    def knows(self, key: str) -> bool:
        with self.open_uow() as uow:
            return not uow.inbox.is_new(HILL, key, "", TUESDAY)


@pytest.fixture
def door(sqlite_url: str) -> Door:
    return Door.of(sqlite_url)


def titles(reply: Reply) -> list[str]:
    return [card.title for card in reply.shown]


def test_what_is_understood_is_done_and_kept(door: Door) -> None:
    reply = door.says("hello")

    assert titles(reply) == ["hello"]
    assert reply.intent == "wanted"
    assert len(door.effects()) == 1
    assert door.knows("k1")


def test_the_same_key_counts_once(door: Door) -> None:
    first, again = door.says("hello", key="ev:1"), door.says("hello", key="ev:1")

    assert not first.repeated
    assert again.repeated
    assert again.shown == ()
    assert len(door.effects()) == 1


def test_a_key_counts_once_even_if_the_person_works_at_two_schools(door: Door) -> None:
    door.says("hello", "bea", key="ev:1")
    payload = '["wanted", {"school": "dale"}]'
    incoming = Incoming("ev:1", PEOPLE["bea"], CHAT, Pressed(payload))

    assert door.assistant.handle(incoming).repeated


@pytest.mark.parametrize("what", ["refuse", "miss", "crash"])
def test_what_does_not_go_well_leaves_no_trace_and_can_be_tried_again(
    door: Door, what: str
) -> None:
    door.says(what, key="ev:1")

    assert door.effects() == []
    assert not door.knows("ev:1")


def test_a_refusal_is_shown_in_its_own_words(door: Door) -> None:
    assert titles(door.says("refuse")) == [str(NotFound())]


def test_what_is_missing_is_shown_by_field_and_as_a_card(door: Door) -> None:
    reply = door.says("miss")

    assert reply.errors == {"field": "Please answer this question."}
    assert titles(reply) == ["Please answer this question."]


def test_a_bug_is_excused_with_a_number_and_none_of_the_words(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    reply = door.says("crash")

    [record] = caplog.records
    told = vars(record)
    assert record.levelno == logging.ERROR
    assert told["error_id"] in reply.cards[0].text
    assert "nothing was saved" in reply.cards[0].title
    assert "999" in reply.cards[0].text
    assert told["kind"] == "KeyError"
    assert "test_assistant.py" in told["at"]
    assert record.exc_info is None
    assert "what somebody wrote" not in f"{told}{reply}"
    assert reply.intent == "bug"


def test_a_database_that_does_not_answer_is_passed_on(door: Door) -> None:
    with pytest.raises(StorageDown):
        door.says("down")

    assert door.effects() == []


def test_somebody_unknown_is_turned_away_and_nothing_is_stored(door: Door) -> None:
    reply = door.says("a long story", name="", key="ev:1")

    assert "only for school staff" in reply.cards[0].title
    assert "0800 1111" in reply.cards[0].text
    assert door.effects() == []
    assert not door.knows("ev:1")


def test_what_comes_next_is_answered_in_the_same_turn_behind_what_came_first(door: Door) -> None:
    assert titles(door.says("warning, then answer")) == ["warning", "answer at Hill School"]
    assert len(door.effects()) == 2


@pytest.mark.parametrize("what", ["refuse", "crash", "miss"])
def test_a_warning_is_shown_even_if_what_comes_next_fails(door: Door, what: str) -> None:
    reply = door.says(f"warning, then {what}")

    assert titles(reply)[0] == "warning"
    assert len(titles(reply)) == 2
    assert door.effects() == []


def test_a_warning_stands_above_the_questions_of_a_dialog(door: Door) -> None:
    reply = door.says("warning, then dialog")

    assert reply.dialog
    assert reply.dialog.card
    assert reply.dialog.card.text == "Call 999\nadvice"


def test_a_person_is_served_at_their_own_school_first(door: Door) -> None:
    assert titles(door.says("x, then answer", "bea"))[1] == "answer at Hill School"


@pytest.mark.parametrize(
    ("name", "payload", "school"),
    [
        ("bea", '["wanted", {"school": "dale"}]', DALE),
        ("bea", '["wanted", {"carried": {"school": "dale"}}]', DALE),
        ("bea", '["wanted", {"school": "nowhere"}]', HILL),
        ("bea", "not json", HILL),
        ("bea", "[1, 2, 3]", HILL),
        ("bea", '["wanted", "x"]', HILL),
        ("amy", '["wanted", {"school": "dale"}]', HILL),
    ],
)
def test_a_button_belongs_to_a_school_where_the_person_works(
    door: Door, name: str, payload: str, school: SchoolId
) -> None:
    door.assistant.handle(Incoming("k", PEOPLE[name], CHAT, Pressed(payload)))

    assert door.effects() == [school]


def test_somebody_who_moved_to_another_school_is_served_there(door: Door) -> None:
    only_dale = tuple(grant for grant in PEOPLE["bea"].grants if grant.school == DALE)
    door.people["bea"] = replace(PEOPLE["bea"], grants=only_dale)

    assert titles(door.says("x, then answer", "bea"))[1] == "answer at Dale School"
