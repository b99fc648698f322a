"""Close a report: the outcome and why, and what was decided about the police (R10)."""

from typing import Annotated, TypeAlias

from pydantic import Field

from bot.forms.answers import Words
from bot.forms.choices import Choice
from bot.forms.form import Ask, Form


class Outcome(Choice):
    """How a report ended (DOMAIN 2.2)."""

    NOTHING_MORE = "nothing_more", "No further action"
    BEHAVIOUR = "behaviour", "Behaviour policy used"
    RESTORATIVE = "restorative", "Restorative meeting"
    REMOVED = "removed", "Content taken down"
    STAFF_PROCESS = "staff_process", "Staff process"
    REFERRED = "referred", "Referred to another agency"
    POLICE = "police", "Police involved"
    RECORDED = "recorded", "Moved to the child protection records"
    UNFOUNDED = "unfounded", "Unfounded"
    MALICIOUS = "malicious", "Malicious"
    IN_ERROR = "in_error", "Recorded in error"


class Told(Choice):
    """Whether the police were told."""

    TOLD = "told", "The police were told"
    NOT_TOLD = "not_told", "The police were not told"


Reason: TypeAlias = Annotated[Words, Field(min_length=5)]


class CloseReport(Form):
    """Close this report."""

    name = "close_report"
    short = "Close the report"
    send = "Close"

    case: str
    revision: int = 0
    outcome: Annotated[Outcome, Ask("How did it end?")]
    reason: Annotated[Reason, Ask("What was decided, and why?", long=True)]
    cp_system_ref: Annotated[
        Words | None,
        Ask("Its reference in the child protection records", "Leave it out if it is not there."),
    ] = None


class CloseWithPolice(CloseReport):
    """Close this report, and say what you decided about the police."""

    name = "close_with_police"

    police: Annotated[Told, Ask("What about the police?")]
    police_reason: Annotated[Reason, Ask("Why was that right?", long=True)]
