"""A case's history as a card: what was done, by whom and when (DOMAIN 4.6)."""

from collections.abc import Mapping

from bot.conversation.cards import Card, Items, Note
from bot.domain.cases import Case, CaseEvent
from bot.domain.people import PersonId
from bot.services import cases
from bot.services.access import is_seen
from bot.services.reports import moment
from bot.turn import Turn
from intents.case_blocks import story

MOST_SHOWN = 40
DONE: Mapping[str, str] = {
    "submitted": "sent it",
    "take": "picked it up",
    "triage": "sorted it",
    "restricted": "made it a matter for fewer people",
    "start": "started on it",
    "added": "added detail",
    "note": "added a note",
    "named": "named somebody",
    "linked": "linked it to another case",
    "hand_over": "handed it over",
    "bring_in": "brought somebody in",
    "escalate": "took it further up",
    "transfer": "moved it to the child protection records",
    "void": "marked it as recorded in error",
    "reopen": "opened it again",
    "withdraw": "said that it is no longer needed",
    "close": "closed it",
    "approve": "approved it",
    "refuse": "refused it",
    "ask": "asked for more",
    "inform": "answered",
    "done": "switched it on",
    "block": "blocked the site",
    "leave_open": "left the site open",
    "verify": "checked that it is blocked",
    "held": "put it on legal hold",
    "released": "lifted the legal hold",
    "erased": "deleted what was in it",
    "forgotten": "deleted the words, 30 days after they were moved",
}


def timeline_card(case: Case, turn: Turn) -> Card:
    """Return everything that happened to a case, oldest first."""
    events = turn.uow.cases.history(case.school, case.public_id)
    lines = tuple(line_of(event, case, turn) for event in events)
    left = len(lines) - MOST_SHOWN
    more = (Note(f"{left} earlier steps are not shown."),) if left > 0 else ()
    return Card(f"{case.ref}: what was done", (*more, Items(lines[-MOST_SHOWN:])))


def line_of(event: CaseEvent, case: Case, turn: Turn) -> str:
    """Return one step in words: 09:30 today, Priya Nair picked it up."""
    who = turn.name_of(event.actor) if _is_person(event.actor) else "The clock"
    acting = f" (acting for {turn.name_of(event.acting_for)})" if event.acting_for else ""
    did = DONE.get(event.action, event.action.replace("_", " "))
    why = f": {story(event.reason, case, turn)}" if _may_read(event, turn) else ""
    return f"{moment(event.at, turn)}, {who}{acting} {did}{why}"


def _may_read(event: CaseEvent, turn: Turn) -> bool:
    """Tell whether a step shows why; a link names a case that not everybody may know of."""
    if event.action != "linked":
        return bool(event.reason)
    other = turn.uow.cases.find(event.school, event.reason)
    return other is not None and is_seen(other, cases.standing_of(turn, other))


def _is_person(actor: PersonId) -> bool:
    return "/" in actor
