"""Danger: the safeguarding lead is told again and again until somebody has it."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.assembly import Knowhow
from bot.settings import Settings
from tests.journeys.reports import IMAGE, REF, heard, report
from tests.support.school import School, Surface

AGAIN = "Nobody has picked this up since"
CRITICAL = [{"danger_now": "Yes"}, {"danger_now": "Not sure"}, IMAGE]


def alerts(school: School, name: str) -> int:
    """Return how often somebody was told of the report, the first time included."""
    return len([text for text in school.person(name).answers() if REF in text])


@pytest.mark.parametrize("answers", CRITICAL)
async def test_the_alert_is_repeated_every_five_minutes(
    school: School, answers: dict[str, str]
) -> None:
    await report(school, **answers)
    assert alerts(school, "priya-nair") == 1

    told = []
    for _ in range(4):
        await school.passes(minutes=5)
        told.append(alerts(school, "priya-nair"))

    assert told == [2, 3, 4, 5]
    assert school.person("priya-nair").sees(AGAIN)


async def test_the_alert_climbs_from_the_lead_to_deputies_and_senior_staff(school: School) -> None:
    await report(school, **IMAGE)
    rungs = [heard(school) - {"amy-carter"}]

    for _ in range(3):
        await school.passes(minutes=5)
        rungs.append(heard(school) - {"amy-carter"})

    assert rungs[0] == {"priya-nair"}
    assert "daniel-frost" in rungs[1]
    assert "grace-adeyemi" in rungs[-1]
    assert not rungs[-1] & {"tom-ellery", "len-hodge", "colin-whitby", "helen-marsh"}


async def test_the_alert_stops_when_somebody_has_it(school: School) -> None:
    await report(school, danger_now="Yes")
    await school.passes(minutes=5)
    await school.person("priya-nair").presses("I have it")
    await school.settle()
    before = [alerts(school, name) for name in ("priya-nair", "daniel-frost", "grace-adeyemi")]

    for _ in range(6):
        await school.passes(minutes=5)

    after = [alerts(school, name) for name in ("priya-nair", "daniel-frost", "grace-adeyemi")]
    assert after == before


async def test_safeguarding_does_not_wait_for_school_to_open(
    trust: Settings, surface: Surface, knowhow: Knowhow
) -> None:
    christmas_night = datetime(2026, 12, 25, 23, tzinfo=UTC)
    async with await School.open(trust, surface, knowhow, christmas_night) as school:
        await report(school, danger_now="Yes")
        await school.passes(minutes=5)

        assert alerts(school, "priya-nair") == 2


async def test_two_people_who_press_at_once_do_not_both_have_it(school: School) -> None:
    await report(school, danger_now="Yes")
    await school.passes(minutes=5)
    priya, daniel = school.person("priya-nair"), school.person("daniel-frost")

    with school.turns_meet(2):
        await asyncio.gather(priya.presses("I have it"), daniel.presses("I have it"))
    await school.settle()

    taken = [line for line in school.kept("case_events").splitlines() if "'take'" in line]
    assert len(taken) == 1
    loser = daniel if "priya-nair" in taken[0] else priya
    assert loser.sees("That can't be done any more: it is picked up.")
