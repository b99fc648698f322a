"""What each job costs a person, in taps and in fields to type in, on each platform (DOMAIN 9).

`pytest tests/journeys/test_effort.py -s` prints the table.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias

import pytest

from bot.assembly import Knowhow
from bot.domain.people import Platform
from bot.settings import Settings
from tests.journeys import reports, requests, test_reporting_websites
from tests.support.person import Person
from tests.support.school import School, Surface

Job: TypeAlias = Callable[[School], Awaitable[Person]]
Effort: TypeAlias = Mapping[str, Counter[str]]

STORY = "They made a WhatsApp group called We hate Zed and posted rude jokes"
# Everything that whoever decides must know before they press.
WHAT_IT_TAKES = (
    "hxxps://maps[.]example/rivers",
    requests.ANSWERS["site_content"],
    requests.ANSWERS["reasons"],
    "Adverts",
    "Pupils use it with me watching",
    "5 Red",
    "Tue 24 Nov to Fri 27 Nov 2026",
    "Amy Carter",
)


async def ask(school: School) -> Person:
    """Have a question answered."""
    amy = school.person("amy-carter")
    await amy.says("can i be friends with a parent on facebook?")
    assert amy.sees("parents or carers")
    return amy


async def report(school: School) -> Person:
    """Have a first report sent; its story says where."""
    amy = await reports.report(school, what_happened=STORY, platform=None)
    assert school.person("priya-nair").sees("Where: WhatsApp")
    return amy


async def report_an_image(school: School) -> Person:
    """Have a report of a sexual picture sent, which nobody describes."""
    left_out: dict[str, Any] = dict.fromkeys(("device_involved", "has_spread"))
    answers = {**reports.IMAGE, **left_out}
    return await reports.report(school, **answers)


async def report_a_site(school: School) -> Person:
    """Have a report of a website sent that only staff saw."""
    left_out: dict[str, Any] = dict.fromkeys(("pupils", "pupil_upset", "device"))
    return await test_reporting_websites.report(school, who_saw="Staff only", **left_out)


async def request(school: School) -> Person:
    """Have a blocked site asked for."""
    return await requests.ask_for_a_site(school)


async def decide(school: School) -> Person:
    """Have a request approved, from its card alone."""
    await requests.ask_for_a_site(school)
    grace = school.person("grace-adeyemi")
    missing = [fact for fact in WHAT_IT_TAKES if not grace.sees(fact)]
    assert not missing
    await grace.presses("Approve")
    await school.settle()
    assert grace.sees("approved")
    return grace


JOBS: Sequence[tuple[Job, Counter[str]]] = (
    (ask, Counter(taps=0, typed=0)),
    (report, Counter(taps=6, typed=2)),
    (report_an_image, Counter(taps=6, typed=0)),
    (report_a_site, Counter(taps=6, typed=2)),
    (request, Counter(taps=11, typed=4)),
    (decide, Counter(taps=1, typed=0)),
)


def line(job: Job, effort: Effort) -> str:
    """Return a line of the table."""
    told = (f"{efforts['taps']:>2} taps {efforts['typed']} typed" for efforts in effort.values())
    return f"{job.__name__:<16}" + "  ".join(
        f"{name}: {cost}" for name, cost in zip(effort, told, strict=True)
    )


@pytest.fixture
def on_each_platform(
    trust: Settings, knowhow: Knowhow, sqlite_url: str, empty_sqlite_url: str
) -> Callable[[Job], Effort]:
    """Do a job on each platform, at a school of its own."""
    urls = dict(zip(Platform, (sqlite_url, empty_sqlite_url), strict=True))

    async def effort(job: Job, platform: Platform) -> Counter[str]:
        async with await School.open(trust, Surface(platform, urls[platform]), knowhow) as school:
            return (await job(school)).effort

    return lambda job: {each.value: asyncio.run(effort(job, each)) for each in Platform}


@pytest.mark.parametrize(("job", "most"), JOBS)
def test_no_job_takes_more_than_people_have_time_for(
    job: Job, most: Counter[str], on_each_platform: Callable[[Job], Effort]
) -> None:
    effort = on_each_platform(job)
    print(f"\n{line(job, effort)}", end="")  # noqa: T201 - the table, for whoever asks with -s

    assert all(each <= most for each in effort.values()), line(job, effort)
    assert effort["teams"] <= effort["slack"]
