"""Hearing: whose words have to be in before somebody may take a step (D5)."""

from bot.domain.cases import Case
from bot.domain.workflows import Move
from bot.errors import AwaitsComment
from bot.turn import Turn


def hear_first(turn: Turn, case: Case, wanted: Move) -> None:
    """Refuse a step while a comment is awaited; whoever takes it may be the one to comment."""
    awaited = wanted.first(case, turn.today, turn.holders) if wanted.first else ()
    if awaited and turn.person.id not in awaited:
        raise AwaitsComment(turn.any_of(awaited))
