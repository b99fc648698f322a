"""A school as the assistant needs to know it: who to send things to, and what to print."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.calendars import SchoolCalendar
from bot.domain.days import DaySpan
from bot.domain.people import PersonId, Role, SchoolId
from bot.domain.retention import RetentionTerms

_ONE_YEAR = timedelta(days=366)


class Phase(StrEnum):
    """The ages a school teaches."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    ALL_THROUGH = "all_through"
    SPECIAL = "special"
    NURSERY = "nursery"


class SafeguardingMode(StrEnum):
    """Where child protection detail goes (DOMAIN 6.4)."""

    HANDOFF = "handoff"
    CAPTURE_THEN_HANDOFF = "capture_then_handoff"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody outside the assistant whom staff can ring; `checked_on` is when it last worked."""

    name: str
    phone: str | None = None
    email: str | None = None
    web: str | None = None
    checked_on: date | None = None

    def __str__(self) -> str:
        """Return the name and every way to reach it, on one line."""
        ways = (self.phone, self.email, self.web)
        return ", ".join((self.name, *(way for way in ways if way)))

    def is_untried(self, on: date) -> bool:
        """Whether nobody has tried it within a year of the day."""
        return self.checked_on is None or self.checked_on + _ONE_YEAR < on


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """The outside help that the advice lines print (DOMAIN 2.6); None is not filled in."""

    lado: Contact | None = None
    la_front_door: Contact | None = None
    la_out_of_hours: Contact | None = None
    police: Contact | None = None
    posh: Contact | None = None
    nspcc_whistle: Contact | None = None
    staff_support_line: Contact | None = None
    escalation: Contact | None = None

    def filled(self) -> tuple[tuple[str, Contact], ...]:
        """Each contact that the school gave, with its name in the settings."""
        found = ((each.name, getattr(self, each.name)) for each in fields(self))
        return tuple((name, contact) for name, contact in found if contact is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """Which roles hear of what (DOMAIN 3.2, R11-R14); it adds people, the safety floor stays."""

    cyberbullying_pupil: tuple[Role, ...] = (Role.DSL, Role.ESAFETY_COORDINATOR)
    cyberbullying_staff: tuple[Role, ...] = (Role.HEADTEACHER,)
    website: tuple[Role, ...] = (Role.IT_MANAGER, Role.ESAFETY_COORDINATOR, Role.DSL)
    website_serious: tuple[Role, ...] = (Role.HEADTEACHER,)
    parent_post: tuple[Role, ...] = (Role.HEADTEACHER,)
    policy_question: tuple[Role, ...] = (Role.ESAFETY_COORDINATOR,)


@dataclass(frozen=True, slots=True)
class Delegation:
    """Between two days, both included, `delegate` may decide for `holder`, the headteacher (D3).

    It is used at once where the holder said so, or is away on that day, else when they did not
    answer in time.
    """

    holder: PersonId
    delegate: PersonId
    days: DaySpan
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class CpSystem:
    """The school's child protection record system, where detail belongs."""

    name: str
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRules:
    """The web filter and what is never unblocked (D5, D6)."""

    vendor: str | None = None
    never_categories: frozenset[str] = frozenset()
    never_hosts: frozenset[str] = frozenset()
    needs_dsl_comment: bool = True

    def never_opens(self, host: str) -> bool:
        """Whether the host, or a domain that it belongs to, is on the never-list."""
        labels = host.lower().rstrip(".").split(".")
        return any(".".join(labels[start:]) in self.never_hosts for start in range(len(labels)))


@dataclass(frozen=True, slots=True)
class CitedClause:
    """The clause that a line of advice rests on, as the school names it.

    `source` says where it stands; it is "" until the policies are read, and where there is no such
    clause.
    """

    policy: str
    number: str
    source: str = ""
    next_review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAdvice:
    """What a school says for itself in the lines of advice, by their ids (DOMAIN 2.6)."""

    words: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, CitedClause] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """One school of the trust. `failover` counts school time."""

    id: SchoolId
    name: str
    phase: Phase
    calendar: SchoolCalendar
    contacts: Contacts = field(default_factory=Contacts)
    routing: Routing = field(default_factory=Routing)
    delegations: tuple[Delegation, ...] = ()
    failover: timedelta = timedelta(hours=6)
    filter: FilterRules = field(default_factory=FilterRules)
    safeguarding_mode: SafeguardingMode = SafeguardingMode.HANDOFF
    evidence_location: str | None = None
    cp_system: CpSystem | None = None
    advice: OwnAdvice = field(default_factory=OwnAdvice)
    retention: RetentionTerms = field(default_factory=RetentionTerms)
