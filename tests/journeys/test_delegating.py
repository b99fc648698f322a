"""The headteacher is away, and decides in words: each time a button decides, never the words."""

import asyncio

from intents.buttons import TakeStep
from tests.journeys.requests import REF, WAITING, ask_for_a_site
from tests.support.forgery import forge_press
from tests.support.person import Person
from tests.support.school import School

SECOND, THIRD = "UNB-2026-0002", "UNB-2026-0003"
AWAY = "im away til monday tom is covering"
END = "I'm back: end it"
LIKE_THIS = "Approve like this"


async def goes_away(school: School, words: str = AWAY) -> Person:
    """Let the headteacher say so, and send the form as the words have filled it in."""
    grace = school.person("grace-adeyemi")
    await grace.opens_form(words)
    await grace.submits()
    assert not grace.errors, grace.errors
    await school.settle()
    await grace.closes()
    return grace


async def test_the_head_goes_away_by_chat_and_somebody_decides_for_her(school: School) -> None:
    amy = await ask_for_a_site(school)

    grace = await goes_away(school)

    tom = school.person("tom-ellery")
    for person in (grace, tom):
        assert person.sees("Who decides: Tom Ellery, acting for the headteacher")
        assert person.sees("Until: Mon 23 Nov 2026, the whole day")
    assert tom.sees("Please decide this for Grace Adeyemi.")
    await tom.presses("Approve")
    await school.settle()
    assert amy.sees("Approved by Tom Ellery (acting for Grace Adeyemi) for 5 Red")
    assert school.person("len-hodge").sees("Decided by: Tom Ellery, acting for Grace Adeyemi")


async def test_the_words_fill_in_the_form_and_arrange_nothing(school: School) -> None:
    grace = school.person("grace-adeyemi")

    await grace.opens_form(AWAY)

    entries = grace.entries()
    assert (entries["starts"], entries["until"]) == ("2026-11-17", "2026-11-23")
    assert school.kept("delegations") == ""


async def test_a_new_request_goes_to_whoever_covers(school: School) -> None:
    grace = await goes_away(school)
    before = len(grace.answers())

    await ask_for_a_site(school)

    assert school.person("tom-ellery").sees(WAITING)
    assert len(grace.answers()) == before


async def test_the_head_comes_back_and_decides_again(school: School) -> None:
    grace = await goes_away(school)
    amy = await ask_for_a_site(school)
    tom = school.person("tom-ellery")

    await grace.presses(END)
    await school.settle()

    assert grace.sees("Tom Ellery no longer decides for you")
    assert tom.sees("You no longer decide for Grace Adeyemi")
    assert "Approve" not in tom.labels()
    approve = TakeStep(case=school.case(REF).public_id, verb="approve", revision=1)
    await forge_press(school, tom, approve)
    assert school.kept("decisions") == ""
    await grace.presses("Approve")
    await school.settle()
    assert amy.sees("Approved by Grace Adeyemi for 5 Red")


async def test_after_the_last_day_the_cover_is_over(school: School) -> None:
    await goes_away(school, "tom is covering for me today")
    await ask_for_a_site(school)
    tom = school.person("tom-ellery")

    await school.passes(days=1)
    await tom.presses("Approve")

    assert school.kept("decisions") == ""


async def test_anybody_can_ask_who_decides_today(school: School) -> None:
    amy = school.person("amy-carter")
    await amy.says("who decides today?")
    assert amy.sees("Grace Adeyemi: decides today")

    await goes_away(school)
    await amy.says("who is covering?")

    assert amy.sees("Tom Ellery: acting for Grace Adeyemi, until Mon 23 Nov 2026")


async def test_only_the_head_can_arrange_it(school: School) -> None:
    daniel = school.person("daniel-frost")

    await daniel.says("tom decides for me until friday")

    assert daniel.sees("Only Grace Adeyemi can say who decides for them. Nothing has changed.")
    assert "Open the form" not in daniel.labels()


async def test_an_approval_in_words_is_read_back_and_pressed(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    await grace.says("approve but only staff and only this wk")
    await school.settle()
    assert grace.sees("Shall I approve it like this?")
    assert grace.sees("For: Staff")
    assert school.kept("decisions") == ""
    await grace.presses("Show the request")
    await grace.says(f"approve {REF.lower()} for 5 red until 25 nov if they use headphones")
    await grace.presses(LIKE_THIS)
    await school.settle()

    assert amy.sees("Approved by Grace Adeyemi for 5 Red, Tue 24 Nov to Wed 25 Nov 2026.")
    assert amy.sees("Conditions: if they use headphones.")


async def test_a_nod_is_never_a_decision(school: School) -> None:
    await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    for nod in ("ok", "\N{THUMBS UP SIGN}", ":+1:", "yes", "fine", "do it"):
        await grace.says(nod)
    await school.settle()

    assert school.kept("decisions") == ""
    assert school.case(REF).state == "submitted"


async def test_all_are_approved_with_one_press_but_the_flagged_one(school: School) -> None:
    amy = await ask_for_a_site(school)
    tom = await ask_for_a_site(school, "tom-ellery", url="https://films.example/whales")
    bea = await ask_for_a_site(
        school, "priya-nair", url="https://chat.example", involves=["An AI tool"]
    )
    grace = school.person("grace-adeyemi")

    await grace.says("approve all")
    assert grace.sees(f"{REF}: Amy Carter, hxxps://maps[.]example/rivers, 5 Red")
    assert grace.sees("Left out: 1")
    assert grace.sees(f"{THIRD}: it is an AI tool")
    assert school.kept("decisions") == ""
    await grace.presses("Approve these 2")
    await school.settle()

    assert grace.sees("Approved: 2 of 2")
    for person in (amy, tom):
        assert person.sees("Approved by Grace Adeyemi for 5 Red")
    assert not bea.sees("Approved by")
    len_hodge = school.person("len-hodge")
    assert len_hodge.sees(REF)
    assert len_hodge.sees(SECOND)
    assert school.case(THIRD).state == "submitted"


async def test_two_people_decide_one_of_them_at_once_and_there_is_one_decision(
    school: School,
) -> None:
    await ask_for_a_site(school)
    await ask_for_a_site(school, "tom-ellery", url="https://films.example/whales")
    grace, daniel = school.person("grace-adeyemi"), school.person("daniel-frost")
    await grace.says("approve all")
    await daniel.says(f"status {REF}")
    await daniel.presses("Refuse")
    await daniel.fills(reason="The adverts on it are not for children.")

    with school.turns_meet(2):
        await asyncio.gather(grace.presses("Approve these 2"), daniel.submits())
    await school.settle()

    assert len(school.kept("decisions").splitlines()) == 2
    assert school.case(SECOND).state == "approved"
    if school.case(REF).state == "approved":
        assert grace.sees("Approved: 2 of 2")
        assert daniel.sees("Grace Adeyemi has already settled this")
    else:
        assert grace.sees("Approved: 1 of 2")
        assert grace.sees(f"{REF}: Daniel Frost has already settled this: not approved")
