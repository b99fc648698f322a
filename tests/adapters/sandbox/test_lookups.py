"""What the app can look up: history, threads, places and people."""

from datetime import timedelta
from typing import Any

from tests.adapters.sandbox.workshop import (
    a_workshop,
    an_unconnected_workshop,
)


async def test_history_is_newest_first_in_pages_and_keeps_metadata() -> None:
    async with an_unconnected_workshop() as shop:
        metadata = {"event_type": "notice", "event_payload": {"id": "7"}}
        for number in range(5):
            await shop.client.chat_postMessage(
                channel="U-AMY", text=f"note {number}", metadata=metadata
            )
        await shop.client.chat_postEphemeral(channel="D-AMY", user="U-AMY", text="private")

        first = await shop.client.conversations_history(
            channel="D-AMY", limit=3, include_all_metadata=True
        )
        cursor = first["response_metadata"]["next_cursor"]
        rest = await shop.client.conversations_history(channel="D-AMY", cursor=cursor)

        assert [each["text"] for each in first["messages"]] == ["note 4", "note 3", "note 2"]
        assert first["messages"][0]["metadata"] == metadata
        assert first["has_more"] is True
        assert [each["text"] for each in rest["messages"]] == ["note 1", "note 0"]
        assert "metadata" not in rest["messages"][0]


async def test_history_between_two_moments_leaves_the_borders_out_unless_asked() -> None:
    async with an_unconnected_workshop() as shop:
        stamps = []
        for number in range(3):
            await shop.clock.advance(timedelta(minutes=1))
            sent = await shop.client.chat_postMessage(channel="U-AMY", text=f"{number}")
            stamps.append(str(sent["ts"]))

        between: dict[str, Any] = {"channel": "D-AMY", "oldest": stamps[0], "latest": stamps[2]}
        exclusive = await shop.client.conversations_history(**between)
        inclusive = await shop.client.conversations_history(**between, inclusive=True)

        assert [each["text"] for each in exclusive["messages"]] == ["1"]
        assert [each["text"] for each in inclusive["messages"]] == ["2", "1", "0"]


async def test_a_thread_is_its_parent_and_the_replies_which_history_leaves_out() -> None:
    async with an_unconnected_workshop() as shop:
        parent = await shop.client.chat_postMessage(channel="C-GENERAL", text="parent")
        ts = parent["ts"]
        await shop.client.chat_postMessage(channel="C-GENERAL", text="reply", thread_ts=ts)

        thread = await shop.client.conversations_replies(channel="C-GENERAL", ts=ts)
        history = await shop.client.conversations_history(channel="C-GENERAL")

        assert [each["text"] for each in thread["messages"]] == ["parent", "reply"]
        assert [each["text"] for each in history["messages"]] == ["parent"]
        assert history["messages"][0]["reply_count"] == 1


async def test_people_have_the_flags_by_which_an_app_decides_whom_to_trust() -> None:
    async with an_unconnected_workshop() as shop:
        members = {each["id"]: each for each in (await shop.client.users_list())["members"]}

        assert members["U-PIP"]["is_restricted"] is True
        assert members["U-LEE"]["deleted"] is True
        assert members["U-ZOE"]["is_stranger"] is True
        assert members["U-ZOE"]["team_id"] == "T9"
        assert members["U-AMY"]["team_id"] == "T0SANDBOX"
        assert members["U-AMY"]["tz"] == "Europe/London"
        assert "is_stranger" not in members["U-AMY"]
        amy = await shop.client.users_info(user="U-AMY")
        assert amy["user"]["real_name"] == "Amy Carter"


async def test_places_are_described_as_slack_describes_them() -> None:
    async with an_unconnected_workshop() as shop:
        staff = (await shop.client.conversations_info(channel="C-STAFF"))["channel"]
        line = (await shop.client.conversations_open(users="U-AMY"))["channel"]
        shared = (await shop.client.conversations_info(channel="C-SHARED"))["channel"]
        members = await shop.client.conversations_members(channel="C-STAFF")
        listed = await shop.client.conversations_list(types="public_channel,private_channel")

        assert (staff["name"], staff["is_private"], staff["is_group"]) == ("staff-room", True, True)
        assert line["id"] == "D-AMY"
        assert shared["is_ext_shared"] is True
        assert members["members"] == ["U-AMY", "U-HEAD", "UBOT"]
        names = [each["name"] for each in listed["channels"]]
        assert names == ["general", "staff-room", "no-app", "shared"]


async def test_an_account_that_is_closed_is_told_and_shows_as_deleted() -> None:
    async with a_workshop() as shop:

        @shop.app.event("user_change")
        async def changed() -> None: ...

        await shop.sandbox.deactivate("U-HEAD")

        assert shop.last["event"]["user"]["deleted"] is True
        assert (await shop.client.users_info(user="U-HEAD"))["user"]["deleted"] is True
        outcome = await shop.sandbox.window.do({"as": "U-HEAD", "kind": "home_open"})
        assert outcome["message"] == "This account cannot sign in."
