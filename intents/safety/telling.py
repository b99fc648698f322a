"""Who is told that a safety card came up, and that somebody wants to be called.

A notice says that it happened, who to find and what kind of card it was; never what was written.
"""

from collections.abc import Mapping, Sequence

from bot.conversation.cards import Card, Text
from bot.conversation.intent import Intent
from bot.domain.notices import Notice
from bot.domain.people import PersonId, Role
from bot.services import cases
from bot.turn import Turn
from intents.safety.floor import Alarm, Kind
from intents.safety.leaks import time_of
from intents.spelling import read_words

TOPICS: Mapping[Kind, str] = {
    "emergency": "somebody in danger",
    "self_harm": "a pupil who may hurt themselves",
    "nudes": "a sexual picture",
    "adult_contact": "an adult contacting a child",
    "abuse": "a child being hurt",
    "extremism": "extremism",
}


class OutsiderWrote(Notice):
    """A pupil's account wrote to the assistant; what it wrote was not kept."""

    name = "outsider_wrote"


class ConcernSeen(Notice):
    """A colleague was shown a safety card because of what they wrote in private."""

    name = "concern_seen"
    by: str
    kind: Kind


class CallWanted(Notice):
    """A colleague who is not well asks to be called (G08)."""

    name = "call_wanted"
    by: str


class AskForCall(Intent):
    """Ask somebody to ring me (G08)."""

    name = "ask_for_call"
    to: str


def leads_to_tell(text: str, alarm: Alarm, turn: Turn) -> tuple[PersonId, ...]:
    """Return who hears of a card now; nobody where the words may be about one of them (rule 5)."""
    is_unsure = alarm.is_lesson or alarm.is_guessed or alarm.is_about_staff
    if is_unsure or alarm.kind not in TOPICS:
        return ()
    words = set(read_words(text))
    leads = [person for person in turn.holders(Role.DSL, Role.DEPUTY_DSL) if person != turn.person]
    if any(words & set(read_words(person.name)) for person in leads):
        return ()
    return tuple(person.id for person in leads)


def tell_once_an_hour(turn: Turn, people: Sequence[PersonId], notice: Notice) -> None:
    """Tell people, unless the same person brought up the same notice within this hour."""
    key = f"{notice.payload()} {turn.person.id} {turn.now:%Y-%m-%dT%H}"
    if people and turn.uow.inbox.is_new(turn.school.id, key, notice.name, turn.now):
        cases.tell(turn, people, notice)


def tell_outsider(_: OutsiderWrote, turn: Turn) -> Card:
    """Tell the lead that it happened, and when; not who or what."""
    text = Text(
        f"It happened at about {time_of(turn)}. What they wrote was not kept. They were told to "
        "speak to an adult they trust, and given Childline's number."
    )
    return Card("A pupil's account wrote to the assistant", (text,))


def tell_concern(seen: ConcernSeen, turn: Turn) -> Card:
    """Tell a lead whom to find; the title stands on lock screens and names nobody."""
    text = Text(
        f"{turn.name_of(PersonId(seen.by))} wrote something to me at about {time_of(turn)}. It may "
        f"be about {TOPICS[seen.kind]}. I showed them what to do first. What they wrote is not "
        "kept or repeated here, and they may not have sent a report. Please find them now."
    )
    return Card("A colleague may need you now", (text,))


def tell_call(wanted: CallWanted, turn: Turn) -> Card:
    """Ask somebody to ring a colleague; why stays between the two of them."""
    text = Text(f"{turn.name_of(PersonId(wanted.by))} would like you to call them today.")
    return Card("A colleague would like a call", (text,))
