"""The product as it runs for real, on an emulated Slack: settings, secrets and a way to stop it."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from adapters.sandbox.server import Sandbox, SandboxPlan
from adapters.sandbox.slack.identity import TEAM_ID
from adapters.slack.connection import PATH, manifest
from adapters.slack.limits import faults
from bot.assembly import Knowhow
from bot.fronts.slack import SlackFront
from bot.playground import CHANNELS, people
from bot.production import GRACE_SECONDS, Service, now, service
from bot.settings import Settings, load
from tests.support.school import TUESDAY_MORNING
from tests.support.slack_person import SlackPerson

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30.0
SECRETS = {
    "SLACK_APP_TOKEN": "xapp-made-up",
    "SLACK_BOT_TOKEN": "xoxb-made-up",
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
}
SLACK_ONLY = re.compile(r"\n  # Leave this part out.*?(?=\nstorage:)", re.DOTALL)


def tuesday() -> datetime:
    """Return the moment at which the product lives; Slack's signatures have real time."""
    return TUESDAY_MORNING


@cache
def knowhow() -> Knowhow:
    """Return what the sample trust knows, read once for all tests."""
    return Knowhow.of(load(ROOT / "app.yaml"))


def settings_in(folder: Path, mode: str = "socket", *changes: tuple[str, str]) -> Settings:
    """Return the sample trust's settings for Slack, in a folder of their own, with some changes."""
    text = SLACK_ONLY.sub("", (ROOT / "app.yaml").read_text(encoding="utf-8"))
    for old, new in (("T0LARKMOOR", TEAM_ID), ("mode: socket", f"mode: {mode}"), *changes):
        assert old in text, old
        text = text.replace(old, new)
    if not (folder / "knowledge").exists():
        (folder / "knowledge").symlink_to(ROOT / "knowledge")
    path = folder / "app.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def secrets_of(sandbox: Sandbox) -> dict[str, str]:
    """Return the environment in which the product can run."""
    return {
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_SIGNING_SECRET": sandbox.signing_secret,
    }


@asynccontextmanager
async def a_slack(settings: Settings) -> AsyncIterator[Sandbox]:
    """Run an emulated Slack with the trust's people in it."""

    async def stand_still(_: timedelta) -> None: ...

    sandbox = Sandbox(
        SandboxPlan(
            people=people(settings.directory()),
            channels=CHANNELS,
            manifest=manifest(),
            check=faults,
            now=tuesday,
            advance_clock=stand_still,
        )
    )
    await sandbox.start()
    sandbox.courier.pace = 0.0
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@dataclass
class Running:
    """A running service."""

    service: Service
    front: SlackFront
    sandbox: Sandbox
    port: int
    stop: asyncio.Event
    task: asyncio.Task[None] = field(repr=False)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def person(self, user: str) -> SlackPerson:
        return SlackPerson(self.sandbox, user, self.service.settle)

    async def ends(self) -> None:
        """Tell it to stop, and see that it does."""
        self.stop.set()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.task


@asynccontextmanager
async def running(
    settings: Settings,
    sandbox: Sandbox,
    environ: Mapping[str, str] | None = None,
    grace: float = GRACE_SECONDS,
) -> AsyncIterator[Running]:
    """Run the product until the end of the block, always on the same Tuesday."""
    own = environ or secrets_of(sandbox)
    front = slack_front(settings, own, sandbox)
    built = replace(service(settings, own, [front], tuesday, knowhow()), grace=grace)
    stop, port = asyncio.Event(), free_port()
    task = asyncio.create_task(built.run(stop, "127.0.0.1", port))
    try:
        await _until_it_serves(task, port)
        if front.is_http:
            await sandbox.speak_http(f"http://127.0.0.1:{port}{PATH}")
        yield Running(built, front, sandbox, port, stop, task)
    finally:
        stop.set()
        await task


def slack_front(settings: Settings, own: Mapping[str, str], sandbox: Sandbox) -> SlackFront:
    """Return the way to the emulated Slack."""
    assert settings.platforms.slack
    return SlackFront(settings.platforms.slack, own, now, sandbox.api_url)


async def _until_it_serves(task: asyncio.Task[None], port: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not task.done():
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return
    await task


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
