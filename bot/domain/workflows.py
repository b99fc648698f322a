"""Workflows as data: the states a case can be in and who may move it on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.domain.cases import Case
from bot.domain.people import Person, PersonId, Role

May: TypeAlias = "Callable[[Case, Standing], bool]"
First: TypeAlias = Callable[[Case, date, Callable[[Role], Sequence[Person]]], tuple[PersonId, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is to a case today: their roles, and whether they may decide it (D1-D3).

    `acts` is true for whoever stands in for an absent headteacher, whatever the case is.
    `broke_glass` is true while somebody is shown a case once that they are not on.
    """

    person: PersonId
    roles: frozenset[Role]
    decides: bool = False
    acting_for: PersonId | None = None
    acts: bool = False
    broke_glass: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One way from a state to the next; without a target the case stays where it is.

    `decides` marks the move that settles the request. `needs_words` marks one that nobody makes
    without saying why or what: a button alone is not enough (must-pass 9). `offered` marks one that
    somebody may make and that nobody waits for. `first` names whose words have to be in before
    anybody else makes it (D5).
    """

    verb: str
    sources: tuple[str, ...]
    target: str
    by: May
    decides: bool = False
    needs_words: bool = False
    offered: bool = False
    first: First | None = None


@dataclass(frozen=True, slots=True)
class Workflow:
    """How one kind of case lives. `prefix` begins its references: UNB in UNB-2026-0042.

    `words` are its states in the words a person reads. `seen_by` says who may know that a case
    exists, its reporter and handlers apart.
    """

    kind: str
    prefix: str
    title: str
    first: str
    moves: tuple[Move, ...]
    words: Mapping[str, str]
    seen_by: May

    def move(self, verb: str) -> Move:
        """Return the move with that verb; asking for an unknown one is a bug."""
        return next(move for move in self.moves if move.verb == verb)

    def word(self, state: str) -> str:
        """Return the state in the words a person reads."""
        return self.words[state]

    @property
    def open_states(self) -> frozenset[str]:
        """The states in which a case waits for somebody, or for its time."""
        waits = (move for move in self.moves if not move.offered)
        return frozenset(state for move in waits for state in move.sources)


def reporter(case: Case, standing: Standing) -> bool:
    """Tell whether the person made the request or report."""
    return standing.person == case.reporter


def handler(case: Case, standing: Standing) -> bool:
    """Tell whether the person has the case and is not its subject (rule 5)."""
    return standing.person in case.handlers and standing.person not in case.subjects


def decider(_: Case, standing: Standing) -> bool:
    """Tell whether the person may decide such a request today."""
    return standing.decides


def nobody(_: Case, __: Standing) -> bool:
    """Tell that nobody may."""
    return False
