"""Messages, commands, shortcuts and pressed buttons, through a real Bolt app over Socket Mode."""

from typing import Any

import pytest

from tests.adapters.sandbox.workshop import (
    AMY,
    HEAD,
    LEAVER,
    MANIFEST,
    PUPIL,
    a_workshop,
    actions,
    button,
)


async def test_a_direct_message_reaches_the_app_in_slacks_shape() -> None:
    async with a_workshop() as shop:
        await shop.person(AMY).says("Is this <ok> & safe? https://x.example/a?b=1&c=2")

        (event,) = shop.events
        assert event["type"] == "message"
        assert event["channel_type"] == "im"
        assert event["user"] == "U-AMY"
        assert event["text"] == "Is this &lt;ok&gt; &amp; safe? <https://x.example/a?b=1&amp;c=2>"
        assert event["blocks"][0]["elements"][0]["elements"][1]["type"] == "link"
        assert event["ts"] == event["event_ts"]
        assert "is_ext_shared_channel" in shop.last
        assert shop.last["authorizations"][0]["user_id"] == "UBOT"
        assert shop.last["event_time"] == int(shop.clock.now().timestamp())


async def test_an_answer_in_the_direct_line_is_seen_and_rings_the_bell_until_it_is_read() -> None:
    async with a_workshop() as shop:

        @shop.app.event("app_home_opened")
        async def answer(say: Any) -> None:
            await say("Hello <@U-AMY>, see <https://x.example|the policy> &amp; ask.")

        amy = shop.person(AMY)
        await amy.opens_home()

        await amy.waits_for("Hello @Amy Carter, see the policy & ask.")
        assert amy.bell() == 1
        await amy.reads()
        assert amy.bell() == 0


async def test_a_mention_in_a_channel_is_an_app_mention_and_other_talk_is_not_told() -> None:
    async with a_workshop() as shop:
        amy = shop.person(AMY)
        await amy.says("lunch?", to="general")
        await amy.says("@Dutydesk what about @Grace Hall", to="general")

        (event,) = shop.events
        assert event["type"] == "app_mention"
        assert event["text"] == "<@UBOT> what about <@U-HEAD>"
        assert event["channel"] == "C-GENERAL"
        assert shop.person(HEAD).sees("@Dutydesk what about @Grace Hall")


async def test_where_the_app_is_no_member_it_hears_nothing() -> None:
    async with a_workshop() as shop:
        await shop.person(AMY).says("@Dutydesk hello", to="no-app")

        assert shop.events == []


async def test_a_channel_with_people_of_another_organisation_says_so() -> None:
    async with a_workshop() as shop:
        await shop.person(AMY).says("@Dutydesk hello", to="shared")

        assert shop.last["is_ext_shared_channel"] is True
        assert shop.last["event"]["user_team"] == "T0SANDBOX"


async def test_a_command_answers_in_private_and_its_text_is_escaped() -> None:
    async with a_workshop() as shop:

        @shop.app.command("/policy")
        async def policy(ack: Any) -> None:
            await ack("Only you can see this.")

        amy = shop.person(AMY)
        await amy.runs("/policy phones & <b>", to="general")

        assert amy.sees("Only you can see this.")
        assert not shop.person(HEAD).sees("Only you can see this.")
        assert shop.last["text"] == "phones &amp; &lt;b&gt;"
        assert shop.last["channel_name"] == "general"
        history = await shop.client.conversations_history(channel="C-GENERAL")
        assert history["messages"] == []


async def test_a_command_that_escapes_sends_mentions_as_ids() -> None:
    async with a_workshop() as shop:

        @shop.app.command("/report")
        async def report(ack: Any) -> None:
            await ack()

        await shop.person(AMY).runs("/report @Pip at x.example.com")

        assert shop.last["text"] == "<@U-PIP> at <http://x.example.com|x.example.com>"


async def test_a_message_shortcut_brings_the_message_and_a_global_one_a_trigger() -> None:
    async with a_workshop() as shop:

        @shop.app.shortcut("report_message")
        async def report(ack: Any) -> None:
            await ack()

        @shop.app.shortcut("new_report")
        async def new_report(ack: Any) -> None:
            await ack()

        amy, pupil = shop.person(AMY), shop.person(HEAD)
        await pupil.says("you are rubbish", to="general")
        await amy.runs_shortcut("Report this", on="rubbish")
        on_message = shop.last
        await amy.runs_shortcut("New report")

        assert on_message["type"] == "message_action"
        assert on_message["message"]["text"] == "you are rubbish"
        assert on_message["message"]["user"] == "U-HEAD"
        assert on_message["channel"] == {"id": "C-GENERAL", "name": "general"}
        assert on_message["message_ts"] == on_message["message"]["ts"]
        assert shop.last["type"] == "shortcut"
        assert "channel" not in shop.last


async def test_an_uploaded_file_is_a_file_share_without_bytes() -> None:
    async with a_workshop() as shop:
        amy = shop.person(AMY)
        await amy.uploads("screenshot.png")

        (event,) = shop.events
        assert event["subtype"] == "file_share"
        assert event["files"][0]["mimetype"] == "image/png"
        assert amy.sees("screenshot.png")


async def test_a_direct_message_between_people_is_theirs_alone() -> None:
    async with a_workshop() as shop:
        await shop.person(HEAD).says("coffee?", to="D-BOTH")

        assert shop.person(AMY).sees("coffee?")
        assert shop.person(AMY).bell() == 1
        assert not shop.person(PUPIL).sees("coffee?")
        assert shop.events == []


async def test_somebody_who_left_cannot_sign_in() -> None:
    async with a_workshop() as shop:
        gesture = {"as": LEAVER.id, "kind": "say", "conversation": "D-LEE", "text": "hi"}

        outcome = await shop.sandbox.window.do(gesture)

        assert outcome["message"] == "This account cannot sign in."


async def test_an_unknown_command_is_explained_and_a_missing_button_lists_what_is_there() -> None:
    async with a_workshop() as shop:
        await shop.client.chat_postMessage(
            channel="U-AMY", text="x", blocks=[actions(button("Go", "go"))]
        )
        amy = shop.person(AMY)

        with pytest.raises(AssertionError, match="/dance is not a command here"):
            await amy.runs("/dance")
        with pytest.raises(AssertionError, match=r"no button 'Stop'.\nLabels: \['Go'\]"):
            await amy.presses("Stop")


async def test_only_events_that_the_manifest_asks_for_are_sent() -> None:
    settings = {"event_subscriptions": {"bot_events": ["app_mention"]}}
    async with a_workshop(manifest=MANIFEST | {"settings": settings}) as shop:
        await shop.person(AMY).says("hello")
        await shop.person(AMY).opens_home()

        assert shop.bodies == []
