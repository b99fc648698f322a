"""Cases: what was reported or asked for, who has it, and how far it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from secrets import token_urlsafe
from typing import TypeAlias

from bot.domain.people import PersonId, SchoolId

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Details: TypeAlias = Mapping[str, Json]

PUBLIC_ID_BYTES = 16
# Whoever picks a case up deals with it, until it waits to be picked up again.
TAKE, LETS_GO = "take", frozenset({"escalate", "reopen"})


def new_public_id() -> str:
    """Return a name for a case that nobody can guess (128 random bits)."""
    return token_urlsafe(PUBLIC_ID_BYTES)


def held_after(verb: str, person: PersonId) -> Details:
    """Return who deals with a case after somebody's step, where the step changes that."""
    if verb in LETS_GO:
        return {"holder": None}
    return {"holder": str(person)} if verb == TAKE else {}


@dataclass
class Case:
    """One report or request of one school.

    `kind` is the name of its workflow. `public_id` is what buttons carry; `ref` is what people
    read. `handlers` have it, after routing and conflicts of interest; `subjects` are whom it is
    about and never learn of it here (rule 5). `wake_at` is when time next matters to it.
    `revision` counts what the reporter changed (D10), `version` every change. A `legal_hold` keeps
    it from being deleted. `retain_until` is the day up to which retention need not look at it
    again, None after any change. What is left after `erased_at` is a stub.
    """

    school: SchoolId
    ref: str
    kind: str
    state: str
    reporter: PersonId
    reported_at: datetime
    details: Details
    handlers: tuple[PersonId, ...] = ()
    subjects: tuple[PersonId, ...] = ()
    wake_at: datetime | None = None
    revision: int = 1
    version: int = 1
    public_id: str = field(default_factory=new_public_id)
    legal_hold: bool = False
    retain_until: date | None = None
    erased_at: datetime | None = None

    def text(self, name: str) -> str:
        """Return one detail as words, "" where it was not given."""
        value = self.details.get(name)
        return "" if value is None else str(value)

    def words(self, name: str) -> tuple[str, ...]:
        """Return one detail that is a list of words."""
        value = self.details.get(name)
        return tuple(str(each) for each in value) if isinstance(value, list) else ()

    def rows(self, name: str) -> tuple[dict[str, Json], ...]:
        """Return one detail that is a list of rows."""
        value = self.details.get(name)
        found = value if isinstance(value, list) else []
        return tuple(row for row in found if isinstance(row, dict))


@dataclass(frozen=True)
class CaseEvent:
    """One entry of a case's history (DOMAIN 4.6): append-only, corrections are new events."""

    school: SchoolId
    case: str
    at: datetime
    actor: PersonId
    action: str
    from_state: str
    to_state: str
    acting_for: PersonId | None = None
    reason: str = ""
    surface: str = ""


def last_moved(case: Case, history: Iterable[CaseEvent]) -> datetime:
    """Return when a case came to the state it is in: the last event that changed the state."""
    moves = (event.at for event in history if event.from_state != event.to_state)
    return max(moves, default=case.reported_at)


@dataclass(frozen=True)
class Decision:
    """The one decision on a request: who, what, why, and for whom they acted (D3, D4)."""

    school: SchoolId
    case: str
    requester: PersonId
    verdict: str
    by: PersonId
    at: datetime
    acting_for: PersonId | None = None
    reason: str = ""
