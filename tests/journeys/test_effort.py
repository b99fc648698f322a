"""What the three jobs cost a person, in taps and in fields to type in, on each platform."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest

from bot.assembly import Knowhow
from bot.domain.people import Platform
from bot.settings import Settings
from tests.journeys import reports, requests
from tests.support.person import Person
from tests.support.school import School, Surface

Job: TypeAlias = Callable[[School], Awaitable[Person]]


async def ask(school: School) -> Person:
    """Have a question answered."""
    amy = school.person("amy-carter")
    await amy.says("can i be friends with a parent on facebook?")
    assert amy.sees("parents or carers")
    return amy


async def report(school: School) -> Person:
    """Have a report sent."""
    return await reports.report(school)


async def decide(school: School) -> Person:
    """Have a request approved."""
    await requests.ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    await grace.presses("Approve")
    return grace


@pytest.mark.parametrize("job", [ask, report, decide])
def test_no_job_takes_more_taps_in_teams_than_in_slack(
    job: Job, trust: Settings, knowhow: Knowhow, sqlite_url: str, empty_sqlite_url: str
) -> None:
    urls = dict(zip(Platform, (sqlite_url, empty_sqlite_url), strict=True))

    async def effort(platform: Platform) -> Counter[str]:
        async with await School.open(trust, Surface(platform, urls[platform]), knowhow) as school:
            return (await job(school)).effort

    slack, teams = (asyncio.run(effort(platform)) for platform in Platform)

    assert teams["taps"] <= slack["taps"]
    assert teams["typed"] <= slack["typed"]
