"""Whoever a report is about never learns of it here: by no notice, list, status or error."""

from typing import Any

import pytest

from intents.buttons import ShowCase, TakeStep
from tests.journeys.reports import ABOUT_THE_HEAD, IMAGE, REF, UNKNOWN, by_staff, heard, report
from tests.support.forgery import forge_press
from tests.support.person import Person
from tests.support.school import School

NEVER_THERE = "CB-2026-0099"
LEN = by_staff("Len Hodge, Network manager")
PRIYA = by_staff("Priya Nair, Designated safeguarding lead and SENCO")
AT_THE_HEAD = {
    "target": "Another member of staff",
    "target_person": "Grace Adeyemi, Headteacher",
    "alleged": "A parent or carer",
}
RAVI = by_staff("Ravi Menon, Computing lead")


async def everything_somebody_can_look_at(school: School, person: Person) -> str:
    """Return all that a person sees who goes looking: chat, status, list, own page, buttons."""
    for ref in (REF, NEVER_THERE):
        await person.says(f"status {ref}")
        await person.says(f"withdraw {ref}")
    await person.says("my cases")
    await person.opens_home()
    known = school.case(REF).public_id
    for case in (known, "there-is-no-such-case"):
        for forged in (ShowCase(case=case), TakeStep(case=case, verb="take")):
            await forge_press(school, person, forged)
    await school.settle()
    replies = [t.replace(REF, "REF").replace(NEVER_THERE, "REF") for t in person.texts()]
    return "\n".join(replies)


@pytest.mark.parametrize(
    ("answers", "subject"),
    [
        (ABOUT_THE_HEAD, "grace-adeyemi"),
        ({**ABOUT_THE_HEAD, "alleged_person": None}, "grace-adeyemi"),
        ({**ABOUT_THE_HEAD, **IMAGE}, "grace-adeyemi"),
        ({**ABOUT_THE_HEAD, "danger_now": "Yes"}, "grace-adeyemi"),
        (PRIYA, "priya-nair"),
        ({**PRIYA, **IMAGE}, "priya-nair"),
        (LEN, "len-hodge"),
        (RAVI, "ravi-menon"),
        (by_staff("Sue Tranter, Office manager"), "sue-tranter"),
        (by_staff("Tom Ellery, Teaching assistant, Year 2"), "tom-ellery"),
        (AT_THE_HEAD, "grace-adeyemi"),
    ],
)
async def test_whoever_it_is_about_cannot_tell_that_there_is_a_report(
    school: School, answers: dict[str, Any], subject: str
) -> None:
    person = school.person(subject)
    await person.says("help")
    await person.opens_home()
    before = len(person.answers())
    await report(school, **answers)
    for _ in range(3):
        await school.passes(minutes=6)
    await school.passes(days=3)
    assert len(person.answers()) == before

    seen = await everything_somebody_can_look_at(school, person)

    assert "cyberbullying:" not in seen
    assert "concern about" not in seen
    assert "Reported by" not in seen
    assert seen.count(UNKNOWN) == 8
    assert "Nothing waits for you." in seen


async def test_a_report_about_the_head_goes_to_the_chair_of_governors(school: School) -> None:
    amy = await report(school, **ABOUT_THE_HEAD)

    assert heard(school) == {"amy-carter", "margaret-osei"}
    assert amy.sees("This is about the headteacher, so it goes to Margaret Osei")
    assert "I have it" in school.person("margaret-osei").labels()


async def test_a_report_about_the_safeguarding_lead_goes_to_the_head(school: School) -> None:
    amy = await report(school, **PRIYA)

    assert heard(school) == {"amy-carter", "grace-adeyemi"}
    assert not amy.sees("speak to Priya Nair")


@pytest.mark.parametrize("answers", [LEN, RAVI])
async def test_a_report_about_it_or_the_coordinator_goes_to_the_head(
    school: School, answers: dict[str, str]
) -> None:
    await report(school, **answers)

    assert heard(school) == {"amy-carter", "grace-adeyemi"}


async def test_it_is_never_asked_to_keep_logs_about_themselves(school: School) -> None:
    amy = await report(school, **LEN)

    await amy.presses("Add detail")
    await amy.fills(signs=["A school device, account or network was used"])
    await amy.submits()
    await school.settle()

    assert not school.person("len-hodge").texts()


async def test_it_keeps_logs_without_a_name_or_the_story(school: School) -> None:
    amy = await report(school)

    await amy.presses("Add detail")
    await amy.fills(signs=["A school device, account or network was used"])
    await amy.submits()
    await school.settle()

    (seen,) = school.person("len-hodge").texts()
    assert f"{REF}: please keep logs" in seen
    assert not [word for word in ("Amy", "Zed", "WhatsApp", "bully") if word in seen]


async def test_somebody_who_reports_themselves_keeps_the_receipt_and_nothing_more(
    school: School,
) -> None:
    tom = await report(school, "tom-ellery", **by_staff("Tom Ellery, Teaching assistant, Year 2"))

    assert tom.sees(f"Saved as {REF}")
    assert "I have it" not in tom.labels()
    assert school.person("grace-adeyemi").sees("Reported by: Tom Ellery")


async def test_a_target_never_handles_their_own_case(school: School) -> None:
    await report(school, "grace-adeyemi", target="Me", alleged="A parent or carer")

    assert "I have it" not in school.person("grace-adeyemi").labels()
    assert heard(school) - {"grace-adeyemi"}


async def test_a_report_about_staff_is_the_heads_alone(school: School) -> None:
    await report(school, **by_staff("Tom Ellery, Teaching assistant, Year 2"))

    assert heard(school) == {"amy-carter", "grace-adeyemi"}
