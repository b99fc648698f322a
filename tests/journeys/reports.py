"""A report of cyberbullying, as a teacher fills it in."""

from typing import Any

from tests.support.person import Person
from tests.support.school import School

STORY = "They made a group chat called We hate Zed and posted rude jokes"
ANSWERS: dict[str, Any] = {
    "danger_now": "No",
    "sexual_image": "No",
    "target": "A pupil",
    "alleged": "A pupil here",
    "what_happened": STORY,
    "platform": "WhatsApp",
}
IMAGE: dict[str, Any] = {
    "sexual_image": "Not sure",
    "what_happened": None,
    "platform": None,
    "told_by": "The pupil",
    "device_involved": "Yes",
    "has_spread": "Not sure",
}
ABOUT_THE_HEAD: dict[str, Any] = {
    "alleged": "Headteacher, governor or trust leader",
    "alleged_person": "Grace Adeyemi, Headteacher",
}
REF = "CB-2026-0001"
UNKNOWN = "I can only show your own reports and requests, and I can't find that one among them."


def by_staff(person: str) -> dict[str, Any]:
    """Return the answers that name a member of staff."""
    return {"alleged": "A member of staff", "alleged_person": person}


async def fill_in(person: Person, **changes: Any) -> None:
    """Open the form and fill it in, one answer after the other, as its questions appear."""
    await person.runs("/report")
    for name, answer in {**ANSWERS, **changes}.items():
        if answer is not None:
            await person.fills(**{name: answer})


async def report(school: School, name: str = "amy-carter", **changes: Any) -> Person:
    """Send a report and let everybody hear of it; return who sent it."""
    person = school.person(name)
    await fill_in(person, **changes)
    await person.submits()
    assert not person.errors, person.errors
    await school.settle()
    await person.closes()
    return person


def heard(school: School, text: str = REF) -> set[str]:
    """Return the ids in app.yaml of everybody on whose screen a text stands."""
    people = {str(each.id).rpartition("/")[2] for each in school.directory.people()}
    return {name for name in people if school.person(name).sees(text)}
