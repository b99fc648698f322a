"""Two small schools on paper: everybody the rules speak of, and two who work at both."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.calendars import SchoolCalendar
from bot.domain.days import DaySpan
from bot.domain.directory import Directory
from bot.domain.people import Grant, Identity, Kind, Person, PersonId, Platform, Role, SchoolId
from bot.domain.places import Place
from bot.domain.schools import Contact, Contacts, Delegation, Phase, School
from bot.ports import UnitOfWork
from bot.turn import Turn

HILL, DALE = SchoolId("hill"), SchoolId("dale")
TUESDAY = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
CALENDAR = SchoolCalendar(
    zone=ZoneInfo("Europe/London"),
    terms=(
        DaySpan(date(2026, 9, 2), date(2026, 12, 18)),
        DaySpan(date(2027, 1, 4), date(2027, 7, 21)),
    ),
    closes=time(16),
)
CONTACTS = Contacts(lado=Contact("Council LADO", "01632 960101"))


def pid(name: str) -> PersonId:
    return PersonId(f"hill/{name}")


def person(name: str, full_name: str, title: str, *roles: Role) -> Person:
    return Person(
        id=pid(name),
        name=full_name,
        title=title,
        school=HILL,
        grants=tuple(Grant(role, HILL) for role in (Role.STAFF, *roles)),
        identities=(Identity(Platform.SLACK, "T1", f"U{name.upper()}"),),
        phone="01632 960203" if Role.DSL in roles else None,
    )


def at_both(person: Person) -> Person:
    grants = (*person.grants, *(replace(grant, school=DALE) for grant in person.grants))
    return replace(person, grants=grants)


def school(school: SchoolId = HILL, *delegations: Delegation) -> School:
    return School(
        id=school,
        name=f"{school.title()} School",
        phase=Phase.PRIMARY,
        calendar=CALENDAR,
        contacts=CONTACTS,
        delegations=delegations,
        evidence_location="the Incidents folder",
    )


PEOPLE: dict[str, Person] = {
    "amy": person("amy", "Amy Carter", "Year 5 teacher"),
    "tom": person("tom", "Tom Ellery", "Teaching assistant"),
    "head": person("head", "Grace Adeyemi", "Headteacher", Role.HEADTEACHER),
    "deputy": person("deputy", "Daniel Frost", "Deputy headteacher", Role.DEPUTY_HEAD),
    "dsl": person("dsl", "Priya Nair", "Safeguarding lead", Role.DSL),
    "coordinator": person("coordinator", "Ravi Menon", "Lead", Role.ESAFETY_COORDINATOR),
    "it": at_both(person("it", "Len Hodge", "Network manager", Role.IT_MANAGER)),
    "chair": person("chair", "Margaret Osei", "Chair", Role.CHAIR_OF_GOVERNORS),
    "bea": at_both(person("bea", "Bea Lund", "Music teacher")),
    "pupil": replace(person("pupil", "Sam Pupil", "Pupil"), kind=Kind.PUPIL, grants=()),
}
DALE_HEAD = replace(
    person("dalehead", "Ama Boateng", "Headteacher"),
    id=PersonId("dale/head"),
    school=DALE,
    grants=(Grant(Role.STAFF, DALE), Grant(Role.HEADTEACHER, DALE)),
)


def directory(people: dict[str, Person] | None = None, *schools: School) -> Directory:
    """Return both schools with their people."""
    listed = schools or (school(HILL), school(DALE))
    return Directory.of(listed, (*(people or PEOPLE).values(), DALE_HEAD))


def turn_of(
    who: Person, uow: UnitOfWork, known: Directory, at: datetime = TUESDAY, where: SchoolId = HILL
) -> Turn:
    """Return a turn of somebody in a private chat."""
    return Turn(who, known.school(where), Place("test"), at, uow, known)
