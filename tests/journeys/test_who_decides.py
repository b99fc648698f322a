"""Who may decide is checked at the press: by role, by day, and never one's own (rule 8)."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.assembly import Knowhow
from bot.settings import Settings, load
from intents.buttons import TakeStep
from tests.journeys.requests import REF, ask_for_a_site, refuse
from tests.support.forgery import forge_press
from tests.support.school import School, Surface

ROOT = Path(__file__).resolve().parents[2]


def approve(school: School) -> TakeStep:
    """Return what the button Approve carries on the first request."""
    return TakeStep(case=school.case(REF).public_id, verb="approve", revision=1)


def changed_trust(folder: Path, changes: Mapping[str, str]) -> Settings:
    """Return the shipped trust with some passages of app.yaml changed."""
    text = (ROOT / "app.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    (folder / "knowledge").symlink_to(ROOT / "knowledge")
    (folder / "app.yaml").write_text(text, encoding="utf-8")
    return load(folder / "app.yaml")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("len-hodge", "Only Grace Adeyemi can decide this. Nothing has changed."),
        ("priya-nair", "Only Grace Adeyemi can decide this. Nothing has changed."),
        ("ravi-menon", "Only Grace Adeyemi can decide this. Nothing has changed."),
        (
            "amy-carter",
            "You asked for this one, so Grace Adeyemi must decide. Nothing has changed.",
        ),
        ("tom-ellery", "I can only show your own reports and requests"),
        ("margaret-osei", "I can only show your own reports and requests"),
        ("fiona-blackwood", "I can only show your own reports and requests"),
        ("jamie-rowe", "This assistant is only for school staff"),
        ("sam-orme", "This assistant is only for school staff"),
    ],
)
async def test_nobody_else_can_decide_not_even_with_a_forged_button(
    school: School, name: str, words: str
) -> None:
    await ask_for_a_site(school)
    person = school.person(name)

    await forge_press(school, person, approve(school))
    await school.settle()

    assert person.sees(words)
    assert school.kept("decisions") == ""
    assert school.person("grace-adeyemi").sees("waiting for a decision")


async def test_the_head_cannot_decide_their_own_request(school: School) -> None:
    await ask_for_a_site(school, "grace-adeyemi")
    grace = school.person("grace-adeyemi")

    await forge_press(school, grace, approve(school))

    assert grace.sees("You asked for this one, so Daniel Frost must decide. Nothing has changed.")
    assert school.kept("decisions") == ""


async def test_the_deputy_decides_the_heads_own_request(school: School) -> None:
    grace = await ask_for_a_site(school, "grace-adeyemi")

    await school.person("daniel-frost").presses("Approve")
    await school.settle()

    assert grace.sees("Approved by Daniel Frost for 5 Red")


async def test_the_delegate_decides_for_the_head_and_the_record_says_so(school: School) -> None:
    amy = await ask_for_a_site(school)
    daniel = school.person("daniel-frost")

    await daniel.says(f"status {REF}")
    await daniel.presses("Approve")
    await school.settle()

    assert amy.sees("Approved by Daniel Frost (acting for Grace Adeyemi) for 5 Red")
    assert "'oakfield/daniel-frost'" in school.kept("decisions")
    assert "'oakfield/grace-adeyemi'" in school.kept("decisions")


async def test_a_head_who_has_left_the_post_cannot_decide_but_the_new_one_can(
    surface: Surface, knowhow: Knowhow, tmp_path: Path
) -> None:
    handover = {
        "roles: [headteacher]": "roles: [{role: headteacher, until: 2026-11-17}]",
        "slack: U0TOMELLERY": "slack: U0TOMELLERY\n"
        "        roles: [{role: headteacher, from: 2026-11-18}]",
    }
    trust = changed_trust(tmp_path, handover)
    async with await School.open(trust, surface, knowhow) as school:
        await ask_for_a_site(school)
        grace, tom = school.person("grace-adeyemi"), school.person("tom-ellery")
        await school.passes(days=1)

        await grace.presses("Approve")
        assert grace.sees("Only Tom Ellery can decide this. Nothing has changed.")
        assert school.kept("decisions") == ""

        await tom.says(f"status {REF}")
        await tom.presses("Approve")
        assert tom.sees("approved, being switched on")


async def test_a_delegate_cannot_decide_after_the_last_day_of_the_delegation(
    surface: Surface, knowhow: Knowhow, tmp_path: Path
) -> None:
    whole = "{delegate: daniel-frost, from: 2026-09-01, until: 2028-08-31}"
    trust = changed_trust(tmp_path, {whole: whole.replace("2028-08-31", "2026-11-17")})
    async with await School.open(trust, surface, knowhow) as school:
        await ask_for_a_site(school)
        daniel = school.person("daniel-frost")
        await daniel.says(f"status {REF}")
        await school.passes(days=1)

        await forge_press(school, daniel, approve(school))

        assert not daniel.sees("approved, being switched on")
        assert school.kept("decisions") == ""


async def test_two_people_decide_at_the_same_moment_and_one_of_them_is_told_so(
    school: School,
) -> None:
    amy = await ask_for_a_site(school)
    grace, daniel = school.person("grace-adeyemi"), school.person("daniel-frost")
    await daniel.says(f"status {REF}")
    await daniel.presses("Refuse")
    await daniel.fills(reason="The adverts on it are not for children.")

    with school.turns_meet(2):
        await asyncio.gather(grace.presses("Approve"), daniel.submits())
    await school.settle()

    assert len(school.kept("decisions").splitlines()) == 1
    if "'approve'" in school.kept("decisions"):
        winner, loser, state = "Grace Adeyemi", daniel, "approved, being switched on"
    else:
        winner, loser, state = "Daniel Frost", grace, "not approved"
    assert loser.sees(f"{winner} has already settled this: {state} at 09:30.")
    assert amy.sees(f"Blocked site request {REF}: {state}")
    told = [text for text in amy.texts() if "Approved by" in text or "Not approved. " in text]
    assert len(told) == 1


async def test_the_same_button_pressed_twice_at_once_has_one_effect(school: School) -> None:
    amy = await ask_for_a_site(school)
    grace = school.person("grace-adeyemi")

    with school.turns_meet(2):
        await asyncio.gather(grace.presses("Approve"), grace.presses("Approve"))
    await school.settle()

    assert len(school.kept("decisions").splitlines()) == 1
    assert sum("Approved by Grace Adeyemi" in text for text in amy.texts()) == 1


async def test_whoever_comes_second_is_told_who_decided_and_when(school: School) -> None:
    await ask_for_a_site(school)
    daniel = school.person("daniel-frost")
    await daniel.says(f"status {REF}")
    await school.person("grace-adeyemi").presses("Approve")
    await school.passes(minutes=12)

    await refuse(daniel, "The adverts on it are not for children.")

    assert daniel.sees(
        "Grace Adeyemi has already settled this: approved, being switched on at 09:30. "
        "Nothing more is needed from you."
    )
