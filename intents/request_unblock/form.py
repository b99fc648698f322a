"""The access request: the fields of DOMAIN 4.1."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from bot.domain.days import day_in_words, short_day
from bot.forms.answers import ComingDay, WebAddress, Words
from bot.forms.choices import Choice
from bot.forms.form import Answers, Ask, Form


class Risk(Choice):
    """What could go wrong on a site."""

    ADVERTS = "adverts", "Adverts"
    COMMENTS = "comments", "Comments or chat"
    AUTOPLAY = "autoplay", "Autoplay or related videos"
    UPLOADS = "uploads", "Anyone can upload"
    LOGIN = "login", "Needs a login"
    AGE_LIMIT = "age_limit", "Age limit above the pupils' age"
    DATA = "data", "Asks for personal data"
    PURCHASES = "purchases", "Things to buy"
    AI_ANSWERS = "ai_answers", "AI answers"
    NONE = "none", "None that I saw"


class Control(Choice):
    """What keeps pupils safe meanwhile."""

    DISPLAY = "display", "Only I show it on the board"
    SUPERVISED = "supervised", "Pupils use it with me watching"
    DIRECT_LINK = "direct_link", "I link straight to the page"
    NO_ACCOUNTS = "no_accounts", "No pupil accounts"
    HEADPHONES = "headphones", "Headphones"


class Audience(Choice):
    """Who should be able to open it; the narrowest that works (D7)."""

    ME = "me", "Only the person asking"
    STAFF = "staff", "Staff"
    CLASS = "class", "One class"
    YEAR = "year", "A year group"
    SCHOOL = "school", "The whole school"


class Involves(Choice):
    """What makes others have a say first (D5, DOMAIN 4.1)."""

    ACCOUNTS = "accounts", "Pupil accounts or personal data"
    SOCIAL = "social", "Social media or chat"
    AI = "ai", "An AI tool"


def is_a_group(answers: Answers) -> bool:
    """Tell whether the class or year has to be named."""
    return answers.get("audience") in (Audience.CLASS, Audience.YEAR)


def _looked(previewed: bool) -> bool:  # noqa: FBT001 - pydantic calls it
    if not previewed:
        raise ValueError(
            "Please look at the site yourself first. What you wrote is kept for a day."
        )
    return previewed


class RequestUnblock(Form):
    """Ask for a blocked site."""

    name = "request_unblock"
    short = "Ask for a blocked site"

    url: Annotated[WebAddress, Ask("Full web address", "The whole address of the page you need.")]
    site_content: Annotated[Words, Field(min_length=3), Ask("What is on it?")]
    reasons: Annotated[
        Words,
        Field(min_length=15),
        Ask("What is it for?", "The lesson and why it helps.", long=True),
    ]
    risks: Annotated[tuple[Risk, ...], Field(min_length=1), Ask("What could go wrong on it?")]
    controls: Annotated[tuple[Control, ...], Ask("What keeps pupils safe?")] = ()
    audience: Annotated[Audience, Ask("Who needs it?", "Fewer is quicker.", steers=True)]
    group: Annotated[Words | None, Ask("Which class or year?", required=True, when=is_a_group)] = (
        None
    )
    starts: Annotated[ComingDay, Ask("From which day?")]
    until: Annotated[ComingDay, Ask("Until which day?", "The last day that you need it.")]
    needed_by: Annotated[ComingDay, Ask("When do you need an answer by?")]
    involves: Annotated[tuple[Involves, ...], Ask("Does it involve any of these?")] = ()
    block_category: Annotated[
        Words | None,
        Ask("What does the block page say?", "The reason or category, if it shows one."),
    ] = None
    previewed: Annotated[
        bool,
        AfterValidator(_looked),
        Ask("Have you looked at it yourself?", "At home if it is blocked here."),
    ]

    @field_validator("until")
    @classmethod
    def _not_before_it_starts(cls, until: date, info: ValidationInfo) -> date:
        starts = info.data.get("starts")
        if starts and until < starts:
            raise ValueError("The last day is before the first. Please check both dates.")
        return until

    @field_validator("needed_by")
    @classmethod
    def _not_when_it_is_over(cls, needed_by: date, info: ValidationInfo) -> date:
        until = info.data.get("until")
        if until and needed_by > until:
            raise ValueError(
                "That is after the last day you need the site. Please pick that day or sooner."
            )
        return needed_by

    @property
    def whom(self) -> str:
        """Who should be able to open it, in words."""
        return f"{self.audience.label}: {self.group}" if self.group else self.audience.label


def dates(starts: date, until: date) -> str:
    """Return two days as people write them: Tue 24 Nov to Fri 27 Nov 2026."""
    if starts == until:
        return day_in_words(starts)
    return f"{short_day(starts)} to {day_in_words(until)}"
