"""What a person can want of a form that is being filled in.

Buttons outlive the question they stood under. So each says which form it is about, and a button of
another form than the one being filled in does nothing.
"""

from datetime import datetime

from pydantic import Field

from bot.conversation.intent import Intent


class Start(Intent):
    """Ask question by question."""

    name = "start_interview"
    form: str
    carried: dict[str, str] = Field(default_factory=dict)


class StartAfresh(Intent):
    """Throw away what is half filled in, and begin this form."""

    name = "start_afresh"
    form: str
    text: str = ""
    carried: dict[str, str] = Field(default_factory=dict)


class Answer(Intent):
    """Answer the question that was asked last, or the one that is named."""

    name = "answer_question"
    text: str
    question: str = ""
    form: str = ""


class Tick(Intent):
    """Tick one of several choices, or take the tick away; `chosen` are all that have one then."""

    name = "tick_choice"
    form: str
    question: str
    chosen: tuple[str, ...] = ()


class Change(Intent):
    """Answer a question in an open dialog that others depend on."""

    name = "change_answer"
    form: str
    values: dict[str, object]


class Back(Intent):
    """Take the last answer back."""

    name = "back"
    form: str = ""


class Skip(Intent):
    """Leave a question out: the one that is named, or the one that was asked last."""

    name = "skip"
    form: str = ""
    question: str = ""


class Cancel(Intent):
    """Stop the form; nothing is sent."""

    name = "cancel"
    form: str = ""


class Send(Intent):
    """Send the form as it was read back."""

    name = "send_form"
    form: str = ""


class WillFind(Intent):
    """Say that I will find whoever began a report that cannot wait."""

    name = "will_find"
    by: str
    since: datetime
    school: str
