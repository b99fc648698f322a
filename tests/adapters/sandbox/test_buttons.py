"""Buttons and menus in messages, and response URLs, through a real Bolt app."""

from datetime import timedelta
from typing import Any

import pytest

from tests.adapters.sandbox.workshop import (
    AMY,
    HEAD,
    STRANGER,
    a_workshop,
    actions,
    button,
    options,
    section,
)


async def test_a_response_url_works_five_times_and_for_thirty_minutes() -> None:
    async with a_workshop() as shop:
        responds: list[Any] = []

        @shop.app.command("/policy")
        async def policy(ack: Any, respond: Any) -> None:
            await ack()
            responds.append(respond)

        amy = shop.person(AMY)
        await amy.runs("/policy")
        answers = [await responds[0](f"answer {number}") for number in range(6)]
        await amy.runs("/policy")
        await shop.clock.advance(timedelta(minutes=31))
        late = await responds[1]("too late")

        assert [answer.status_code for answer in answers] == [200] * 5 + [404]
        assert "used_url" in answers[5].body
        assert "expired_url" in late.body
        assert amy.sees("answer 4")
        assert not amy.sees("answer 5")


async def test_a_press_carries_message_container_and_state_and_can_replace_the_message() -> None:
    async with a_workshop() as shop:
        menu = {
            "type": "static_select",
            "action_id": "pick",
            "options": options("Red", "Blue"),
            "placeholder": {"type": "plain_text", "text": "Colour"},
        }

        @shop.app.action("pick")
        async def pick(ack: Any) -> None:
            await ack()

        @shop.app.action("go")
        async def go(ack: Any, respond: Any) -> None:
            await ack()
            await respond(text="Done", blocks=[section("Done")], replace_original=True)

        blocks = [section("Choose"), actions(menu, button("Go", "go", value="17"))]
        sent = await shop.client.chat_postMessage(channel="U-AMY", text="Choose", blocks=blocks)
        amy = shop.person(AMY)
        await amy.chooses("Colour", "Blue")
        await amy.presses("Go")

        body = shop.last
        assert body["container"]["message_ts"] == body["message"]["ts"] == sent["ts"]
        assert body["channel"] == {"id": "D-AMY", "name": "directmessage"}
        assert body["actions"][0]["value"] == "17"
        assert body["actions"][0]["action_ts"]
        picked = body["state"]["values"]["buttons"]["pick"]["selected_option"]
        assert picked["value"] == "blue"
        assert amy.sees("Done")
        assert not amy.sees("Choose")


async def test_a_private_message_is_not_repeated_in_the_payload_and_can_be_deleted() -> None:
    async with a_workshop() as shop:

        @shop.app.action("go")
        async def go(ack: Any, respond: Any) -> None:
            await ack()
            await respond(delete_original=True)

        blocks = [actions(button("Go", "go"))]
        await shop.client.chat_postEphemeral(
            channel="C-STAFF", user="U-AMY", text="psst", blocks=blocks
        )
        amy = shop.person(AMY)
        assert not shop.person(HEAD).sees("Go")
        await amy.presses("Go")

        assert shop.last["container"]["is_ephemeral"] is True
        assert "message" not in shop.last
        assert not amy.sees("Go")


async def test_a_button_for_named_people_is_not_there_for_others() -> None:
    async with a_workshop() as shop:
        for_head = button("Approve", "approve", visible_to_user_ids=["U-HEAD"])
        blocks = [section("A request"), actions(for_head)]
        sent = await shop.client.chat_postMessage(channel="C-STAFF", text="r", blocks=blocks)

        assert shop.person(HEAD).sees("Approve")
        assert not shop.person(AMY).sees("Approve")
        where = {"conversation": "C-STAFF", "ts": sent["ts"], "block_id": "buttons"}
        gesture = {"as": "U-AMY", "kind": "press", "action_id": "approve", **where}
        outcome = await shop.sandbox.window.do(gesture)
        assert outcome["ok"] is False
        assert outcome["message"] == "That button is not there any more."


async def test_a_visitor_presses_under_their_own_organisations_name_and_runs_no_command() -> None:
    async with a_workshop() as shop:

        @shop.app.action("go")
        async def go(ack: Any) -> None:
            await ack()

        blocks = [actions(button("Go", "go"))]
        await shop.client.chat_postMessage(channel="C-SHARED", text="x", blocks=blocks)
        visitor = shop.person(STRANGER)
        await visitor.presses("Go")

        assert shop.last["team"]["id"] == shop.last["user"]["team_id"] == "T9"
        with pytest.raises(AssertionError, match="belongs to another organisation"):
            await visitor.runs("/policy", to="shared")


async def test_a_response_can_be_public_and_answers_without_words_are_refused() -> None:
    async with a_workshop() as shop:
        answers: list[Any] = []

        @shop.app.command("/policy")
        async def policy(ack: Any, respond: Any) -> None:
            await ack()
            answers.append(await respond("For everybody", response_type="in_channel"))
            answers.append(await respond(""))
            answers.append(await respond("x", replace_original=True))

        await shop.person(AMY).runs("/policy", to="general")
        await shop.person(HEAD).waits_for("For everybody")

        assert [answer.status_code for answer in answers] == [200, 400, 400]
        assert "no_text" in answers[1].body
        assert "message_not_found" in answers[2].body


async def test_feedback_buttons_say_which_of_the_two_was_pressed() -> None:
    async with a_workshop() as shop:
        good = {"text": {"type": "plain_text", "text": "Good"}, "value": "good"}
        bad = {"text": {"type": "plain_text", "text": "Bad"}, "value": "bad"}
        pair = {
            "type": "feedback_buttons",
            "action_id": "feedback",
            "positive_button": good,
            "negative_button": bad,
        }
        block = {"type": "context_actions", "block_id": "f", "elements": [pair]}

        @shop.app.action("feedback")
        async def feedback(ack: Any) -> None:
            await ack()

        sent = await shop.client.chat_postMessage(channel="U-AMY", text="x", blocks=[block])
        where = {"conversation": "D-AMY", "ts": sent["ts"], "block_id": "f"}
        gesture = {"as": "U-AMY", "kind": "press", "action_id": "feedback", **where}
        pressed = await shop.sandbox.window.do(gesture | {"action": {"value": "bad"}})
        forged = await shop.sandbox.window.do(gesture | {"action": {"value": "other"}})

        assert pressed["ok"] is True
        assert shop.last["actions"][0]["value"] == "bad"
        assert shop.last["actions"][0]["text"]["text"] == "Bad"
        assert forged["ok"] is False


async def test_an_option_that_a_menu_does_not_offer_cannot_be_chosen() -> None:
    async with a_workshop() as shop:
        menu = {"type": "overflow", "action_id": "menu", "options": options("Edit", "Withdraw")}
        blocks = [section("Case 7") | {"block_id": "case", "accessory": menu}]

        @shop.app.action("menu")
        async def choose(ack: Any) -> None:
            await ack()

        sent = await shop.client.chat_postMessage(channel="U-AMY", text="x", blocks=blocks)
        amy = shop.person(AMY)
        await amy.chooses("overflow", "Withdraw")
        where = {"conversation": "D-AMY", "ts": sent["ts"], "block_id": "case"}
        gesture = {"as": "U-AMY", "kind": "press", "action_id": "menu", **where}
        forged = {"selected_option": options("Delete")[0]}
        refused = await shop.sandbox.window.do(gesture | {"action": forged})

        assert shop.last["actions"][0]["selected_option"]["value"] == "withdraw"
        assert refused["message"] == "Please choose one of the options."
