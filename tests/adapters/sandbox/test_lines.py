"""The two ways to the app: Socket Mode and signed HTTP, with their retries."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.sandbox.outcome import NO_ANSWER
from adapters.sandbox.refusals import NotAcknowledged
from tests.adapters.sandbox.workshop import (
    AMY,
    Workshop,
    a_workshop,
    actions,
    an_unconnected_workshop,
    button,
    connected,
    field_block,
    modal,
    over_http,
)


def answers_policy(shop: Workshop) -> None:
    @shop.app.command("/policy")
    async def policy(ack: Any) -> None:
        await ack("Here it is")


def fails_first(shop: Workshop, times: int) -> list[str]:
    """Let the app answer 503 to the first events; returns what it saw of each delivery."""
    seen: list[str] = []

    @shop.app.use
    async def refuse(req: Any, next_: Any) -> BoltResponse | None:
        seen.append((req.headers.get("x-slack-retry-num") or ["0"])[0])
        if len(seen) <= times:
            return BoltResponse(status=503)
        await next_()
        return None

    return seen


async def a_socket(shop: Workshop, session: aiohttp.ClientSession) -> Any:
    """Open a bare WebSocket as the app would."""
    client = AsyncWebClient(shop.sandbox.app_token, shop.sandbox.api_url)
    opened = await client.apps_connections_open(app_token=shop.sandbox.app_token)
    return await session.ws_connect(str(opened["url"]))


async def test_without_an_app_the_person_is_told_and_nothing_breaks() -> None:
    async with an_unconnected_workshop() as shop:
        shop.sandbox.courier.patience = 0.1
        gesture = {"as": "U-AMY", "kind": "command", "conversation": "D-AMY", "command": "/policy"}

        outcome = await shop.sandbox.window.do(gesture)

        assert outcome == {"ok": False, "message": NO_ANSWER}


async def test_a_gesture_waits_for_an_app_that_is_just_connecting() -> None:
    async with an_unconnected_workshop() as shop:
        answers_policy(shop)
        running = asyncio.create_task(shop.person(AMY).runs("/policy"))
        await asyncio.sleep(0.05)
        async with connected(shop):
            await running

        assert shop.person(AMY).sees("Here it is")


async def test_a_refresh_makes_the_app_connect_anew_and_lose_nothing() -> None:
    async with a_workshop() as shop:
        answers_policy(shop)
        await shop.sandbox.socket_mode.refresh()
        await shop.person(AMY).runs("/policy")

        assert shop.person(AMY).sees("Here it is")
        assert shop.sandbox.socket_mode.connections == 1


async def test_an_event_that_was_not_acknowledged_is_brought_again_over_the_socket() -> None:
    async with an_unconnected_workshop() as shop:
        shop.sandbox.courier.patience, shop.sandbox.courier.pace = 0.15, 0.001
        async with aiohttp.ClientSession() as session:
            socket = await a_socket(shop, session)
            assert (await socket.receive_json())["type"] == "hello"
            gesture = {"as": "U-AMY", "kind": "say", "conversation": "D-AMY", "text": "hi"}
            outcome = await shop.sandbox.window.do(gesture)
            first = await socket.receive_json()
            second = await socket.receive_json()
            await socket.send_json({"envelope_id": second["envelope_id"]})
            await asyncio.sleep(0.05)

            assert outcome == {"ok": True, "acknowledged": False}
            assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
            assert second["retry_reason"] == "timeout"
            assert first["payload"] == second["payload"]
            assert first["accepts_response_payload"] is False
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(socket.receive(), 0.5)


async def test_an_event_that_is_being_brought_again_holds_nobody_up() -> None:
    async with a_workshop() as shop:
        answers_policy(shop)
        shop.sandbox.courier.patience = 0.3
        gesture = {"as": "U-AMY", "kind": "home_open"}
        outcome = await shop.sandbox.window.do(gesture)  # no listener: Bolt answers 404
        shop.sandbox.courier.patience = 30
        await asyncio.wait_for(shop.person(AMY).runs("/policy"), 2)

        assert outcome["acknowledged"] is False
        assert shop.person(AMY).sees("Here it is")


async def test_what_the_app_wrote_comes_back_to_it_as_an_event() -> None:
    async with an_unconnected_workshop() as shop, aiohttp.ClientSession() as session:
        socket = await a_socket(shop, session)
        await socket.receive_json()
        sent = await shop.client.chat_postMessage(channel="U-AMY", text="old")
        new = (await socket.receive_json())["payload"]["event"]
        await shop.client.chat_update(channel="D-AMY", ts=sent["ts"], text="new")
        changed = (await socket.receive_json())["payload"]["event"]

        assert new["bot_id"] == "B0DUTYDESK"
        assert changed["subtype"] == "message_changed"
        assert changed["previous_message"]["text"] == "old"
        assert changed["message"]["text"] == "new"


async def test_a_socket_that_is_cut_fails_what_was_waiting_at_once() -> None:
    async with an_unconnected_workshop() as shop, aiohttp.ClientSession() as session:
        shop.sandbox.courier.patience = 20
        socket = await a_socket(shop, session)
        await socket.receive_json()
        gesture = {"as": "U-AMY", "kind": "command", "conversation": "D-AMY", "command": "/policy"}
        doing = asyncio.create_task(shop.sandbox.window.do(gesture))
        await socket.receive_json()
        await shop.sandbox.socket_mode.drop()

        assert (await asyncio.wait_for(doing, 2))["message"] == NO_ANSWER


async def test_an_eleventh_socket_is_one_too_many_and_a_ticket_works_once() -> None:
    async with an_unconnected_workshop() as shop, aiohttp.ClientSession() as session:
        sockets = [await a_socket(shop, session) for _ in range(11)]
        told = [await socket.receive_json() for socket in sockets]

        assert [each["type"] for each in told] == ["hello"] * 10 + ["disconnect"]
        assert told[10]["reason"] == "too_many_websockets"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(f"{shop.sandbox.address}/link/?ticket=made-up")


async def test_the_whole_loop_works_over_signed_http() -> None:
    async with an_unconnected_workshop() as shop, over_http(shop):
        answers_policy(shop)
        form = modal(field_block("what", "What", "plain_text_input"))

        @shop.app.action("open")
        async def open_form(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=form)

        @shop.app.view("form")
        async def send(ack: Any) -> None:
            await ack(response_action="errors", errors={"what": "More, please"})

        amy = shop.person(AMY)
        await amy.says("hello <b>")
        assert shop.events[0]["text"] == "hello &lt;b&gt;"
        await amy.runs("/policy phones")
        assert amy.sees("Here it is")
        blocks = [actions(button("Open", "open"))]
        await shop.client.chat_postMessage(channel="U-AMY", text="x", blocks=blocks)
        await amy.presses("Open")
        await amy.fills(What="something")
        await amy.submits()

        assert amy.errors == {"What": "More, please"}


async def test_a_wrong_secret_is_refused_at_the_handshake() -> None:
    async with an_unconnected_workshop() as shop:
        shop.sandbox.signing_secret = shop.sandbox.signing_secret[::-1]
        with pytest.raises(NotAcknowledged, match="http_error"):
            async with over_http(shop):
                pass

        assert shop.bodies == []


async def test_http_events_are_brought_three_times_more_and_say_so() -> None:
    async with an_unconnected_workshop() as shop:
        seen = fails_first(shop, times=0)
        async with over_http(shop):
            seen.clear()
            shop.sandbox.courier.pace = 0.0001
            failing = fails_first(shop, times=99)
            gesture = {"as": "U-AMY", "kind": "say", "conversation": "D-AMY", "text": "hi"}
            outcome = await shop.sandbox.window.do(gesture)
            await asyncio.sleep(0.4)

        assert outcome == {"ok": True, "acknowledged": False}
        assert failing == ["0", "1", "2", "3"]


async def test_http_retries_stop_when_the_app_asks_for_it() -> None:
    async with an_unconnected_workshop() as shop, over_http(shop):
        shop.sandbox.courier.pace = 0.0001
        deliveries: list[int] = []

        @shop.app.use
        async def refuse() -> BoltResponse:
            deliveries.append(1)
            return BoltResponse(status=500, headers={"X-Slack-No-Retry": "1"})

        gesture = {"as": "U-AMY", "kind": "say", "conversation": "D-AMY", "text": "hi"}
        await shop.sandbox.window.do(gesture)
        await asyncio.sleep(0.3)

        assert deliveries == [1]


async def test_interactions_are_never_brought_twice() -> None:
    async with an_unconnected_workshop() as shop, over_http(shop):
        seen = fails_first(shop, times=99)
        gesture = {"as": "U-AMY", "kind": "command", "conversation": "D-AMY", "command": "/policy"}
        outcome = await shop.sandbox.window.do(gesture)
        await asyncio.sleep(0.1)

        assert outcome["message"] == NO_ANSWER
        assert seen == ["0"]


async def test_the_app_token_is_needed_for_a_socket() -> None:
    async with an_unconnected_workshop() as shop:
        with pytest.raises(SlackApiError, match="not_allowed_token_type"):
            await shop.client.apps_connections_open(app_token=shop.sandbox.bot_token)
