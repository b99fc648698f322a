"""`python -m bot sandbox` itself: played with over its page, killed, started again, stopped."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from tests.support.slack_screen import Screen

ROOT = Path(__file__).resolve().parents[2]
AMY, GRACE = "U0AMYCARTER", "U0GRACEADEY"
QUESTION = "who waters the tomatoes in the greenhouse?"
REF = "POL-2026-0001"


@dataclass
class Page:
    """The page's API, as the browser speaks with it."""

    http: ClientSession
    process: asyncio.subprocess.Process

    async def screen(self, user: str) -> Screen:
        """Return what somebody sees."""
        async with self.http.get("/sandbox/state", params={"as": user}) as response:
            return Screen(await response.json())

    async def does(self, user: str, kind: str, **details: Any) -> None:
        """Carry out a gesture."""
        async with self.http.post("/sandbox/do", json={"as": user, "kind": kind, **details}) as it:
            outcome = await it.json()
        assert outcome["ok"], outcome

    async def presses(self, user: str, label: str) -> None:
        """Press the newest button with that label."""
        found = await self.waits_for(user, label)
        it = next(each for each in found.controls() if each.label == label)
        place = {"conversation": it.conversation, "ts": it.ts}
        where = {"block_id": it.block_id, "action_id": it.action_id, "action": {"type": "button"}}
        await self.does(user, "press", **place, **where)

    async def waits_for(self, user: str, text: str) -> Screen:
        """Return what somebody sees once a text is there."""
        async with (
            asyncio.timeout(20),
            self.http.ws_connect("/sandbox/changes", params={"as": user}) as changes,
        ):
            while True:
                seen = await self.screen(user)
                if text in "\n".join(seen.texts()):
                    return seen
                await changes.receive()


async def until_it_plays(output: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Yield what the command says, up to the line with the address."""
    async for line in output:
        yield line
        if b"http://" in line:
            return


@asynccontextmanager
async def the_sandbox(database: str) -> AsyncIterator[Page]:
    """Start the command and wait for its address; whatever happens, it is gone at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--port", "0", "--database", database),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout
        said = [line.decode() async for line in until_it_plays(process.stdout)]
        assert said[-1].startswith("Dutydesk's sandbox is at http://127.0.0.1:"), said
        async with ClientSession(said[-1].split()[-1]) as http:
            yield Page(http, process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_what_was_done_before_it_was_killed_is_still_there_and_is_not_told_twice(
    sqlite_url: str,
) -> None:
    async with the_sandbox(sqlite_url) as page:
        await page.does(AMY, "say", conversation="D0AMYCARTER", text=QUESTION)
        await page.presses(AMY, "Ask Grace Adeyemi")
        await page.waits_for(GRACE, REF)
        page.process.kill()

    async with the_sandbox(sqlite_url) as page:
        await page.does(AMY, "clock", hours=1)
        assert not (await page.screen(GRACE)).texts()
        await page.does(GRACE, "say", conversation="D0GRACEADEY", text=f"status {REF}")

        await page.waits_for(GRACE, f"Policy question {REF}: waiting for an answer")

        page.process.terminate()
        assert await page.process.wait() == 0
