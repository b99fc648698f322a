"""Hands: who a case was sent to at first, who has it now, and who gave it to whom."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import Case, CaseEvent, Json
from bot.domain.people import PersonId
from bot.domain.routing import Recipient
from bot.services import cases
from bot.services.access import manager
from bot.services.reports import recipients, rows_of, sent_to
from bot.turn import Turn

HAND_OVER, BRING_IN = "hand_over", "bring_in"


def passed_on(case: Case, action: str, to: PersonId, turn: Turn) -> dict[str, Json]:
    """Return the case's detail of who gave it to whom, with the step of this turn."""
    given = {row["to"] for row in case.rows("passed_on")}
    is_first = action == HAND_OVER and str(turn.person.id) not in given
    left = [each for each in sent_to(case) if is_first and each.person == turn.person.id]
    row: dict[str, Json] = {
        "action": action,
        "at": turn.now.isoformat(),
        "to": str(to),
        "left": rows_of(left),
    }
    holds = {"holder": str(to)} if action == HAND_OVER and case.text("holder") else {}
    return {"passed_on": [*case.rows("passed_on"), row], **holds}


def given_to(event: CaseEvent, case: Case) -> PersonId | None:
    """Return whom a step gave the case to."""
    rows = (row for row in case.rows("passed_on") if row["action"] == event.action)
    found = (row for row in rows if datetime.fromisoformat(str(row["at"])) == event.at)
    return next((PersonId(str(row["to"])) for row in found), None)


def first_sent_to(case: Case) -> tuple[Recipient, ...]:
    """Return who was told of a case because of what it is; nobody who was only given it."""
    rows = case.rows("passed_on")
    left = [each for row in rows for each in recipients(row["left"])]
    given = {str(row["to"]) for row in rows}
    stayed = [each for each in sent_to(case) if str(each.person) not in given]
    return tuple({each.person: each for each in (*left, *stayed)}.values())


def holder(case: Case, turn: Turn) -> PersonId | None:
    """Return who picked a case up, or was given it then; None where it waits to be picked up."""
    found = turn.directory.find(PersonId(case.text("holder")))
    if found is None or not found.roles(turn.school.id, turn.today):
        return None
    runs_it = manager(case, cases.standing_of(replace(turn, person=found), case))
    return found.id if runs_it else None


def role_of_holder(case: Case, turn: Turn) -> str:
    """Return who picked a case up, by role, as its reporter may know it; "" while nobody has."""
    has_it = holder(case, turn)
    roles = {each.person: each.role.label for each in (*first_sent_to(case), *sent_to(case))}
    return roles.get(has_it, "a senior member of staff") if has_it else ""


def facts(case: Case, turn: Turn) -> tuple[tuple[str, str], ...]:
    """Return who has a case, and who else can work on it, by name."""
    has_it = holder(case, turn)
    others = ", ".join(turn.name_of(person) for person in case.handlers if person != has_it)
    if has_it:
        return (("With", turn.name_of(has_it)), ("Also on it", others))
    return (("With", "nobody yet"), ("Waits for", others))
