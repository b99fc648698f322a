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
from bot.assembly import Knowhow, build, storage
from bot.fronts.slack import SlackFront
from bot.mail import Switchboard
from bot.playground import emulated
from bot.settings import load
from bot.settings.platforms import SlackSettings, SlackWorkspace

ROOT = Path(__file__).resolve().parents[2]


async def run(database: str, api_url: str, bot_token: str, app_token: str, moment: str) -> None:
    """Serve until somebody ends the process."""
    at, settings = datetime.fromisoformat(moment), load(ROOT / "app.yaml")
    front = SlackFront(
        SlackSettings(workspaces=(SlackWorkspace(team_id=TEAM_ID),)),
        {"SLACK_BOT_TOKEN": bot_token, "SLACK_APP_TOKEN": app_token},
        lambda: at,
        api_url,
    )
    open_uow = storage(database)
    ways = Switchboard({front.platform: front.messenger(open_uow)})
    known, knowhow = emulated(settings.directory()), Knowhow.of(settings)
    product = build(known, knowhow, open_uow, ways, lambda: at)
    front.attach(product)
    await front.open("", asyncio.Event())
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
