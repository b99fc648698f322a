"""A case's history as a card: what was done, by whom and when (DOMAIN 4.6, 6.7)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.conversation.cards import Card, Items, Note
from bot.domain.access import Act, Look
from bot.domain.cases import Case, CaseEvent
from bot.domain.people import PersonId
from bot.domain.permissions import Right
from bot.services import access, cases, hands
from bot.services.access import is_seen
from bot.services.reports import moment
from bot.turn import Turn
from intents.capability import When
from intents.case_blocks import story

MOST_SHOWN = 40
DONE: Mapping[str, str] = {
    "submitted": "sent it",
    "take": "picked it up",
    "triage": "sorted it",
    "sort_again": "sorted it again",
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
GIVEN: Mapping[str, str] = {"hand_over": "handed it over to {}", "bring_in": "brought {} in"}
OPENED = "opened it in an emergency, without having it"
TRIED = "tried to open it and was not let in"


def timeline_card(case: Case, turn: Turn) -> Card:
    """Return everything that happened to a case, oldest first."""
    lines = lines_of(case, turn)
    left = len(lines) - MOST_SHOWN
    more = (Note(f"{left} earlier steps are not shown."),) if left > 0 else ()
    return Card(f"{case.ref}: what was done", (*more, Items(lines[-MOST_SHOWN:])))


def lines_of(case: Case, turn: Turn, when: When = moment) -> tuple[str, ...]:
    """Return each step and each look that is told of, in words, oldest first."""
    events = turn.uow.cases.history(case.school, case.public_id)
    done = ((event.at, line_of(event, case, turn, when)) for event in events)
    found = sorted((*done, *_looks(case, turn, when)), key=lambda each: each[0])
    return tuple(line for _, line in found)


def line_of(event: CaseEvent, case: Case, turn: Turn, when: When = moment) -> str:
    """Return one step in words: 09:30 today, Priya Nair picked it up."""
    who = turn.name_of(event.actor) if _is_person(event.actor) else "The clock"
    acting = f" (acting for {turn.name_of(event.acting_for)})" if event.acting_for else ""
    did = DONE.get(event.action, event.action.replace("_", " "))
    if to := hands.given_to(event, case):
        did = GIVEN[event.action].format(turn.name_of(to))
    why = f": {story(event.reason, case, turn)}" if _may_read(event, turn) else ""
    return f"{when(event.at, turn)}, {who}{acting} {did}{why}"


def _looks(case: Case, turn: Turn, when: When) -> Iterator[tuple[datetime, str]]:
    """Return who broke the glass; who was refused, only to whoever runs such cases by role.

    A refused try of somebody whom it is about stays in the log, for the data protection officer:
    whoever asks them about it has told them that there is a case (rule 5).
    """
    runs_such = Right.MANAGE in access.rights_of(case, cases.standing_of(turn, case))
    unnamed = {*access.kept_off(case), case.reporter}
    for look in turn.uow.access.of_case(case.school, case.public_id):
        if look.act is Act.BROKE_GLASS:
            yield look.at, f"{_looker(look, turn, when)} {OPENED}: {story(look.reason, case, turn)}"
        elif look.act is Act.REFUSED and runs_such and look.person not in unnamed:
            yield look.at, f"{_looker(look, turn, when)} {TRIED}"


def _looker(look: Look, turn: Turn, when: When) -> str:
    return f"{when(look.at, turn)}, {turn.name_of(look.person)}"


def _may_read(event: CaseEvent, turn: Turn) -> bool:
    """Tell whether a step shows why; a link names a case that not everybody may know of."""
    if event.action != "linked":
        return bool(event.reason)
    other = turn.uow.cases.find(event.school, event.reason)
    return other is not None and is_seen(other, cases.standing_of(turn, other))


def _is_person(actor: PersonId) -> bool:
    return "/" in actor
