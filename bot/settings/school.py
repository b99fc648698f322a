"""A school, as its office describes it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from bot.domain.people import Role
from bot.domain.schools import Phase, Routing, SafeguardingMode
from bot.settings.people import ListedPerson
from bot.settings.retention import SchoolRetention
from bot.settings.words import Dates, Day, Filled, Id, Phone, Section, Text, complaint
from bot.settings.year import SchoolYear

_DEFAULT = Routing()

Roles = Annotated[tuple[Role, ...], Filled]


class ContactDetails(Section):
    """Somebody to ring, write to or look up; `checked_on` is when the details last worked."""

    name: Text
    phone: Phone | None = None
    email: Text | None = None
    web: Text | None = None
    checked_on: Day | None = None

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.phone or self.email or self.web):
            raise complaint("This contact has no 'phone', 'email' or 'web'. Add one of them.")
        return self


class OutsideContacts(Section):
    """Help outside the school; the trust's are used where a school leaves one out."""

    lado: ContactDetails | None = None
    la_front_door: ContactDetails | None = None
    la_out_of_hours: ContactDetails | None = None
    police: ContactDetails | None = None
    posh: ContactDetails | None = None
    nspcc_whistle: ContactDetails | None = None
    staff_support_line: ContactDetails | None = None
    escalation: ContactDetails | None = None


class WhoHears(Section):
    """Which roles hear of what."""

    cyberbullying_pupil: Roles = _DEFAULT.cyberbullying_pupil
    cyberbullying_staff: Roles = _DEFAULT.cyberbullying_staff
    website: Roles = _DEFAULT.website
    website_serious: Roles = _DEFAULT.website_serious
    parent_post: Roles = _DEFAULT.parent_post
    policy_question: Roles = _DEFAULT.policy_question


class Delegate(Dates):
    """Who decides for the headteacher, or for `instead_of`, between two days."""

    delegate: Text
    instead_of: Text | None = None


class ChildProtectionSystem(Section):
    """Where child protection records are kept."""

    name: Text
    link: Text | None = None


class WebFilter(Section):
    """The web filter; `never_unblock` holds categories, and addresses, which have a dot."""

    vendor: Text | None = None
    never_unblock: tuple[Text, ...] = ("sexual_content", "proxy_vpn_bypass", "malware_phishing")
    needs_dsl_comment: bool = True


class PolicyDocument(Section):
    """A policy document; what is left out here is read from the document itself.

    `file` starts from the folder that holds the settings file.
    """

    file: Path
    id: Id | None = None
    title: Text | None = None
    version: Text | None = None
    owner: Text | None = None
    approved_on: Day | None = None
    next_review: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.approved_on and self.next_review and self.next_review < self.approved_on:
            raise complaint("'next_review' is earlier than 'approved_on'. Check the two dates.")
        return self


class AdviceClause(Section):
    """The clause that a line of advice rests on; `policy` is the title or the id of a policy."""

    policy: Text
    clause: Text


class SchoolSettings(Section):
    """One school."""

    id: Id
    name: Text
    phase: Phase
    time_zone: ZoneInfo = ZoneInfo("Europe/London")
    people: tuple[ListedPerson, ...] = ()
    routing: WhoHears = WhoHears()
    delegation: tuple[Delegate, ...] = ()
    failover_hours: Annotated[float, Field(gt=0)] = 6
    calendar: SchoolYear = SchoolYear()
    contacts: OutsideContacts = OutsideContacts()
    evidence_location: Text | None = None
    cp_system: ChildProtectionSystem | None = None
    safeguarding_mode: SafeguardingMode = SafeguardingMode.HANDOFF
    filter: WebFilter = WebFilter()
    retention: SchoolRetention = SchoolRetention()
    policies: tuple[PolicyDocument, ...] = ()
    concepts: Path | None = None
    advice: Mapping[str, Text] = {}
    advice_clauses: Mapping[str, AdviceClause] = {}


class TrustSettings(Section):
    """The trust, or the one school where there is no trust."""

    name: Text
    contacts: OutsideContacts = OutsideContacts()
    policies: tuple[PolicyDocument, ...] = ()
    advice: Mapping[str, Text] = {}
