"""The Web API's answers and errors, as Slack's own client library meets them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.sandbox.slack.block_check import Surface
from tests.adapters.sandbox.workshop import (
    AMY,
    MANIFEST,
    a_workshop,
    actions,
    an_unconnected_workshop,
    button,
    field_block,
    modal,
    section,
)

LONG = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
UNKNOWN_TO_THE_SDK = {"type": "data_table", "caption": "c", "rows": []}


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C-NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C-SECRET", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C-QUIET", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "U-LEE", "text": "x"}, "is_archived"),
        ("chat.postMessage", {"channel": "C-GENERAL"}, "no_text"),
        ("chat.postMessage", {"channel": "U-AMY", "text": "x", "blocks": [LONG]}, "invalid_blocks"),
        ("chat.postMessage", {"channel": "U-AMY", "blocks": "{"}, "invalid_blocks_format"),
        (
            "chat.postMessage",
            {"channel": "U-AMY", "blocks": [section("y" * 2900)] * 5},
            "msg_blocks_too_long",
        ),
        (
            "chat.postEphemeral",
            {"channel": "C-STAFF", "user": "U-PIP", "text": "x"},
            "user_not_in_channel",
        ),
        ("chat.update", {"channel": "U-AMY", "ts": "1.1", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": "U-AMY", "ts": "1.1"}, "message_not_found"),
        ("conversations.open", {"users": "U-NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": "U-LEE"}, "user_disabled"),
        ("conversations.open", {"users": "U-ZOE"}, "user_not_visible"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.history", {"channel": "C-QUIET"}, "not_in_channel"),
        ("conversations.replies", {"channel": "U-AMY", "ts": "1.1"}, "channel_not_found"),
        ("conversations.replies", {"channel": "D-AMY", "ts": "1.1"}, "thread_not_found"),
        ("conversations.history", {"channel": "D-AMY", "cursor": "zz"}, "invalid_cursor"),
        ("users.info", {"user": "U-NOBODY"}, "user_not_found"),
        ("views.publish", {"user_id": "U-AMY", "view": modal(section("x"))}, "invalid_arguments"),
        ("views.open", {"view": modal(section("x"))}, "invalid_arguments"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
        ("files.list", {}, "unknown_method"),
    ],
)
async def test_mistakes_get_slacks_error(
    method: str, arguments: dict[str, Any], error: str
) -> None:
    async with an_unconnected_workshop() as shop:
        with pytest.raises(SlackApiError) as refused:
            await shop.client.api_call(method, json=arguments)

        assert refused.value.response["error"] == error


async def test_only_the_right_token_opens_the_door() -> None:
    async with an_unconnected_workshop() as shop:
        for token, error in (("xoxb-wrong", "invalid_auth"), (None, "not_authed")):
            with pytest.raises(SlackApiError, match=error):
                await AsyncWebClient(token, shop.sandbox.api_url).auth_test()

        me = await shop.client.auth_test()
        assert me["user_id"] == "UBOT"
        assert "chat:write" in me.headers["x-oauth-scopes"]


async def test_a_scope_that_the_manifest_lacks_is_missing() -> None:
    manifest = MANIFEST | {"oauth_config": {"scopes": {"bot": ["commands"]}}}
    async with an_unconnected_workshop(manifest=manifest) as shop:
        with pytest.raises(SlackApiError) as refused:
            await shop.client.chat_postMessage(channel="C-GENERAL", text="x")

        assert refused.value.response["error"] == "missing_scope"
        assert refused.value.response["needed"] == "chat:write"


async def test_complaints_of_the_given_check_come_back_with_the_refusal() -> None:
    def check(surface: Surface, payload: Mapping[str, Any]) -> Sequence[str]:
        return [f"{surface} is too loud"] if payload["blocks"] else []

    async with an_unconnected_workshop(check=check) as shop:
        with pytest.raises(SlackApiError) as refused:
            await shop.client.chat_postMessage(channel="U-AMY", text="x", blocks=[section("A")])

        assert refused.value.response["errors"] == ["message is too loud"]
        told = refused.value.response["response_metadata"]["messages"]
        assert told == ["[ERROR] message is too loud"]


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (modal(field_block("a", "A", "plain_text_input"), submit=None), "submit: required"),
        (modal(section("x") | {"block_id": "b"}, section("y") | {"block_id": "b"}), "block_id b"),
        (modal(actions(button("x", "same"), button("y", "same"))), "action_id in block buttons"),
        (modal(section("x"), title={"type": "plain_text", "text": "x" * 25}), "title"),
        (modal(LONG), "header block"),
        (modal({"type": "input", "block_id": "b"}), "malformed"),
    ],
)
async def test_a_view_that_slack_would_refuse_is_refused(
    view: dict[str, Any], complaint: str
) -> None:
    async with an_unconnected_workshop() as shop:
        trigger = shop.sandbox.slack.triggers.issue("U-AMY")
        with pytest.raises(SlackApiError) as refused:
            await shop.client.views_open(trigger_id=trigger, view=view)

        assert refused.value.response["error"] == "invalid_arguments"
        assert complaint in str(refused.value.response["response_metadata"])


async def test_a_block_that_the_sdk_does_not_know_is_left_to_the_given_check() -> None:
    async with an_unconnected_workshop() as shop:
        sent = await shop.client.chat_postMessage(
            channel="U-AMY", text="x", blocks=[UNKNOWN_TO_THE_SDK]
        )

        assert sent["message"]["blocks"][0]["type"] == "data_table"


async def test_a_message_is_changed_and_deleted_but_only_the_apps_own() -> None:
    async with a_workshop() as shop:
        amy = shop.person(AMY)
        await amy.says("mine", to="general")
        theirs = (await shop.client.conversations_history(channel="C-GENERAL"))["messages"][0]
        sent = await shop.client.chat_postMessage(channel="C-GENERAL", text="old")
        await shop.client.chat_update(channel="C-GENERAL", ts=sent["ts"], text="new")
        assert amy.sees("new")
        assert not amy.sees("old")
        await shop.client.chat_delete(channel="C-GENERAL", ts=sent["ts"])

        assert not amy.sees("new")
        with pytest.raises(SlackApiError, match="cant_update_message"):
            await shop.client.chat_update(channel="C-GENERAL", ts=theirs["ts"], text="x")
        with pytest.raises(SlackApiError, match="cant_delete_message"):
            await shop.client.chat_delete(channel="C-GENERAL", ts=theirs["ts"])


async def test_a_private_message_cannot_be_updated_by_its_timestamp() -> None:
    async with an_unconnected_workshop() as shop:
        sent = await shop.client.chat_postEphemeral(channel="C-STAFF", user="U-AMY", text="x")

        with pytest.raises(SlackApiError, match="message_not_found"):
            await shop.client.chat_update(channel="C-STAFF", ts=sent["message_ts"], text="y")


async def test_reactions_prompts_status_and_permalinks() -> None:
    async with an_unconnected_workshop() as shop:
        sent = await shop.client.chat_postMessage(channel="C-GENERAL", text="x")
        ts = str(sent["ts"])
        await shop.client.reactions_add(channel="C-GENERAL", timestamp=ts, name="eyes")
        await shop.client.api_call(
            "assistant.threads.setSuggestedPrompts",
            json={"channel_id": "D-AMY", "prompts": [{"title": "Ask", "message": "Ask me"}]},
        )
        await shop.client.api_call(
            "assistant.threads.setStatus", json={"channel_id": "D-AMY", "status": "reads"}
        )
        link = await shop.client.chat_getPermalink(channel="C-GENERAL", message_ts=ts)

        places = shop.person(AMY).screen.snapshot["conversations"]
        assert places[0]["prompts"][0]["title"] == "Ask"
        assert places[0]["status"] == "reads"
        assert places[1]["messages"][0]["reactions"] == {"eyes": 1}
        assert str(link["permalink"]).endswith("/C-GENERAL/p" + ts.replace(".", ""))
        with pytest.raises(SlackApiError, match="already_reacted"):
            await shop.client.reactions_add(channel="C-GENERAL", timestamp=ts, name="eyes")


@pytest.mark.parametrize(
    ("body", "error"), [("{", "invalid_json"), ("[1]", "json_not_object"), ("", "invalid_json")]
)
async def test_a_body_that_is_no_json_object_is_refused(body: str, error: str) -> None:
    async with an_unconnected_workshop() as shop, aiohttp.ClientSession() as session:
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {shop.sandbox.bot_token}",
        }
        address = f"{shop.sandbox.api_url}chat.postMessage"
        answer = await session.post(address, data=body, headers=headers)

        assert (await answer.json())["error"] == error


async def test_a_form_works_as_well_as_json() -> None:
    async with an_unconnected_workshop() as shop, aiohttp.ClientSession() as session:
        blocks = json.dumps([section("From a form")])
        form = {"token": shop.sandbox.bot_token, "channel": "U-AMY", "blocks": blocks}
        answer = await session.post(f"{shop.sandbox.api_url}chat.postMessage", data=form)

        assert (await answer.json())["ok"] is True
        assert shop.person(AMY).sees("From a form")
