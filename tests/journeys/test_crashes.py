"""The process dies between a saved turn and its notice: the notice still comes, once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

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
    await school.playground.front("slack").close()
    async with lone_product(school.playground.sandbox, school.database, school.now) as process:
        yield process
    await connect(school)


async def connect(school: School) -> None:
    """Connect our own product to Slack again."""
    await school.playground.front("slack").open("", asyncio.Event())


@only_on(Platform.SLACK, why="the other process connects by Socket Mode, to the same Slack")
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault("rate_limited", seconds=60), id="before Slack took it"),
        pytest.param(Fault("hang_after_accept", seconds=60), id="after Slack took it"),
    ],
)
async def test_a_notice_whose_sender_is_killed_arrives_once(school: School, fault: Fault) -> None:
    amy = SlackPerson(school.playground.sandbox, "U0AMYCARTER")
    grace = school.person("grace-adeyemi")
    async with another_process_serves(school) as process:
        await fill_in(amy)
        school.backstage.stumbles("message", fault, times=2)
        await amy.submits()
        assert amy.sees(WAITING)
        process.kill()
        await process.wait()
    school.playground.sandbox.faults.clear()

    for _ in range(3):
        await school.passes(minutes=2)

    assert len([text for text in grace.texts() if WAITING in text]) == 1
    await grace.presses("Approve")
    assert grace.sees(f"Blocked site request {REF}: approved, being switched on")


@only_on(Platform.SLACK, why="Teams does not bring a message again that nobody took")
async def test_what_was_said_while_nobody_was_there_is_answered_later(school: School) -> None:
    sandbox = school.playground.sandbox
    amy, courier = SlackPerson(sandbox, "U0AMYCARTER"), sandbox.courier
    courier.patience, courier.pace = 0.1, 0.01
    await school.playground.front("slack").close()
    body = {"as": amy.id, "kind": "say", "conversation": "D0AMYCARTER", "text": "help"}
    outcome = await sandbox.window.do(body)
    assert not outcome["acknowledged"]

    await connect(school)

    await amy.waits_for("What I can do")
    assert len(amy.texts()) == 2
