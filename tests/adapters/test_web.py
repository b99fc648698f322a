"""The HTTP server: alive, ready or not, and quiet about itself."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from adapters.web.server import WebServer

PATIENCE_SECONDS = 30


@asynccontextmanager
async def serving(
    is_ready: Callable[[], bool] = lambda: True, *routes: web.RouteDef, **seconds: float
) -> AsyncIterator[tuple[WebServer, str]]:
    """A server, and where it is."""
    it = WebServer(routes, is_ready, **seconds)
    port = await it.start("127.0.0.1", 0)
    try:
        yield it, f"http://127.0.0.1:{port}"
    finally:
        await it.stop()


async def fetch(address: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.text()


async def test_it_is_alive_whatever_the_database_does() -> None:
    async with serving(lambda: False) as (_, address):
        assert await fetch(f"{address}/live") == (200, "alive")


async def test_it_is_ready_only_while_a_turn_could_be_saved() -> None:
    answers = iter([True, False, True])
    async with serving(lambda: next(answers)) as (_, address):
        assert await fetch(f"{address}/ready") == (200, "ready")
        assert await fetch(f"{address}/ready") == (503, "not yet")
        assert await fetch(f"{address}/ready") == (200, "ready")


async def test_a_database_that_says_nothing_is_not_ready_and_is_asked_once() -> None:
    questions: list[str] = []
    enough = threading.Event()

    def silence() -> bool:
        questions.append("?")
        return enough.wait(5)

    async with serving(silence, checking=0.1) as (_, address):
        asked = [fetch(f"{address}/ready") for _ in range(5)]
        assert await asyncio.gather(*asked) == [(503, "not yet")] * 5
        enough.set()
        assert await fetch(f"{address}/ready") == (200, "ready")

    assert len(questions) <= 2


async def test_it_names_no_software_and_no_version() -> None:
    async with serving() as (_, address), aiohttp.ClientSession() as session:
        for path in ("/live", "/nowhere"):
            async with session.get(f"{address}{path}") as answer:
                assert answer.headers["Server"] == "Dutydesk"
                assert "aiohttp" not in str(answer.headers)


async def test_stopping_waits_for_what_is_being_answered() -> None:
    begun = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        begun.set()
        await asyncio.sleep(0.2)
        return web.Response(text="done")

    it = WebServer((web.get("/slow", slow),), lambda: True)
    port = await it.start("127.0.0.1", 0)
    asked = asyncio.create_task(fetch(f"http://127.0.0.1:{port}/slow"))
    await begun.wait()
    await it.stop()

    assert await asked == (200, "done")


async def test_stopping_does_not_wait_for_ever() -> None:
    async def endless(_: web.Request) -> web.Response:
        begun.set()
        await asyncio.Event().wait()
        return web.Response()

    begun = asyncio.Event()
    it = WebServer((web.get("/endless", endless),), lambda: True, finishing=0.2)
    port = await it.start("127.0.0.1", 0)
    asked = asyncio.create_task(fetch(f"http://127.0.0.1:{port}/endless"))
    await begun.wait()
    async with asyncio.timeout(PATIENCE_SECONDS):
        await it.stop()

    with pytest.raises(aiohttp.ClientError):
        await asked
