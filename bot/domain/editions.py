"""Editions: a policy as it was in force for a time, or waits to be (DOMAIN 5.7)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from secrets import token_hex

from bot.domain.people import PersonId, SchoolId


def new_edition_id() -> str:
    """Return an id that nobody can guess."""
    return token_hex(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One period of one version of a school's policy; a row is never used for a second period.

    `sha` and `suffix` name the kept document. What is None or "" of `title` to `next_review` is
    read from it. `imported_by` is None for the document that the settings named. It waits until it
    has `published_at`, and is over once it has `retired_at`.
    """

    school: SchoolId
    policy: str
    version: str
    sha: str
    suffix: str
    title: str
    imported_at: datetime
    imported_by: PersonId | None
    owner: str = ""
    approved_on: date | None = None
    next_review: date | None = None
    published_at: datetime | None = None
    published_by: PersonId | None = None
    retired_at: datetime | None = None
    public_id: str = field(default_factory=new_edition_id)

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has published or dropped it yet."""
        return self.published_at is None and self.retired_at is None

    @property
    def is_live(self) -> bool:
        """Whether it is in force now."""
        return self.published_at is not None and self.retired_at is None

    def was_live(self, at: datetime) -> bool:
        """Whether it was in force at a moment."""
        began, ended = self.published_at, self.retired_at
        return began is not None and began <= at and (ended is None or at < ended)
