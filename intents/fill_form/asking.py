"""When and where a form is filled in, and who can be named in it."""

from collections.abc import Collection

from bot.domain.people import PersonId
from bot.forms.form import Asked
from bot.turn import Turn


def asked(turn: Turn, eligible: Collection[PersonId] | None = None) -> Asked:
    """Return when and where the form is filled in, and which staff can be named; all by default."""
    staff = turn.directory.staff(turn.school.id, turn.today)
    people = tuple(
        (str(person.id), f"{person.name}, {person.title}")
        for person in staff
        if eligible is None or person.id in eligible
    )
    return Asked(turn.now, turn.zone, people)


def here(turn: Turn) -> dict[str, str]:
    """Return what a button or dialog must carry so that it stays at this school, where several."""
    works_at = turn.person.schools(turn.today)
    return {"school": str(turn.school.id)} if len(works_at) > 1 else {}
