"""What is written in a case: notes, additions, and names replaced by tokens (DOMAIN 6.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cases import Case, Details, Json
from bot.domain.concerns import Kind
from bot.domain.named import Named, with_tokens
from bot.domain.people import PersonId
from bot.domain.retention import is_held
from bot.domain.schools import SafeguardingMode
from bot.errors import Changed
from bot.ports import Change
from bot.services import cases
from bot.services.access import kind_of
from bot.turn import Turn

LOOK_AGAIN = timedelta(days=1)
# Where people write freely, and so where a name can stand.
STORY = frozenset(
    {
        "what_happened",
        "seen_what",
        "pupils",
        "more",
        "notes",
        "added",
        "words",
        "location_of_post",
        "evidence_pointer",
        "platform_report_ref",
    }
)
# What was decided, and why, stays when the story goes; a name in it is a token all the same.
WRITTEN = STORY | {
    "ending",
    "reason",
    "police_reason",
    "closing_reason",
    "open_reason",
    "device",
}


@dataclass(frozen=True, slots=True)
class CaseNote:
    """Something that somebody who has the case wrote down."""

    by: PersonId
    at: datetime
    words: str


def safe(words: str, case: Case, turn: Turn) -> str:
    """Return words as they are written down: tokens in place of the names that the case knows."""
    return with_tokens(words, turn.uow.cases.named(case))


def with_note(case: Case, words: str, turn: Turn) -> dict[str, Json]:
    """Return the case's notes with one more, names replaced by their tokens."""
    row: dict[str, Json] = {
        "by": str(turn.person.id),
        "at": turn.now.isoformat(),
        "words": safe(words, case, turn),
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


def said_later(case: Case) -> Iterable[str]:
    """Return what the reporter added, and then the notes, as words."""
    yield from (str(row["more"]) for row in case.rows("added") if row.get("more"))
    yield from (note.words for note in notes_of(case))


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


def forgotten(details: Details) -> dict[str, Json]:
    """Return details without a word that somebody wrote freely: the stub (DOMAIN 6.4)."""
    kept = {name: value for name, value in details.items() if name not in STORY}
    return {**kept, "is_stub": True}


def tokenised(details: Details, people: Iterable[Named]) -> dict[str, Json]:
    """Return details in which no name of these people is left where people write freely."""
    known = tuple(people)
    return {
        name: _tokenised(value, known) if name in WRITTEN else value
        for name, value in details.items()
    }


def _tokenised(value: Json, people: tuple[Named, ...]) -> Json:
    if isinstance(value, str):
        return with_tokens(value, people)
    if isinstance(value, list):
        return [_tokenised(each, people) for each in value]
    return tokenised(value, people) if isinstance(value, Mapping) else value
