"""Dialogs: what opens them, what they send, and what the app's answers do to them."""

import asyncio
from typing import Any

import pytest

from adapters.sandbox.teams.identity import channel_thread, object_id
from tests.adapters.sandbox.teams.workshop import (
    AMYS_CHAT,
    APP_ID,
    CHANNEL,
    CHAT,
    Answer,
    TeamsWorkshop,
    a_card,
    a_teams_workshop,
    actions,
    attached,
    execute,
    opens,
    submit,
)
from tests.adapters.sandbox.workshop import AMY, HEAD, SHARED, STRANGER

SEND = submit("Send", form="report")
PAGE = a_card({"type": "Input.Text", "id": "one.what"}, actions(SEND))
NEXT = a_card({"type": "Input.Text", "id": "one.who"}, actions(SEND))
OPEN = submit("Open", msteams={"type": "task/fetch"}, id=3)


async def open_by_button(shop: TeamsWorkshop) -> dict[str, Any]:
    """Let Amy open the dialog behind a button; return what happened."""
    message = await shop.posts(CHAT, attachments=attached(a_card(actions(OPEN))))
    where = {"conversation": CHAT, "message": message}
    return await shop.seat(AMY).does("press", **where, action=OPEN)


async def send(shop: TeamsWorkshop, action: dict[str, Any], **inputs: str) -> dict[str, Any]:
    amy = shop.seat(AMY)
    dialog = amy.snapshot["dialog"]["id"]
    return await amy.does("dialog_press", dialog=dialog, action=action, inputs=inputs)


async def test_a_button_opens_a_dialog_over_the_window_of_the_one_who_pressed() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers["task/fetch"] = opens(PAGE, "Report a website")
        outcome = await open_by_button(shop)

        assert outcome == {"ok": True, "acknowledged": True}
        assert shop.told["name"] == "task/fetch"
        assert shop.told["value"] == {"data": OPEN["data"], "context": {"theme": "default"}}
        dialog = shop.seat(AMY).snapshot["dialog"]
        assert (dialog["title"], dialog["card"], dialog["text"]) == ("Report a website", PAGE, "")
        assert shop.seat(HEAD).snapshot["dialog"] is None


async def test_what_is_sent_from_a_dialog_may_turn_its_page_and_in_the_end_close_it() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers |= {"task/fetch": opens(PAGE), "task/submit": opens(NEXT, "Who")}
        await open_by_button(shop)
        first = shop.seat(AMY).snapshot["dialog"]
        await send(shop, SEND, **{"one.what": "A fight"})
        sent, second = shop.told["value"]["data"], shop.seat(AMY).snapshot["dialog"]
        shop.bot.answers["task/submit"] = Answer({})
        await send(shop, SEND)

        assert sent == {"form": "report", "one.what": "A fight"}
        assert (second["title"], second["card"], second["id"]) == ("Who", NEXT, first["id"])
        assert shop.seat(AMY).snapshot["dialog"] is None


async def test_a_dialog_can_say_a_sentence_instead() -> None:
    async with a_teams_workshop() as shop:
        said = Answer({"task": {"type": "message", "value": "Thank you"}})
        shop.bot.answers |= {"task/fetch": opens(PAGE), "task/submit": said}
        await open_by_button(shop)
        await send(shop, SEND)

        dialog = shop.seat(AMY).snapshot["dialog"]
        assert (dialog["card"], dialog["text"]) == (None, "Thank you")
        assert (await send(shop, SEND))["message"] == "That button is not there any more."


@pytest.mark.parametrize(
    "answer",
    [
        Answer({"task": {"type": "continue", "value": {"title": "No card"}}}),
        Answer({"composeExtension": {"type": "result"}}),
    ],
)
async def test_a_page_that_teams_does_not_know_leaves_the_dialog_with_its_words(
    answer: Answer,
) -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers |= {"task/fetch": opens(PAGE), "task/submit": answer}
        await open_by_button(shop)
        outcome = await send(shop, SEND)

        assert outcome["message"] == "Something went wrong. Please try again."
        assert shop.seat(AMY).snapshot["dialog"]["card"] == PAGE


async def test_an_app_that_could_not_save_leaves_the_dialog_open() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers |= {"task/fetch": opens(PAGE), "task/submit": Answer(status=503)}
        await open_by_button(shop)
        outcome = await send(shop, SEND)

        assert outcome["ok"] is False
        assert shop.seat(AMY).snapshot["dialog"]["card"] == PAGE


async def test_a_page_that_teams_could_not_draw_is_refused() -> None:
    async with a_teams_workshop(check=lambda surface, _: ["no"] * (surface == "dialog")) as shop:
        shop.bot.answers["task/fetch"] = opens(PAGE)
        outcome = await open_by_button(shop)

        assert outcome["message"] == "Teams could not show the app's answer: no"
        assert shop.seat(AMY).snapshot["dialog"] is None


async def test_an_execute_does_nothing_in_a_dialog() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers["task/fetch"] = opens(a_card(actions(execute("Yes"))))
        await open_by_button(shop)
        outcome = await send(shop, execute("Yes"))

        assert outcome["message"] == "That button does nothing in a dialog."


async def test_the_app_hears_nothing_of_a_dialog_that_is_closed() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers["task/fetch"] = opens(PAGE)
        await open_by_button(shop)
        amy = shop.seat(AMY)
        dialog = amy.snapshot["dialog"]["id"]
        await amy.does("dialog_close", dialog=dialog)
        again = await amy.does("dialog_close", dialog=dialog)

        assert len(shop.bot.activities) == 1
        assert amy.snapshot["dialog"] is None
        assert again["message"] == "That dialog is not open any more."


async def test_an_answer_does_not_open_a_dialog_again_that_was_closed_meanwhile() -> None:
    async with a_teams_workshop() as shop:
        slow = Answer(opens(NEXT).body, seconds=0.2)
        shop.bot.answers |= {"task/fetch": opens(PAGE), "task/submit": slow}
        await open_by_button(shop)
        amy = shop.seat(AMY)
        dialog = amy.snapshot["dialog"]["id"]
        shop.bot.is_told.clear()
        sending = asyncio.create_task(send(shop, SEND))
        await shop.bot.is_told.wait()
        await amy.does("dialog_close", dialog=dialog)
        outcome = await sending

        assert outcome["ok"] is True
        assert amy.snapshot["dialog"] is None


async def test_a_message_is_picked_out_with_its_words_as_html() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers |= {
            "composeExtension/fetchTask": opens(PAGE),
            "composeExtension/submitAction": Answer({}),
        }
        head, amy = shop.seat(HEAD), shop.seat(AMY)
        await head.does("say", conversation=CHANNEL, text="you are <rubbish>")
        message = amy.last(CHANNEL)["id"]
        where = {"conversation": CHANNEL, "message": message}
        await amy.does("message_action", **where, id="report_message")
        fetched = shop.told
        await send(shop, SEND, **{"one.what": "Mean"})

        value = fetched["value"]
        assert (value["commandId"], value["commandContext"]) == ("report_message", "message")
        payload = value["messagePayload"]
        assert payload["id"] == message
        assert payload["body"] == {
            "contentType": "html",
            "content": "<p>you are &lt;rubbish&gt;</p>",
        }
        assert payload["from"]["user"]["id"] == object_id(HEAD.id)
        assert fetched["conversation"]["id"] == f"{CHANNEL};messageid={message}"
        assert shop.told["value"]["messagePayload"] == payload
        assert shop.told["value"]["data"] == {"form": "report", "one.what": "Mean"}
        assert amy.snapshot["dialog"] is None


async def test_a_message_of_the_app_is_picked_out_with_its_cards() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers["composeExtension/fetchTask"] = opens(PAGE)
        message = await shop.posts(text="See", attachments=attached(PAGE))
        where = {"conversation": AMYS_CHAT, "message": message}
        await shop.seat(AMY).does("message_action", **where, id="report_message")

        payload = shop.told["value"]["messagePayload"]
        assert payload["from"]["application"]["id"] == APP_ID
        assert payload["body"]["content"] == '<p>See</p><attachment id="card0"></attachment>'
        assert payload["attachments"][0]["id"] == "card0"


async def test_a_command_of_the_composer_opens_a_dialog() -> None:
    async with a_teams_workshop() as shop:
        shop.bot.answers["composeExtension/fetchTask"] = opens(PAGE)
        outcome = await shop.seat(AMY).does("command", conversation=CHANNEL, id="report")

        assert outcome["ok"] is True
        assert shop.told["value"] == {
            "commandId": "report",
            "commandContext": "compose",
            "context": {"theme": "default"},
        }
        assert shop.told["conversation"]["id"] == CHANNEL
        assert shop.seat(AMY).snapshot["dialog"]["card"] == PAGE


async def test_a_slash_command_in_a_channel_is_a_message_that_only_the_app_reads() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)
        await amy.does("command", conversation=CHANNEL, id="policy", text="phones")

        assert shop.told["text"] == "policy phones"
        assert shop.told["recipient"]["isTargeted"] is True
        assert amy.last(CHANNEL)["targeted"] is True
        assert shop.seat(HEAD).messages(CHANNEL) == []


async def test_a_command_is_known_only_where_the_manifest_offers_it() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)
        elsewhere = await amy.does("command", conversation=AMYS_CHAT, id="policy")
        unknown = await amy.does("command", conversation=AMYS_CHAT, id="dance")
        message = await shop.posts(text="x")
        where = {"conversation": AMYS_CHAT, "message": message}
        gone = await amy.does("message_action", **where, id="dance")

        words = "That is not a command here. Type / to see the commands."
        assert elsewhere["message"] == unknown["message"] == words
        assert gone["message"].startswith("That action is not there any more.")
        assert shop.bot.activities == []


async def test_a_visitor_has_no_use_of_the_apps_commands() -> None:
    async with a_teams_workshop() as shop:
        visitor, place = shop.seat(STRANGER), channel_thread(SHARED.id)
        outcome = await visitor.does("command", conversation=place, id="report")

        assert outcome["message"] == "This app belongs to another organisation."
        assert shop.bot.activities == []
