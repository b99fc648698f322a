"""What a handler or a service may use while it answers one event."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.people import Person, PersonId, Role
from bot.domain.places import Place
from bot.domain.schools import School
from bot.ports import Directory, UnitOfWork


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is asking, at which school, where, when, and the transaction it happens in.

    `broke_glass` is true while one case is drawn for somebody who is not on it.
    """

    person: Person
    school: School
    place: Place
    now: datetime
    uow: UnitOfWork
    directory: Directory
    broke_glass: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The school's time zone, in which people read times."""
        return self.school.calendar.zone

    @property
    def today(self) -> date:
        """Today's date at the school."""
        return self.school.calendar.local_day(self.now)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles the person holds at the school today."""
        return self.person.roles(self.school.id, self.today)

    def as_arranged(self) -> School:
        """Return the school with all its delegations: of the settings, and made in the chat."""
        arranged = self.uow.delegations.of(self.school.id)
        return replace(self.school, delegations=(*self.school.delegations, *arranged))

    def name_of(self, person: PersonId) -> str:
        """Return the name of anybody who is or was here."""
        return self.directory.person(person).name

    def any_of(self, people: Iterable[PersonId]) -> str:
        """Return names as a choice: Priya Nair or Daniel Frost."""
        return " or ".join(self.name_of(person) for person in people)

    def whoever_is(self, *roles: Role) -> str:
        """Return the names of who holds any of the roles today, as a choice; "" for nobody."""
        return self.any_of(person.id for person in self.holders(*roles))

    def holders(self, *roles: Role) -> tuple[Person, ...]:
        """Return who holds any of the roles at the school today, each once, in that order."""
        found = (p for r in roles for p in self.directory.holders(self.school.id, r, self.today))
        return tuple(dict.fromkeys(found))
