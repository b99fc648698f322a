"""What the library found, as the cards need it: the one place that reads its answers."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.turn import Turn
from intents.ask_policy.intents import AskPolicy
from knowledge.library import Answer, Library, Quoted

Sureness: TypeAlias = Literal["sure", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The clauses for a question: those that are `shown` at once, and the `others` behind them.

    `sureness` is "no" where the policies do not seem to answer; then the nearest is shown if
    somebody asks for it. `missing` is a detail that was asked for and that no clause gives, in
    words: "how long".
    """

    sureness: Sureness
    shown: tuple[Quoted, ...]
    others: tuple[Quoted, ...] = ()
    missing: str = ""

    @property
    def clauses(self) -> tuple[Quoted, ...]:
        """Every clause that may be shown."""
        return (*self.shown, *self.others)


def find(library: Library, asked: AskPolicy, turn: Turn) -> Finding:
    """Return what the policies of the school say to a question."""
    answer = library.answer(asked.question, turn.school.id, asked.previous)
    if not isinstance(answer, Answer):
        return Finding("no", answer.nearest[:1], _behind(answer.nearest))
    sureness: Sureness = "sure" if answer.is_sure else "partly"
    return Finding(sureness, answer.clauses[:1], _behind(answer.clauses), answer.missing)


def why(quoted: Quoted) -> tuple[str, ...]:
    """Return the topics that led to a clause, or else the words."""
    return quoted.why or quoted.matched


def _behind(found: tuple[Quoted, ...]) -> tuple[Quoted, ...]:
    """Return the clauses behind the best one, without the items that stand below it already."""
    below = {item.id for quoted in found[:1] for item in quoted.items}
    return tuple(quoted for quoted in found[1:] if quoted.clause.id not in below)
