"""Drafts: forms that are being filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.people import PersonId, SchoolId


@dataclass
class Draft:
    """The answers one person has given so far, one draft per person and school.

    It survives a restart, another device and the bell. `is_interview` is true while the questions
    are asked one by one in the chat, false while they stand in an open dialog. `started_at` is set
    when it is kept for the first time, and tells it from the one before.
    """

    school: SchoolId
    person: PersonId
    form: str
    touched_at: datetime
    answers: Mapping[str, object] = field(default_factory=dict)
    is_interview: bool = True
    started_at: datetime | None = field(default=None, compare=False)

    @property
    def since(self) -> datetime:
        """When the person began it."""
        return self.started_at or self.touched_at
