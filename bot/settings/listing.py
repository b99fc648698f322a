"""From the people whom the schools list to the people whom the product knows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from bot.domain.people import Grant, Identity, Kind, Person, PersonId, Platform, Role, SchoolId
from bot.settings.people import ListedPerson, OwnPerson, RoleHeld, SamePerson
from bot.settings.platforms import Platforms
from bot.settings.school import SchoolSettings

_Listing: TypeAlias = tuple[str, ListedPerson]


def person_path(school: str, word: str) -> PersonId:
    """Return the full id of a person whom a school names with or without its own id."""
    return PersonId(word if "/" in word else f"{school}/{word}")


def path_of(person: ListedPerson, school: str) -> PersonId:
    """Return the full id of somebody whom a school lists."""
    return PersonId(f"{school}/{person.id}" if isinstance(person, OwnPerson) else person.same_as)


def people_of(schools: Sequence[SchoolSettings], platforms: Platforms) -> Iterator[Person]:
    """Return everybody in the order of the settings, once, with what they do at every school."""
    for school in schools:
        for listed in school.people:
            if isinstance(listed, OwnPerson):
                elsewhere = _elsewhere(schools, path_of(listed, school.id))
                yield _person(listed, ((school.id, listed), *elsewhere), platforms)


def accounts(school: str, person: ListedPerson, platforms: Platforms) -> Iterator[Identity]:
    """Return the chat accounts of a person in the workspaces and tenants that serve a school."""
    if person.slack and platforms.slack:
        for space in platforms.slack.workspaces:
            if not space.schools or school in space.schools:
                yield Identity(Platform.SLACK, space.team_id, person.slack)
    if person.teams and platforms.teams:
        for tenant in platforms.teams.tenants:
            if not tenant.schools or school in tenant.schools:
                yield Identity(Platform.TEAMS, tenant.tenant_id, person.teams)


def _elsewhere(schools: Iterable[SchoolSettings], person: PersonId) -> tuple[_Listing, ...]:
    return tuple(
        (school.id, listed)
        for school in schools
        for listed in school.people
        if isinstance(listed, SamePerson) and listed.same_as == person
    )


def _person(listed: OwnPerson, listings: tuple[_Listing, ...], platforms: Platforms) -> Person:
    school = listings[0][0]
    boss = listed.line_manager
    identities = (one for where, each in listings for one in accounts(where, each, platforms))
    return Person(
        id=path_of(listed, school),
        name=listed.name,
        title=listed.title,
        school=SchoolId(school),
        grants=tuple(
            grant for where, each in listings for grant in _grants(where, each.roles, listed)
        ),
        identities=tuple(dict.fromkeys(identities)),
        kind=listed.kind,
        phone=listed.phone,
        line_manager=person_path(school, boss) if boss else None,
        classes=listed.classes,
        away=tuple(each.days for each in listed.away),
    )


def _grants(school: str, roles: Iterable[RoleHeld], person: OwnPerson) -> Iterator[Grant]:
    if person.kind is not Kind.STAFF:
        return
    yield Grant(Role.STAFF, SchoolId(school), person.starts, person.leaves)
    for held in roles:
        days = person.employed.within(held.days)
        yield Grant(held.role, SchoolId(school), days.first, days.last)
