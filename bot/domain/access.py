"""Access: what is written down of who looked at what (DOMAIN 1.3, 6.7)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.people import PersonId, SchoolId


class Act(StrEnum):
    """What somebody did with records that not everybody may see."""

    READ = "read"
    LISTED = "listed"
    EXPORTED = "exported"
    BROKE_GLASS = "broke_glass"
    REFUSED = "refused"
    IMPORTED = "imported"
    PUBLISHED = "published"
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One entry of the access log: append-only. `case` is "" where no one case was meant."""

    school: SchoolId
    at: datetime
    person: PersonId
    act: Act
    case: str = ""
    reason: str = ""
    surface: str = ""
