"""Taking the steps that need words."""

from bot.conversation.exchange import Reply
from bot.domain.cases import Details
from bot.domain.concerns import Kind
from bot.domain.workflows import handler
from bot.errors import NotYours, TooLate
from bot.services import cases
from bot.services.access import kind_of
from bot.turn import Turn
from intents.capability import Feature
from intents.report_website.cards import site_card
from intents.report_website.detail import AddSiteDetail
from intents.report_website.news import moved, tell
from intents.report_website.outcomes import CloseSite, SiteBlocked, SiteLeftOpen
from intents.report_website.workflow import OPEN, WORKFLOW


def block(form: SiteBlocked, turn: Turn) -> Reply:
    """Keep for whom it is blocked, and how; nobody opens the page to test it (W6)."""
    details: Details = {
        "scope": form.scope.value,
        "method": form.method.value,
        "blocked_at": turn.now.isoformat(),
    }
    return _take(form.case, cases.Step("block", form.revision, details=details), turn)


def leave_open(form: SiteLeftOpen, turn: Turn) -> Reply:
    """Keep why it is not blocked; the reporter reads it."""
    details: Details = {"open_reason": form.reason}
    return _take(form.case, cases.Step("leave_open", form.revision, form.reason, details), turn)


def close(form: CloseSite, turn: Turn) -> Reply:
    """End the report with its reason."""
    details: Details = {"closing_reason": form.reason}
    return _take(form.case, cases.Step("close", form.revision, form.reason, details), turn)


def add(form: AddSiteDetail, turn: Turn) -> Reply:
    """Add to a report; nothing in it is edited."""
    case = cases.get(turn, WORKFLOW, form.case)
    has_it = handler(case, cases.standing_of(turn, case))
    if turn.person.id != case.reporter and not has_it:
        raise NotYours("the person who sent it")
    if case.state not in OPEN or kind_of(case) is not Kind.WEB:
        raise TooLate(WORKFLOW.word(case.state))
    said = form.model_dump(mode="json", exclude={"case"}, exclude_none=True)
    added = cases.Addition("added", {"added": [*case.rows("added"), said]})
    current = cases.add_to(turn, case, added)
    tell(case, "added", [person for person in case.handlers if person != turn.person.id], turn)
    return Reply((site_card(current, turn),))


def _take(public_id: str, step: cases.Step, turn: Turn) -> Reply:
    case = cases.move(turn, WORKFLOW, public_id, step)
    moved(case, step.verb, turn)
    return Reply((site_card(case, turn),))


FEATURES = (
    Feature(AddSiteDetail, add),
    Feature(SiteBlocked, block),
    Feature(SiteLeftOpen, leave_open),
    Feature(CloseSite, close),
)
