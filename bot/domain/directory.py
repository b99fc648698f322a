"""The directory: everybody the assistant knows, found by id, by account or by role."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.people import Grant, Kind, Person, PersonId, Role, SchoolId
from bot.domain.schools import School


class UnknownSchool(LookupError):
    """No school has that id."""

    def __init__(self, school: str, known: Iterable[str]) -> None:
        self.school = school
        self.known = tuple(known)
        super().__init__(f"There is no school {school!r}. The schools are: {', '.join(self.known)}")


@dataclass(frozen=True, slots=True)
class Directory:
    """The trust's schools and people, as they stood when the settings were read."""

    _schools: dict[SchoolId, School]
    _people: Mapping[PersonId, Person]
    _accounts: Mapping[tuple[str, str, str], Person]
    # Asked for a dozen times in a turn, and a trust has a thousand people.
    _grants: Mapping[tuple[SchoolId, Role], Sequence[tuple[Person, Grant]]]

    @classmethod
    def of(cls, schools: Iterable[School], people: Iterable[Person]) -> "Directory":
        """Return the directory of these schools and people, both in the order given."""
        everybody = tuple(people)
        return cls(
            {school.id: school for school in schools},
            {person.id: person for person in everybody},
            {
                (account.platform, account.team, account.user): person
                for person in everybody
                for account in person.identities
            },
            _by_role(everybody),
        )

    def school(self, school: SchoolId) -> School:
        """Return the school with that id, or UnknownSchool."""
        try:
            return self._schools[school]
        except KeyError:
            raise UnknownSchool(school, self._schools) from None

    def renew(self, school: School) -> None:
        """Put a school in its own place, for all who hold the directory: it cites other clauses."""
        if school.id not in self._schools:
            raise UnknownSchool(school.id, self._schools)
        self._schools[school.id] = school

    def schools(self) -> tuple[School, ...]:
        """Every school, in the order of the settings."""
        return tuple(self._schools.values())

    def find(self, person: PersonId) -> Person | None:
        """Return the person with that id; None for somebody who is not on the list."""
        return self._people.get(person)

    def person(self, person: PersonId) -> Person:
        """Return the person with that id; a leaver's id gives a person with no roles or accounts.

        Records outlive the list of people, so this never fails; `find` tells who is on it.
        """
        return self._people.get(person) or _left(person)

    def people(self, school: SchoolId | None = None) -> tuple[Person, ...]:
        """Everybody, or everybody whom a school lists or employs, pupils and guests included."""
        found = self._people.values()
        if school is None:
            return tuple(found)
        return tuple(each for each in found if each.school == school or each.works_at(school))

    def staff(self, school: SchoolId, on: date) -> tuple[Person, ...]:
        """Return everybody who works at a school on a day, in the order of the settings."""
        return tuple(each for each in self._people.values() if each.roles(school, on))

    def by_identity(self, platform: str, team: str, user: str) -> Person | None:
        """Whose account that is; None for anyone who is not on the list."""
        return self._accounts.get((platform, team, user))

    def holders(self, school: SchoolId, role: Role, on: date) -> tuple[Person, ...]:
        """Who holds a role at a school on a day, in the order of the settings."""
        grants = self._grants.get((school, role), ())
        return tuple({each.id: each for each, grant in grants if on in grant.days}.values())


def _by_role(
    people: Iterable[Person],
) -> Mapping[tuple[SchoolId, Role], Sequence[tuple[Person, Grant]]]:
    """Return the grants of a role at a school, of staff only, in the order of the people."""
    found: dict[tuple[SchoolId, Role], list[tuple[Person, Grant]]] = defaultdict(list)
    for person in people:
        for grant in person.grants if person.kind is Kind.STAFF else ():
            found[grant.school, grant.role].append((person, grant))
    return dict(found)


def _left(person: PersonId) -> Person:
    school, _, own_id = person.rpartition("/")
    name = own_id.replace("-", " ").replace("_", " ").title()
    return Person(id=person, name=name, title="no longer listed", school=SchoolId(school))
