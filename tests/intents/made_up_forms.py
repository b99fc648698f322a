"""Two forms that send nothing anywhere: a report, and a note about a case."""

from typing import Annotated

from pydantic import Field

from bot.conversation.cards import Card, Text
from bot.conversation.exchange import Reply
from bot.domain.notices import Notice
from bot.errors import Incomplete
from bot.forms.answers import ComingDay, Words
from bot.forms.choices import Choice, YesNoUnsure
from bot.forms.form import Answers, Ask, Form
from bot.services import cases
from bot.turn import Turn
from intents.capability import Capability, Feature
from intents.fill_form.intents import Start
from tests.support.counter import Counter


class Risk(Choice):
    ADVERTS = "adverts", "Adverts"
    CHAT = "chat", "Comments or chat"
    LOGIN = "login", "Needs a login"


def is_told(answers: Answers) -> bool:
    return answers.get("image") == YesNoUnsure.NO


class Report(Form):
    """Report something."""

    name = "report"
    short = "Report"

    image: Annotated[YesNoUnsure, Ask("A picture?", steers=True)]
    story: Annotated[
        Words | None, Ask("What happened?", long=True, required=True, when=is_told)
    ] = None
    risks: Annotated[tuple[Risk, ...], Field(min_length=1), Ask("Which risks?")]
    day: Annotated[ComingDay | None, Ask("Which day?")] = None


class Note(Form):
    """Write a note."""

    name = "note"
    short = "Note"

    case: str
    image: Annotated[YesNoUnsure, Ask("A picture?")]
    text: Annotated[Words, Field(min_length=3), Ask("The note?")]


class Sent(Notice):
    name = "sent"


SENT: list[Form] = []


def send(form: Form, turn: Turn) -> Reply:
    cases.tell(turn, [turn.person.id], Sent())
    if isinstance(form, Report) and form.story == "too late":
        raise Incomplete({"story": "Please say it in other words."})
    SENT.append(form)
    return Reply((Card("Sent."),))


def advise(answers: Answers, _: Turn) -> tuple[Text, ...]:
    return (Text("Don't look at it."),) if answers.get("image") in ("yes", "not_sure") else ()


def prefill(text: str, _: Turn) -> Answers:
    known = {"story": text} if "story" in text else {}
    return {**known, "image": "yes"} if "picture" in text else known


REPORTS = Capability(
    "reports",
    "",
    (Feature(Report, send, advise=advise, prefill=prefill), Feature(Note, send)),
)


def fill_to_review(counter: Counter, story: str = "It happened on the bus") -> Reply:
    counter.wants("amy", Start(form="report"))
    counter.presses("amy", "No")
    counter.says("amy", story)
    counter.says("amy", "adverts")
    return counter.presses("amy", "Skip")
