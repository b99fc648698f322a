"""The steps with a website that need words: blocked, not blocked, closed (DOMAIN 3.5)."""

from typing import Annotated

from pydantic import Field

from bot.forms.answers import Words
from bot.forms.choices import Choice
from bot.forms.form import Ask, Form


class Scope(Choice):
    """For whom a site is blocked."""

    ALL = "all", "Everybody"
    PUPILS = "pupils", "Pupils"
    YEARS = "years", "Some year groups"
    STAFF = "staff", "Staff"

    @property
    def said(self) -> str:
        """The label as it stands in the middle of a sentence."""
        return self.label[0].lower() + self.label[1:]


class Method(Choice):
    """What was blocked."""

    PAGE = "page", "This page"
    SITE = "site", "The whole site"
    CATEGORY = "category", "The category"
    APP = "app", "The app"
    KEYWORD = "keyword", "A search word"


class SiteBlocked(Form):
    """Say that this site is blocked."""

    name = "site_blocked"
    short = "Blocked"
    send = "Blocked"

    case: str
    revision: int = 0
    scope: Annotated[Scope, Ask("For whom is it blocked?")]
    method: Annotated[Method, Ask("What is blocked?")]


class SiteLeftOpen(Form):
    """Say why this site is not blocked."""

    name = "site_left_open"
    short = "Not blocked"
    send = "Not blocked"

    case: str
    revision: int = 0
    reason: Annotated[
        Words, Field(min_length=5), Ask("Why not?", "The reporter reads this.", long=True)
    ]


class CloseSite(Form):
    """Close this report."""

    name = "close_site"
    short = "Close the report"
    send = "Close"

    case: str
    revision: int = 0
    reason: Annotated[Words, Field(min_length=5), Ask("What was decided, and why?", long=True)]
