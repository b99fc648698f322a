"""Away by chat: the headteacher says who decides meanwhile, and takes it back (D3)."""

import re
from collections.abc import Iterable

from bot.conversation.cards import Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.days import DaySpan
from bot.domain.people import PersonId, Role
from bot.domain.schools import Delegation
from bot.errors import Incomplete, Refusal
from bot.forms.dates import read_period
from bot.forms.form import Answers
from bot.turn import Turn
from intents.buttons import Begin
from intents.capability import Capability, Feature, Meaning, Told
from intents.case_cards import CaseCards
from intents.delegate.arranged import arrange, arranged_by, find, take_back
from intents.delegate.cards import ended_card, made_card, today_card
from intents.delegate.examples import EXAMPLES
from intents.delegate.form import Delegate
from intents.delegate.intents import TakeBack, WhoDecides
from intents.delegate.news import (
    DelegationNews,
    HandedOver,
    Requests,
    compose_delegation,
    tell_ended,
    tell_made,
)
from intents.delegate.people import check_holder, eligible, named_in, why_not

COVERS = re.compile(
    r"\b(?:is|will|s|he|she|they|to) (?:be )?cover(?:ing)?\b|\bcovers\b", re.IGNORECASE
)
ASKS = re.compile(r"^\W*(?:who|what|which|when|is|are|does|do|can)\b|\?", re.IGNORECASE)
WHO = re.compile(
    r"\W*(?:so |and )?who ?(?:is|s|'s|\u2019s)? ?"
    r"(?:covering|covers|deciding|decides|approving|approves|in charge|acting"
    r"|standing in|stands in)"
    r"(?: (?:head|requests|sites|blocked sites))?(?: for (?:the )?(?:head ?teacher|head))?"
    r"(?: while the head ?(?:teacher)? is (?:away|off|out))?(?: today| now| this week)?\W*",
    re.IGNORECASE,
)
BACK = re.compile(
    r"\W*i(?:'|\u2019)?(?: a)?m back(?: (?:now|today|at work|in school))*\W*", re.IGNORECASE
)


class AlreadyOver(Refusal):
    """That is over already. Say "who decides today" to see how it stands."""


class Delegating:
    """Who decides for the headteacher, as they said it in the chat."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        """Know the capabilities whose requests change hands."""
        known = tuple(capabilities)
        workflows = (each.workflow for each in known if each.workflow)
        kinds = tuple(w.kind for w in workflows if any(move.decides for move in w.moves))
        self._requests = Requests(CaseCards(known), kinds)

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="delegate",
            summary="Say who decides while the headteacher is away.",
            features=(
                Feature(Delegate, self.arrange, advise=advise, prefill=prefill, people=who_may),
                Feature(WhoDecides, who_decides),
                Feature(TakeBack, self.take_back),
            ),
            meanings=(
                Meaning("away", Begin(form=Delegate.name), "Say who decides for me"),
                Meaning("who", WhoDecides(), "See who decides today"),
            ),
            told=(
                Told(DelegationNews, compose_delegation),
                Told(HandedOver, self._requests.compose),
            ),
            read=read,
            examples=EXAMPLES,
        )

    def arrange(self, form: Delegate, turn: Turn) -> Reply:
        """Make the delegation, confirm it to both, and send the delegate what waits."""
        check_holder(turn)
        if wrong := _what_is_wrong(form, turn):
            raise Incomplete(wrong)
        days = DaySpan(form.starts, form.until)
        made = Delegation(turn.person.id, form.who, days, at_once=True)
        mine = arranged_by(turn.person.id, turn)
        known = {old.delegate: self._requests.of(old.delegate, turn) for old in mine}
        replaced = arrange(made, turn)
        tell_made(made, replaced, turn)
        for old in {each.delegate for each in replaced} - {made.delegate}:
            self._requests.take_away(old, known[old], turn)
        if turn.today in days:
            self._requests.hand_over(made.delegate, turn)
        before = tuple(each.delegate for each in replaced)
        return Reply((made_card(made, before, turn),)) if turn.place.in_dialog else Reply()

    def take_back(self, wanted: TakeBack, turn: Turn) -> Reply:
        """End a delegation of the person's own, tell the delegate, and hand back what waits."""
        found = find(turn.person.id, wanted.delegate, wanted.first, turn)
        if found is None:
            raise AlreadyOver
        known = self._requests.of(found.delegate, turn)
        take_back(found, turn)
        tell_ended(found, turn)
        self._requests.take_away(found.delegate, known, turn)
        self._requests.hand_over(turn.person.id, turn)
        return Reply((ended_card(found.delegate, found.holder, turn),), replaces=True)


def read(text: str, turn: Turn) -> Intent | None:
    """Recognise "who is covering", and what only somebody who has the post can mean by it.

    As phrases these would take in whoever covers year 3.
    """
    if WHO.fullmatch(text) or (BACK.fullmatch(text) and arranged_by(turn.person.id, turn)):
        return WhoDecides()
    is_order = COVERS.search(text) and not ASKS.search(text)
    if is_order and Role.HEADTEACHER in turn.roles:
        return Begin(form=Delegate.name, text=text)
    return None


def who_decides(_: WhoDecides, turn: Turn) -> Reply:
    """Say who decides today; nothing is ended by words."""
    return Reply((today_card(turn),))


def prefill(text: str, turn: Turn) -> Answers:
    """Return what "im away til monday, jo is covering" answers."""
    known: dict[str, object] = {}
    person = named_in(text, turn)
    if person:
        known["who"] = str(person.id)
    try:
        starts, until = read_period(text, turn.today)
    except ValueError:
        return known
    return {"starts": starts.isoformat(), "until": until.isoformat(), **known}


def advise(_: Answers, turn: Turn) -> tuple[Text, ...]:
    """Say what it does before anything is typed; nobody but a head gets the form."""
    check_holder(turn)
    return (
        Text(
            "Requests for blocked sites then go to the person you choose. I tell them, and the "
            "record says that they act for you."
        ),
    )


def who_may(_: Answers, turn: Turn) -> tuple[PersonId, ...]:
    """Return who can be chosen: neither a head nor whoever opens the sites (D3)."""
    return tuple(person.id for person in eligible(turn))


def _what_is_wrong(form: Delegate, turn: Turn) -> dict[str, str]:
    """Return what can't be, by question: the longest is one school year."""
    wrong: dict[str, str] = {}
    if form.starts < turn.today:
        wrong["starts"] = "That day has gone. Please choose today or later."
    last = turn.school.calendar.academic_year_end(form.starts)
    if form.until < form.starts:
        wrong["until"] = "The last day is before the first. Please check both dates."
    elif form.until > last:
        shown = f"{last.day} {last:%b %Y}"
        wrong["until"] = f"The longest is to the end of the school year, {shown}."
    person = turn.directory.person(form.who)
    if why := why_not(person, turn):
        wrong["who"] = why
    elif not all(person.roles(turn.school.id, day) for day in (form.starts, form.until)):
        wrong["who"] = f"{person.name} does not work here on all of these days."
    return wrong
