"""Who hears of a delegation, and the requests that change hands with it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Literal

from bot.conversation.cards import Card, Text
from bot.domain.cases import Case
from bot.domain.notices import CaseNotice, Notice
from bot.domain.people import PersonId
from bot.domain.schools import Delegation
from bot.services import cases
from bot.services.cases import Addition
from bot.turn import Turn
from intents.awaited import awaited
from intents.case_cards import CaseCards
from intents.delegate.arranged import find, first_of
from intents.delegate.cards import ended_card, made_card


class DelegationNews(Notice):
    """A delegation was made, or has ended; `instead_of` had it before."""

    name = "delegation_news"
    about: Literal["made", "ended"]
    holder: PersonId
    delegate: PersonId
    first: date
    instead_of: tuple[PersonId, ...] = ()

    @property
    def living(self) -> str:
        """Both cards of a delegation change when it ends; ids can be longer than a key."""
        key = f"{self.holder} {self.delegate} {self.first}"
        return f"delegation:{sha256(key.encode()).hexdigest()}"


class HandedOver(CaseNotice):
    """A request that is now for the reader to decide, or no longer is."""

    name = "handed_over"


def compose_delegation(news: DelegationNews, turn: Turn) -> Card | None:
    """Return how a delegation stands for its reader; none for one that ended before it was told."""
    found = find(news.holder, news.delegate, news.first, turn)
    if found:
        return made_card(found, news.instead_of, turn) if news.about == "made" else None
    return ended_card(news.delegate, news.holder, turn) if news.about == "ended" else None


def tell_made(made: Delegation, replaced: Iterable[Delegation], turn: Turn) -> None:
    """Confirm a delegation to both; whoever had one of its days before hears that it is over."""
    old = tuple(replaced)
    for each in old:
        tell_ended(each, turn, is_new=each.delegate != made.delegate)
    before = tuple(each.delegate for each in old)
    news = _news("made", made).model_copy(update={"instead_of": before})
    cases.tell(turn, (made.holder, made.delegate), news)


def tell_ended(ended: Delegation, turn: Turn, *, is_new: bool = True) -> None:
    """Redraw both cards of a delegation, and tell its delegate where that is news to them."""
    news = _news("ended", ended)
    cases.tell(turn, (ended.holder, ended.delegate), news.model_copy(update={"redraw": True}))
    if is_new:
        cases.tell(turn, (ended.delegate,), news)


def _news(about: Literal["made", "ended"], delegation: Delegation) -> DelegationNews:
    return DelegationNews(
        about=about,
        holder=delegation.holder,
        delegate=delegation.delegate,
        first=first_of(delegation),
    )


@dataclass(frozen=True, slots=True)
class Requests:
    """What waits for a decision, of the workflows that decide anything."""

    cards: CaseCards
    kinds: tuple[str, ...]

    def hand_over(self, to: PersonId, turn: Turn) -> None:
        """Give somebody what waits and is theirs to decide from now on."""
        for case in self.of(to, turn):
            if to not in case.handlers:
                cases.add_to(turn, case, Addition("handed_over", handlers=(*case.handlers, to)))
                cases.tell(turn, (to,), HandedOver(case=case.public_id))

    def take_away(self, person: PersonId, known: Iterable[Case], turn: Turn) -> None:
        """Take from somebody what they were given, with the buttons on their cards."""
        for case in known:
            if person in case.handlers:
                others = tuple(each for each in case.handlers if each != person)
                cases.add_to(turn, case, Addition("taken_back", handlers=others))
            cases.tell(turn, (person,), HandedOver(case=case.public_id, redraw=True))

    def of(self, person: PersonId, turn: Turn) -> tuple[Case, ...]:
        """Return what waits and is somebody's to decide now."""
        seat = replace(turn, person=turn.directory.person(person))
        waiting = (c for k in self.kinds for c in turn.uow.cases.of_kind(turn.school.id, k))
        return tuple(c for c in waiting if person not in c.subjects and self._decides(c, seat))

    def compose(self, news: HandedOver, turn: Turn) -> Card | None:
        """Return a request as its reader may see it now; only a redraw tells of none."""
        case = turn.uow.cases.get(turn.school.id, news.case)
        if case is None:
            return None
        if self.cards.is_seen(case, turn):
            card = self.cards.draw(case, turn)
            if self._decides(case, turn):
                lead = () if awaited(self.cards.workflow(case), case, turn) else _lead(case, turn)
                return Card(card.title, (*lead, *card.body))
            return card if news.redraw else None
        text = Text("Somebody else decides this now. You need do nothing.")
        return Card(f"{case.ref}: no longer with you", (text,)) if news.redraw else None

    def _decides(self, case: Case, seat: Turn) -> bool:
        moves = self.cards.workflow(case).moves
        return self.cards.can(case, seat, *(move.verb for move in moves if move.decides))


def _lead(case: Case, turn: Turn) -> tuple[Text, ...]:
    """Return why somebody reads a request now."""
    acting_for = cases.standing_of(turn, case).acting_for
    whose = f" for {turn.name_of(acting_for)}" if acting_for else ""
    return (Text(f"Please decide this{whose}. What you choose goes to the requester at once."),)
