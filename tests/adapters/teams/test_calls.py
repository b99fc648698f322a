"""Calls to the Bot Connector: what is on the wire, and failures that the outbox grasps (C6)."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientTimeout, web

from adapters.teams.calls import (
    NO_ANSWER,
    Conversation,
    Gone,
    NotNow,
    OverLimit,
    TeamsCalls,
)
from adapters.teams.citations import Citation
from adapters.teams.connector import PATIENCE
from adapters.teams.parts import Message
from bot.errors import DeliveryError, Unreachable
from bot.ports import Address
from tests.adapters.teams.bot_framework import APP_ID, TENANT
from tests.adapters.teams.slow_places import LONG, SHORT

TEXT, HTML, XML, JSON = "text/plain", "text/html", "application/xml", "application/json"
HELLO = Message(text="Hello", summary="Hello")
CARD: dict[str, Any] = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [{"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "Żółw 🐢 <b>"}]}],
    "msteams": {"width": "Full"},
}
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
BEGIN, PERSONAL = "/uk/v3/conversations", "/uk/v3/conversations/a%3A1/activities"


@dataclass
class Tokens:
    """Tokens that are counted up; what was not accepted is remembered."""

    number: int = 1
    forgotten: list[str] = field(default_factory=list)

    async def bearer(self) -> str:
        return f"token {self.number}"

    def forget(self, token: str) -> None:
        self.forgotten.append(token)
        self.number += 1


@dataclass(frozen=True)
class Asked:
    """A request as it came over the wire."""

    method: str
    path: str
    headers: Mapping[str, str]
    raw: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.raw)


Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Bench:
    """Our calls, and the Bot Connector that they reach."""

    calls: TeamsCalls
    url: str
    tokens: Tokens
    asked: list[Asked] = field(default_factory=list)

    def address(self, conversation: str = "a:1", account: str = "29:amy") -> Address:
        return Address("teams", TENANT, "amy", conversation, self.url, account)


def always(body: object, status: int = 200, kind: str = JSON, **headers: str) -> Answering:
    async def answer(_: web.Request) -> web.Response:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return web.Response(body=raw, status=status, content_type=kind, headers=headers)

    return answer


POSTED = always({"id": "m1"}, 201)


@asynccontextmanager
async def a_connector(answer: Answering = POSTED, patience: float = LONG) -> AsyncIterator[Bench]:
    """Something that answers every call in one way."""

    async def note(request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        path = request.raw_path
        bench.asked.append(Asked(request.method, path, dict(request.headers), raw))
        return await answer(request)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", note)
    runner = web.AppRunner(application, shutdown_timeout=0, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    tokens = Tokens()
    calls = TeamsCalls(tokens, APP_ID, trusts_loopback=True, patience=ClientTimeout(patience))
    bench = Bench(calls, f"http://127.0.0.1:{runner.addresses[0][1]}/uk/", tokens)
    try:
        yield bench
    finally:
        await calls.close()
        await runner.cleanup()


async def failure(answer: Answering, method: str = "send", patience: float = LONG) -> DeliveryError:
    """What a call raises."""
    async with a_connector(answer, patience) as bench:
        with pytest.raises(DeliveryError) as raised:
            await called(bench, method)
    return raised.value


async def called(bench: Bench, method: str) -> None:
    match method:
        case "create":
            await bench.calls.create(bench.url, TENANT, "amy")
        case "update":
            await bench.calls.update(bench.address(), "m1", HELLO)
        case "typing":
            await bench.calls.typing(bench.address())
        case "targeted":
            await bench.calls.send_targeted(bench.address(), "29:amy", HELLO)
        case _:
            await bench.calls.send(bench.address(), HELLO)


async def test_a_message_is_posted_with_our_token_to_where_its_conversation_is() -> None:
    async with a_connector() as bench:
        posted = await bench.calls.send(bench.address(), HELLO)
        (asked,) = bench.asked

    assert posted == "m1"
    assert (asked.method, asked.path) == ("POST", PERSONAL)
    assert asked.headers["Authorization"] == "Bearer token 1"
    assert asked.headers["User-Agent"] == "Dutydesk"
    assert asked.body == {
        "type": "message",
        "from": {"id": f"28:{APP_ID}"},
        "conversation": {"id": "a:1"},
        "recipient": {"id": "29:amy"},
        "text": "Hello",
        "summary": "Hello",
    }


async def test_a_card_is_on_the_wire_as_it_was_drawn() -> None:
    async with a_connector() as bench:
        await bench.calls.send(bench.address(), Message(card=CARD, summary="A turtle"))
        (asked,) = bench.asked

    assert asked.body["attachments"] == [{"contentType": ADAPTIVE, "content": CARD}]
    assert asked.body["summary"] == "A turtle"
    assert "text" not in asked.body


async def test_feedback_and_what_to_say_next_are_on_the_wire() -> None:
    message = Message(card=CARD, summary="x", suggested=("Help", "My cases"), feedback=True)
    async with a_connector() as bench:
        await bench.calls.send(bench.address(), message)
        await bench.calls.send(bench.address(), HELLO)
        full, plain = (asked.body for asked in bench.asked)

    assert full["channelData"] == {"feedbackLoop": {"type": "default"}}
    assert full["suggestedActions"] == {
        "to": ["29:amy"],
        "actions": [
            {"type": "imBack", "title": "Help", "value": "Help"},
            {"type": "imBack", "title": "My cases", "value": "My cases"},
        ],
    }
    assert not plain.keys() & {"channelData", "suggestedActions", "entities", "attachments"}


async def test_citations_are_on_the_wire_byte_for_byte() -> None:
    cited = Citation(1, "Photography 4.2", "No photograph…", CARD)
    expected = {
        "type": "https://schema.org/Message",
        "@type": "Message",
        "@context": "https://schema.org",
        "@id": "",
        "citation": [
            {
                "@type": "Claim",
                "position": 1,
                "appearance": {
                    "@type": "DigitalDocument",
                    "name": "Photography 4.2",
                    "text": json.dumps(CARD),
                    "abstract": "No photograph…",
                    "encodingFormat": ADAPTIVE,
                },
            }
        ],
    }
    async with a_connector() as bench:
        await bench.calls.send(
            bench.address(), Message(text="Photography [1]", summary="x", citations=(cited,))
        )
        (asked,) = bench.asked

    assert b'"entities": ' + json.dumps([expected]).encode() in asked.raw


async def test_a_targeted_message_says_so_twice_and_names_its_one_reader() -> None:
    channel = "19:abc@thread.tacv2;messageid=17"
    message = Message(card=CARD, summary="x")
    async with a_connector(always({"id": "m1"}, 202)) as bench:
        posted = await bench.calls.send_targeted(bench.address(channel), "29:bo", message)
        (asked,) = bench.asked

    assert posted == "m1"
    assert asked.path == (
        "/uk/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D17/activities"
        "?isTargetedActivity=true"
    )
    assert asked.body["recipient"] == {"id": "29:bo", "isTargeted": True}


@pytest.mark.parametrize(
    "conversation", ["19:abc@thread.tacv2", "19:abc@thread.tacv2;messageid=17"]
)
async def test_a_reply_stands_in_the_thread_of_the_message_that_it_answers(
    conversation: str,
) -> None:
    async with a_connector() as bench:
        await bench.calls.reply(bench.address(conversation), "42", HELLO)
        (asked,) = bench.asked

    assert "/19%3Aabc%40thread.tacv2%3Bmessageid%3D42/" in asked.path
    assert asked.body["conversation"] == {"id": "19:abc@thread.tacv2;messageid=42"}


async def test_a_message_is_put_in_place_of_an_earlier_one() -> None:
    async with a_connector(always({"id": "m1"})) as bench:
        await bench.calls.update(bench.address(), "m1", HELLO)
        (asked,) = bench.asked

    assert (asked.method, asked.path) == ("PUT", f"{PERSONAL}/m1")
    assert (asked.body["id"], asked.body["text"]) == ("m1", "Hello")


async def test_typing_is_shown_where_the_person_is() -> None:
    async with a_connector(always({}, 201)) as bench:
        await bench.calls.typing(bench.address())
        (asked,) = bench.asked

    assert (asked.path, asked.body["type"]) == (PERSONAL, "typing")


async def test_a_chat_is_begun_with_a_person_of_a_tenant() -> None:
    moved = "https://smba.trafficmanager.net/emea/"
    async with a_connector(always({"id": "a:9", "serviceUrl": moved}, 201)) as bench:
        begun = await bench.calls.create(bench.url, TENANT, "amy")
        (asked,) = bench.asked

    assert begun == Conversation("a:9", moved)
    assert (asked.method, asked.path) == ("POST", BEGIN)
    assert asked.body["members"] == [{"id": "amy"}]
    assert asked.body["bot"] == {"id": f"28:{APP_ID}"}
    assert asked.body["channelData"] == {"tenant": {"id": TENANT}}
    assert asked.body["isGroup"] is False


async def test_a_chat_that_is_begun_stays_where_it_was_asked_for_if_nothing_else_is_said() -> None:
    async with a_connector(always({"id": "a:9"}, 201)) as bench:
        begun = await bench.calls.create(bench.url, TENANT, "amy")

        assert begun == Conversation("a:9", bench.url)


METHODS = ["create", "send", "targeted", "typing", "update"]
BUSY = [408, 412, 429, 500, 502, 503, 504]
REFUSED = [
    *[(method, status, NotNow, False) for method in METHODS for status in BUSY],
    *[(method, 400, DeliveryError, True) for method in METHODS],
    *[(method, 413, DeliveryError, True) for method in METHODS],
    *[(method, 401, DeliveryError, False) for method in METHODS],
    *[(method, 407, DeliveryError, False) for method in METHODS],
    *[(method, 302, DeliveryError, False) for method in METHODS],
    *[(method, 403, Unreachable, True) for method in METHODS],
    *[(method, 404, Unreachable, True) for method in METHODS if method != "update"],
    ("update", 404, Gone, True),
]


@pytest.mark.parametrize(("method", "status", "kind", "permanent"), REFUSED)
async def test_each_refusal_is_one_that_the_outbox_understands(
    method: str, status: int, kind: type[DeliveryError], *, permanent: bool
) -> None:
    words = {"error": {"code": "BadSyntax", "message": "Amy Smith said so"}}
    error = await failure(always(words, status, Location="http://127.0.0.1:1/"), method)

    named = "send" if method == "targeted" else method
    assert type(error) is kind
    assert (error.permanent, error.retry_after) == (permanent, None)
    assert str(error) == f"{named}: http {status}"


@pytest.mark.parametrize(
    ("said", "waited"),
    [("7", 7.0), ("0", 0.0), ("86400", 3600.0), ("soon", None), ("-1", None), ("1.5", None)],
)
async def test_when_teams_says_how_long_to_wait_we_wait(said: str, waited: float | None) -> None:
    error = await failure(always({}, 429, **{"Retry-After": said}))

    assert isinstance(error, NotNow)
    assert (error.permanent, error.retry_after) == (False, waited)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"<h1>Bad gateway</h1>", 502, HTML),
        (b"upstream connect error", 503, TEXT),
        (b"<?xml version='1.0'?><a/>", 502, XML),
        (b"", 500, JSON),
        (b"{", 500, JSON),
        (b"\xff\xfe", 500, JSON),
        ([1, 2], 500, JSON),
        ({"error": "words"}, 500, JSON),
        ({"error": ["words"]}, 500, JSON),
    ],
)
async def test_a_server_that_is_ill_is_tried_again(body: object, status: int, kind: str) -> None:
    error = await failure(always(body, status, kind))

    assert isinstance(error, NotNow)


@pytest.mark.parametrize("method", ["create", "send", "targeted"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"Please log in to the school's wifi", TEXT),
        (b"<h1>Please log in</h1>", HTML),
        (b"<a/>", XML),
        (b"\xff\xfe", JSON),
        (b"{", JSON),
        (b"", JSON),
        (b"[" * 100_000, JSON),
        ([1, 2], JSON),
        (None, JSON),
        ("words", JSON),
        ({}, JSON),
        ({"id": None}, JSON),
        ({"id": ""}, JSON),
        ({"id": "\ud800"}, JSON),
    ],
)
async def test_what_is_no_answer_of_teams_is_tried_again_and_not_repeated(
    body: object, kind: str, method: str
) -> None:
    error = await failure(always(body, 200, kind), method)

    assert (error.permanent, str(error)) == (False, NO_ANSWER)


async def test_a_token_that_is_not_accepted_is_replaced_before_the_next_call() -> None:
    answers = [always({}, 401), POSTED]

    async def in_turn(request: web.Request) -> web.StreamResponse:
        return await answers.pop(0)(request)

    async with a_connector(in_turn) as bench:
        with pytest.raises(DeliveryError):
            await bench.calls.send(bench.address(), HELLO)
        await bench.calls.send(bench.address(), HELLO)
        shown = [asked.headers["Authorization"] for asked in bench.asked]

    assert bench.tokens.forgotten == ["token 1"]
    assert shown == ["Bearer token 1", "Bearer token 2"]


async def hangs(_: web.Request) -> web.Response:
    await asyncio.sleep(60)
    return web.Response()


@pytest.mark.parametrize("method", METHODS)
async def test_a_teams_that_does_not_answer_is_not_waited_for(method: str) -> None:
    error = await failure(hangs, method, SHORT)

    named = "send" if method == "targeted" else method
    assert not isinstance(error, NotNow)
    assert (error.permanent, error.retry_after) == (False, None)
    assert str(error).startswith(f"{named}: ")


async def test_nobody_there_is_no_reason_to_give_up() -> None:
    async with a_connector() as bench:
        nowhere = Address("teams", TENANT, "amy", "a:1", "http://127.0.0.1:1/", "29:amy")
        with pytest.raises(DeliveryError, match="send: ClientConnectorError") as raised:
            await bench.calls.send(nowhere, HELLO)

    assert not raised.value.permanent


def test_we_wait_three_seconds_for_a_connection_and_ten_for_an_answer() -> None:
    assert (PATIENCE.connect, PATIENCE.total) == (3, 10)


async def test_a_connection_that_breaks_is_not_posted_to_twice() -> None:
    async def breaks(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with a_connector(breaks) as bench:
        with pytest.raises(DeliveryError) as raised:
            await bench.calls.send(bench.address(), HELLO)

        assert (len(bench.asked), raised.value.permanent) == (1, False)


async def test_nobody_sends_our_token_on_to_somebody_else() -> None:
    async with a_connector() as other:
        error = await failure(always({}, 307, Location=other.url))

        assert str(error) == "send: http 307"
        assert other.asked == []


@pytest.mark.parametrize(
    "service_url",
    ["http://smba.trafficmanager.net/uk/", "http://127.0.0.1:1/", "", "x", "file:///"],
)
async def test_the_token_goes_over_https_only(service_url: str) -> None:
    calls = TeamsCalls(Tokens(), APP_ID)
    address = Address("teams", TENANT, "amy", "a:1", service_url, "29:amy")
    with pytest.raises(DeliveryError, match="not an address of Teams") as raised:
        await calls.send(address, HELLO)
    with pytest.raises(DeliveryError, match="not an address of Teams"):
        await calls.create(service_url, TENANT, "amy")

    assert raised.value.permanent


async def test_a_payload_over_the_limits_never_leaves() -> None:
    too_much = Message(card={**CARD, "version": "1.6"}, summary="x")
    async with a_connector() as bench:
        for sends in (
            bench.calls.send(bench.address(), too_much),
            bench.calls.send_targeted(bench.address(), "29:amy", too_much),
            bench.calls.update(bench.address(), "m1", too_much),
        ):
            with pytest.raises(OverLimit, match="version") as raised:
                await sends

        assert raised.value.permanent
        assert bench.asked == []


async def test_what_is_checked_is_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[Any] = []

    def note(_: str, payload: Any) -> tuple[str, ...]:
        checked.append(json.loads(json.dumps(payload)))
        return ()

    monkeypatch.setattr("adapters.teams.calls.faults", note)
    cited = Citation(1, "Photography 4.2", "No photograph…", CARD)
    full = Message("Photography [1]", CARD, "x", ("Help",), (cited,), feedback=True)
    async with a_connector() as bench:
        await bench.calls.send(bench.address(), full)

        assert checked == [bench.asked[0].body]


@pytest.mark.parametrize("method", ["send", "targeted"])
async def test_what_is_taken_without_a_name_is_not_sent_again(method: str) -> None:
    async with a_connector(always(b"", 202, JSON)) as bench:
        send = {
            "send": lambda: bench.calls.send(bench.address(), HELLO),
            "targeted": lambda: bench.calls.send_targeted(bench.address(), "29:amy", HELLO),
        }

        assert await send[method]() == ""
