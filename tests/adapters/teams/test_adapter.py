"""Teams' signed requests through gate and SDK to our one handler, and nobody else's (A2)."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.adapter import PATH, Answer, TeamsAdapter, http_route, refuses_strangers
from adapters.teams.calls import TeamsCalls
from adapters.teams.gate import MOST_BYTES, Gate
from adapters.teams.tokens import FixedToken
from adapters.web.server import WebServer
from adapters.wire.payloads import Body
from tests.adapters.teams.bot_framework import (
    ACTIVITIES,
    APP_ID,
    EXECUTE,
    MESSAGE,
    NOW,
    PRESS,
    TENANT,
    KnownKeys,
    invoke,
    token,
)

JSON = "application/json; charset=utf-8"
CARD: dict[str, Any] = {"type": "AdaptiveCard", "version": "1.5", "body": [], "fallbackText": None}
ANSWERS = [
    Answer(),
    Answer(200, {}),
    Answer(200, {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive"}),
    Answer(200, {"task": {"type": "continue", "value": {"card": {"content": CARD}}}}),
    Answer(400, {"why": "\ud800"}),
    Answer(501),
    Answer(503),
]


def an_adapter() -> TeamsAdapter:
    return TeamsAdapter(TeamsCalls(FixedToken("made up"), APP_ID).connectors)


ADAPTER = an_adapter()


@dataclass
class Clerk:
    """Whoever answers; what came is kept."""

    answer: Answer | None = None
    seen: list[Body] = field(default_factory=list)
    bug: Exception | None = None

    async def handle(self, activity: Body) -> Answer | None:
        self.seen.append(activity)
        if self.bug:
            raise self.bug
        return self.answer


@dataclass
class Gatehouse:
    """The way in, served."""

    address: str
    clerk: Clerk
    keys: KnownKeys

    async def posts(
        self, body: bytes, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Return the status, the words, and their type."""
        signed = {"Authorization": f"Bearer {token()}", "Content-Type": JSON}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.address, data=body, headers=headers or signed) as answer,
        ):
            return answer.status, await answer.text(), answer.content_type

    async def sends(self, activity: object) -> tuple[int, str, str]:
        return await self.posts(json.dumps(activity).encode())


@asynccontextmanager
async def a_gatehouse(clerk: Clerk | None = None) -> AsyncIterator[Gatehouse]:
    keys = KnownKeys()
    gate = Gate(APP_ID, [TENANT], keys, lambda: NOW)
    doing = clerk or Clerk()
    server = WebServer((http_route(gate, an_adapter(), doing.handle),), lambda: True)
    port = await server.start("127.0.0.1", 0)
    try:
        yield Gatehouse(f"http://127.0.0.1:{port}{PATH}", doing, keys)
    finally:
        await server.stop()


@pytest.mark.parametrize("activity", ACTIVITIES.values(), ids=ACTIVITIES.keys())
async def test_every_kind_of_activity_reaches_the_one_handler_as_it_came(
    activity: dict[str, Any],
) -> None:
    clerk = Clerk(Answer(200, {"taken": True}))
    answer = await ADAPTER.process(activity, clerk.handle)

    assert clerk.seen == [activity]
    assert answer == Answer(200, {"taken": True})


@pytest.mark.parametrize("activity", [MESSAGE, PRESS])
@pytest.mark.parametrize("answer", ANSWERS)
async def test_the_handlers_answer_is_the_answer(activity: dict[str, Any], answer: Answer) -> None:
    assert await ADAPTER.process(activity, Clerk(answer).handle) == answer


async def test_where_the_handler_says_nothing_the_activity_is_acknowledged() -> None:
    assert await ADAPTER.process(MESSAGE, Clerk().handle) == Answer(200, None)
    assert await ADAPTER.process(PRESS, Clerk().handle) == Answer(200, None)


async def test_two_activities_at_once_have_their_own_answers() -> None:
    both_are_here = asyncio.Event()
    seen: list[Body] = []

    async def slowly(activity: Body) -> Answer:
        seen.append(activity)
        if len(seen) == 2:
            both_are_here.set()
        await both_are_here.wait()
        return Answer(200, {"of": activity["id"]})

    answers = await asyncio.gather(
        *(ADAPTER.process({**PRESS, "id": name}, slowly) for name in ("1", "2"))
    )

    assert [answer.body for answer in answers] == [{"of": "1"}, {"of": "2"}]


async def test_a_bug_in_the_handler_is_not_swallowed_and_not_told_to_teams() -> None:
    async with a_gatehouse(Clerk(bug=ValueError("Amy Smith"))) as house:
        with pytest.raises(ValueError, match="Amy"):
            await ADAPTER.process(PRESS, house.clerk.handle)
        status, words, _ = await house.sends(PRESS)

    assert status == 500
    assert "Amy" not in words


async def test_the_sdks_own_check_of_tokens_is_never_reached() -> None:
    async with a_gatehouse() as house:
        for activity in ACTIVITIES.values():
            assert (await house.sends(activity))[0] == 200

    assert JwtTokenExtractor.metadataCache == {}


async def test_an_answer_with_a_body_goes_over_the_wire_as_json() -> None:
    async with a_gatehouse(Clerk(Answer(200, {"task": {"value": CARD}}))) as house:
        status, words, kind = await house.sends(PRESS)

    assert (status, json.loads(words), kind) == (
        200,
        {"task": {"value": CARD}},
        "application/json",
    )


async def test_an_answer_without_a_body_is_empty() -> None:
    async with a_gatehouse(Clerk(Answer(503))) as house:
        assert (await house.sends(MESSAGE))[:2] == (503, "")


async def test_what_nobody_signed_is_refused_in_the_same_words_and_leaves_no_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    body = json.dumps({**MESSAGE, "text": "a secret"}).encode()
    caplog.set_level(logging.INFO)
    async with a_gatehouse() as house:
        refused = [
            await house.posts(body, {"Content-Type": JSON}),
            await house.posts(body, {"Content-Type": JSON, "Authorization": "Bearer a.b.c"}),
            await house.posts(body, bearing(token(signed_by="evil"))),
            await house.posts(body, bearing(token(kid="key-9"))),
            await house.posts(body, bearing(token(aud="another-app"))),
            await house.sends({**MESSAGE, "serviceUrl": "https://evil.example/"}),
            await house.sends({**MESSAGE, "channelId": "emulator"}),
        ]
        malformed = [await house.posts(b"{"), await house.sends({**MESSAGE, "conversation": "c"})]
        too_big = await house.posts(b"x" * (MOST_BYTES + 1))
        house.keys.is_down = True
        unknown = await house.posts(body, bearing(token(kid="key-9")))

        assert [it[:2] for it in refused] == [(401, "refused")] * len(refused)
        assert [it[:2] for it in malformed] == [(400, "refused")] * len(malformed)
        assert too_big[:2] == (413, "refused")
        assert unknown[:2] == (503, "refused")
        assert house.clerk.seen == []
    spoken = [it for it in caplog.records if it.name.startswith(("adapters", "bot", "msrest"))]
    assert spoken == []


def bearing(value: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {value}", "Content-Type": JSON}


async def test_the_front_door_can_be_tried_at_the_start() -> None:
    async with a_gatehouse() as house, a_careless_house() as careless:
        assert await refuses_strangers(house.address)
        assert not await refuses_strangers(house.address.replace(PATH, "/live"))
        assert not await refuses_strangers(careless)
    assert not await refuses_strangers(house.address)


@asynccontextmanager
async def a_careless_house() -> AsyncIterator[str]:
    """A front door that opens to whoever shows any token, as the SDK's does without an app id."""

    async def receive(request: web.Request) -> web.Response:
        return web.Response(status=201 if "Authorization" in request.headers else 401)

    server = WebServer((web.post(PATH, receive),), lambda: True)
    port = await server.start("127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{port}{PATH}"
    finally:
        await server.stop()


@pytest.mark.parametrize(
    "request_text",
    [
        "POST {path} HTTP/1.1\r\nHost: x\r\n{head}Transfer-Encoding: chunked\r\n\r\nzz\r\nx",
        "POST {path} HTTP/1.1\r\nHost: x\r\n{head}Content-Length: -5\r\n\r\n",
        "POST {path} HTTP/1.1\r\n{head}Content-Length: 1\r\nContent-Encoding: gzip\r\n\r\nx",
        "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: \xff\r\n\r\n",
        "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + "a" * 20_000 + "\r\n\r\n",
        "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n",
        "\x00\x01\x02\r\n\r\n",
    ],
)
async def test_broken_http_is_refused_and_never_a_fault_of_ours(request_text: str) -> None:
    head = f"Authorization: Bearer {token()}\r\nContent-Type: application/json\r\n"
    async with a_gatehouse() as house:
        port = int(house.address.split(":")[2].split("/")[0])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request_text.format(path=PATH, head=head).encode("latin-1"))
        await writer.drain()
        writer.write_eof()
        answer = await asyncio.wait_for(reader.read(100), 8)
        writer.close()
        await writer.wait_closed()

        assert not answer or answer.split()[1].startswith(b"4"), answer
        assert house.clerk.seen == []


async def test_a_request_that_does_not_come_to_its_end_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.teams.adapter.PATIENCE_SECONDS", 0.05)
    head = f"Authorization: Bearer {token()}\r\nContent-Length: 10\r\n\r\n"
    async with a_gatehouse() as house:
        port = int(house.address.split(":")[2].split("/")[0])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{head}".encode())
        answer = await asyncio.wait_for(reader.read(100), 8)
        writer.close()
        await writer.wait_closed()

        assert answer.split()[1] == b"408"
        assert house.clerk.seen == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_body_that_cannot_be_unpacked_is_refused(encoding: str) -> None:
    async with a_gatehouse() as house:
        packed = {**bearing(token()), "Content-Encoding": encoding}
        status, words, _ = await house.posts(b"no such thing", packed)

        assert (status, words) == (400, "refused")
        assert house.clerk.seen == []


async def test_whoever_hangs_up_half_way_leaves_no_line(caplog: pytest.LogCaptureFixture) -> None:
    head = f"Authorization: Bearer {token()}\r\nContent-Length: 10\r\n\r\n"
    async with a_gatehouse() as house:
        port = int(house.address.split(":")[2].split("/")[0])
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{head}{{".encode())
        await writer.drain()
        await asyncio.wait_for(house.keys.was_asked.wait(), 8)
        writer.close()
        await writer.wait_closed()
        status, _, _ = await house.posts(b"{", bearing("a.b.c"))

        assert status == 401
        assert house.clerk.seen == []
    assert [it for it in caplog.records if it.levelno > logging.INFO] == []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.data(), st.sampled_from(list(ACTIVITIES.values())))
def test_however_an_activity_is_shaped_it_reaches_the_handler(
    data: st.DataObject, activity: dict[str, Any]
) -> None:
    name = data.draw(st.sampled_from(sorted(activity.keys() - {"serviceUrl"})))
    strange = {**activity, name: data.draw(ANYTHING)}
    clerk = Clerk()

    assert asyncio.run(ADAPTER.process(strange, clerk.handle)) == Answer()
    assert clerk.seen == [strange]


@settings(deadline=None)
@given(ANYTHING)
def test_whatever_an_invoke_brings_reaches_the_handler(value: Any) -> None:
    clerk = Clerk()
    asyncio.run(ADAPTER.process(invoke("tomorrow/invention", value), clerk.handle))
    asyncio.run(
        ADAPTER.process(invoke("adaptiveCard/action", {**EXECUTE, "more": value}), clerk.handle)
    )

    assert len(clerk.seen) == 2
