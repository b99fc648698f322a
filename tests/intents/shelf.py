"""A library that always finds what it is told to."""

from dataclasses import replace
from datetime import date

from bot.conversation.cards import Quote
from bot.conversation.exchange import Reply
from intents.ask_policy.feature import AskPolicies
from intents.ask_policy.intents import AskPolicy
from intents.capability import Capability
from intents.decide.feature import Decide
from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.library import Answer, Library, NotCovered
from tests.support.counter import Counter
from tests.support.small_trust import DALE, HILL

LONG = " ".join(f"word{number}" for number in range(200))


def clause(number: str, text: str, **more: object) -> Clause:
    kind = ClauseKind.PARAGRAPH
    return Clause(f"conduct/{number}", number, kind, ("Online",), text, **more)  # type: ignore[arg-type]


FRIENDS = clause("4.2", "Staff do not accept pupils as friends online.")
PHONES = replace(clause("5", "During lessons staff must:"), kind=ClauseKind.STEM)
ITEMS = (
    clause("5(a)", "keep phones in a bag;", parent="conduct/5", stem="During lessons staff must:"),
    clause("5(b)", "answer none.", parent="conduct/5", stem="During lessons staff must:"),
)
ITEM = clause("6(a)", "ask the head first", parent="conduct/6", stem="Before a trip, staff:")
GAMES = clause("7", f"Games: {LONG}.")


class Shelf(Library):
    """A library that always finds what it is told to; `altered` is what it then quotes instead."""

    def __init__(self, *found: Clause, confidence: float = 0.9, due: date | None = None) -> None:
        self.policy = Policy(
            "conduct", "Staff conduct", (FRIENDS, PHONES, *ITEMS, ITEM, GAMES), "3", "", None, due
        )
        super().__init__({school: lambda: [self.policy] for school in (HILL, DALE)})
        self.found = found
        self.confidence = confidence
        self.altered: Clause | None = None

    def answer(self, question: str, school: str, previous: str = "") -> Answer | NotCovered:
        quoted = [self.clause(school, found.id) for found in self.found]
        whole = tuple(replace(each, score=1.0) for each in quoted if each)
        if self.altered:
            whole = (replace(whole[0], clause=self.altered),)
        if self.confidence < 0.3:
            return NotCovered(f"{question}{previous}", self.confidence, whole)
        return Answer(question, self.confidence, whole)


def quoted(reply: Reply) -> list[str]:
    return [b.text for card in reply.cards for b in card.body if isinstance(b, Quote)]


def asked(url: str, shelf: Library) -> Counter:
    own: Capability = AskPolicies(shelf).capability()
    return Counter.open(url, own, shared=(Decide([own]).capability(),))


def ask(url: str, shelf: Library, *, more: bool = False) -> Reply:
    return asked(url, shelf).wants("amy", AskPolicy(question="may I?", more=more))
