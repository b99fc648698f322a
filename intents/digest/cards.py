"""The digest: what waits for somebody, each in one line, with no people and no story (rule 4)."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.conversation.cards import Block, Button, Buttons, Card, Facts, Note, Text
from bot.domain.cases import Case
from bot.domain.days import short_day
from bot.services.reports import is_late
from bot.turn import Turn
from intents.buttons import ShowCase
from intents.case_cards import CaseCards
from intents.digest.intents import Snooze

MOST_SHOWN = 10
LATE = "Not picked up in time"


def digest_card(
    waiting: Sequence[Case], late: Sequence[Case], cards: CaseCards, turn: Turn
) -> Card:
    """Return the one card of a reminder time; `late` waits for somebody else."""
    mine = sorted(waiting, key=lambda case: _how_soon(case, turn))
    snooze = Button("Snooze until tomorrow", Snooze(school=str(turn.school.id)))
    lines = {case.ref: _line(case, cards, turn) for case in mine[:MOST_SHOWN]}
    late_lines = {case.ref: _line(case, cards, turn) for case in late[:MOST_SHOWN]}
    body: list[Block] = [Facts(tuple(lines.items()))] if lines else []
    if late_lines:
        body += [Text(lead=LATE), Facts(tuple(late_lines.items()))]
    left = len(waiting) + len(late) - len(lines) - len(late_lines)
    if left:
        body.append(Note(f'And {left} more. To see them all, say "my cases".'))
    shown = (*mine[:MOST_SHOWN], *late[:MOST_SHOWN])
    ways = tuple(Button(case.ref, ShowCase(case=case.public_id)) for case in shown)
    return Card(_title(len(waiting), len(late)), (*body, Buttons((*ways, snooze))))


def _title(waiting: int, late: int) -> str:
    if waiting:
        return "1 thing waits for you" if waiting == 1 else f"{waiting} things wait for you"
    return "1 report is late" if late == 1 else f"{late} reports are late"


def _how_soon(case: Case, turn: Turn) -> tuple[bool, date, str]:
    """Return what sorts cases: what is needed by tomorrow first, then the oldest."""
    day = _needed_by(case)
    is_near = day is not None and day <= turn.today + timedelta(days=1)
    return (not is_near, day if day and is_near else date.max, case.reported_at.isoformat())


def _line(case: Case, cards: CaseCards, turn: Turn) -> str:
    day, line = _needed_by(case), cards.line(case, turn)
    if is_late(case, turn) and case.state == cards.workflow(case).first:
        return f"{line}. Late."
    if day is None:
        return line
    near = {turn.today: "today", turn.today + timedelta(days=1): "tomorrow"}
    return f"{line}. Needed {near.get(day, f'by {short_day(day)}')}."


def _needed_by(case: Case) -> date | None:
    """Return the day by which a request must be answered; a report has none."""
    given = case.text("needed_by")
    return date.fromisoformat(given) if given else None
