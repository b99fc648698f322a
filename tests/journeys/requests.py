"""A request for a blocked site, as a teacher fills it in."""

from typing import Any

from tests.support.person import Person
from tests.support.school import School

ADDRESS = "https://maps.example/rivers"
ANSWERS: dict[str, Any] = {
    "url": ADDRESS,
    "site_content": "Maps of rivers, with quizzes",
    "reasons": "Geography: the pupils label a map of the rivers",
    "risks": ["Adverts"],
    "controls": ["Pupils use it with me watching"],
    "audience": "One class",
    "group": "5 Red",
    "starts": "2026-11-24",
    "until": "2026-11-27",
    "needed_by": "2026-11-20",
    "previewed": "Yes",
}
REF = "UNB-2026-0001"
WAITING = f"Blocked site request {REF}: waiting for a decision"


async def fill_in(person: Person, **changes: Any) -> None:
    """Open the form and fill it in; "group" is asked for once a class or a year is chosen."""
    await person.runs("/unblock")
    await person.fills(**{k: v for k, v in {**ANSWERS, **changes}.items() if v is not None})


async def ask_for_a_site(school: School, name: str = "amy-carter", **changes: Any) -> Person:
    """Send a request and let everybody hear of it; return who asked."""
    person = school.person(name)
    await fill_in(person, **changes)
    await person.submits()
    assert not person.errors, person.errors
    await school.settle()
    await person.closes()
    return person


async def refuse(person: Person, reason: str) -> None:
    """Press Refuse and give the reason in the form."""
    await person.presses("Refuse")
    await person.fills(reason=reason)
    await person.submits()
