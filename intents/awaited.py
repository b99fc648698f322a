"""Whose words have to be in before somebody can approve (D5)."""

from bot.domain.cases import Case
from bot.domain.people import PersonId
from bot.domain.workflows import Workflow
from bot.turn import Turn


def awaited(workflow: Workflow, case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return whom this person has to wait for; nobody where they are one of them."""
    firsts = (move.first for move in workflow.moves if move.first and case.state in move.sources)
    people = tuple(each for first in firsts for each in first(case, turn.today, turn.holders))
    return () if turn.person.id in people else people
