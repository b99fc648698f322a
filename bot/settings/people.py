"""People, as a school lists them."""

from typing import Annotated, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from bot.domain.days import DaySpan
from bot.domain.people import Kind, Role
from bot.settings.words import Dates, Day, Id, Phone, Section, Text, complaint, matching

OWN_TAG, SAME_TAG = "<own>", "<same_as>"
"""Steps that pydantic adds to the place of an error; they are in no file."""

SlackUser = Annotated[
    str,
    matching(
        r"[UW][A-Z0-9]{2,}",
        "This is not a Slack member ID. In Slack, open the person's profile, choose the three dots "
        "and 'Copy member ID': it starts with U.",
    ),
]
TeamsUser = Annotated[
    str,
    matching(
        r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
        "This is not an object ID from Microsoft Entra. It looks like "
        "1b2c3d4e-0000-4000-8000-0123456789ab.",
    ),
    AfterValidator(str.lower),
]
PersonPath = Annotated[
    str,
    matching(
        r"[a-z0-9_-]+/[a-z0-9_-]+",
        "Write the other school's id, a slash and the person's id, like oakfield/amy-carter.",
    ),
]


class RoleHeld(Section):
    """A role, with its first and last day where it has them; written as one word without."""

    role: Role
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_word(cls, value: object) -> object:
        return {"role": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            raise complaint("'until' is earlier than 'from'. Swap the two dates.")
        return self

    @property
    def days(self) -> DaySpan:
        """The days on which the role is held."""
        return DaySpan(self.from_, self.until)


class _Worker(Section):
    roles: tuple[RoleHeld, ...] = ()
    slack: SlackUser | None = None
    teams: TeamsUser | None = None


class OwnPerson(_Worker):
    """Somebody whom this school lists first."""

    id: Id
    name: Text
    title: str = ""
    kind: Kind = Kind.STAFF
    phone: Phone | None = None
    line_manager: Text | None = None
    classes: tuple[Text, ...] = ()
    starts: Day | None = None
    leaves: Day | None = None
    away: tuple[Dates, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts and self.leaves and self.leaves < self.starts:
            raise complaint("'leaves' is earlier than 'starts'. Swap the two dates.")
        return self

    @property
    def employed(self) -> DaySpan:
        """The days between starting and leaving, both included."""
        return DaySpan(self.starts, self.leaves)


class SamePerson(_Worker):
    """Somebody from another school of the trust who works here too."""

    same_as: PersonPath


def _which(value: object) -> str:
    is_same = "same_as" in value if isinstance(value, dict) else isinstance(value, SamePerson)
    return SAME_TAG if is_same else OWN_TAG


ListedPerson = Annotated[
    Annotated[OwnPerson, Tag(OWN_TAG)] | Annotated[SamePerson, Tag(SAME_TAG)],
    Discriminator(_which),
]
