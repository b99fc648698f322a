"""Bad weather on request, for tests of what the product does about it."""

import asyncio

import pytest
from slack_sdk.errors import SlackApiError

from adapters.sandbox.faults import Fault
from tests.adapters.sandbox.workshop import AMY, an_unconnected_workshop


async def test_too_many_requests_say_how_long_to_wait_and_only_as_often_as_planned() -> None:
    async with an_unconnected_workshop() as shop:
        shop.sandbox.faults.plan("chat.postMessage", Fault("rate_limited", seconds=7), times=2)
        for _ in range(2):
            with pytest.raises(SlackApiError) as refused:
                await shop.client.chat_postMessage(channel="U-AMY", text="x")
            assert refused.value.response.status_code == 429
            assert refused.value.response.headers["Retry-After"] == "7"

        sent = await shop.client.chat_postMessage(channel="U-AMY", text="x")
        assert sent["ok"] is True


async def test_a_server_error_has_no_effect_but_after_accept_it_has() -> None:
    async with an_unconnected_workshop() as shop:
        amy = shop.person(AMY)
        shop.sandbox.faults.plan("chat.postMessage", Fault("server_error"))
        with pytest.raises(SlackApiError):
            await shop.client.chat_postMessage(channel="U-AMY", text="first")
        assert not amy.sees("first")

        shop.sandbox.faults.plan("chat.postMessage", Fault("server_error_after_accept"))
        with pytest.raises(SlackApiError) as refused:
            await shop.client.chat_postMessage(channel="U-AMY", text="second")
        assert refused.value.response.status_code == 500
        assert amy.sees("second")


async def test_a_call_that_hangs_has_taken_effect() -> None:
    async with an_unconnected_workshop() as shop:
        fault = Fault("hang_after_accept", seconds=30)
        shop.sandbox.faults.plan("chat.postMessage", fault)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await shop.client.chat_postMessage(channel="U-AMY", text="hello")

        assert shop.person(AMY).sees("hello")
        assert shop.sandbox.calls[-1].answer["ok"] is True


async def test_any_error_code_can_be_asked_for_and_fair_weather_comes_back() -> None:
    async with an_unconnected_workshop() as shop:
        shop.sandbox.faults.plan("users.info", Fault("refused", error="token_revoked"), times=9)
        with pytest.raises(SlackApiError, match="token_revoked"):
            await shop.client.users_info(user="U-AMY")
        shop.sandbox.faults.clear()

        assert (await shop.client.users_info(user="U-AMY"))["ok"] is True
