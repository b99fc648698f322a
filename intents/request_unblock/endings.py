"""The end of an exception: switched off at once (D12), or asked to go on (D13)."""

from typing import Annotated

from pydantic import Field

from bot.conversation.exchange import Reply
from bot.domain.cases import Json
from bot.errors import AskedAgain, NotFound, TooLate
from bot.forms.answers import Words
from bot.forms.form import Answers, Ask, Form
from bot.services import cases
from bot.turn import Turn
from intents.capability import Feature
from intents.request_unblock.before import asked_for_longer
from intents.request_unblock.cards import day_of, request_card
from intents.request_unblock.changing import DAYS, as_asked
from intents.request_unblock.earlier import already, check_own_refusal, twins
from intents.request_unblock.filing import file, hindrance
from intents.request_unblock.form import RequestUnblock
from intents.request_unblock.news import moved
from intents.request_unblock.workflow import WORKFLOW


class SwitchOff(Form):
    """Switch this site off now."""

    name = "switch_off"
    short = "Switch off now"
    send = "Switch off"

    case: str
    revision: int = 0
    reason: Annotated[
        Words,
        Field(min_length=5),
        Ask("Why?", "The requester, the headteacher and IT read this. No names.", long=True),
    ]


class AskForLonger(RequestUnblock):
    """Ask for this site for longer."""

    name = "ask_for_longer"
    short = "Ask for longer"

    case: str


def switch_off(form: SwitchOff, turn: Turn) -> Reply:
    """End an exception at once, with the reason that everybody concerned reads (D12)."""
    details: dict[str, Json] = {
        "revoked_because": form.reason,
        "revoked_at": turn.now.isoformat(),
    }
    step = cases.Step("revoke", form.revision, form.reason, details)
    case = cases.move(turn, WORKFLOW, form.case, step)
    moved(case, "revoke", turn)
    return Reply((request_card(case, turn),))


def ask_for_longer(form: AskForLonger, turn: Turn) -> Reply:
    """File a new request that makes the old exception go on; it is decided like any other."""
    old = cases.get(turn, WORKFLOW, form.case)
    if old.reporter != turn.person.id:
        raise NotFound
    if old.state != "active":
        raise TooLate(WORKFLOW.word(old.state))
    if other := asked_for_longer(old, turn):
        raise AskedAgain(other.ref)
    if card := hindrance(form, turn) or already(form, turn):
        return Reply((card,))
    check_own_refusal(form, turn)
    return file(form, turn, (old, *twins(form, turn)), {"extends": old.public_id})


def from_its_end(carried: Answers, turn: Turn) -> Answers:
    """Start from what was approved, on the school day after it ends."""
    old = cases.get(turn, WORKFLOW, str(carried["case"]))
    until = day_of(old, "until")
    known = {name: value for name, value in as_asked(carried, turn).items() if name not in DAYS}
    starts = max(turn.school.calendar.next_school_day(until), turn.today)
    needed_by = max(until, turn.today)
    return {**known, "starts": starts.isoformat(), "needed_by": needed_by.isoformat()}


SWITCH_OFF = Feature(SwitchOff, switch_off)
ASK_FOR_LONGER = Feature(AskForLonger, ask_for_longer, known=from_its_end)
