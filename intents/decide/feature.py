"""Move a case on: approve, refuse with a reason, ask for more, answer, withdraw, done.

One pair of hands for every workflow: rights, state and revision are checked in the domain at the
press (rule 8), and the workflow's own folder says who hears of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from bot.conversation.cards import Block, Card, Note, Quote
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.cases import Case, Json
from bot.errors import NotFound
from bot.forms.answers import Words
from bot.forms.form import Answers, Ask, Form
from bot.services import cases
from bot.services.cases import Step
from bot.turn import Turn
from intents.buttons import TakeStep
from intents.capability import Capability, Feature, Meaning

MOST_SHOWN = 5
UNSEEN = -1


class StepForm(Form):
    """A step that needs words."""

    verb: ClassVar[str]

    case: str
    revision: int = 0

    def step(self) -> Step:
        """Return the step that the words belong to."""
        raise NotImplementedError


class Refuse(StepForm):
    """Say no, and why."""

    name = "refuse"
    short = "Refuse this request"
    send = "Refuse"
    verb = "refuse"

    reason: Annotated[
        Words,
        Field(min_length=5),
        Ask("Why not?", "The requester reads this.", long=True),
    ]

    def step(self) -> Step:
        """Refuse with the reason that the requester reads (D4, must-pass 9)."""
        return Step(self.verb, self.revision, self.reason)


class AskForMore(StepForm):
    """Ask the requester for more."""

    name = "ask_for_more"
    short = "Ask for more"
    verb = "ask"

    question: Annotated[Words, Field(min_length=5), Ask("What do you need to know?", long=True)]

    def step(self) -> Step:
        """Keep the question with the case."""
        return Step(self.verb, self.revision, details={"question": self.question})


class GiveInformation(StepForm):
    """Answer what was asked back."""

    name = "give_information"
    short = "Answer"
    verb = "inform"

    information: Annotated[Words, Field(min_length=2), Ask("Your answer", long=True)]

    def step(self) -> Step:
        """Add the answer; the old buttons no longer work, because the request changed (D10)."""
        details: dict[str, Json] = {"information": self.information}
        return Step(self.verb, details=details, edits=True)


class ApproveInWords(Intent):
    """Somebody typed "approve": words are never a decision, so the cards are shown again."""

    name = "approve"


class Decide:
    """Takes steps in the workflow that a case belongs to."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._by_kind: Mapping[str, Capability] = {
            capability.workflow.kind: capability
            for capability in capabilities
            if capability.workflow
        }

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="decide",
            summary="Decide what waits for you.",
            features=(
                Feature(TakeStep, self.press),
                Feature(Refuse, self.fill_in),
                Feature(AskForMore, self.fill_in),
                Feature(GiveInformation, self.fill_in, advise=self.what_was_asked),
                Feature(ApproveInWords, self.list_waiting),
            ),
            meanings=(Meaning("approve", ApproveInWords(), "Show what waits for me"),),
        )

    def press(self, pressed: TakeStep, turn: Turn) -> Reply:
        """Take the step on the button and show the case as it is now."""
        case = self._take(pressed.case, Step(pressed.verb, pressed.revision), turn)
        return Reply((self._card(case, turn),), replaces=True)

    def fill_in(self, form: StepForm, turn: Turn) -> Reply:
        """Take the step that the form describes."""
        case = self._take(form.case, form.step(), turn)
        return Reply((self._card(case, turn),))

    def what_was_asked(self, answers: Answers, turn: Turn) -> tuple[Block, ...]:
        """Return the question, to stand above the answer that is being written."""
        found = turn.uow.cases.get(turn.school.id, str(answers["case"]))
        workflow = self._of(found).workflow if found else None
        if found is None or workflow is None or not cases.may_see(turn, workflow, found):
            raise NotFound
        return (Quote(found.text("question"), "what was asked"),)

    def list_waiting(self, _: ApproveInWords, turn: Turn) -> Reply:
        """Show what waits for this person; approving takes the button (DOMAIN 7, row 72)."""
        waiting = [
            case
            for kind in self._by_kind
            for case in turn.uow.cases.of_kind(turn.school.id, kind)
            if self._waits(case, turn)
        ][:MOST_SHOWN]
        if not waiting:
            return Reply((Card("Nothing waits for your decision."),))
        note = Note("Please use the button on the card: I never take a decision from words.")
        return Reply((*(self._card(case, turn) for case in waiting), Card("", (note,))))

    def _waits(self, case: Case, turn: Turn) -> bool:
        workflow = self._of(case).workflow
        moves = (
            [m for m in workflow.moves if m.decides and case.state in m.sources] if workflow else []
        )
        if workflow is None or not moves or not cases.may_see(turn, workflow, case):
            return False
        standing = cases.standing_of(turn, case)
        return any(move.by(case, standing) for move in moves)

    def _take(self, public_id: str, step: Step, turn: Turn) -> Case:
        found = turn.uow.cases.get(turn.school.id, public_id)
        capability = self._by_kind.get(found.kind) if found else None
        if capability is None or capability.workflow is None:
            raise NotFound
        move = next((m for m in capability.workflow.moves if m.verb == step.verb), None)
        if move is None:
            raise NotFound
        if move.decides:
            # A decision is on what was read: without the revision it is on nothing (D10).
            step = replace(step, seen=step.seen or UNSEEN)
        case = cases.move(turn, capability.workflow, public_id, step)
        if capability.moved:
            capability.moved(case, step.verb, turn)
        return case

    def _card(self, case: Case, turn: Turn) -> Card:
        show = self._of(case).case_card
        return show(case, turn) if show else Card(case.ref)

    def _of(self, case: Case) -> Capability:
        return self._by_kind[case.kind]
