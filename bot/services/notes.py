"""What is written in a case: notes, and for how long the words stay (DOMAIN 6.4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cases import Case, Json
from bot.domain.concerns import Kind
from bot.domain.people import PersonId
from bot.domain.retention import is_held
from bot.domain.schools import SafeguardingMode
from bot.domain.written import forgotten
from bot.errors import Changed
from bot.ports import Change
from bot.services import cases
from bot.services.access import kind_of
from bot.turn import Turn

LOOK_AGAIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CaseNote:
    """Something that somebody who has the case wrote down."""

    by: PersonId
    at: datetime
    words: str


def with_note(case: Case, words: str, turn: Turn) -> dict[str, Json]:
    """Return the case's notes with one more."""
    row: dict[str, Json] = {
        "by": str(turn.person.id),
        "at": turn.now.isoformat(),
        "words": words,
    }
    return {"notes": [*case.rows("notes"), row]}


def notes_of(case: Case) -> tuple[CaseNote, ...]:
    """Return the notes, oldest first."""
    return tuple(
        CaseNote(
            PersonId(str(row["by"])), datetime.fromisoformat(str(row["at"])), str(row["words"])
        )
        for row in case.rows("notes")
    )


def keeps_words(case: Case, turn: Turn) -> bool:
    """Tell whether words may be written here, or belong in the school's own records (6.4)."""
    is_handoff = turn.school.safeguarding_mode is SafeguardingMode.HANDOFF
    is_theirs = is_handoff and kind_of(case) is Kind.SG
    return not is_theirs and not case.details.get("is_stub")


def forget_words(case: Case, turn: Turn) -> bool:
    """Delete the words of a case whose time here is over, and tell whether it was (DOMAIN 6.4).

    What is left is the stub: its history, who looked at it, and where it is now. A legal hold puts
    it off from day to day.
    """
    is_kept = turn.school.safeguarding_mode is SafeguardingMode.HANDOFF
    if case.state != "transferred" or is_kept or case.details.get("is_stub"):
        return False
    if is_held(case):
        cases.wake_later(turn, case, turn.now + LOOK_AGAIN)
        return True
    change = Change(case.state, forgotten(case.details), None, case.handlers, case.revision)
    if not turn.uow.cases.change(case, change):
        raise Changed
    turn.uow.cases.name(case, ())
    cases.record(turn, case, cases.CaseStep("forgotten", case.state))
    return True
