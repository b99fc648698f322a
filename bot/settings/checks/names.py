"""Ids are unique and every reference leads to somebody."""

from collections.abc import Hashable, Iterable, Iterator

from bot.domain.people import Kind
from bot.settings.checks.visit import Finding
from bot.settings.deployment import Deployment
from bot.settings.lines import Loc
from bot.settings.listing import path_of, person_path
from bot.settings.people import ListedPerson, OwnPerson, SamePerson
from bot.settings.wording import nearest


def findings(settings: Deployment) -> Iterator[Finding]:
    """Return ids that are used twice and references that lead nowhere."""
    schools = [((("schools", at)), school.id) for at, school in enumerate(settings.schools)]
    yield from repeated(
        schools, "The school id '{}' is used twice.", "Give each school its own id."
    )
    people = [
        ((*place, "people", at), path_of(person, school))
        for (place, school), settled in zip(schools, settings.schools, strict=True)
        for at, person in enumerate(settled.people)
        if isinstance(person, OwnPerson)
    ]
    yield from repeated(
        people, "The person '{}' is listed twice.", "Give each person their own id."
    )
    known = frozenset(path for _, path in people)
    for (place, school), settled in zip(schools, settings.schools, strict=True):
        for at, person in enumerate(settled.people):
            here = (*place, "people", at)
            yield from _references(here, school, person, known)
            yield from _not_staff(here, person)


def repeated(items: Iterable[tuple[Loc, Hashable]], what: str, remedy: str) -> Iterator[Finding]:
    """Return a finding for every item that came before."""
    seen: set[Hashable] = set()
    for place, item in items:
        if item in seen:
            yield Finding(place, what.format(item), remedy)
        seen.add(item)


def _references(
    place: Loc, school: str, person: ListedPerson, known: frozenset[str]
) -> Iterator[Finding]:
    if isinstance(person, SamePerson):
        if person.same_as not in known:
            yield Finding((*place, "same_as"), *_nobody(person.same_as, known))
        elif person.same_as.startswith(f"{school}/"):
            yield Finding(
                (*place, "same_as"),
                f"'{person.same_as}' is at this school already.",
                "Add the roles to the first entry and take this one out.",
            )
    elif person.line_manager and person_path(school, person.line_manager) not in known:
        yield Finding((*place, "line_manager"), *_nobody(person.line_manager, known))


def _nobody(word: str, known: frozenset[str]) -> tuple[str, str]:
    return f"Nobody in this file is called '{word}'.", _nearest(word, known)


def _nearest(word: str, known: frozenset[str]) -> str:
    near = nearest(word, tuple(known))
    return f"Did you mean '{near}'?" if near else "Write the id of somebody on the list."


def _not_staff(place: Loc, person: ListedPerson) -> Iterator[Finding]:
    if isinstance(person, OwnPerson) and person.kind is not Kind.STAFF and person.roles:
        yield Finding(
            (*place, "roles"),
            f"{person.name} is a {person.kind} and can't hold a role.",
            "Take the roles out, or take out 'kind'.",
        )
