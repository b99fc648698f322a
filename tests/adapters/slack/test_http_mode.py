"""HTTP mode: Slack's signed requests through our gate into the app, and nobody else's (A1)."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from adapters.sandbox.faults import Fault
from adapters.slack.connection import PATH, http_route, refuses_strangers
from adapters.slack.gate import MOST_BYTES, Gate
from adapters.web.server import WebServer
from bot.conversation.cards import Card
from bot.conversation.exchange import Pressed, Reply, Said
from tests.adapters.slack import recorded
from tests.adapters.slack.office import AMY, Clerk, Office, an_unconnected_office
from tests.adapters.slack.recorded import RECORDED
from tests.adapters.slack.test_app import page_about

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass
class Gatehouse:
    """The office behind its gate."""

    office: Office
    address: str

    def signed(self, body: bytes, at: datetime | None = None, kind: str = JSON) -> dict[str, str]:
        verifier = SignatureVerifier(self.office.sandbox.signing_secret)
        timestamp = str(int((at or datetime.now(UTC)).timestamp()))
        signature = verifier.generate_signature(timestamp=timestamp, body=body)
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": str(signature),
            "Content-Type": kind,
        }

    async def posts(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, str]:
        """Return the status, the words, and whether Slack is asked not to come again."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.address, data=body, headers=dict(headers)) as answer,
        ):
            return answer.status, await answer.text(), answer.headers.get("X-Slack-No-Retry", "")

    async def sends(self, payload: object) -> tuple[int, str, str]:
        """Post an event as Slack would."""
        body = json.dumps(payload).encode()
        return await self.posts(body, self.signed(body))


@asynccontextmanager
async def a_gatehouse(clerk: Clerk | None = None) -> AsyncIterator[Gatehouse]:
    async with an_unconnected_office(clerk) as office:
        gate = Gate([office.sandbox.signing_secret], lambda: datetime.now(UTC))
        server = WebServer((http_route(office.slack.bolt, gate),), lambda: True)
        port = await server.start("127.0.0.1", 0)
        try:
            yield Gatehouse(office, f"http://127.0.0.1:{port}{PATH}")
        finally:
            await server.stop()


async def test_slacks_question_whether_the_address_is_ours_is_answered() -> None:
    async with a_gatehouse() as house:
        await house.office.sandbox.speak_http(house.address)


async def test_everything_works_as_in_socket_mode() -> None:
    async with a_gatehouse(Clerk(page_about)) as house:
        await house.office.sandbox.speak_http(house.address)
        amy = house.office.person(AMY)
        await amy.says("which?")
        await amy.presses("Go")
        assert amy.sees("Gone on")
        await amy.runs("/policy phones?")
        await amy.fills(title_="Twice", text="It rained.")
        await amy.submits()
        assert amy.sees("Once is enough.")
        await amy.fills(title_="Once")
        await amy.submits()
        assert amy.sees("Thank you")
        await amy.closes()
        await amy.opens_home()

        assert amy.sees("Your page")
        assert Pressed('["go", {"where": "on"}]') in house.office.clerk.events


async def test_what_nobody_signed_is_refused_in_the_same_words_and_leaves_no_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    body = json.dumps(recorded.said("a secret")).encode()
    form = urlencode({"payload": json.dumps(RECORDED["button"][1])}).encode()
    caplog.set_level(logging.INFO)
    async with a_gatehouse() as house:
        now = datetime.now(UTC)
        right = house.signed(body)
        refused = [
            await house.posts(body, {"Content-Type": JSON}),
            await house.posts(form, {"Content-Type": FORM}),
            await house.posts(b"ssl_check=1", {"Content-Type": FORM}),
            await house.posts(body, {**right, "X-Slack-Signature": "v0=" + "0" * 64}),
            await house.posts(body + b" ", right),
            await house.posts(body, house.signed(body, now - timedelta(seconds=301))),
            await house.posts(body, house.signed(body, now + timedelta(seconds=303))),
        ]
        too_big = await house.posts(b"x" * (MOST_BYTES + 1), right)

        assert refused == [(401, "refused", "")] * len(refused)
        assert too_big[:2] == (413, "refused")
        assert house.office.clerk.seen == []
    assert [it for it in caplog.records if it.name.startswith(("adapters", "slack", "conn"))] == []


async def test_the_front_door_can_be_tried_at_the_start() -> None:
    async with a_gatehouse() as house:
        assert await refuses_strangers(house.address)
        assert not await refuses_strangers(house.address.replace(PATH, "/live"))
    assert not await refuses_strangers(house.address)


async def test_a_request_that_comes_again_within_the_window_is_answered_once() -> None:
    body = json.dumps(recorded.said("hello")).encode()
    async with a_gatehouse() as house:
        headers = house.signed(body, datetime.now(UTC) - timedelta(seconds=200))
        answers = await asyncio.gather(*(house.posts(body, headers) for _ in range(10)))
        await house.office.slack.settle()

        assert {status for status, _, _ in answers} == {200}
        assert len(house.office.calls("chat.postMessage")) == 1


@pytest.mark.parametrize(
    "payload",
    [
        recorded.said("x", channel=None),
        recorded.event("message", channel=["D1"], channel_type="im"),
        {**recorded.said("x"), "event": []},
        {**recorded.said("x"), "team_id": ["T1"]},
        {"type": "surprise"},
        [1, 2],
    ],
)
async def test_what_slack_signed_and_nobody_can_read_is_a_400_and_not_brought_again(
    payload: object,
) -> None:
    async with a_gatehouse() as house:
        status, _, never_again = await house.sends(payload)

        assert (status, never_again) == (400, "1")
        assert house.office.clerk.seen == []


async def test_an_event_that_was_not_saved_is_a_503_and_brought_again() -> None:
    async with a_gatehouse(Clerk(is_ill=True)) as house:
        assert await house.sends(recorded.said("hello")) == (503, "", "")
        house.office.clerk.is_ill = False
        assert (await house.sends(recorded.said("hello")))[0] == 200

        assert house.office.clerk.events == [Said("hello")]


async def test_slacks_look_at_our_certificate_and_its_rate_limit_are_acknowledged() -> None:
    async with a_gatehouse() as house:
        check = b"ssl_check=1&token=x"
        held_back = {"type": "app_rate_limited", "team_id": "T0SANDBOX", "token": "x"}

        assert (await house.posts(check, house.signed(check, kind=FORM)))[0] == 200
        assert (await house.sends(held_back))[0] == 200


@pytest.mark.parametrize(
    "request_text",
    [
        "POST {path} HTTP/1.1\r\nHost: x\r\n{headers}Transfer-Encoding: chunked\r\n\r\nzz\r\nx",
        "POST {path} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: -5\r\n\r\n",
        "POST {path} HTTP/1.1\r\n{headers}Content-Length: 1\r\nContent-Encoding: gzip\r\n\r\nx",
        "POST {path} HTTP/1.1\r\nHost: x\r\nX-Slack-Signature: \xff\r\n\r\n",
        "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n",
        "\x00\x01\x02\r\n\r\n",
    ],
)
async def test_broken_http_is_refused_and_never_a_fault_of_ours(request_text: str) -> None:
    shape = f"X-Slack-Request-Timestamp: 1763634660\r\nX-Slack-Signature: v0={'0' * 64}\r\n"
    async with a_gatehouse() as house:
        port = int(house.address.split(":")[2].split("/")[0])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request_text.format(path=PATH, headers=shape).encode("latin-1"))
        await writer.drain()
        writer.write_eof()
        answer = await asyncio.wait_for(reader.read(100), 8)
        writer.close()

        assert not answer or answer.split()[1].startswith(b"4"), answer
        assert house.office.clerk.seen == []


async def test_slow_slack_does_not_delay_an_answer_over_http() -> None:
    async with a_gatehouse(Clerk(lambda _: Reply((Card("Yes"),)))) as house:
        hang = Fault("hang_after_accept", seconds=1)
        house.office.sandbox.faults.plan("chat.postMessage", hang)

        assert (await house.sends(recorded.said("hello")))[0] == 200
        assert not house.office.slack.screens.is_empty
