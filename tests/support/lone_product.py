"""The product in a process of its own, on an emulated platform elsewhere: to be killed.

`python -m tests.support.lone_product DATABASE MOMENT PLATFORM ...` prints where it listens. Behind
the platform stands what its front needs, in order.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from adapters.sandbox.server import LOOPBACK
from adapters.sandbox.slack.identity import TEAM_ID
from adapters.sandbox.teams.identity import TENANT_ID
from adapters.web.server import WebServer
from bot.assembly import Knowhow, build, storage
from bot.domain.people import Platform
from bot.fronts.front import Front
from bot.fronts.slack import SlackFront
from bot.fronts.teams import Elsewhere, TeamsFront
from bot.mail import Switchboard
from bot.playground import APP_ID, emulated
from bot.ports import Clock
from bot.settings import load
from bot.settings.platforms import SlackSettings, SlackWorkspace, TeamsSettings, TeamsTenant

ROOT = Path(__file__).resolve().parents[2]


async def run(database: str, moment: str, platform: str, *needed: str) -> None:
    """Serve until somebody ends the process."""
    at, settings = datetime.fromisoformat(moment), load(ROOT / "app.yaml")
    front = front_of(Platform(platform), needed, lambda: at)
    open_uow = storage(database)
    ways = Switchboard({front.platform: front.messenger(open_uow)})
    known, knowhow = emulated(settings.directory()), Knowhow.of(settings)
    product = build(known, knowhow, open_uow, ways, lambda: at)
    server = WebServer(front.attach(product), lambda: True)
    address = f"http://{LOOPBACK}:{await server.start(LOOPBACK, 0)}"
    await front.open(address, asyncio.Event())
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    await product.rounds.go(asyncio.Event())


def front_of(platform: Platform, needed: Sequence[str], clock: Clock) -> Front:
    """Return the way to an emulated platform in another process."""
    if platform is Platform.TEAMS:
        tenants = TeamsSettings(app_id=APP_ID, tenants=(TeamsTenant(tenant_id=TENANT_ID),))
        return TeamsFront(tenants, {}, clock, Elsewhere(*needed))
    api_url, bot_token, app_token = needed
    workspaces = SlackSettings(workspaces=(SlackWorkspace(team_id=TEAM_ID),))
    tokens = {"SLACK_BOT_TOKEN": bot_token, "SLACK_APP_TOKEN": app_token}
    return SlackFront(workspaces, tokens, clock, api_url)


@asynccontextmanager
async def lone_product(
    database: str, at: datetime, needed: Sequence[str]
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Start the product beside the tests; whatever happens, it is gone at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.lone_product", database, at.isoformat(), *needed),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout
        said = (await process.stdout.readline()).decode().strip()
        assert said.startswith("http://"), said
        yield process, said
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
