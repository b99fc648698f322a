"""The routes that the page uses, and the walls around them."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from tests.adapters.sandbox.workshop import (
    AMY,
    HEAD,
    Workshop,
    a_workshop,
    an_unconnected_workshop,
    section,
)

PATIENCE_SECONDS = 10


@asynccontextmanager
async def a_browser(shop: Workshop) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(shop.sandbox.address) as session:
        yield session


async def test_the_people_are_those_who_can_sign_in() -> None:
    async with an_unconnected_workshop() as shop, a_browser(shop) as browser:
        told = await (await browser.get("/sandbox/people")).json()

        assert told["workspace"] == {"name": "Larkmoor Trust"}
        assert [each["id"] for each in told["people"]] == ["U-AMY", "U-HEAD", "U-PIP", "U-ZOE"]
        assert told["people"][0] == {
            "id": "U-AMY",
            "name": "Amy Carter",
            "title": "Class teacher",
            "school": "Oakfield",
            "is_staff": True,
        }


async def test_a_snapshot_has_everything_that_the_page_draws() -> None:
    async with a_workshop() as shop, a_browser(shop) as browser:
        blocks = [section("Note")]
        await shop.client.chat_postMessage(channel="U-AMY", text="note", blocks=blocks)
        seen = await (await browser.get("/sandbox/state", params={"as": "U-AMY"})).json()

        assert seen["now"] == "2026-11-20T10:31:00Z"
        assert seen["clock_offset_hours"] == 0
        assert seen["me"]["name"] == "Amy Carter"
        assert seen["people"][0]["unread"] == 1
        assert seen["users"]["UBOT"] == {"name": "Dutydesk", "title": "App", "is_bot": True}
        assert seen["commands"][0] == {
            "command": "/policy",
            "description": "Ask",
            "usage_hint": "a question",
        }
        assert seen["shortcuts"][0]["type"] == "message"
        assert seen["home"] is None
        assert seen["modals"] == []
        line = seen["conversations"][0]
        assert (line["kind"], line["name"], line["unread"]) == ("app", "Dutydesk", 1)
        message = line["messages"][0]
        assert (message["user"], message["text"], message["at"]) == (
            "UBOT",
            "note",
            "2026-11-20T10:31:00Z",
        )
        kinds = [(each["kind"], each["name"]) for each in seen["conversations"]]
        assert ("im", "Grace Hall") in kinds
        assert ("channel", "staff-room") in kinds


async def test_an_unknown_seat_is_not_found() -> None:
    async with an_unconnected_workshop() as shop, a_browser(shop) as browser:
        for path in ("/sandbox/state", "/sandbox/changes"):
            answer = await browser.get(path, params={"as": "U-LEE"})
            assert answer.status == 404


async def test_the_socket_tells_everybody_of_every_change() -> None:
    async with a_workshop() as shop, a_browser(shop) as browser:
        head = await browser.ws_connect("/sandbox/changes?as=U-HEAD")
        first = await head.receive_json()
        await shop.person(AMY).says("hello", to="general")
        second = await asyncio.wait_for(head.receive_json(), PATIENCE_SECONDS)

        assert second["seq"] > first["seq"]
        assert shop.person(HEAD).sees("hello")


async def test_a_channel_turns_bold_and_rings_nobodys_bell() -> None:
    async with a_workshop() as shop, a_browser(shop) as browser:
        await shop.person(AMY).says("hello", to="general")
        seen = await (await browser.get("/sandbox/state", params={"as": "U-HEAD"})).json()

        unread = {each["name"]: each["unread"] for each in seen["conversations"]}
        bells = {each["id"]: each["unread"] for each in seen["people"]}
        assert (unread["general"], bells["U-HEAD"]) == (1, 0)


async def test_doing_something_returns_when_the_app_has_acknowledged() -> None:
    async with a_workshop() as shop, a_browser(shop) as browser:
        gesture = {"as": "U-AMY", "kind": "say", "conversation": "D-AMY", "text": "hello"}
        answer = await browser.post("/sandbox/do", json=gesture)

        assert (await answer.json())["ok"] is True
        assert shop.events[0]["text"] == "hello"


@pytest.mark.parametrize(
    ("gesture", "message"),
    [
        ({"kind": "dance", "as": "U-AMY"}, "The page sent something unexpected"),
        ([1, 2], "The page sent something unexpected"),
        ({"kind": "say", "as": "U-AMY", "conversation": "D-HEAD", "text": "x"}, "You are not in"),
        ({"kind": "say", "as": "U-AMY", "conversation": "D-AMY", "text": " "}, "Please type"),
        ({"kind": "submit", "as": "U-AMY", "view_id": "V1"}, "That form is not open any more."),
        (
            {"kind": "home_press", "as": "U-AMY", "block_id": "b", "action_id": "a"},
            "There is nothing on your Home tab yet.",
        ),
        ({"kind": "clock", "as": "U-AMY", "hours": -1}, "The page sent something unexpected"),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(gesture: Any, message: str) -> None:
    async with an_unconnected_workshop() as shop, a_browser(shop) as browser:
        answer = await (await browser.post("/sandbox/do", json=gesture)).json()

        assert answer["ok"] is False
        assert message in answer["message"]


async def test_the_clock_control_moves_the_products_clock() -> None:
    async with an_unconnected_workshop() as shop, a_browser(shop) as browser:
        await browser.post("/sandbox/do", json={"as": "U-AMY", "kind": "clock", "hours": 26.5})

        assert shop.clock.now() == datetime(2026, 11, 21, 13, 1, tzinfo=UTC)
        assert shop.person(AMY).screen.snapshot["clock_offset_hours"] == 26.5


async def test_every_answer_carries_the_strict_headers() -> None:
    async with an_unconnected_workshop() as shop, a_browser(shop) as browser:
        for path in ("/sandbox/people", "/page/missing.js", "/favicon.ico"):
            answer = await browser.get(path)
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


OUTSIDE = [
    "/page/..%2Fserver.py",
    "/page/%2e%2e/server.py",
    "/page/.hidden",
    "/page/",
    "/page/teams/..%2Fmain.js",
    "/page/teams/..%2F..%2Fserver.py",
    "/page/teams/%2e%2e/main.js",
    "/page/..%2Fslack/window.py",
    "/page/%2e%2e/slack/window.py",
    "/page/./main.js",
    "/page/teams/",
    "/page/teams/.hidden",
]


async def test_a_window_has_a_folder_of_its_own_files() -> None:
    async with an_unconnected_workshop() as shop, a_browser(shop) as browser:
        answer = await browser.get("/page/teams/card.js")

        assert answer.status == 200
        assert "javascript" in answer.headers["Content-Type"]


async def test_the_page_is_told_which_windows_there_are() -> None:
    async with an_unconnected_workshop() as shop, a_browser(shop) as browser:
        answer = await browser.get("/windows")

        assert await answer.json() == {"windows": ["/sandbox"]}


async def test_files_outside_the_page_cannot_be_read() -> None:
    async with an_unconnected_workshop() as shop:
        for path in OUTSIDE:
            reader, writer = await asyncio.open_connection("127.0.0.1", shop.sandbox.port)
            request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            writer.write(request.encode())
            status = await reader.readline()
            writer.close()
            assert b"404" in status


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
async def test_other_sites_pages_are_turned_away(headers: dict[str, str]) -> None:
    async with an_unconnected_workshop() as shop, a_browser(shop) as browser:
        gesture = {"as": "U-AMY", "kind": "clock", "hours": 1}
        answer = await browser.post("/sandbox/do", json=gesture, headers=headers)

        assert answer.status == 403
        assert shop.clock.now().hour == 10


async def test_a_form_from_another_page_is_no_gesture() -> None:
    async with an_unconnected_workshop() as shop, a_browser(shop) as browser:
        text = json.dumps({"as": "U-AMY", "kind": "clock", "hours": 1})
        plain = await browser.post("/sandbox/do", data=text)
        broken = await browser.post(
            "/sandbox/do", data="{", headers={"Content-Type": "application/json"}
        )

        assert (plain.status, broken.status) == (415, 400)


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.168.0.9", "::"])  # noqa: S104 - refused
async def test_the_sandbox_refuses_to_listen_anywhere_but_on_loopback(host: str) -> None:
    async with an_unconnected_workshop() as shop:
        with pytest.raises(ValueError, match=r"127\.0\.0\.1 only"):
            await shop.sandbox.start(host)


async def test_the_sandbox_takes_the_port_that_it_is_given_and_gives_it_back() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with an_unconnected_workshop() as shop:
        await shop.sandbox.stop()
        await shop.sandbox.start(port=port)
        assert shop.sandbox.port == port
        await shop.sandbox.stop()

        with pytest.raises(OSError, match="Connect"):
            await asyncio.open_connection("127.0.0.1", port)
