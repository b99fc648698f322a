"""Ask once more after a refusal, with new information; the second refusal is final (D11)."""

from typing import Annotated

from pydantic import Field

from bot.conversation.cards import Text
from bot.conversation.exchange import Reply
from bot.domain.cases import Case
from bot.errors import NotFound, TooLate
from bot.forms.answers import Words
from bot.forms.form import Answers, Ask, Form
from bot.services import cases
from bot.turn import Turn
from intents.capability import Feature
from intents.request_unblock.changing import as_asked
from intents.request_unblock.earlier import already, check_chance, check_own_refusal, twins
from intents.request_unblock.filing import file, hindrance
from intents.request_unblock.form import RequestUnblock
from intents.request_unblock.workflow import WORKFLOW


class _News(Form):
    """What is new since the refusal; it is asked first."""

    case: str
    news: Annotated[
        Words,
        Field(min_length=15),
        Ask("What is new?", "What you could not say before. The headteacher reads it.", long=True),
    ]


class AskOnceMore(RequestUnblock, _News):
    """Ask once more for this blocked site."""

    name = "ask_once_more"
    short = "Ask once more"


def ask_once_more(form: AskOnceMore, turn: Turn) -> Reply:
    """File a new request that quotes the refusal; a third is refused however it is tried."""
    old = cases.get(turn, WORKFLOW, form.case)
    _may(old, turn)
    if card := hindrance(form, turn) or already(form, turn):
        return Reply((card,))
    check_own_refusal(form, turn, old.public_id)
    about = {"resubmits": old.public_id, "news": form.news}
    return file(form, turn, (old, *twins(form, turn)), about)


def _may(old: Case, turn: Turn) -> None:
    if old.reporter != turn.person.id:
        raise NotFound
    if old.state != "refused":
        raise TooLate(WORKFLOW.word(old.state))
    check_chance(old, turn)


def as_refused(carried: Answers, turn: Turn) -> Answers:
    """Start from what was refused; what is final is said before anything is filled in."""
    _may(cases.get(turn, WORKFLOW, str(carried["case"])), turn)
    return as_asked(carried, turn)


def advise(_: Answers, __: Turn) -> tuple[Text, ...]:
    """Say that there is no third time (D11)."""
    return (Text("Please say what is new: if it is refused again, that is final."),)


ASK_ONCE_MORE = Feature(AskOnceMore, ask_once_more, advise=advise, known=as_refused)
