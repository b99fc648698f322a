"""Pressed buttons, refreshed cards and thumbs, and what the app's answers do on the screen."""

import asyncio
import json
from typing import Any

import pytest

from adapters.sandbox.teams.identity import account
from tests.adapters.sandbox.teams.workshop import (
    AMYS_CHAT,
    CHANNEL,
    CHAT,
    Answer,
    TeamsWorkshop,
    a_card,
    a_teams_workshop,
    actions,
    attached,
    execute,
    says,
    shows,
    submit,
)
from tests.adapters.sandbox.workshop import AMY, HEAD

YES = execute("Yes", id=17)
ASKED = a_card(actions(YES))
DONE = a_card({"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "Done"}]})
FORM = a_card(
    {"type": "Input.Text", "id": "one.what"},
    {"type": "Input.Text", "id": "one.where", "value": "Hall"},
    {
        "type": "Input.ChoiceSet",
        "id": "one.kind",
        "choices": [{"title": "A", "value": "a"}, {"title": "B", "value": "b"}],
    },
    {
        "type": "Input.ChoiceSet",
        "id": "many.who",
        "isMultiSelect": True,
        "choices": [{"title": "A", "value": "a"}, {"title": "B", "value": "b"}],
    },
    actions(execute("Send", form="report")),
)
SEND = FORM["body"][-1]["actions"][0]


async def press(shop: TeamsWorkshop, action: dict[str, Any], **inputs: str) -> dict[str, Any]:
    """Let Amy press a button of the newest message in her own chat."""
    amy = shop.seat(AMY)
    where = {"conversation": AMYS_CHAT, "message": amy.last()["id"]}
    return await amy.does("press", **where, action=action, inputs=inputs)


async def test_a_press_brings_verb_data_and_message_and_the_answer_takes_the_cards_place() -> None:
    async with a_teams_workshop() as shop:
        message = await shop.posts(attachments=attached(ASKED))
        shop.bot.answers["adaptiveCard/action"] = shows(DONE)
        outcome = await press(shop, YES)

        assert outcome == {"ok": True, "acknowledged": True}
        assert (shop.told["type"], shop.told["name"]) == ("invoke", "adaptiveCard/action")
        assert shop.told["value"] == {"action": YES, "trigger": "manual"}
        assert shop.told["replyToId"] == message
        assert shop.told["id"].startswith("f:")
        assert shop.seat(AMY).last()["cards"] == [DONE]


async def test_an_answer_is_seen_by_the_one_who_pressed_until_the_message_changes_for_all() -> None:
    async with a_teams_workshop() as shop:
        message = await shop.posts(CHAT, attachments=attached(ASKED))
        shop.bot.answers["adaptiveCard/action"] = shows(DONE)
        amy, head = shop.seat(AMY), shop.seat(HEAD)
        await amy.does("press", conversation=CHAT, message=message, action=YES)
        before = (amy.last(CHAT)["cards"], head.last(CHAT)["cards"])
        other = {"type": "message", "attachments": attached(a_card(id="new"))}
        await shop.call("PUT", f"/{CHAT}/activities/{message}", other)

        assert before == ([DONE], [ASKED])
        assert amy.last(CHAT)["cards"] == head.last(CHAT)["cards"] == [a_card(id="new")]


async def test_inputs_go_beside_the_data_and_what_was_not_touched_goes_as_it_stood() -> None:
    async with a_teams_workshop() as shop:
        await shop.posts(attachments=attached(FORM))
        shop.bot.answers["adaptiveCard/action"] = says("Thank you")
        await press(shop, SEND, **{"one.kind": "b", "many.who": "a,b", "one.other": "ignored"})

        assert shop.told["value"]["action"]["data"] == {
            "form": "report",
            "one.what": "",
            "one.where": "Hall",
            "one.kind": "b",
            "many.who": "a,b",
        }


@pytest.mark.parametrize("filled", [{"one.kind": "c"}, {"many.who": "a,c"}, {"one.kind": "a,b"}])
async def test_a_choice_that_is_not_offered_cannot_be_made(filled: dict[str, str]) -> None:
    async with a_teams_workshop() as shop:
        await shop.posts(attachments=attached(FORM))
        outcome = await press(shop, SEND, **filled)

        assert outcome["message"] == "Please choose one of the options."
        assert shop.bot.activities == []


async def test_a_line_under_the_card_is_for_the_one_who_pressed_and_the_next_card_ends_it() -> None:
    async with a_teams_workshop() as shop:
        await shop.posts(attachments=attached(ASKED))
        shop.bot.answers["adaptiveCard/action"] = says("Not you")
        await press(shop, YES)
        note = shop.seat(AMY).last()["note"]
        shop.bot.answers["adaptiveCard/action"] = shows(DONE)
        await press(shop, YES)

        assert note == "Not you"
        assert shop.seat(AMY).last()["note"] == ""


@pytest.mark.parametrize(
    "answer",
    [
        Answer({}),
        Answer({"statusCode": 500, "type": "application/vnd.microsoft.error", "value": {}}),
        Answer({"statusCode": 200, "type": "text/plain", "value": "x"}),
        Answer([1, 2]),
    ],
)
async def test_an_answer_that_teams_does_not_know_is_trouble(answer: Answer) -> None:
    async with a_teams_workshop() as shop:
        await shop.posts(attachments=attached(ASKED))
        shop.bot.answers["adaptiveCard/action"] = answer
        outcome = await press(shop, YES)

        assert outcome["message"] == "Something went wrong. Please try again."
        assert shop.seat(AMY).last()["cards"] == [ASKED]


@pytest.mark.parametrize("answer", [Answer(status=501), Answer(status=500), Answer(seconds=5)])
async def test_an_app_that_does_not_answer_is_told_of(answer: Answer) -> None:
    async with a_teams_workshop() as shop:
        shop.teams.courier.patience = 0.3
        await shop.posts(attachments=attached(ASKED))
        shop.bot.answers["adaptiveCard/action"] = answer
        outcome = await press(shop, YES)

        assert outcome["message"] == "The app did not answer in time. Try again."


async def test_a_card_that_teams_could_not_draw_is_not_shown() -> None:
    async with a_teams_workshop(check=lambda _, payload: ["bad"] * ("body" in payload)) as shop:
        await shop.posts(attachments=attached(ASKED))
        shop.bot.answers["adaptiveCard/action"] = shows(DONE)
        outcome = await press(shop, YES)

        assert outcome["message"] == "Teams could not show the app's answer: bad"
        assert shop.seat(AMY).last()["cards"] == [ASKED]


async def test_a_button_that_is_not_on_the_card_as_it_is_now_cannot_be_pressed() -> None:
    async with a_teams_workshop() as shop:
        await shop.posts(attachments=attached(ASKED))
        forged = await press(shop, execute("Yes", id=18))
        shop.bot.answers["adaptiveCard/action"] = shows(DONE)
        await press(shop, YES)
        late = await press(shop, YES)

        assert forged["message"] == late["message"] == "That button is not there any more."


async def test_a_button_inside_a_card_that_folds_out_works_and_what_folds_it_out_does_nothing() -> (
    None
):
    async with a_teams_workshop() as shop:
        unfolds = {"type": "Action.ShowCard", "title": "Sure?", "card": ASKED}
        await shop.posts(attachments=attached(a_card(actions(unfolds))))
        shop.bot.answers["adaptiveCard/action"] = says("ok")
        inner, outer = await press(shop, YES), await press(shop, unfolds)

        assert inner["ok"] is True
        assert outer["message"] == "That button does nothing by itself."


async def test_a_submit_is_a_message_with_a_value_also_where_it_stands_in_for_an_execute() -> None:
    async with a_teams_workshop() as shop:
        fallback = submit("Yes", id=17)
        card = a_card(FORM["body"][1], actions(YES | {"fallback": fallback}))
        message = await shop.posts(attachments=attached(card))
        outcome = await press(shop, fallback, **{"one.where": "Yard"})

        assert outcome == {"ok": True, "acknowledged": True}
        assert shop.told["type"] == "message"
        assert shop.told["value"] == {"id": 17, "one.where": "Yard"}
        assert shop.told["replyToId"] == message
        assert "text" not in shop.told
        assert len(shop.seat(AMY).messages(AMYS_CHAT)) == 1


async def test_a_press_in_a_channel_names_the_thread() -> None:
    async with a_teams_workshop() as shop:
        amy = shop.seat(AMY)
        await amy.does("say", conversation=CHANNEL, text="@Dutydesk hello")
        thread = f"{CHANNEL};messageid={amy.last(CHANNEL)['id']}"
        message = await shop.posts(thread, attachments=attached(ASKED))
        shop.bot.answers["adaptiveCard/action"] = says("ok")
        await amy.does("press", conversation=CHANNEL, message=message, action=YES)

        assert shop.told["conversation"]["id"] == thread


def refreshing(*people: str) -> dict[str, Any]:
    """A card that those people's clients refresh by themselves."""
    action = execute("See", see=1)
    return a_card(refresh={"action": action, "userIds": [account(each) for each in people]})


async def test_a_card_is_refreshed_once_for_each_change_for_those_whom_it_names() -> None:
    async with a_teams_workshop() as shop:
        card = refreshing(HEAD.id)
        message = await shop.posts(CHAT, attachments=attached(card))
        shop.bot.answers["adaptiveCard/action"] = shows(DONE)
        amy, head = shop.seat(AMY), shop.seat(HEAD)
        waits = (amy.last(CHAT)["refreshes"], head.last(CHAT)["refreshes"])
        for seat in (amy, head, head):
            await seat.does("read", conversation=CHAT)
        seen = (amy.last(CHAT)["cards"], head.last(CHAT)["cards"])
        first = len(shop.bot.activities)
        changed = {"type": "message", "attachments": attached(card)}
        await shop.call("PUT", f"/{CHAT}/activities/{message}", changed)
        await head.does("read", conversation=CHAT)

        assert waits == (False, True)
        assert seen == ([card], [DONE])
        assert (first, len(shop.bot.activities)) == (1, 2)
        assert shop.told["value"]["trigger"] == "automatic"
        assert shop.told["from"]["id"] == account(HEAD.id)
        assert head.last(CHAT)["refreshes"] is False


async def test_a_refresh_that_comes_after_the_card_was_replaced_is_not_shown() -> None:
    async with a_teams_workshop() as shop:
        message = await shop.posts(attachments=attached(refreshing(AMY.id)))
        shop.bot.answers["adaptiveCard/action"] = Answer(shows(DONE).body, seconds=0.2)
        reading = asyncio.create_task(shop.seat(AMY).does("read", conversation=AMYS_CHAT))
        await shop.bot.is_told.wait()
        newer = refreshing(AMY.id, HEAD.id)
        changed = {"type": "message", "attachments": attached(newer)}
        await shop.call("PUT", f"/{AMYS_CHAT}/activities/{message}", changed)
        await reading

        assert shop.seat(AMY).last()["cards"] == [newer]
        assert shop.seat(AMY).last()["refreshes"] is True


async def test_a_refresh_that_answers_with_words_says_nothing() -> None:
    async with a_teams_workshop() as shop:
        await shop.posts(attachments=attached(refreshing(AMY.id)))
        shop.bot.answers["adaptiveCard/action"] = says("Nothing new")
        await shop.seat(AMY).does("read", conversation=AMYS_CHAT)

        assert shop.seat(AMY).last()["note"] == ""
        assert len(shop.bot.activities) == 1


async def test_a_refresh_that_fails_leaves_the_card_and_says_nothing() -> None:
    async with a_teams_workshop() as shop:
        await shop.posts(attachments=attached(refreshing(AMY.id)))
        shop.bot.answers["adaptiveCard/action"] = Answer(status=500)
        outcome = await shop.seat(AMY).does("read", conversation=AMYS_CHAT)

        assert outcome["ok"] is True
        assert shop.seat(AMY).last()["cards"] == [refreshing(AMY.id)]


async def test_a_card_can_be_refreshed_by_hand_as_often_as_one_likes() -> None:
    async with a_teams_workshop() as shop:
        message = await shop.posts(attachments=attached(refreshing(AMY.id)))
        shop.bot.answers["adaptiveCard/action"] = shows(DONE)
        for _ in range(2):
            await shop.seat(AMY).does("refresh", conversation=AMYS_CHAT, message=message)

        triggers = [each["value"]["trigger"] for each in shop.bot.activities]
        assert triggers == ["manual", "manual"]


async def test_a_thumb_reaches_the_app_with_its_words_and_stays_up() -> None:
    async with a_teams_workshop() as shop:
        loop = {"feedbackLoop": {"type": "default"}}
        message = await shop.posts(text="Answer", channelData=loop)
        amy = shop.seat(AMY)
        before = amy.last()
        where = {"conversation": AMYS_CHAT, "message": message}
        await amy.does("feedback", **where, reaction="like", text="Good")

        assert (before["feedback"], before["given"]) == (True, "")
        assert shop.told["name"] == "message/submitAction"
        assert shop.told["replyToId"] == message
        thought = shop.told["value"]["actionValue"]
        assert shop.told["value"]["actionName"] == "feedback"
        assert thought["reaction"] == "like"
        assert json.loads(thought["feedback"]) == {"feedbackText": "Good"}
        assert amy.last()["given"] == "like"


async def test_a_message_without_thumbs_takes_none() -> None:
    async with a_teams_workshop() as shop:
        message = await shop.posts(text="Answer")
        where = {"conversation": AMYS_CHAT, "message": message}
        outcome = await shop.seat(AMY).does("feedback", **where, reaction="like")

        assert outcome["message"] == "This message takes no feedback."


async def test_a_deleted_message_and_one_for_somebody_else_cannot_be_acted_on() -> None:
    async with a_teams_workshop() as shop:
        own = await shop.posts(CHAT, attachments=attached(ASKED))
        await shop.call("DELETE", f"/{CHAT}/activities/{own}")
        hers = await shop.posts_to(HEAD, CHAT, "Only for the head")
        amy = shop.seat(AMY)
        outcomes = [
            await amy.does("press", conversation=CHAT, message=each, action=YES)
            for each in (own, hers)
        ]

        assert {each["message"] for each in outcomes} == {"That message is not there any more."}
