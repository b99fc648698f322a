"""Move a case on: approve, refuse with a reason, ask for more, answer, withdraw, done.

One pair of hands for every workflow: rights, state and revision are checked in the domain at the
press (rule 8), and the workflow's own folder says who hears of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from bot.conversation.cards import Block, Quote, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.cases import Case, Json
from bot.errors import Changed, NotFound
from bot.forms.answers import Words
from bot.forms.form import Answers, Ask, Form
from bot.services import cases
from bot.services.cases import Step
from bot.turn import Turn
from intents.buttons import TakeStep
from intents.capability import Capability, Feature
from intents.case_cards import CaseCards
from intents.decide.changed import changed_card
from intents.decide.in_words import InWords
from intents.decide.several import ApproveThese, Several
from intents.decide.words import ApproveInWords, InTheirWords, Spoken, is_thumb, read

__all__ = ["ApproveInWords", "AskForMore", "Decide", "GiveInformation", "Refuse", "StepForm"]

UNSEEN = -1


def is_second_time(answers: Answers) -> bool:
    """Tell whether a request is refused that was refused before."""
    return str(answers.get("is_second")).casefold() == "true"


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

    is_second: bool = False
    reason: Annotated[
        Words,
        Field(min_length=5),
        Ask("Why not?", "The requester reads this.", long=True),
    ]
    may_ask_again: Annotated[
        bool | None,
        Ask(
            "May they ask again for fewer people?",
            "If not, this ends the matter.",
            when=is_second_time,
        ),
    ] = None

    def step(self) -> Step:
        """Refuse with the reason that the requester reads (D4, must-pass 9)."""
        details: dict[str, Json] = {"may_ask_again": True} if self.may_ask_again else {}
        return Step(self.verb, self.revision, self.reason, details)


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


def last_time(answers: Answers, _: Turn) -> tuple[Block, ...]:
    """Say that a second refusal is the last word (D11)."""
    is_second = is_second_time(answers)
    return (Text("This is the second time: it ends the matter."),) if is_second else ()


class Decide:
    """Takes steps in the workflow that a case belongs to."""

    def __init__(
        self, capabilities: Iterable[Capability], spoken: Mapping[str, Spoken] | None = None
    ) -> None:
        """Know the capabilities; `spoken` says how each kind of request is spoken of."""
        self._cards = CaseCards(capabilities)
        known = spoken or {}
        self._several = Several(self._cards, known, self._take)
        self._in_words = InWords(self._cards, known, self._several)

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="decide",
            summary="Decide what waits for you.",
            features=(
                Feature(TakeStep, self.press),
                Feature(Refuse, self.fill_in, advise=last_time),
                Feature(AskForMore, self.fill_in),
                Feature(GiveInformation, self.fill_in, advise=self.what_was_asked),
                Feature(ApproveInWords, self._in_words.answer),
                Feature(ApproveThese, self._several.approve),
            ),
            meanings=(InTheirWords("approve", ApproveInWords(), "Show what waits for me"),),
            read=self.read,
        )

    def read(self, text: str, turn: Turn) -> Intent | None:
        """Recognise a decision put as an order; a thumb is one only where something waits."""
        if is_thumb(text):
            return ApproveInWords(text=text) if self._in_words.is_waiting(turn) else None
        return read(text, turn)

    def press(self, pressed: TakeStep, turn: Turn) -> Reply:
        """Take the step on the button and show the case as it is now."""
        case = self._take(pressed.case, Step(pressed.verb, pressed.revision), turn)
        return Reply((self._cards.draw(case, turn),), replaces=True)

    def fill_in(self, form: StepForm, turn: Turn) -> Reply:
        """Take the step that the form describes; if the request changed, keep what was typed."""
        try:
            case = self._take(form.case, form.step(), turn)
        except Changed:
            case = self._cards.get(form.case, turn)
            return Reply((changed_card(form, case), self._cards.draw(case, turn)))
        return Reply((self._cards.draw(case, turn),))

    def what_was_asked(self, answers: Answers, turn: Turn) -> tuple[Block, ...]:
        """Return the question, to stand above the answer that is being written."""
        found = self._cards.get(str(answers["case"]), turn)
        return (Quote(found.text("question"), "what was asked"),)

    def _take(self, public_id: str, step: Step, turn: Turn) -> Case:
        capability = self._cards.capability(self._cards.get(public_id, turn))
        workflow = capability.workflow
        move = next((m for m in workflow.moves if m.verb == step.verb), None) if workflow else None
        if workflow is None or move is None:
            raise NotFound
        if move.decides:
            # A decision is on what was read: without the revision it is on nothing (D10).
            step = replace(step, seen=step.seen or UNSEEN)
        case = cases.move(turn, workflow, public_id, step)
        if capability.moved:
            capability.moved(case, step.verb, turn)
        return case
