"""Several requests approved with one press; each is a decision of its own (D9)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pydantic import Field

from bot.conversation.cards import Block, Button, Buttons, Card, Facts, Items, Note, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.cases import Case
from bot.errors import NotFound, Refusal
from bot.services import cases
from bot.services.cases import Step
from bot.turn import Turn
from intents.case_cards import CaseCards
from intents.decide.words import Spoken

MOST = 10
VERB = "approve"
TOO_MANY = "only ten fit at a time: please ask again after these"

Left: TypeAlias = list[tuple[str, str]]


class OnItsOwn(Refusal):
    """Please look at it by itself: {0}. Nothing has changed."""


class ApproveThese(Intent):
    """Approve each of these as it was asked for; a case comes with the revision that was read.

    `school` is named by somebody who works at several.
    """

    name = "approve_these"
    cases: tuple[tuple[str, int], ...] = Field(max_length=MOST)
    school: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """Lists what can be approved together, and approves it."""

    cards: CaseCards
    spoken: Mapping[str, Spoken]
    take: Callable[[str, Step, Turn], Case]

    def offer(self, turn: Turn) -> Reply:
        """List what one press would approve, and what it leaves out and why."""
        chosen: list[Case] = []
        left: Left = []
        for case in self._waiting(turn):
            why = self._why_not(case, turn) or (TOO_MANY if len(chosen) >= MOST else "")
            if why:
                left.append((case.ref, why))
            else:
                chosen.append(case)
        if not chosen and not left:
            return Reply((Card("Nothing waits for your decision."),))
        return Reply((self._list(chosen, left, turn),))

    def approve(self, these: ApproveThese, turn: Turn) -> Reply:
        """Approve each by a conditional change of its own; what could not be leaves the rest."""
        done: list[str] = []
        left: Left = []
        for public_id, revision in dict(these.cases).items():
            name = self._name(public_id, turn)
            try:
                case = self._approve(public_id, revision, turn)
            except Refusal as refusal:
                left.append((name, str(refusal)))
            else:
                done.append(self.spoken[case.kind].line(case, turn))
        return Reply((_result(done, left),), replaces=True)

    def _list(self, chosen: list[Case], left: Left, turn: Turn) -> Card:
        number = len(chosen)
        title = "Approve these, each as it was asked for?" if chosen else "Nothing to approve here"
        body: list[Block] = []
        if chosen:
            body.append(Items(tuple(self.spoken[c.kind].line(c, turn) for c in chosen)))
        if left:
            body += [Text(lead=f"Left out: {len(left)}"), Facts(tuple(left))]
            body.append(Note("To decide one of these, type its reference."))
        if chosen:
            label = "Approve this one" if number == 1 else f"Approve these {number}"
            pairs = tuple((case.public_id, case.revision) for case in chosen)
            these = ApproveThese(cases=pairs, school=str(turn.school.id))
            body.append(Buttons((Button(label, these, Style.PRIMARY),)))
        return Card(title, tuple(body))

    def _approve(self, public_id: str, revision: int, turn: Turn) -> Case:
        case = self.cards.get(public_id, turn)
        if case.kind not in self.spoken:
            raise NotFound
        may_now = self.cards.can(case, turn, VERB)
        if may_now and (why := self.spoken[case.kind].why_alone(case, turn)):
            raise OnItsOwn(why)
        return self.take(public_id, Step(VERB, revision), turn)

    def _waiting(self, turn: Turn) -> Iterator[Case]:
        """Return what waits for anybody's decision, as far as this person may know of it."""
        for kind in self.spoken:
            for case in turn.uow.cases.of_kind(turn.school.id, kind):
                sources = self.cards.workflow(case).move(VERB).sources
                if case.state in sources and self.cards.is_seen(case, turn):
                    yield case

    def _why_not(self, case: Case, turn: Turn) -> str:
        if self.cards.can(case, turn, VERB):
            return self.spoken[case.kind].why_alone(case, turn)
        asked = cases.deciders_of(turn, case.reporter)
        people = dict.fromkeys(decider.person for decider in asked if not decider.standby)
        names = turn.any_of(people) or "somebody else"
        is_own = case.reporter == turn.person.id
        return f"{'you asked for it, so ' if is_own else ''}{names} must decide"

    def _name(self, public_id: str, turn: Turn) -> str:
        try:
            return self.cards.get(public_id, turn).ref
        except NotFound:
            return "One request"


def _result(done: list[str], left: Left) -> Card:
    body: list[Block] = []
    if done:
        told = "Whoever asked is told, and IT switches the sites on."
        body += [Items(tuple(done)), Text(told)]
    if left:
        body += [Text(lead="Not approved now"), Facts(tuple(left))]
    return Card(f"Approved: {len(done)} of {len(done) + len(left)}", tuple(body))
