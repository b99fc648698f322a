"""A capability: one folder of `intents/`, summed up as values.

What people say, what they mean by it, what we do about it, what others are told, and what happens
because time passes. `intents/interpreter.py` holds the one explicit list of them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from bot.clockwork import Wake, Watch
from bot.conversation.cards import Block, Card
from bot.conversation.exchange import Handler
from bot.conversation.intent import Intent
from bot.domain.cases import Case
from bot.domain.notices import Notice
from bot.domain.people import PersonId
from bot.domain.workflows import Workflow
from bot.turn import Turn
from intents.buttons import Begin

IntentT = TypeVar("IntentT", bound=Intent)
NoticeT = TypeVar("NoticeT", bound=Notice)
Answers: TypeAlias = Mapping[str, object]
Pairs: TypeAlias = tuple[tuple[str, str], ...]
When: TypeAlias = Callable[[datetime, Turn], str]
People: TypeAlias = Callable[[Answers, Turn], Collection[PersonId]]
Unsent: TypeAlias = Callable[[Answers, Turn, PersonId, Collection[PersonId]], tuple[PersonId, ...]]


@dataclass(frozen=True, slots=True)
class Feature(Generic[IntentT]):
    """An intent and its handler.

    For a form: `advise` returns the lines shown above the questions, given the answers so far,
    `prefill` what a person's own words answer already, and `known` what a form about a case starts
    from, given what it carries. `unsent` returns who hears that somebody began it and did not send
    it, given the answers, that person and those whom nothing reaches; nobody where it can wait.
    `people` returns who is offered where a person is asked for, given the answers so far; without
    it that is all staff. The handler still checks who comes back.
    """

    intent: type[IntentT]
    handle: Handler[IntentT]
    advise: Callable[[Answers, Turn], tuple[Block, ...]] | None = None
    prefill: Callable[[str, Turn], Answers] | None = None
    known: Callable[[Answers, Turn], Answers] | None = None
    unsent: Unsent | None = None
    people: People | None = None


@dataclass(frozen=True, slots=True)
class Told(Generic[NoticeT]):
    """A notice and the card it becomes, for the reader and the state of that moment.

    `stand_in` returns who hears of it instead of the person of the turn, given those who were told;
    for a notice about a case the composer knows.
    """

    notice: type[NoticeT]
    compose: Callable[[NoticeT, Turn], Card | None]
    stand_in: Callable[[NoticeT, Turn, Collection[PersonId]], PersonId | None] | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a family of phrases means; `phrases` is its key in the folder's phrases.yaml.

    `label` stands on the button that asks for it, where two meanings are as close.
    """

    phrases: str
    intent: Intent
    label: str

    def of(self, text: str) -> Intent:
        """Return the intent, with the person's own words where it starts a form."""
        if isinstance(self.intent, Begin):
            return self.intent.model_copy(update={"text": text})
        return self.intent


@dataclass(frozen=True, slots=True)
class Capability:
    """One folder of `intents/`.

    `read` recognises what needs no guessing (a reference, a bare address) and is tried before any
    phrase. `wake` is what time does to a case of the workflow, `watch` what it does to a form that
    somebody has left half filled in. `case_card` shows one case to the
    person of the turn, `facts` are its answers for whoever may read all of it, and `moved` tells
    who must hear of a step, given its verb. `examples` go
    through every renderer in the gallery.
    """

    name: str
    summary: str
    features: tuple[Feature[Any], ...]
    meanings: tuple[Meaning, ...] = ()
    read: Callable[[str, Turn], Intent | None] | None = None
    told: tuple[Told[Any], ...] = ()
    workflow: Workflow | None = None
    wake: Wake | None = None
    watch: Watch | None = None
    case_card: Callable[[Case, Turn], Card] | None = None
    facts: Callable[[Case, Turn, When], Pairs] | None = None
    moved: Callable[[Case, str, Turn], None] | None = None
    examples: tuple[Card, ...] = ()
