"""What becomes of a report: picked up, sorted, noted, named, handed over, taken further, closed."""

from typing import Any

from intents.buttons import TakeStep
from tests.journeys.reports import REF, STORY, UNKNOWN, report
from tests.support.forgery import forge_press
from tests.support.person import Person
from tests.support.school import School

DANIEL = "Daniel Frost, Deputy headteacher"


async def takes(person: Person, step: str, **answers: Any) -> None:
    """Choose a step behind More, and fill in what it asks."""
    await person.presses("More")
    await person.presses(step)
    await person.fills(**answers)
    await person.submits()
    assert not person.errors, person.errors


async def test_a_report_is_worked_on_until_it_is_closed_and_opened_again(school: School) -> None:
    amy = await report(school)
    priya, daniel = school.person("priya-nair"), school.person("daniel-frost")
    await priya.presses("I have it")
    await takes(
        priya,
        "Sort it",
        category="Left out of a group, or a group chat",
        severity="Medium: again and again, or spreading",
    )
    await takes(priya, "Add a note", note="Spoke to both families.")
    await takes(priya, "Hand it over", to=DANIEL, reason="He teaches the class.")
    await school.settle()
    assert daniel.sees("Priya Nair handed this case over to you.")
    assert daniel.sees("Spoke to both families.")
    assert daniel.sees("Category: Left out of a group, or a group chat")
    assert amy.sees("Picked up by: deputy head")
    assert amy.sees("Sent to: designated safeguarding lead")

    await takes(daniel, "Take it further up", reason="The parents will not meet us.")
    await school.settle()
    assert priya.sees("Daniel Frost asks for your help.")
    assert amy.sees("Now: taken further up")

    await daniel.presses("Close")
    await daniel.fills(outcome="Restorative meeting", reason="They met and it is settled.")
    await daniel.submits()
    await school.settle()
    assert amy.sees("Your report has been dealt with.")

    await takes(daniel, "Open it again", reason="It began again on Monday.")
    await school.settle()
    assert school.case(REF).state == "reopened"
    assert amy.sees("Now: opened again")
    assert priya.sees("Daniel Frost opened this case again.")
    assert not amy.sees("Spoke to both families.")
    assert not amy.sees("It began again")


async def test_whoever_has_it_reads_what_was_done_and_copies_it(school: School) -> None:
    await report(school)
    priya = school.person("priya-nair")
    await priya.presses("I have it")
    await priya.presses("More")

    await priya.presses("Show what was done")
    assert priya.sees(f"{REF}: what was done")
    assert priya.sees("09:30 today, Priya Nair picked it up")

    await priya.presses("More")
    await priya.presses("Copy for the records")
    assert priya.sees(STORY)
    assert priya.sees("Reported by Amy Carter, Tue 17 Nov 2026, 09:30")


async def test_a_name_is_read_by_those_who_have_it_and_kept_apart_from_the_story(
    school: School,
) -> None:
    amy = await report(school, what_happened="They call Zed Marlow names in the chat")
    priya = school.person("priya-nair")

    await takes(priya, "Name somebody", part="The pupil or person targeted", full_name="Zed Marlow")
    await school.settle()

    assert priya.sees("They call Zed Marlow (P1) names in the chat")
    assert not amy.sees("Zed")
    assert "Zed" not in school.kept("cases")
    assert "Zed" not in school.kept("case_events")
    assert "Zed" not in school.kept("drafts")
    assert "Zed" not in "\n".join(school.journal.lines)
    assert not [text for text in school.backstage.on_lock_screens() if "Zed" in text]


async def test_who_handed_a_case_over_can_no_longer_press_its_old_card(school: School) -> None:
    await report(school)
    ravi = school.person("ravi-menon")
    await takes(ravi, "Hand it over", to=DANIEL, reason="I am off tomorrow.")
    await school.settle()
    before = school.case(REF)

    await ravi.reads()
    stale = [label for label in ("I have it", "Close") if label in ravi.labels()]

    await forge_press(school, ravi, TakeStep(case=before.public_id, verb="take"))

    assert not stale
    assert ravi.sees(f"{REF} is with Daniel Frost now.")
    assert school.case(REF) == before


async def test_three_reports_about_one_pupil_are_brought_to_the_safeguarding_lead(
    school: School,
) -> None:
    ravi, priya = school.person("ravi-menon"), school.person("priya-nair")
    for name in ("Zed Marlow", "zed marlow", "Marlow, Zed"):
        await report(school)
        await takes(ravi, "Name somebody", part="The pupil or person targeted", full_name=name)
        await school.settle()
        await ravi.closes()

    assert priya.sees("Cases that may belong together")
    assert priya.sees("CB-2026-0001, CB-2026-0002, CB-2026-0003")
    assert not ravi.sees("Cases that may belong together")


async def test_a_line_manager_who_may_know_is_asked_for_support_and_told_no_more(
    school: School,
) -> None:
    amy = await report(school, target="Me", alleged="A parent or carer")
    daniel = school.person("daniel-frost")

    await amy.presses("Add detail")
    assert "Keep the evidence." in (amy.form or "")
    await amy.fills(tell_manager="Yes", still_visible="Yes")
    await amy.submits()
    await school.settle()

    assert daniel.sees("A colleague would like your support")
    assert daniel.sees(
        f"Amy Carter asked me to tell you that they reported something on Tue 17 Nov ({REF})."
    )
    await daniel.says(f"status {REF}")
    assert daniel.sees(UNKNOWN)
    assert not daniel.sees(STORY)


async def test_what_is_in_the_records_shows_its_number_to_those_who_have_it_alone(
    school: School,
) -> None:
    amy = await report(school, danger_now="Yes")
    priya = school.person("priya-nair")
    await priya.presses("I have it")

    await takes(priya, "Moved to the records", cp_system_ref="SR-4711")
    await school.settle()

    assert priya.sees("In the records as: SR-4711")
    assert priya.sees("No details are kept here: they are in the child protection records.")
    assert amy.sees("Now: moved to the child protection records")
    assert not amy.sees("SR-4711")
