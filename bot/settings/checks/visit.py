"""A visit to one school: what a check looks at, and what it finds."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.domain.directory import Directory
from bot.domain.people import Person, Role
from bot.domain.schools import School
from bot.settings.faults import Severity
from bot.settings.lines import Loc
from bot.settings.listing import path_of
from bot.settings.school import SchoolSettings, TrustSettings


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place in the settings."""

    place: Loc
    what: str
    remedy: str
    severity: Severity = Severity.ERROR


def warning(place: Loc, what: str, remedy: str) -> Finding:
    """Return a finding that needs care soon but keeps nobody from going live."""
    return Finding(place, what, remedy, Severity.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One school, looked at on one day."""

    trust: TrustSettings
    settings: SchoolSettings
    place: Loc
    school: School
    directory: Directory
    folder: Path
    today: date

    @property
    def name(self) -> str:
        """The school's name."""
        return self.settings.name

    def holders(self, role: Role) -> tuple[Person, ...]:
        """Return who holds a role here today."""
        return self.directory.holders(self.school.id, role, self.today)

    def place_of(self, person: Person) -> Loc:
        """Return where this school lists somebody, or the school itself."""
        for at, listed in enumerate(self.settings.people):
            if path_of(listed, self.settings.id) == person.id:
                return (*self.place, "people", at)
        return self.place
