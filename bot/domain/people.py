"""The people at a school, what they do there, and who they are on each chat platform."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.domain.days import DaySpan

PersonId = NewType("PersonId", str)
"""Form "school/id", for example "oakfield/amy-carter"."""

SchoolId = NewType("SchoolId", str)


class Role(StrEnum):
    """What a person does at a school (DOMAIN 1.1); rights follow from it."""

    STAFF = "staff"
    LINE_MANAGER = "line_manager"
    HEADTEACHER = "headteacher"
    DEPUTY_HEAD = "deputy_head"
    DSL = "dsl"
    DEPUTY_DSL = "deputy_dsl"
    ESAFETY_COORDINATOR = "esafety_coordinator"
    IT_MANAGER = "it_manager"
    SOCIAL_MEDIA_LEAD = "social_media_lead"
    CHAIR_OF_GOVERNORS = "chair_of_governors"
    LINK_GOVERNOR = "link_governor"
    TRUST_CENTRAL = "trust_central"
    DPO = "dpo"
    SYSTEM_ADMIN = "system_admin"

    @property
    def label(self) -> str:
        """The role as staff say it, for the middle of a sentence."""
        return _LABELS.get(self, self.value.replace("_", " "))


_LABELS = {
    Role.STAFF: "member of staff",
    Role.DSL: "designated safeguarding lead",
    Role.DEPUTY_DSL: "deputy safeguarding lead",
    Role.ESAFETY_COORDINATOR: "e-safety coordinator",
    Role.IT_MANAGER: "network manager",
    Role.LINK_GOVERNOR: "safeguarding governor",
    Role.TRUST_CENTRAL: "trust office",
    Role.DPO: "data protection officer",
    Role.SYSTEM_ADMIN: "person who looks after this assistant",
}


class Kind(StrEnum):
    """Whether a person is served at all: pupils and guests get G01 and nothing is kept."""

    STAFF = "staff"
    PUPIL = "pupil"
    GUEST = "guest"


class Platform(StrEnum):
    """A chat platform that a person can write from."""

    SLACK = "slack"
    TEAMS = "teams"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's account on a chat platform; `team` is the Slack workspace or Teams tenant."""

    platform: Platform
    team: str
    user: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held at a school from one day to another, both days included."""

    role: Role
    school: SchoolId
    from_: date | None = None
    until: date | None = None

    @property
    def days(self) -> DaySpan:
        """The days on which the role is held."""
        return DaySpan(self.from_, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at a school, the same person on every platform and at every school of the trust.

    `school` is the one that lists them; grants name each school where they hold a role.
    """

    id: PersonId
    name: str
    title: str
    school: SchoolId
    grants: tuple[Grant, ...] = ()
    identities: tuple[Identity, ...] = ()
    kind: Kind = Kind.STAFF
    phone: str | None = None
    line_manager: PersonId | None = None
    classes: tuple[str, ...] = ()
    away: tuple[DaySpan, ...] = ()

    def roles(self, school: SchoolId, on: date) -> frozenset[Role]:
        """Return the roles held at a school on a day; none for pupils and guests."""
        if self.kind is not Kind.STAFF:
            return frozenset()
        return frozenset(g.role for g in self.grants if g.school == school and on in g.days)

    def works_at(self, school: SchoolId) -> bool:
        """Whether the person holds or has held or will hold any role at the school."""
        return self.kind is Kind.STAFF and any(grant.school == school for grant in self.grants)

    def schools(self, on: date) -> tuple[SchoolId, ...]:
        """Return the schools where the person works on a day, their own first."""
        ids = {grant.school for grant in self.grants if self.roles(grant.school, on)}
        return tuple(sorted(ids, key=lambda school: (school != self.school, school)))

    def is_away(self, on: date) -> bool:
        """Whether the school has written down that the person is away on that day."""
        return any(on in days for days in self.away)
