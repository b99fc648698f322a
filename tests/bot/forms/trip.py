"""A form with every kind of question, for the tests of forms."""

from datetime import UTC, datetime
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from bot.domain.people import PersonId
from bot.forms.answers import ComingDay, Moment, Words
from bot.forms.choices import Choice, YesNoUnsure
from bot.forms.form import Answers, Ask, Asked, Form

LONDON = ZoneInfo("Europe/London")
PEOPLE = (("hill/amy", "Amy Carter, Teacher"), ("hill/bo", "Bo Lund, Headteacher"))
ASKED = Asked(datetime(2026, 11, 17, 10, tzinfo=UTC), LONDON, PEOPLE)


class Risk(Choice):
    ADVERTS = "adverts", "Adverts"
    CHAT = "chat", "Comments or chat"
    LOGIN = "login", "Needs a login"


def is_image(answers: Answers) -> bool:
    return answers.get("image") in (YesNoUnsure.YES, YesNoUnsure.NOT_SURE)


def is_told(answers: Answers) -> bool:
    return not is_image(answers)


def is_kept(answers: Answers) -> bool:
    return answers.get("kept") is True


class Trip(Form):
    """Report a thing.

    Only the first line is the title.
    """

    name = "trip"
    short = "A thing"

    case: str
    revision: int = 0
    image: Annotated[YesNoUnsure, Ask("A picture?", steers=True)]
    kept: Annotated[bool | None, Ask("Evidence kept?", steers=True, when=is_told)] = None
    where: Annotated[Words | None, Ask("Kept where?", required=True, when=is_kept)] = None
    risks: Annotated[tuple[Risk, ...], Field(min_length=1), Ask("Risks?")]
    who: Annotated[PersonId | None, Ask("Who?")] = None
    seen: Annotated[Moment | None, Ask("When?")] = None
    starts: Annotated[ComingDay, Ask("From?")]
    until: Annotated[ComingDay, Ask("Until?")]
    note: Annotated[Words | None, Ask("Anything else?", long=True, when=is_kept)] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until < self.starts:
            raise ValueError("The last day is before the first.")
        return self


WHOLE: Answers = {
    "case": "abc",
    "image": "no",
    "kept": "true",
    "where": "the safe",
    "risks": ["adverts", "login"],
    "who": "hill/amy",
    "seen": "yesterday at 3",
    "starts": "24 Nov",
    "until": "2026-11-27",
    "note": "",
}
