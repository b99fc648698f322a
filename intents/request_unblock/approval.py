"""Approve a request with other people or other days than asked, or with conditions (D4, D7)."""

from typing import Annotated

from bot.conversation.exchange import Reply
from bot.domain.cases import Json
from bot.errors import Incomplete
from bot.forms.answers import ComingDay, Words
from bot.forms.form import Answers, Ask, Form
from bot.services import cases
from bot.turn import Turn
from intents.capability import Feature
from intents.request_unblock.cards import request_card
from intents.request_unblock.form import Audience, is_a_group
from intents.request_unblock.news import moved
from intents.request_unblock.workflow import WORKFLOW


class ApproveWithChanges(Form):
    """Approve this site, as you think right."""

    name = "approve_with_changes"
    short = "Approve with changes"
    send = "Approve"

    case: str
    revision: int = 0
    audience: Annotated[Audience, Ask("Who may open it?", "Fewer is safer.", steers=True)]
    group: Annotated[Words | None, Ask("Which class or year?", required=True, when=is_a_group)] = (
        None
    )
    starts: Annotated[ComingDay, Ask("From which day?")]
    until: Annotated[ComingDay, Ask("Until which day?")]
    conditions: Annotated[Words | None, Ask("Any conditions?", long=True)] = None


def handle(approval: ApproveWithChanges, turn: Turn) -> Reply:
    """Approve, and keep what was changed."""
    last = turn.school.calendar.academic_year_end(turn.today)
    if approval.until > last or approval.until < approval.starts:
        shown = f"{last.day} {last:%b %Y}"
        raise Incomplete({"until": f"Choose a day from the first one to {shown}."})
    details: dict[str, Json] = approval.model_dump(
        mode="json", include={"audience", "group", "starts", "until"}
    )
    step = cases.Step("approve", approval.revision, approval.conditions or "", details)
    case = cases.move(turn, WORKFLOW, approval.case, step)
    moved(case, "approve", turn)
    return Reply((request_card(case, turn),))


def as_asked(carried: Answers, turn: Turn) -> Answers:
    """Start from what the requester asked for."""
    case = cases.get(turn, WORKFLOW, str(carried["case"]))
    names = ("audience", "group", "starts", "until")
    return {name: case.details[name] for name in names if case.details.get(name)}


APPROVE_WITH_CHANGES = Feature(ApproveWithChanges, handle, known=as_asked)
