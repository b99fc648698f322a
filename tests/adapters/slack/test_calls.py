"""Calls to Slack: every kind of failure is one that the outbox understands (C5)."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from adapters.slack.calls import HOPELESS, Gone, NotNow, OverLimit, SlackCalls, TooLate
from adapters.slack.parts import messages
from adapters.slack.workspaces import web_client
from bot.conversation.cards import Card
from bot.errors import DeliveryError

(HELLO,) = messages(Card("Hello"))
TEXT, HTML = "text/plain", "text/html"
ERRORS: dict[str, type[DeliveryError]] = {
    "message_not_found": Gone,
    "cant_update_message": Gone,
    "hash_conflict": Gone,
    "not_found": Gone,
    "expired_trigger_id": TooLate,
    "exchanged_trigger_id": TooLate,
    **dict.fromkeys(HOPELESS, DeliveryError),
}


@asynccontextmanager
async def a_slack(answer: Any) -> AsyncIterator[SlackCalls]:
    """Something that answers every call in one way."""
    application = web.Application()
    application.router.add_route("*", "/{method}", answer)
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    client = web_client("xoxb-made-up", f"http://127.0.0.1:{runner.addresses[0][1]}/")
    client.timeout = 1
    try:
        yield SlackCalls(client)
    finally:
        await runner.cleanup()


def always(body: object, status: int = 200, kind: str = "application/json", **headers: str) -> Any:
    async def answer(_: web.Request) -> web.Response:
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(text=text, status=status, content_type=kind, headers=headers)

    return answer


async def failure(answer: Any) -> DeliveryError:
    """What a post raises."""
    async with a_slack(answer) as slack:
        with pytest.raises(DeliveryError) as raised:
            await slack.post("D1", HELLO)
    return raised.value


@pytest.mark.parametrize("code", sorted(ERRORS))
async def test_what_slack_will_never_take_is_not_tried_again(code: str) -> None:
    error = await failure(always({"ok": False, "error": code}))

    assert type(error) is ERRORS[code]
    assert error.permanent
    assert str(error) == f"chat.postMessage: {code}"


@pytest.mark.parametrize("code", ["internal_error", "fatal_error", "something_new", "ratelimited"])
async def test_anything_else_is_tried_again(code: str) -> None:
    error = await failure(always({"ok": False, "error": code}))

    assert (error.permanent, error.retry_after) == (False, None)


@pytest.mark.parametrize(
    ("said", "waited"),
    [("7", 7.0), ("0", 0.0), ("86400", 3600.0), ("soon", None), ("-1", None), ("1.5", None)],
)
async def test_when_slack_says_how_long_to_wait_we_wait(said: str, waited: float | None) -> None:
    busy = {"ok": False, "error": "ratelimited"}
    error = await failure(always(busy, status=429, **{"Retry-After": said}))

    assert isinstance(error, NotNow)
    assert (error.permanent, error.retry_after) == (False, waited)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ("<h1>Bad gateway</h1>", 502, HTML),
        ("upstream connect error", 503, TEXT),
        ("", 500, "application/json"),
        ("{", 500, "application/json"),
        ({"ok": False, "error": "invalid_blocks"}, 500, "application/json"),
    ],
)
async def test_a_server_that_is_ill_is_tried_again(body: object, status: int, kind: str) -> None:
    error = await failure(always(body, status, kind))

    assert not error.permanent


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Please log in to the school's wifi", TEXT),
        ("<h1>Please log in</h1>", HTML),
        ([1, 2], "application/json"),
        ("null", "application/json"),
        ("{", "application/json"),
        ({"ok": "no"}, "application/json"),
    ],
)
async def test_what_is_no_answer_of_slacks_is_tried_again_and_not_repeated(
    body: object, kind: str
) -> None:
    error = await failure(always(body, 200, kind))

    assert not error.permanent
    assert "wifi" not in str(error)


async def test_an_error_code_that_could_be_somebodys_words_is_not_passed_on() -> None:
    error = await failure(always({"ok": False, "error": "Sam in Year 5 said"}))

    assert str(error) == "chat.postMessage: http 200"


async def test_a_slack_that_does_not_answer_is_a_failure_within_the_time_limit() -> None:
    async def silence(_: web.Request) -> web.Response:
        await asyncio.sleep(1.5)
        return web.Response()

    error = await failure(silence)

    assert not isinstance(error, NotNow)  # it may have been shown
    assert (str(error), error.permanent) == ("chat.postMessage: TimeoutError", False)


async def test_a_connection_that_breaks_is_not_posted_to_twice() -> None:
    posts: list[str] = []

    async def breaks(request: web.Request) -> web.Response:
        posts.append(request.path)
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    error = await failure(breaks)

    assert (len(posts), error.permanent) == (1, False)


async def test_a_payload_over_the_limits_never_leaves() -> None:
    async with a_slack(always({"ok": True})) as slack:
        with pytest.raises(OverLimit, match=r"blocks\[0\]\.text: 200 characters, at most 150"):
            await slack.post("D1", {"text": "x", "blocks": [_header("x" * 200)]})


def _header(text: str) -> Mapping[str, Any]:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


async def test_nothing_that_we_send_unfurls_or_is_read_as_markup() -> None:
    sent: list[Mapping[str, Any]] = []

    async def note(request: web.Request) -> web.Response:
        sent.append(await request.json())
        return web.json_response({"ok": True, "ts": "1.0"})

    async with a_slack(note) as slack:
        await slack.post("D1", HELLO)
        await slack.update("D1", "1.0", HELLO)
        await slack.post_ephemeral("C1", "U1", HELLO, "")

    assert all(it["parse"] == "none" and it["link_names"] is False for it in sent)
    assert (sent[0]["unfurl_links"], sent[0]["unfurl_media"]) == (False, False)


async def test_what_only_reads_is_asked_without_json() -> None:
    """Slack answers `invalid_arguments` to JSON in methods that only read."""
    asked: list[tuple[str, str, str]] = []

    async def note(request: web.Request) -> web.Response:
        asked.append((request.method, request.query["channel"], request.content_type))
        return web.json_response({"ok": True, "messages": [{"ts": "1.0"}]})

    async with a_slack(note) as slack:
        assert await slack.find("D1", "r-1") is None

    assert [(method, channel) for method, channel, _ in asked] == [("GET", "D1")]
    assert asked[0][2] != "application/json"
