"""Every case that the assistant knows, as the person of the turn may see it.

The one way from a case to its card for whoever asks: rights are looked up here, and a look at a
restricted case is written down here (DOMAIN 1.3).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.conversation.cards import Buttons, Card
from bot.domain.access import Act
from bot.domain.cases import Case
from bot.domain.permissions import View
from bot.domain.workflows import Workflow
from bot.errors import NotFound, NotYours
from bot.services import access, cases, hands
from bot.turn import Turn
from intents.capability import Capability
from intents.erased import erased_card


class CaseCards:
    """The cases of all capabilities that have a workflow."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._by_kind: Mapping[str, Capability] = {
            capability.workflow.kind: capability
            for capability in capabilities
            if capability.workflow
        }

    def capability(self, case: Case) -> Capability:
        """Return the folder that a case belongs to; one of no folder is as good as not there."""
        found = self._by_kind.get(case.kind)
        if found is None:
            raise NotFound
        return found

    def workflow(self, case: Case) -> Workflow:
        """Return how a case lives."""
        workflow = self.capability(case).workflow
        if workflow is None:
            raise NotFound
        return workflow

    def is_seen(self, case: Case, turn: Turn) -> bool:
        """Tell whether the person may know that the case exists."""
        return case.kind in self._by_kind and cases.may_see(turn, self.workflow(case), case)

    def get(self, public_id: str, turn: Turn) -> Case:
        """Return a case of the turn's school that the person may know of."""
        case = turn.uow.cases.get(turn.school.id, public_id)
        if case is None or not self.is_seen(case, turn):
            raise NotFound
        return case

    def managed(self, public_id: str, turn: Turn) -> Case:
        """Return a case that the person runs; any other that they may see is somebody else's."""
        case = self.get(public_id, turn)
        if not self.runs(case, turn):
            raise NotYours("the person who has it")
        return case

    def runs(self, case: Case, turn: Turn) -> bool:
        """Tell whether the person runs the case, having it in hand or by their role."""
        return access.manager(case, cases.standing_of(turn, case))

    def show(self, case: Case, turn: Turn) -> Card:
        """Show one case; its reporter's own receipt is no look at anybody else's."""
        view = access.view_of(case, cases.standing_of(turn, case))
        if turn.person.id != case.reporter or view is View.ALL:
            access.note_look(turn, case, Act.READ)
        return self.draw(case, turn)

    def draw(self, case: Case, turn: Turn) -> Card:
        """Draw the card of a case that this turn has just changed."""
        if case.erased_at:
            return erased_card(case, turn)
        show = self.capability(case).case_card
        return show(case, turn) if show else Card(case.ref)

    def draw_whole(self, case: Case, turn: Turn) -> Card:
        """Draw the card for somebody who broke the glass: all of it, with nothing to press."""
        card = self.draw(case, replace(turn, broke_glass=True))
        return Card(card.title, tuple(each for each in card.body if not isinstance(each, Buttons)))

    def line(self, case: Case, here: Turn) -> str:
        """Return a case in one line: what it is, since when, and how far; no people, no story."""
        workflow = self.workflow(case)
        day = case.reported_at.astimezone(here.zone)
        is_one_of_several = len(here.person.schools(here.today)) > 1
        school = f" ({here.school.name})" if is_one_of_several else ""
        return f"{workflow.title}{school}, {day.day} {day:%b}: {workflow.word(case.state)}"

    def waiting(self, turn: Turn) -> Iterator[tuple[Case, Turn]]:
        """Return every open case whose next step is this person's, at each of their schools."""
        return ((case, here) for case, here in self._open(turn) if self.waits(case, here))

    def waits(self, case: Case, here: Turn) -> bool:
        """Tell whether the next step is this person's; withdrawing is always the reporter's.

        Whoever could run a case by their role is not waited for while others have it in hand, nor
        are those others once one of them has picked it up: it waits for that one alone.
        """
        if not self._may_wait(case, here):
            return False
        has_it = hands.holder(case, here)
        if has_it in (None, here.person.id):
            return True
        # A step that is for another role, as blocking is for IT, still waits for that role.
        return self._may_wait(replace(case, handlers=(has_it,)), here)

    def _may_wait(self, case: Case, here: Turn) -> bool:
        is_theirs = here.person.id in case.handlers or not case.handlers
        moves = (m for m in self.workflow(case).moves if not m.offered and m.verb != "withdraw")
        verbs = {m.verb for m in moves if is_theirs or m.by is not access.manager}
        return self.can(case, here, *verbs)

    def can(self, case: Case, here: Turn, *verbs: str) -> bool:
        """Tell whether the person may take one of the steps now."""
        standing = cases.standing_of(here, case)
        return any(
            move.verb in verbs and case.state in move.sources and move.by(case, standing)
            for move in self.workflow(case).moves
        )

    def _open(self, turn: Turn) -> Iterator[tuple[Case, Turn]]:
        for here in at_each_school(turn):
            for kind, capability in self._by_kind.items():
                states = capability.workflow.open_states if capability.workflow else frozenset()
                for case in here.uow.cases.of_kind(here.school.id, kind):
                    if case.state in states and self.is_seen(case, here):
                        yield case, here


def at_each_school(turn: Turn) -> tuple[Turn, ...]:
    """Return the turn at every school where the person works today, their own first."""
    schools = turn.person.schools(turn.today) or (turn.school.id,)
    return tuple(replace(turn, school=turn.directory.school(school)) for school in schools)
