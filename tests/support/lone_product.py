"""The product in a process of its own, connected to an emulated Slack elsewhere: to be killed.

`python -m tests.support.lone_product DATABASE API_URL BOT_TOKEN APP_TOKEN MOMENT` prints "ready".
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from adapters.sandbox.server import Sandbox
from adapters.sandbox.slack.identity import TEAM_ID
from adapters.slack.app import SlackApp
from adapters.slack.connection import Connection, bolt_app
from adapters.slack.inbound import PLATFORM, Inbound
from adapters.slack.messenger import SlackMessenger
from adapters.slack.workspaces import Workspaces
from bot.assembly import build
from bot.mail import Switchboard
from bot.playground import MadeUpAccounts
from bot.settings import load

ROOT = Path(__file__).resolve().parents[2]


async def run(database: str, api_url: str, bot_token: str, app_token: str, moment: str) -> None:
    """Serve until somebody ends the process."""
    at = datetime.fromisoformat(moment)
    settings = load(ROOT / "app.yaml")
    directory = settings.directory()
    people = {each.identities[0].user: each for each in directory.people() if each.identities}
    teams = {each.team for person in directory.people() for each in person.identities}
    workspaces = Workspaces(dict.fromkeys((*teams, TEAM_ID), bot_token), api_url)
    post = Switchboard({PLATFORM: SlackMessenger(workspaces)})
    product = build(settings, database, post, lambda: at)
    bolt, inbound = bolt_app(workspaces), Inbound(MadeUpAccounts(people))
    SlackApp(bolt, workspaces, product.assistant, inbound, product.rounds.knock)
    await Connection(bolt, app_token, api_url).open()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await product.rounds.go(asyncio.Event())


@asynccontextmanager
async def lone_product(
    sandbox: Sandbox, database: str, at: datetime
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start the product beside the tests; whatever happens, it is gone at the end."""
    words = (database, sandbox.api_url, sandbox.bot_token, sandbox.app_token, at.isoformat())
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.lone_product", *words),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout
        assert await process.stdout.readline() == b"ready\n"
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
