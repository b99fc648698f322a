"""The kinds of value that a school's office writes in the settings."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from bot.domain.days import DaySpan

Items = TypeVar("Items", bound=tuple[object, ...])

PLAIN = "plain"
"""The type of an error whose message is already written for the person who reads it."""

_DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
_FEWEST_DIGITS = 3


class Section(BaseModel):
    """A group of words and values; a word that it does not know is an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        validate_by_name=True,
        validate_by_alias=True,
        hide_input_in_errors=True,
    )


def complaint(message: str) -> PydanticCustomError:
    """Return an error with a message for the person who wrote the settings."""
    # Braces would be read as a template of the values that we do not pass.
    return PydanticCustomError(PLAIN, "{message}", {"message": message})


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    raise complaint(f"'{value}' is not a date. Write it like 2026-09-01 or 1/9/2026.")


def _clock(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", value.strip())
    if found is None:
        raise complaint(f"'{value}' is not a time. Write it like 08:15 or 15:45.")
    return time(int(found[1]), int(found[2]))


def _phone(value: object) -> object:
    if isinstance(value, str) and sum(map(str.isdigit, value)) < _FEWEST_DIGITS:
        raise complaint(f"'{value}' is not a telephone number.")
    return value


def matching(pattern: str, message: str) -> BeforeValidator:
    """Return a check of how a word is written; the message does not repeat the word.

    Somebody may have pasted a secret there.
    """

    def check(value: object) -> object:
        if isinstance(value, str) and not re.fullmatch(pattern, value.strip()):
            raise complaint(message)
        return value

    return BeforeValidator(check)


def _at_least_one(items: Items) -> Items:
    if not items:
        raise complaint("This list needs at least one item.")
    return items


def list_of(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: 'a', 'b' or 'c'."""
    quoted = [f"'{word}'" for word in words]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1] if quoted else "")))


Filled = AfterValidator(_at_least_one)
"""After the items: pydantic's own length counts only those that are right."""

Text = Annotated[str, StringConstraints(min_length=1)]
Day = Annotated[date, BeforeValidator(_day)]
Clock = Annotated[time, BeforeValidator(_clock)]
Phone = Annotated[str, BeforeValidator(_phone)]
Id = Annotated[
    str,
    matching(
        r"[a-z0-9]+([_-][a-z0-9]+)*",
        "This can't be an id. Use small letters, figures and hyphens, like amy-carter.",
    ),
]
SecretName = Annotated[
    str,
    matching(
        r"[A-Z][A-Z0-9_]*",
        "This must be the name of an environment variable, in capitals, like SLACK_BOT_TOKEN. "
        "Never write the secret itself in this file.",
    ),
]


class Dates(Section):
    """From one day until another, both included."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until < self.from_:
            raise complaint("'until' is earlier than 'from'. Swap the two dates.")
        return self

    @property
    def days(self) -> DaySpan:
        """The days themselves."""
        return DaySpan(self.from_, self.until)
