"""Failures of a run, one by one: what was asked, what came first, what would have been right."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from knowledge.evaluation.measure import Outcome


class Fault(StrEnum):
    """What went wrong."""

    WRONG = "wrong"  # another clause came first
    WITHHELD = "withheld"  # the right one was first, and the product said that nothing covers it
    INVENTED = "invented"  # nothing covers it, and the product answered


KINDS = tuple(Fault)


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that failed; `first` is the id of the clause that came first, if any did."""

    outcome: Outcome
    fault: Fault

    @property
    def first(self) -> str | None:
        """The id of the clause that came first."""
        return next(iter(self.outcome.found), None)

    @property
    def right(self) -> tuple[str, ...]:
        """The ids of the clauses that answer, none where the policies are silent."""
        return tuple(sorted(self.outcome.asked.gold))


def list_failures(outcomes: Iterable[Outcome]) -> tuple[Failure, ...]:
    """Return every failure, the wrong orders first, each kind in the order of the questions."""
    found = [Failure(outcome, fault) for outcome in outcomes if (fault := fault_of(outcome))]
    return tuple(sorted(found, key=lambda failure: KINDS.index(failure.fault)))


def fault_of(outcome: Outcome) -> Fault | None:
    """Return what went wrong with one question, if anything did."""
    if not outcome.asked.is_answerable:
        return Fault.INVENTED if outcome.was_answered else None
    if outcome.rank != 1:
        return Fault.WRONG
    return None if outcome.was_answered else Fault.WITHHELD
