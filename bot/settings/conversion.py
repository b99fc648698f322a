"""From what a school's office wrote about the school to the values the product works with."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta

from bot.domain.calendars import SchoolCalendar
from bot.domain.days import DaySpan
from bot.domain.people import PersonId, Role, SchoolId
from bot.domain.schools import (
    CitedClause,
    Contact,
    Contacts,
    CpSystem,
    Delegation,
    FilterRules,
    OwnAdvice,
    Routing,
    School,
)
from bot.settings.listing import path_of, person_path
from bot.settings.platforms import Retention
from bot.settings.retention import terms_of
from bot.settings.school import (
    ContactDetails,
    OutsideContacts,
    SchoolSettings,
    TrustSettings,
    WebFilter,
)
from bot.settings.year import SchoolYear

_KINDS = fields(Contacts)


def school_of(settings: SchoolSettings, trust: TrustSettings, retention: Retention) -> School:
    """Return the school that the settings describe; the trust's fill in what it leaves out."""
    system = settings.cp_system
    return School(
        id=SchoolId(settings.id),
        name=settings.name,
        phase=settings.phase,
        calendar=_calendar(settings.calendar, settings),
        contacts=_contacts(settings.contacts, trust.contacts),
        routing=Routing(**{f.name: getattr(settings.routing, f.name) for f in fields(Routing)}),
        delegations=tuple(_delegations(settings)),
        failover=timedelta(hours=settings.failover_hours),
        filter=_filter(settings.filter),
        safeguarding_mode=settings.safeguarding_mode,
        evidence_location=settings.evidence_location,
        cp_system=CpSystem(system.name, system.link) if system else None,
        advice=_advice(settings, trust),
        retention=terms_of(settings.retention, retention),
    )


def _advice(settings: SchoolSettings, trust: TrustSettings) -> OwnAdvice:
    cited = settings.advice_clauses.items()
    return OwnAdvice(
        words={**trust.advice, **settings.advice},
        clauses={line: CitedClause(each.policy, each.clause) for line, each in cited},
    )


def _delegations(school: SchoolSettings) -> Iterator[Delegation]:
    for each in school.delegation:
        delegate = person_path(school.id, each.delegate)
        named = [person_path(school.id, each.instead_of)] if each.instead_of else None
        for holder in named or _heads_but(delegate, each.days, school):
            yield Delegation(holder, delegate, each.days)


def _heads_but(delegate: PersonId, days: DaySpan, school: SchoolSettings) -> list[PersonId]:
    """Return the heads of those days; the delegate is one only where nobody else is."""
    heads = [
        path_of(person, school.id)
        for person in school.people
        if any(held.role is Role.HEADTEACHER and held.days.overlaps(days) for held in person.roles)
    ]
    return [head for head in heads if head != delegate] or heads


def _calendar(year: SchoolYear, school: SchoolSettings) -> SchoolCalendar:
    return SchoolCalendar(
        zone=school.time_zone,
        terms=tuple(term.days for term in year.terms),
        half_terms=tuple(half.days for half in year.half_terms),
        closed_days=frozenset((*year.inset_days, *year.bank_holidays)),
        opens=year.hours.start,
        closes=year.hours.end,
        reminder_times=year.reminder_times,
    )


def _contacts(own: OutsideContacts, shared: OutsideContacts) -> Contacts:
    picked = {each.name: getattr(own, each.name) or getattr(shared, each.name) for each in _KINDS}
    return Contacts(**{name: given and _contact(given) for name, given in picked.items()})


def _contact(given: ContactDetails) -> Contact:
    return Contact(given.name, given.phone, given.email, given.web, given.checked_on)


def _filter(settings: WebFilter) -> FilterRules:
    hosts = frozenset(word.lower() for word in settings.never_unblock if "." in word)
    return FilterRules(
        vendor=settings.vendor,
        never_categories=frozenset(settings.never_unblock) - hosts,
        never_hosts=hosts,
        needs_dsl_comment=settings.needs_dsl_comment,
    )
