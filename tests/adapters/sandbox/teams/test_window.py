"""The Teams window as the page meets it, beside the Slack one."""

import asyncio
from typing import Any

import aiohttp
import pytest

from adapters.sandbox.teams.accounts import install
from adapters.sandbox.teams.identity import personal_chat
from tests.adapters.sandbox.teams.workshop import (
    AMYS_CHAT,
    APP_ID,
    CHANNEL,
    CHAT,
    MANIFEST,
    a_teams_workshop,
)
from tests.adapters.sandbox.workshop import AMY, HEAD, STRANGER, an_unconnected_workshop


async def test_a_snapshot_has_everything_that_the_page_draws() -> None:
    async with (
        a_teams_workshop() as shop,
        aiohttp.ClientSession(shop.sandbox.address) as browser,
    ):
        await shop.posts(text="Hello")
        answer = await browser.get("/sandbox/teams/state", params={"as": AMY.id})
        seen = await answer.json()

        assert seen["now"] == "2026-11-20T10:31:00Z"
        assert seen["me"]["name"] == "Amy Carter"
        assert seen["people"][0]["unread"] == 1
        assert seen["app"] == {"name": "Dutydesk"}
        assert seen["dialog"] is None
        line = seen["conversations"][0]
        assert (line["id"], line["kind"], line["name"]) == (AMYS_CHAT, "app", "Dutydesk")
        kinds = {each["id"]: (each["kind"], each["name"]) for each in seen["conversations"]}
        assert kinds[CHANNEL] == ("channel", "general")
        assert kinds[CHAT] == ("chat", "staff-room")
        assert ("chat", "Grace Hall") in kinds.values()
        assert line["messages"][0] == {
            "id": line["messages"][0]["id"],
            "thread": None,
            "at": "2026-11-20T10:31:00Z",
            "from": "app",
            "from_name": "Dutydesk",
            "is_bot": True,
            "text": "Hello",
            "summary": "",
            "cards": [],
            "citations": [],
            "suggested": [],
            "files": [],
            "feedback": False,
            "given": "",
            "targeted": False,
            "edited": False,
            "deleted": False,
            "note": "",
            "refreshes": False,
        }


async def test_the_manifest_says_what_can_be_run_and_said() -> None:
    async with a_teams_workshop() as shop:
        seen = shop.seat(AMY).snapshot

        assert seen["prompts"] == [
            {"title": "Ask", "description": "Policies", "text": "May I phone?"},
            {"title": "Help", "description": "What I do", "text": "Help"},
        ]
        assert [(each["id"], each["opens"], each["places"]) for each in seen["commands"]] == [
            ("report", "dialog", ["app", "channel", "chat"]),
            ("policy", "message", ["channel", "chat"]),
        ]
        (action,) = seen["message_actions"]
        assert action == {
            "id": "report_message",
            "title": "Report this message",
            "description": "",
        }


async def test_a_command_that_stands_in_two_lists_is_offered_once_for_all_their_places() -> None:
    lists = [
        {"scopes": scopes, "triggers": ["slash"], "commands": [{"title": "Help"}]}
        for scopes in (["personal"], ["team", "copilot"])
    ]
    async with a_teams_workshop(MANIFEST | {"bots": [{"commandLists": lists}]}) as shop:
        commands = shop.seat(AMY).snapshot["commands"]

        assert [each["places"] for each in commands if each["id"] == "Help"] == [["app", "channel"]]


async def test_an_app_without_a_manifest_offers_nothing_and_can_be_talked_to() -> None:
    async with a_teams_workshop({}) as shop:
        outcome = await shop.seat(AMY).does("say", conversation=AMYS_CHAT, text="hello")
        seen = shop.seat(AMY).snapshot

        assert outcome["acknowledged"] is True
        assert seen["commands"] == seen["message_actions"] == seen["prompts"] == []


async def test_the_same_people_sit_in_both_windows() -> None:
    async with (
        a_teams_workshop() as shop,
        aiohttp.ClientSession(shop.sandbox.address) as browser,
    ):
        here = await (await browser.get("/sandbox/teams/people")).json()
        there = await (await browser.get("/sandbox/people")).json()

        assert here == there
        assert STRANGER.id in [each["id"] for each in here["people"]]


async def test_each_windows_socket_tells_of_its_own_changes() -> None:
    async with (
        a_teams_workshop() as shop,
        aiohttp.ClientSession(shop.sandbox.address) as browser,
    ):
        teams = await browser.ws_connect(f"/sandbox/teams/changes?as={HEAD.id}")
        first = await teams.receive_json()
        await shop.sandbox.window.do(
            {"as": AMY.id, "kind": "say", "conversation": "C-GENERAL", "text": "in Slack"}
        )
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(teams.receive_json(), 0.1)
        await shop.seat(AMY).does("say", conversation=CHANNEL, text="in Teams")
        second = await asyncio.wait_for(teams.receive_json(), 2)

        assert second["seq"] > first["seq"]


@pytest.mark.parametrize(
    ("gesture", "message"),
    [
        ({"kind": "dance", "as": AMY.id}, "The page sent something unexpected"),
        ({"kind": "clock", "as": AMY.id, "hours": 1}, "The page sent something unexpected"),
        ([1, 2], "The page sent something unexpected"),
        (
            {
                "kind": "say",
                "as": AMY.id,
                "conversation": personal_chat(HEAD.id),
                "text": "x",
            },
            "You are not in that conversation.",
        ),
        (
            {"kind": "say", "as": AMY.id, "conversation": AMYS_CHAT, "text": " "},
            "Please type a message first.",
        ),
        (
            {
                "kind": "suggestion",
                "as": AMY.id,
                "conversation": AMYS_CHAT,
                "message": "1",
                "title": "x",
            },
            "That message is not there any more.",
        ),
        (
            {"kind": "dialog_close", "as": AMY.id, "dialog": "1"},
            "That dialog is not open any more.",
        ),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(gesture: Any, message: str) -> None:
    async with (
        a_teams_workshop() as shop,
        aiohttp.ClientSession(shop.sandbox.address) as browser,
    ):
        answer = await (await browser.post("/sandbox/teams/do", json=gesture)).json()

        assert answer["ok"] is False
        assert message in answer["message"]


async def test_a_suggestion_that_was_not_made_cannot_be_tapped() -> None:
    async with a_teams_workshop() as shop:
        message = await shop.posts(text="Hello")
        where = {"conversation": AMYS_CHAT, "message": message}
        outcome = await shop.seat(AMY).does("suggestion", **where, title="Dance")

        assert outcome["message"] == "That suggestion is not there any more."


async def test_the_app_is_told_of_a_person_who_gets_it() -> None:
    async with a_teams_workshop() as shop:
        told = await install(shop.teams, AMY.id)
        stranger = await install(shop.teams, STRANGER.id)

        installed, arrived = shop.bot.activities
        assert (told, stranger) == (True, False)
        assert (installed["type"], installed["action"]) == ("installationUpdate", "add")
        assert arrived["membersAdded"] == [{"id": f"28:{APP_ID}"}]
        assert {each["conversation"]["id"] for each in shop.bot.activities} == {AMYS_CHAT}


async def test_a_sandbox_without_teams_has_no_window_for_it() -> None:
    async with (
        an_unconnected_workshop() as shop,
        aiohttp.ClientSession(shop.sandbox.address) as browser,
    ):
        people = await browser.get("/sandbox/teams/people")
        keys = await browser.get("/teams/keys")

        assert (people.status, keys.status) == (404, 404)
        assert shop.sandbox.teams is None
        assert shop.sandbox.teams_window is None
        assert shop.sandbox.teams_service_url == shop.sandbox.teams_openid_url == ""
        assert shop.sandbox.teams_calls == []
        assert shop.sandbox.is_quiet is True
