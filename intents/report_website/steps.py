"""Taking the steps that need words."""

from bot.conversation.exchange import Reply
from bot.domain.cases import Details
from bot.domain.concerns import Kind
from bot.domain.workflows import handler
from bot.errors import Changed, NotYours, TooLate
from bot.ports import Change
from bot.services import cases, notes
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
    why = _safe(form.reason, form.case, turn)
    details: Details = {"open_reason": why}
    return _take(form.case, cases.Step("leave_open", form.revision, why, details), turn)


def close(form: CloseSite, turn: Turn) -> Reply:
    """End the report with its reason."""
    why = _safe(form.reason, form.case, turn)
    details: Details = {"closing_reason": why}
    return _take(form.case, cases.Step("close", form.revision, why, details), turn)


def add(form: AddSiteDetail, turn: Turn) -> Reply:
    """Add to a report; nothing in it is edited."""
    case = cases.get(turn, WORKFLOW, form.case)
    has_it = handler(case, cases.standing_of(turn, case))
    if turn.person.id != case.reporter and not has_it:
        raise NotYours("the person who sent it")
    if case.state not in OPEN or kind_of(case) is not Kind.WEB:
        raise TooLate(WORKFLOW.word(case.state))
    before = case.details.get("added")
    said = form.model_dump(mode="json", exclude={"case"}, exclude_none=True)
    own = notes.tokenised(said, turn.uow.cases.named(case))
    added = [*(before if isinstance(before, list) else ()), own]
    details = {**case.details, "added": added}
    change = Change(case.state, details, case.wake_at, case.handlers, case.revision)
    if not turn.uow.cases.change(case, change):
        raise Changed
    cases.record(turn, case, cases.CaseStep("added", case.state))
    tell(case, "added", [person for person in case.handlers if person != turn.person.id], turn)
    return Reply((site_card(cases.get(turn, WORKFLOW, form.case), turn),))


def _safe(words: str, public_id: str, turn: Turn) -> str:
    """Return words with tokens in place of the names that the case knows (DOMAIN 6.3)."""
    return notes.safe(words, cases.get(turn, WORKFLOW, public_id), turn)


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
