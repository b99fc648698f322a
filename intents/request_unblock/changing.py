"""Change a request that nobody has decided yet: what was asked before no longer counts (D10)."""

from dataclasses import replace

from bot.conversation.exchange import Reply
from bot.domain.cases import Case, Details, Json
from bot.forms.form import Answers
from bot.services import cases
from bot.turn import Turn
from intents.capability import Feature
from intents.request_unblock.cards import asked_for, request_card
from intents.request_unblock.earlier import check_own_refusal
from intents.request_unblock.filing import hindrance, with_reasons
from intents.request_unblock.form import RequestUnblock
from intents.request_unblock.news import moved
from intents.request_unblock.workflow import WORKFLOW

# A comment was on these; once one of them is another, it is on something that is gone (D5).
COMMENTED_ON = ("url", "audience", "involves", "block_category", "risks")
DAYS = ("starts", "until", "needed_by")


class ChangeRequest(RequestUnblock):
    """Change what you asked for."""

    name = "change_request"
    short = "Change it"
    send = "Save"

    case: str
    revision: int = 0


def change(form: ChangeRequest, turn: Turn) -> Reply:
    """Put the new answers in place of the old; every old button is refused from now on."""
    case = cases.get(turn, WORKFLOW, form.case)
    if card := hindrance(form, turn):
        return Reply((card,))
    check_own_refusal(form, turn, case.text("resubmits"))
    details = _changed(case, asked_for(form), turn)
    step = cases.Step("change", form.revision, details=details, edits=True)
    case = cases.move(turn, WORKFLOW, form.case, step)
    moved(case, "change", turn)
    return Reply((request_card(case, turn),))


def as_asked(carried: Answers, turn: Turn) -> Answers:
    """Start from what was asked for before; days that have gone are asked for anew."""
    case = cases.get(turn, WORKFLOW, str(carried["case"]))
    gone = {name for name in DAYS if case.text(name) < turn.today.isoformat()}
    names = {question.name for question in RequestUnblock.questions()} - {"previewed", *gone}
    return {name: case.details.get(name) for name in names}


def _changed(case: Case, answers: Details, turn: Turn) -> Details:
    new: dict[str, Json] = {**case.details, **answers}
    if any(new.get(name) != case.details.get(name) for name in COMMENTED_ON):
        new["comments"] = []
    return with_reasons(replace(case, details=new), turn.school)


CHANGE = Feature(ChangeRequest, change, known=as_asked)
