"""A request is changed before it is decided (D10), or narrowed (D7), or needs no decision."""

from intents.buttons import TakeStep
from tests.journeys.requests import ADDRESS, REF, ask_for_a_site
from tests.support.forgery import forge_press
from tests.support.school import School

TOLD = "This request changed at 10:40, here is the new one."


async def test_a_change_reaches_the_head_and_old_buttons_are_refused(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await school.passes(minutes=70)

    await amy.presses("Change it")
    assert amy.entries()["url"] == ADDRESS
    assert amy.entries()["reasons"] == "Geography: the pupils label a map of the rivers"
    await amy.fills(until="2026-11-25", previewed="Yes")
    await amy.submits()
    assert not amy.errors, amy.errors
    await school.settle()

    assert grace.sees(TOLD)
    assert grace.sees("When: Tue 24 Nov to Wed 25 Nov 2026")
    old = TakeStep(case=school.case(REF).public_id, verb="approve", revision=1)
    await forge_press(school, grace, old)
    assert grace.sees("The request changed after that card was sent. Please use the newest card.")
    assert school.kept("decisions") == ""


async def test_the_new_card_can_be_approved(school: School) -> None:
    amy = await ask_for_a_site(school)
    await amy.presses("Change it")
    await amy.fills(until="2026-11-25", previewed="Yes")
    await amy.submits()
    await school.settle()
    await amy.closes()

    await school.person("grace-adeyemi").presses("Approve")
    await school.settle()

    assert amy.sees("Approved by Grace Adeyemi for 5 Red, Tue 24 Nov to Wed 25 Nov 2026.")


async def test_the_head_is_shown_the_narrower_choice_and_takes_it(school: School) -> None:
    amy = await ask_for_a_site(school, url="https://maps.example")
    grace = school.person("grace-adeyemi")
    assert grace.sees("Would it do with one page, not the whole site?")

    await grace.presses("Approve with changes")
    assert grace.entries()["url"] == "https://maps.example"
    await grace.fills(url=ADDRESS)
    await grace.submits()
    assert not grace.errors, grace.errors
    await school.settle()

    assert amy.sees("Address: hxxps://maps[.]example/rivers")
    assert school.person("len-hodge").sees("Address: hxxps://maps[.]example/rivers")


async def test_a_site_that_is_not_blocked_is_just_opened(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await grace.presses("It is not blocked")
    await school.settle()

    assert amy.sees("Grace Adeyemi says that it is not blocked. Just open it.")
    assert amy.sees(f"Blocked site request {REF}: not blocked, so nothing to decide")
    assert school.kept("decisions") == ""
