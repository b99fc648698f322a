"""The cards of a delegation, for the head and for whoever decides meanwhile."""

from collections.abc import Iterable
from datetime import date

from bot.conversation.cards import Block, Button, Buttons, Card, Facts, Note, Style, Text
from bot.domain.days import day_in_words
from bot.domain.people import PersonId
from bot.domain.schools import Delegation
from bot.services import cases
from bot.turn import Turn
from intents.delegate.arranged import arranged_by, first_of, last_of, live
from intents.delegate.intents import TakeBack

NOBODY = PersonId("")


def made_card(delegation: Delegation, instead_of: Iterable[PersonId], turn: Turn) -> Card:
    """Confirm who decides, and when, to the reader: the head, or whom they chose."""
    delegate, holder = turn.name_of(delegation.delegate), turn.name_of(delegation.holder)
    rows = (
        ("Who decides", f"{delegate}, acting for the headteacher"),
        ("From", day_in_words(first_of(delegation))),
        ("Until", f"{day_in_words(last_of(delegation))}, the whole day"),
    )
    if turn.person.id == delegation.delegate:
        said = (
            "On these days I send you the requests for blocked sites. You decide with the buttons."
        )
        note = Note(f"The record says that you act for {holder}. Your own requests go to others.")
        return Card(f"You decide for {holder}", (Text(said), Facts(rows), note))
    names = " and ".join(turn.name_of(person) for person in dict.fromkeys(instead_of))
    replaced = f"This takes the place of what you had arranged with {names}." if names else ""
    body: tuple[Block, ...] = (
        Text(f"I have told {delegate}. You may still decide as well."),
        Facts(rows),
        *((Text(replaced),) if replaced else ()),
        Buttons((_end_button(delegation, turn),)),
    )
    return Card(f"{delegate} decides for you", body)


def ended_card(delegate: PersonId, holder: PersonId, turn: Turn) -> Card:
    """Say that a delegation is over."""
    if turn.person.id == delegate:
        text = f"{turn.name_of(holder)} has taken it back. Thank you. You need do nothing more."
        return Card(f"You no longer decide for {turn.name_of(holder)}", (Text(text),))
    note = Note(
        'Say "who decides today" to see how it stands, "approve" to see what waits for you.'
    )
    return Card(f"{turn.name_of(delegate)} no longer decides for you", (note,))


def today_card(turn: Turn) -> Card:
    """Say who decides today, and until when; a head may end what they arranged."""
    found = cases.deciders_of(turn, NOBODY)
    asked = [d for d in found if not d.standby] or list(found)
    until = {(d.holder, d.delegate): last_of(d) for d in reversed(live(turn))}
    rows: dict[str, str] = {}
    for each in asked:
        holder = each.acting_for
        last = until.get((holder, each.person)) if holder else None
        rows.setdefault(turn.name_of(each.person), _as_what(holder, last, turn))
    body: list[Block] = [Facts(tuple(rows.items()))] if rows else [Text(_nobody(turn))]
    mine = arranged_by(turn.person.id, turn)
    if mine:
        body.append(Buttons(tuple(_end_button(each, turn) for each in mine)))
    return Card("Who decides about blocked sites today", tuple(body))


def _end_button(delegation: Delegation, turn: Turn) -> Button:
    several = len(turn.person.schools(turn.today)) > 1
    means = TakeBack(
        delegate=delegation.delegate,
        first=first_of(delegation),
        school=str(turn.school.id) if several else "",
    )
    if first_of(delegation) <= turn.today:
        return Button("I'm back: end it", means, Style.PRIMARY)
    name, day = turn.name_of(delegation.delegate), first_of(delegation)
    return Button(f"Take back: {name}, from {day.day} {day:%b}", means)


def _as_what(holder: PersonId | None, last: date | None, turn: Turn) -> str:
    if holder is None:
        return "decides today"
    until = f", until {day_in_words(last)}" if last else ""
    return f"acting for {turn.name_of(holder)}{until}"


def _nobody(turn: Turn) -> str:
    return f"Nobody is on my list for {turn.school.name} today. Please ask the school office."
