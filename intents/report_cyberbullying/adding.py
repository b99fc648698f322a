"""Adding to a report, and ending it: the steps that need words."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.conversation.exchange import Reply
from bot.domain.cases import Case, Details, Json
from bot.domain.concerns import Flag, Severity
from bot.domain.routing import Recipient, Route, route
from bot.domain.rules import RESTRICTED, Task
from bot.domain.workflows import handler
from bot.errors import Changed, Incomplete, NotYours, TooLate
from bot.ports import Change
from bot.services import cases
from bot.services.reports import ALERT_EVERY, listed, rows_of, sent_to
from bot.turn import Turn
from intents.capability import Feature
from intents.report_cyberbullying.cards import report_card
from intents.report_cyberbullying.closing import CloseReport, CloseWithPolice
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.filing import (
    STORY,
    concern_of,
    due_at,
    facts_of,
    keeps_stub,
)
from intents.report_cyberbullying.news import moved, tell
from intents.report_cyberbullying.workflow import OPEN, WORKFLOW

# Not asked for, and not kept if sent all the same, where a sexual picture may be involved (R2).
NO_POLICE = "Please close it from its newest card: it asks what you decided about the police."
EVIDENCE = ("more", "audience", "location_of_post", "evidence_pointer", "replied")


def add(form: AddDetail, turn: Turn) -> Reply:
    """Add to a report; what is added can bring people in and make it stricter, never milder."""
    case = cases.get(turn, WORKFLOW, form.case)
    _check(case, turn)
    own = _own(case, form)
    signs = [*listed(case, "flags"), *(sign.value for sign in form.signs)]
    answers = {**case.details, "signs": signs}
    concern = concern_of({**answers, **own, "signs": signs}, turn, case.reporter)
    found = route(concern, turn.school.routing)
    facts = facts_of(concern, found, answers, turn)
    added = _added(case, own, found, turn)
    told = _told(case, found)
    details = {**facts, "added": added, "sent_to": rows_of(told), **_pace(case, found, turn)}
    _keep(case, details, told, turn)
    current = cases.get(turn, WORKFLOW, form.case)
    _tell(case, current, turn)
    return Reply((report_card(current, turn),))


def close(form: CloseReport, turn: Turn) -> Reply:
    """End a report with its outcome and reason; where the police came up, with that too (R10)."""
    case = cases.get(turn, WORKFLOW, form.case)
    if Task.POLICE.value in listed(case, "tasks") and not isinstance(form, CloseWithPolice):
        raise Incomplete({"reason": NO_POLICE})
    details = form.model_dump(mode="json", exclude={"case", "revision"}, exclude_none=True)
    step = cases.Step("close", form.revision, form.outcome.value, {"ending": details})
    closed = cases.move(turn, WORKFLOW, form.case, step)
    moved(closed, "close", turn)
    return Reply((report_card(closed, turn),))


def _check(case: Case, turn: Turn) -> None:
    if turn.person.id != case.reporter and not handler(case, cases.standing_of(turn, case)):
        raise NotYours("the person who sent it")
    if case.state not in OPEN:
        raise TooLate(WORKFLOW.word(case.state))


def _own(case: Case, form: AddDetail) -> dict[str, Json]:
    """Return what was added now; no evidence where a sexual picture may be involved (R2)."""
    own = form.model_dump(mode="json", exclude={"case", "sexual_image"}, exclude_none=True)
    is_image = Flag.SEXUAL_IMAGE.value in listed(case, "flags")
    return {k: v for k, v in own.items() if v and not (is_image and k in EVIDENCE)}


def _added(case: Case, own: Mapping[str, Json], found: Route, turn: Turn) -> list[Json]:
    """Return every addition, oldest first; no words where only a stub may be kept (6.4)."""
    rows = case.details.get("added")
    before = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    now: dict[str, Json] = {**own, "at": turn.now.isoformat(), "by": str(turn.person.id)}
    left_out = STORY if keeps_stub(found, turn) else ()
    return [{k: v for k, v in row.items() if k not in left_out} for row in (*before, now)]


def _told(case: Case, found: Route) -> tuple[Recipient, ...]:
    """Return who has it now: everybody before, unless it became too restricted for them."""
    allowed = RESTRICTED.get(found.kind)
    before = (each for each in sent_to(case) if allowed is None or each.role in allowed)
    return tuple({each.person: each for each in (*before, *found.recipients)}.values())


def _pace(case: Case, found: Route, turn: Turn) -> dict[str, Json]:
    """Return when it has to be picked up: sooner where it became more serious."""
    due = datetime.fromisoformat(case.text("due"))
    return {"due": min(due, due_at(found, turn)).isoformat()}


def _keep(case: Case, details: Details, told: Iterable[Recipient], turn: Turn) -> None:
    handlers = tuple(each.person for each in told)
    wake_at = case.wake_at
    if case.state == WORKFLOW.first and details["severity"] == Severity.CRITICAL:
        wake_at = min(wake_at or turn.now + ALERT_EVERY, turn.now + ALERT_EVERY)
    change = Change(case.state, details, wake_at, handlers, case.revision)
    if not turn.uow.cases.change(case, change):
        raise Changed
    cases.record(turn, case, cases.CaseStep("added", case.state))


def _tell(before: Case, now: Case, turn: Turn) -> None:
    """Tell those who have it already that there is more, and the others that it exists."""
    known = [person for person in now.handlers if person in before.handlers]
    tell(now, "added", [person for person in known if person != turn.person.id], turn)
    tell(now, "reported", [person for person in now.handlers if person not in known], turn)
    tell(now, "logs", set(listed(now, "it")) - set(listed(before, "it")), turn)


FEATURES = (Feature(AddDetail, add), Feature(CloseReport, close), Feature(CloseWithPolice, close))
