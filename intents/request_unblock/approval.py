"""Approve a request with other people or other days than asked, or with conditions (D4, D7)."""

from dataclasses import replace
from typing import Annotated

from bot.conversation.exchange import Reply
from bot.domain.cases import Case, Json
from bot.domain.people import PersonId
from bot.errors import Incomplete
from bot.forms.answers import ComingDay, WebAddress, Words
from bot.forms.form import Answers, Ask, Form
from bot.forms.same_site import site_of
from bot.services import cases
from bot.turn import Turn
from intents.capability import Feature
from intents.request_unblock.cards import request_card
from intents.request_unblock.flags import leads_to_ask, reasons_to_ask
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
    url: Annotated[
        WebAddress | None, Ask("Which address?", "A page is safer than the whole site.")
    ] = None
    audience: Annotated[Audience, Ask("Who may open it?", "Fewer is safer.", steers=True)]
    group: Annotated[Words | None, Ask("Which class or year?", required=True, when=is_a_group)] = (
        None
    )
    starts: Annotated[ComingDay, Ask("From which day?")]
    until: Annotated[ComingDay, Ask("Until which day?")]
    conditions: Annotated[Words | None, Ask("Any conditions?", long=True)] = None


def handle(approval: ApproveWithChanges, turn: Turn) -> Reply:
    """Approve, and keep what was changed."""
    _check(approval, cases.get(turn, WORKFLOW, approval.case), turn)
    details = _changes(approval)
    step = cases.Step("approve", approval.revision, approval.conditions or "", details)
    case = cases.move(turn, WORKFLOW, approval.case, step)
    moved(case, "approve", turn)
    return Reply((request_card(case, turn),))


def as_asked(carried: Answers, turn: Turn) -> Answers:
    """Start from what the requester asked for."""
    case = cases.get(turn, WORKFLOW, str(carried["case"]))
    names = ("url", "audience", "group", "starts", "until")
    return {name: case.details[name] for name in names if case.details.get(name)}


def leads_left_out(approval: ApproveWithChanges, case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return the leads who would have been asked, had it been so from the start (D5).

    Nobody where they were asked all the same, or where one of them decides.
    """
    changed = replace(case, details={**case.details, **_changes(approval)})
    if reasons_to_ask(case, turn.school) or not reasons_to_ask(changed, turn.school):
        return ()
    leads = leads_to_ask(case, turn.today, turn.holders)
    return () if turn.person.id in leads else leads


def _changes(approval: ApproveWithChanges) -> dict[str, Json]:
    kept = {"audience", "group", "starts", "until", *({"url"} if approval.url else ())}
    return approval.model_dump(mode="json", include=kept)


def _check(approval: ApproveWithChanges, case: Case, turn: Turn) -> None:
    """Refuse another site (D7), an end that is none (D8), and what no lead was asked about (D5)."""
    last = turn.school.calendar.academic_year_end(approval.starts)
    if not max(approval.starts, turn.today) <= approval.until <= last:
        shown = f"{last.day} {last:%b %Y}"
        raise Incomplete({"until": f"Choose a day from the first one to {shown}."})
    if approval.url and site_of(approval.url).host != site_of(case.text("url")).host:
        raise Incomplete({"url": "That is another site. Please keep to this one or a page of it."})
    if leads := leads_left_out(approval, case, turn):
        names = turn.any_of(leads)
        raise Incomplete({"audience": f"{names} must comment on that first. Choose fewer people."})


APPROVE_WITH_CHANGES = Feature(ApproveWithChanges, handle, known=as_asked)
