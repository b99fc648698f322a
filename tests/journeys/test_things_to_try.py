"""The three things that README.md says to try in the sandbox, tried."""

import re
from pathlib import Path

from tests.journeys.requests import ANSWERS
from tests.support.person import Person
from tests.support.school import School

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
TRIES = README.split("Three things to try in the sandbox:", 1)[1].split("\n## ", 1)[0]
FIRST, SECOND, THIRD = re.split(r"\n\d\. ", TRIES)[1:]


def typed(step: str) -> list[str]:
    """Return what README.md says to type."""
    return re.findall(r"`([^`]+)`", step)


def buttons(step: str) -> list[str]:
    """Return the buttons that README.md says to press."""
    return re.findall(r"\*\*([^*]+)\*\*", step)


def people(school: School, step: str) -> list[Person]:
    """Return the people that README.md says to be."""
    names = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", step)
    return [school.person(name.lower().replace(" ", "-")) for name in names]


def label(person: Person, begins: str) -> str:
    """Return the label of the first button that begins so."""
    return next(each for each in person.labels() if each.startswith(begins))


async def test_the_first_thing_to_try_gives_the_clause(school: School) -> None:
    (amy,) = people(school, FIRST)
    (question,) = typed(FIRST)

    await amy.says(question)

    assert amy.sees("parents or carers of current pupils on personal accounts")


async def test_the_second_thing_to_try_goes_from_the_request_to_done(school: School) -> None:
    amy, (grace, len_hodge) = school.person("amy-carter"), people(school, SECOND)
    (command,), (approve, done) = typed(SECOND), buttons(SECOND)

    await amy.runs(command)
    await amy.fills(**{name: value for name, value in ANSWERS.items() if name != "url"})
    await amy.submits()
    await school.settle()
    await grace.presses(approve)
    await school.settle()
    await len_hodge.presses(label(len_hodge, done))
    await school.settle()

    assert amy.sees("It is switched on. Test it before the lesson.")


async def test_the_third_thing_to_try_reaches_the_lead_and_nobody_it_should_not(
    school: School,
) -> None:
    (command,) = typed(THIRD)
    amy = school.person("amy-carter")

    await amy.runs(command)
    for name, answer in (
        ("danger_now", "No"),
        ("sexual_image", "No"),
        ("target", "A pupil"),
        ("alleged", "A pupil here"),
        ("what_happened", "Rude messages in a group chat"),
        ("platform", "WhatsApp"),
    ):
        await amy.fills(**{name: answer})
    await amy.submits()
    await school.settle()

    assert school.person("priya-nair").sees("Rude messages in a group chat")
    assert not school.person("len-hodge").sees("Rude messages")
    assert not school.person("tom-ellery").sees("Rude messages")
