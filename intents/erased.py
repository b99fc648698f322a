"""What is left to show of a case that was deleted under the school's rules (DOMAIN 6.5)."""

from bot.conversation.cards import Card, Facts, Note
from bot.domain.cases import Case
from bot.domain.days import far_day
from bot.turn import Turn


def erased_card(case: Case, turn: Turn) -> Card:
    """Return that a case was deleted, and when; nothing of what was in it is left."""
    day = day_erased(case, turn)
    facts = Facts((("Sent", _day(case, turn)), ("Deleted", day)))
    note = Note("Its details are gone. That it was here, and who worked on it, stays on record.")
    return Card(f"{case.ref}: deleted on {day} as the school's rules say", (facts, note))


def day_erased(case: Case, turn: Turn) -> str:
    """Return the day on which a case was deleted: 1 Sep 2030."""
    at = (case.erased_at or turn.now).astimezone(turn.zone)
    return far_day(at)


def _day(case: Case, turn: Turn) -> str:
    return far_day(case.reported_at.astimezone(turn.zone))
