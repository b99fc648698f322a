"""Concerns: what a report says about people, before anybody is told of it (DOMAIN 1.2, 2)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from bot.domain.people import Person, PersonId, Role

Posts: TypeAlias = Mapping[Role, Sequence[PersonId]]
"""Who holds each role at the school today."""


def posts_of(holders: Callable[[Role], Sequence[Person]]) -> Posts:
    """Return who holds which post today; plain members of staff hold none."""
    posts = (role for role in Role if role is not Role.STAFF)
    return {role: tuple(person.id for person in holders(role)) for role in posts}


class Kind(StrEnum):
    """What kind of case it is; who may know of it follows from that (DOMAIN 1.2, 1.3)."""

    CB_P = "CB-P"
    CB_S = "CB-S"
    SG = "SG"
    ALG = "ALG"
    ALG_HT = "ALG-HT"
    WEB = "WEB"
    UNB = "UNB"


class Severity(StrEnum):
    """How soon somebody must answer (DOMAIN 2.4)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Target(StrEnum):
    """Who is being targeted."""

    PUPIL = "pupil"
    ME = "me"
    STAFF = "staff"
    PARENT = "parent"
    SCHOOL = "school"
    OTHER = "other"


class Alleged(StrEnum):
    """Who seems to be doing it."""

    PUPIL = "pupil"
    PUPIL_ELSEWHERE = "pupil_elsewhere"
    STAFF = "staff"
    LEADER = "leader"
    PARENT = "parent"
    ADULT = "adult"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    """What a report is about besides; each belongs to one rule of DOMAIN 2.5."""

    DANGER = "danger"
    SEXUAL_IMAGE = "sexual_image"
    ADULT_CONTACT = "adult_contact"
    EXTREMISM = "extremism"
    POLICE = "police"
    OFF_SITE = "off_site"
    FILMED = "filmed"
    UNTRUE = "untrue"
    SCHOOL_DEVICE = "school_device"
    WEBSITE = "website"


class Sure(StrEnum):
    """An answer to a question where not knowing counts as yes (rule 2)."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


LEADERS = frozenset(
    {Role.HEADTEACHER, Role.CHAIR_OF_GOVERNORS, Role.LINK_GOVERNOR, Role.TRUST_CENTRAL}
)
ADULTS = frozenset({Alleged.STAFF, Alleged.LEADER, Alleged.PARENT, Alleged.ADULT})
COLLEAGUES = frozenset({Target.ME, Target.STAFF})


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A report, as far as routing needs it.

    `targeted` and `accused` are the staff among those it is about, where they were named. Of the
    `unreached` it is known that nothing gets to them: others hear of it in their place.
    """

    reporter: PersonId
    target: Target
    alleged: Alleged
    posts: Posts
    answers: Mapping[Flag, Sure] = field(default_factory=dict)
    targeted: frozenset[PersonId] = frozenset()
    accused: frozenset[PersonId] = frozenset()
    unreached: frozenset[PersonId] = frozenset()

    def has(self, *flags: Flag) -> bool:
        """Whether one of the flags is up; "not sure" counts as yes."""
        return any(self.answers.get(flag, Sure.NO) is not Sure.NO for flag in flags)

    def holds(self, *roles: Role) -> bool:
        """Whether somebody who is accused by name holds one of the roles."""
        return any(not self.accused.isdisjoint(self.posts.get(role, ())) for role in roles)

    @property
    def is_adult_contact(self) -> bool:
        """Whether an adult from outside may be in touch with a child (R8)."""
        is_stranger = self.target is Target.PUPIL and self.alleged is Alleged.ADULT
        return is_stranger or self.has(Flag.ADULT_CONTACT)

    @property
    def is_about_leader(self) -> bool:
        """Whether the headteacher, a governor or a trust leader is meant, named or not (R3)."""
        is_unnamed = self.alleged is Alleged.LEADER and not self.accused
        return is_unnamed or self.holds(*LEADERS)

    @property
    def is_about_head(self) -> bool:
        """Whether the headteacher is meant; a leader without a name may be the headteacher."""
        return self.is_about_leader and (not self.accused or self.holds(Role.HEADTEACHER))

    @property
    def is_about_governor(self) -> bool:
        """Whether a leader other than the headteacher is meant, by name."""
        return self.is_about_leader and not self.is_about_head

    @property
    def is_about_staff(self) -> bool:
        """Whether somebody who works here is meant, leaders apart."""
        is_staff = self.alleged in (Alleged.STAFF, Alleged.LEADER) or bool(self.accused)
        return is_staff and not self.is_about_leader

    @property
    def is_allegation(self) -> bool:
        """Whether it is about staff, and a child may be involved: in doubt one is (R4)."""
        is_child_touched = self.has(Flag.SEXUAL_IMAGE) or self.is_adult_contact
        return self.is_about_staff and (self.target not in COLLEAGUES or is_child_touched)

    @property
    def is_between_colleagues(self) -> bool:
        """Whether it is about staff, and only staff are touched by it (R5)."""
        return self.is_about_staff and not self.is_allegation

    @property
    def is_about_dsl(self) -> bool:
        """Whether the safeguarding lead is meant (R6)."""
        return self.is_about_staff and self.holds(Role.DSL)

    @property
    def is_about_insider(self) -> bool:
        """Whether somebody is meant who would see the case by trade (R7)."""
        insiders = (Role.IT_MANAGER, Role.ESAFETY_COORDINATOR, Role.SYSTEM_ADMIN)
        return self.is_about_staff and self.holds(*insiders)

    @property
    def is_by_outsider(self) -> bool:
        """Whether a parent, or another grown-up who does not work here, is meant (R14)."""
        return self.alleged in (Alleged.PARENT, Alleged.ADULT)

    @property
    def targets(self) -> frozenset[PersonId]:
        """The staff who are targeted: nobody manages their own case."""
        own = {self.reporter} if self.target is Target.ME else set[PersonId]()
        return self.targeted | own

    @property
    def subjects(self) -> frozenset[PersonId]:
        """Whom it is about: by name, and every headteacher where a leader is meant (R3, rule 5)."""
        heads = self.posts.get(Role.HEADTEACHER, ()) if self.is_about_leader else ()
        return self.accused | frozenset(heads)

    @property
    def kept_off(self) -> frozenset[PersonId]:
        """Everybody who must never have the case in hand."""
        return self.subjects | self.targets

    @property
    def passed_over(self) -> frozenset[PersonId]:
        """Everybody whose place somebody else takes."""
        return self.kept_off | self.unreached
