"""The process dies between a saved turn and its notice: the notice still comes, once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.sandbox.faults import Fault
from bot.domain.people import Platform
from tests.journeys.requests import REF, WAITING, fill_in
from tests.journeys.surfaces import only_on
from tests.support.lone_product import lone_product
from tests.support.school import School
from tests.support.slack_person import SlackPerson


@asynccontextmanager
async def another_process_serves(school: School) -> AsyncIterator[asyncio.subprocess.Process]:
    """Have the product run elsewhere; our own one steps in when that one is gone."""
    stage = school.backstage
    await stage.turns_away()
    async with lone_product(school.database, school.now, stage.needed()) as (process, address):
        await stage.turns_to(address)
        yield process
    await stage.comes_back()


async def request_whose_notice_suffers(school: School, fault: Fault) -> None:
    """Send a request to another process, and kill that one before its notice is delivered."""
    amy = school.backstage.stranger(school.person("amy-carter").id)
    async with another_process_serves(school) as process:
        await fill_in(amy)
        school.backstage.stumbles("message", fault, times=2)
        await amy.submits()
        assert not amy.questions()
        process.kill()
        await process.wait()
    school.backstage.clears_up()


async def notices(school: School) -> list[str]:
    """Return the notices of a new request that Grace has after some minutes."""
    for _ in range(3):
        await school.passes(minutes=2)
    return [text for text in school.person("grace-adeyemi").texts() if WAITING in text]


async def test_a_notice_whose_sender_is_killed_before_it_is_taken_arrives_once(
    school: School,
) -> None:
    await request_whose_notice_suffers(school, Fault("rate_limited", seconds=60))

    assert len(await notices(school)) == 1
    grace = school.person("grace-adeyemi")
    await grace.presses("Approve")
    assert grace.sees(f"Blocked site request {REF}: approved, being switched on")


@only_on(Platform.SLACK, why="Teams can't be asked what it took (RELIABILITY 4.2)")
async def test_a_notice_whose_sender_is_killed_after_it_is_taken_arrives_once(
    school: School,
) -> None:
    await request_whose_notice_suffers(school, Fault("hang_after_accept", seconds=60))

    assert len(await notices(school)) == 1


@only_on(Platform.SLACK, why="Teams does not bring a message again that nobody took")
async def test_what_was_said_while_nobody_was_there_is_answered_later(school: School) -> None:
    sandbox = school.playground.sandbox
    amy, courier = SlackPerson(sandbox, "U0AMYCARTER"), sandbox.courier
    courier.patience, courier.pace = 0.1, 0.01
    await school.backstage.turns_away()
    body = {"as": amy.id, "kind": "say", "conversation": "D0AMYCARTER", "text": "help"}
    outcome = await sandbox.window.do(body)
    assert not outcome["acknowledged"]

    await school.backstage.comes_back()

    await amy.waits_for("What I can do")
    assert len(amy.texts()) == 2
