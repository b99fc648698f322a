"""Adding to a report, and ending it: the steps that need words."""

from dataclasses import replace

from bot.conversation.exchange import Reply
from bot.domain.cases import Case, Json
from bot.domain.concerns import Flag
from bot.domain.people import PersonId
from bot.domain.rules import Task
from bot.domain.workflows import handler
from bot.domain.written import tokenised
from bot.errors import Incomplete, NotYours, TooLate
from bot.services import cases
from bot.services.reports import as_words
from bot.turn import Turn
from intents.capability import Feature
from intents.report_cyberbullying.cards import report_card
from intents.report_cyberbullying.closing import CloseReport, CloseWithPolice
from intents.report_cyberbullying.detail import AddDetail, advise
from intents.report_cyberbullying.news import moved, tell
from intents.report_cyberbullying.receipt import manager_to_tell
from intents.report_cyberbullying.stricter import EVIDENCE, allowed, keep, route_again
from intents.report_cyberbullying.support import SupportWanted
from intents.report_cyberbullying.workflow import OPEN, WORKFLOW

ABOUT_THE_FORM = {"case", "sexual_image", "has_manager", "tell_manager"}
NO_POLICE = "Please close it from its newest card: it asks what you decided about the police."


def add(form: AddDetail, turn: Turn) -> Reply:
    """Add to a report; what is added can bring people in and make it stricter, never milder."""
    case = cases.get(turn, WORKFLOW, form.case)
    _check(case, turn)
    own = _own(case, form, turn)
    again = route_again(case, (Flag(sign.value) for sign in form.signs), own, turn)
    row: dict[str, Json] = {**own, "at": turn.now.isoformat(), "by": str(turn.person.id)}
    details = {
        **again.details,
        "added": [*again.added, allowed(row, again.details)],
        **_asked_for_support(case, form, turn),
    }
    current = keep(case, replace(again, details=details), "added", turn)
    _tell(case, current, turn)
    return Reply((report_card(current, turn),))


def close(form: CloseReport, turn: Turn) -> Reply:
    """End a report with its outcome and reason; where the police came up, with that too (R10)."""
    case = cases.get(turn, WORKFLOW, form.case)
    if Task.POLICE.value in case.words("tasks") and not isinstance(form, CloseWithPolice):
        raise Incomplete({"reason": NO_POLICE})
    said = form.model_dump(mode="json", exclude={"case", "revision"}, exclude_none=True)
    step = cases.Step("close", form.revision, form.outcome.value, {"ending": said})
    closed = cases.move(turn, WORKFLOW, form.case, step)
    moved(closed, "close", turn)
    return Reply((report_card(closed, turn),))


def _check(case: Case, turn: Turn) -> None:
    if turn.person.id != case.reporter and not handler(case, cases.standing_of(turn, case)):
        raise NotYours("the person who sent it")
    if case.state not in OPEN:
        raise TooLate(WORKFLOW.word(case.state))


def _own(case: Case, form: AddDetail, turn: Turn) -> dict[str, Json]:
    """Return what was added now; no evidence where a sexual picture may be involved (R2)."""
    own = form.model_dump(mode="json", exclude=ABOUT_THE_FORM, exclude_none=True)
    is_image = Flag.SEXUAL_IMAGE.value in case.words("flags")
    kept = {k: v for k, v in own.items() if v != [] and not (is_image and k in EVIDENCE)}
    return tokenised(kept, turn.uow.cases.named(case))


def _asked_for_support(case: Case, form: AddDetail, turn: Turn) -> dict[str, Json]:
    """Return the line manager who is told now, where the person targeted agreed (R12)."""
    boss = manager_to_tell(case, turn) if form.tell_manager else None
    return {"line_manager_told": as_words([*case.words("line_manager_told"), boss])} if boss else {}


def _tell(before: Case, now: Case, turn: Turn) -> None:
    """Tell those who have it already that there is more, and the others that it exists."""
    known = [person for person in now.handlers if person in before.handlers]
    tell(now, "added", [person for person in known if person != turn.person.id], turn)
    tell(now, "reported", [person for person in now.handlers if person not in known], turn)
    tell(now, "logs", set(now.words("it")) - set(before.words("it")), turn)
    asked = set(now.words("line_manager_told")) - set(before.words("line_manager_told"))
    cases.tell(turn, map(PersonId, sorted(asked)), SupportWanted(case=now.public_id))


FEATURES = (
    Feature(AddDetail, add, advise=advise),
    Feature(CloseReport, close),
    Feature(CloseWithPolice, close),
)
