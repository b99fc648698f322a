"""Somebody reports a website: screen off, IT blocks it, and the reporter hears what came of it."""

from typing import Any

import pytest

from intents.buttons import TakeStep
from tests.journeys.reports import heard
from tests.support.forgery import forge_press
from tests.support.person import Person
from tests.support.school import School

REF = "WEB-2026-0001"
SITE = "https://games.example/free"
ANSWERS: dict[str, Any] = {
    "may_be_illegal": "No",
    "about_staff_use": "No",
    "url_or_app": SITE,
    "category": "Gambling",
    "who_saw": "Pupils",
    "pupils": "Year 5, about ten",
    "pupil_upset": "No",
    "device": "room 12 iPads",
}
ILLEGAL: dict[str, Any] = {"may_be_illegal": "Not sure", "url_or_app": None, "category": None}
BY_LEN: dict[str, Any] = {
    "about_staff_use": "Yes",
    "staff_person": "Len Hodge, Network manager",
    **dict.fromkeys(("url_or_app", "category", "who_saw", "pupils", "pupil_upset", "device")),
    "url_or_app": SITE,
    "category": "Gambling",
    "who_saw": "Staff only",
}
W1 = "Turn the screen off or close the lid."
W2 = "Don't shut down, wipe or lend the device."


async def report(school: School, name: str = "amy-carter", **changes: Any) -> Person:
    """Send a report of a website and let everybody hear of it; return who sent it."""
    person = school.person(name)
    await person.runs_shortcut("Report a website")
    for field, answer in {**ANSWERS, **changes}.items():
        if answer is not None:
            await person.fills(**{field: answer})
    await person.submits()
    assert not person.errors, person.errors
    await school.settle()
    await person.closes()
    return person


async def test_the_command_opens_the_form_for_websites(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.runs("/report website")

    assert "url_or_app" in amy.entries()


async def test_the_screen_goes_off_before_anything_is_asked(school: School) -> None:
    amy = school.person("amy-carter")

    await amy.runs_shortcut("Report a website")

    form = amy.form or ""
    assert form.index(W1) < form.index("Could it be illegal?")


async def test_it_and_the_coordinator_get_the_address_as_text(school: School) -> None:
    await report(school)

    assert heard(school, REF) == {"amy-carter", "len-hodge", "ravi-menon"}
    len_hodge = school.person("len-hodge")
    assert len_hodge.sees("Site or app: hxxps://games[.]example/free")
    assert len_hodge.sees("What was on it: Gambling")
    assert not [post for post in school.backstage.posts() if SITE in post]


async def test_the_reporter_hears_when_it_is_blocked_and_for_whom(school: School) -> None:
    amy = await report(school)
    len_hodge = school.person("len-hodge")

    await len_hodge.presses("Blocked")
    await len_hodge.fills(scope="Pupils", method="The whole site")
    await len_hodge.submits()
    await school.settle()

    assert amy.sees("Blocked for pupils at 09:30. Thank you.")
    assert school.person("ravi-menon").sees(f"{REF} website: blocked")


async def test_the_reporter_hears_why_it_is_not_blocked(school: School) -> None:
    amy = await report(school)
    len_hodge = school.person("len-hodge")

    await len_hodge.presses("Not blocked")
    await len_hodge.fills(reason="It is the maths site that Year 5 uses.")
    await len_hodge.submits()
    await school.settle()

    assert amy.sees("Not blocked: It is the maths site that Year 5 uses.")


@pytest.mark.parametrize("verb", ["block", "leave_open", "close"])
async def test_no_button_alone_says_what_came_of_it(school: School, verb: str) -> None:
    await report(school)
    len_hodge = school.person("len-hodge")
    await len_hodge.presses("I have it")

    case = school.case(REF).public_id
    await forge_press(school, len_hodge, TakeStep(case=case, verb=verb))

    assert school.case(REF).state == "with_it"


async def test_something_serious_is_told_to_the_head_and_the_lead_now(school: School) -> None:
    await report(school, category="Violence")

    assert {"grace-adeyemi", "priya-nair", "len-hodge"} <= heard(school, REF)


async def test_an_upset_pupil_is_told_to_the_safeguarding_lead(school: School) -> None:
    await report(school, pupil_upset="Not sure")

    assert "priya-nair" in heard(school, REF)


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
async def test_what_may_be_illegal_is_not_looked_at_again(school: School, answer: str) -> None:
    amy = school.person("amy-carter")
    await amy.runs_shortcut("Report a website")
    assert "url_or_app" in amy.entries()

    await amy.fills(may_be_illegal=answer)

    assert amy.sees(W2)
    assert not {"url_or_app", "category", "seen_what"} & set(amy.entries())


async def test_what_may_be_illegal_goes_to_the_lead_and_it_only_isolates_the_device(
    school: School,
) -> None:
    await report(school, **ILLEGAL)

    assert heard(school, REF) == {"amy-carter", "priya-nair", "grace-adeyemi", "len-hodge"}
    (task,) = school.person("len-hodge").texts()
    assert f"{REF}: isolate a device" in task
    assert "Isolate room 12 iPads." in task
    assert "Do not open the page, and do not test a block by opening it." in task
    assert "Amy" not in task
    assert "illegal" not in task


async def test_an_address_that_was_typed_before_is_not_kept_when_it_may_be_illegal(
    school: School,
) -> None:
    amy = school.person("amy-carter")
    await amy.runs_shortcut("Report a website")
    await amy.fills(may_be_illegal="No", url_or_app=SITE, about_staff_use="No")
    await amy.fills(may_be_illegal="Yes")
    await amy.fills(who_saw="Staff only")
    await amy.submits()
    await school.settle()

    assert not amy.errors
    assert "games.example" not in school.kept("cases")
    assert not school.person("priya-nair").sees("games")


async def test_a_report_on_how_it_itself_uses_the_internet_never_reaches_it(
    school: School,
) -> None:
    await report(school, **BY_LEN)
    await school.passes(days=2)

    assert heard(school, REF) == {"amy-carter", "grace-adeyemi"}
    assert not school.person("len-hodge").texts()


async def test_a_report_on_the_heads_use_goes_to_the_chair(school: School) -> None:
    await report(school, **{**BY_LEN, "staff_person": "Grace Adeyemi, Headteacher"})
    await school.passes(days=2)

    assert heard(school, REF) == {"amy-carter", "margaret-osei"}
    assert not school.person("grace-adeyemi").texts()


async def test_it_is_told_again_until_somebody_has_it(school: School) -> None:
    await report(school)

    await school.passes(days=1)

    assert school.person("len-hodge").sees("1 thing waits for you")


async def test_the_reporter_can_say_that_it_is_no_longer_needed(school: School) -> None:
    amy = await report(school)

    await amy.presses("No longer needed")
    await school.settle()

    assert school.person("len-hodge").sees("The reporter says that this is no longer needed.")
    assert school.case(REF).state == "not_needed"
