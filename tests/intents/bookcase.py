"""A library of any policies that always finds the clauses it is told to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.conversation.cards import Note, Quote, Text
from bot.conversation.exchange import Reply
from intents.ask_policy.feature import AskPolicies
from intents.decide.feature import Decide
from intents.policy_gaps.feature import PolicyGaps
from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.library import Answer, Library, NotCovered
from tests.support.counter import Counter
from tests.support.small_trust import DALE, HILL


def clause(id_: str, text: str, *path: str, parent: str | None = None, stem: str = "") -> Clause:
    kind = ClauseKind.STEM if text.endswith(":") else ClauseKind.PARAGRAPH
    number = "1." + id_.partition("/")[2]
    return Clause(id_, number, kind, path or ("Online",), text, parent, stem)


def policy(title: str, *clauses: Clause, owner: str = "", due: date | None = None) -> Policy:
    return Policy(title.lower(), title, clauses, "3", owner, None, due)


class Bookcase(Library):
    """Holds the same policies at both schools; `finds` are the ids of what it finds."""

    def __init__(
        self, *policies: Policy, finds: Sequence[str] = (), confidence: float = 0.9
    ) -> None:
        self.held = policies
        self.finds = finds
        self.confidence = confidence
        self.matched: tuple[str, ...] = ()
        self.asked: list[tuple[str, str]] = []
        super().__init__({school: lambda: self.held for school in (HILL, DALE)})

    def change(self, *policies: Policy) -> None:
        """Put other policies in the place of those before."""
        self.held = policies
        for school in (HILL, DALE):
            self.replace(school, policies)

    def answer(self, question: str, school: str, previous: str = "") -> Answer | NotCovered:
        self.asked.append((question, previous))
        found = filter(None, (self.clause(school, each) for each in self.finds))
        clauses = tuple(replace(each, score=1.0, matched=self.matched) for each in found)
        if self.confidence < 0.3:
            return NotCovered(question, self.confidence, clauses)
        return Answer(question, self.confidence, clauses)


def opened(url: str, library: Library) -> Counter:
    own = (AskPolicies(library).capability(), PolicyGaps(library).capability())
    return Counter.open(url, *own, shared=(Decide(own).capability(),))


def quotes(reply: Reply) -> list[str]:
    return [b.text for card in reply.cards for b in card.body if isinstance(b, Quote)]


def notes(reply: Reply) -> list[str]:
    return [b.text for card in reply.cards for b in card.body if isinstance(b, Note)]


def leads(reply: Reply) -> list[str]:
    return [b.lead for card in reply.cards for b in card.body if isinstance(b, Text) and b.lead]
