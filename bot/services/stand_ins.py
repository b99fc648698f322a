"""Who hears of something instead of a person whom no chat platform reaches any more (C14)."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.cases import Case
from bot.domain.people import PersonId, Role
from bot.domain.workflows import Workflow
from bot.services import cases
from bot.turn import Turn

# The order in which staff would try people by hand (M03).
CHAIN = (
    Role.DSL,
    Role.DEPUTY_DSL,
    Role.HEADTEACHER,
    Role.DEPUTY_HEAD,
    Role.CHAIR_OF_GOVERNORS,
)


def stand_in(
    turn: Turn, workflow: Workflow, case: Case, told: Collection[PersonId]
) -> PersonId | None:
    """Return who else may see the case and was not told; none for a notice to its reporter.

    Whoever may decide comes first. Nobody is chosen whom the case must not reach (rule 5): the
    question is the same as when they ask for it themselves.
    """
    if turn.person.id == case.reporter:
        return None
    deciders = [decider.person for decider in cases.deciders_of(turn, case.reporter)]
    chain = _chain(turn)
    passed_over = {*told, *case.handlers, case.reporter}
    for candidate in dict.fromkeys((*deciders, *chain)):
        seat = replace(turn, person=turn.directory.person(candidate))
        if candidate not in passed_over and cases.may_see(seat, workflow, case):
            return candidate
    return None


def in_order(turn: Turn, people: Collection[PersonId]) -> tuple[PersonId, ...]:
    """Return people in the order of the chain, and behind them whoever is not in it."""
    first = (person for person in _chain(turn) if person in people)
    return tuple(dict.fromkeys((*first, *people)))


def _chain(turn: Turn) -> tuple[PersonId, ...]:
    return tuple(person.id for person in turn.holders(*CHAIN))
