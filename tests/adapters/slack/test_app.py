"""The Slack app: one turn for each payload, saved before it is acknowledged, shown after."""

import asyncio
import logging

import pytest

from adapters.sandbox.faults import Fault
from adapters.slack.app import NOT_SAVED, TRY_AGAIN
from bot.conversation.cards import Button, Buttons, Card, Text
from bot.conversation.exchange import (
    Commanded,
    Dialog,
    Event,
    Flagged,
    HomeOpened,
    Pressed,
    Reply,
    Said,
    Submitted,
)
from tests.adapters.slack import recorded
from tests.adapters.slack.office import AMY, Clerk, Go, an_office, an_unconnected_office
from tests.adapters.slack.paper import Story
from tests.adapters.slack.recorded import RECORDED

WITHOUT_EFFECT = {
    "messages tab": RECORDED["messages tab"],
    "closed modal": RECORDED["closed modal"],
    "edit": ("events_api", recorded.said("x", subtype="message_changed")),
    "bot": ("events_api", recorded.said("x", bot_id="B1")),
    "join": ("events_api", recorded.said("x", subtype="channel_join")),
    "in a channel": ("events_api", recorded.said("x", channel="C0GENERAL", channel_type="channel")),
    "mention by a bot": ("events_api", recorded.mentioned("x", bot_id="B1")),
    "mention in our chat": ("events_api", recorded.mentioned("x", channel="D0AMY")),
    "new kind": ("events_api", recorded.event("something_new")),
    "left": ("events_api", recorded.event("user_change", user={"id": "U0AMY"})),
    "another workspace": (
        "events_api",
        recorded.said("x", _team_id="T9", _authorizations=[{"team_id": "T9"}]),
    ),
    "held back": ("events_api", {"type": "app_rate_limited", "team_id": "T1", "token": "x"}),
}


def page_about(event: Event) -> Reply:
    """Open a form for a command, a home page for a look at it, and a card for the rest."""
    match event:
        case HomeOpened():
            return Reply(home=Card("Your page", (Buttons((Button("Go", Go()),)),)))
        case Commanded():
            return Reply(dialog=Dialog(Story, {"title_": "Once"}))
        case Submitted(_, values) if values.get("title_") == "Twice":
            return Reply(errors={"title_": "Once is enough."})
        case Submitted():
            return Reply((Card("Thank you"),))
        case Said("which?"):
            return Reply((Card("This one", (Buttons((Button("Go", Go(where="on")),)),)),))
        case Pressed():
            return Reply((Card("Gone on"),), replaces=True)
        case _:
            return Reply((Card("Yes?"),))


async def test_everything_that_a_person_can_do_is_one_turn_and_is_answered() -> None:
    async with an_office(Clerk(page_about)) as office:
        amy = office.person(AMY)
        await amy.says("which?")
        assert amy.sees("This one")
        await amy.presses("Go")
        assert amy.sees("Gone on")
        assert not amy.sees("This one")
        await amy.runs("/policy phones?")
        await amy.fills(title_="Twice", text="It rained.")
        await amy.submits()
        assert amy.sees("Once is enough.")
        await amy.fills(title_="Once")
        await amy.submits()
        assert amy.sees("Thank you")
        await amy.closes()
        await amy.opens_home()
        assert amy.sees("Your page")

        kinds = [type(event).__name__ for event in office.clerk.events]
        assert kinds == ["Said", "Pressed", "Commanded", "Submitted", "Submitted", "HomeOpened"]
        assert len(office.knocks) == 6


async def test_a_message_is_reported_from_its_menu() -> None:
    async with an_office() as office:
        head, amy = office.person(AMY), office.person(AMY)
        await head.says("that was not nice", to="general")
        await amy.runs_shortcut("Report this message", on="not nice")

        assert office.clerk.events == [Flagged("that was not nice")]


@pytest.mark.parametrize("kind", sorted(RECORDED))
async def test_each_kind_of_payload_is_acknowledged(kind: str) -> None:
    async with an_unconnected_office() as office:
        assert await office.brings(*RECORDED[kind]) == 200


@pytest.mark.parametrize("kind", sorted(RECORDED))
async def test_what_slack_brings_ten_times_is_answered_once(kind: str) -> None:
    async with an_unconnected_office() as office:
        await asyncio.gather(*(office.brings(*RECORDED[kind]) for _ in range(10)))

        shown = [it for it in office.sandbox.calls if it.method[:4] in ("chat", "view")]
        assert len([it for it in shown if it.answer["ok"]]) <= 1
        assert len(office.clerk.keys) == len({each.key for each in office.clerk.seen})


@pytest.mark.parametrize("kind", sorted(WITHOUT_EFFECT))
async def test_what_changes_nothing_is_acknowledged_and_is_no_turn(kind: str) -> None:
    async with an_unconnected_office() as office:
        assert await office.brings(*WITHOUT_EFFECT[kind]) == 200
        assert office.clerk.seen == []
        assert office.sandbox.calls == []


async def test_news_of_a_person_outside_changes_nothing_and_shows_nothing_of_ours() -> None:
    outside = Clerk(lambda _: Reply((Card("Only for staff."),)))
    async with an_unconnected_office(outside) as office:
        assert await office.brings("events_api", recorded.said("x", team="T9")) == 200

        assert [each.person for each in office.clerk.seen] == [None]


async def test_slow_slack_does_not_delay_an_acknowledgement() -> None:
    async with an_unconnected_office() as office:
        office.sandbox.faults.plan("chat.postMessage", Fault("hang_after_accept", seconds=1))

        assert await office.hands_in(*RECORDED["message"]) == 200
        assert not office.slack.screens.is_empty


async def test_a_form_opens_while_an_earlier_answer_is_stuck() -> None:
    async with an_unconnected_office(Clerk(page_about)) as office:
        amy = office.person(AMY)
        hang = Fault("hang_after_accept", seconds=1)
        office.sandbox.faults.plan("chat.postMessage", hang)
        await office.hands_in("events_api", recorded.said("hello"))
        trigger = office.sandbox.slack.triggers.issue("U0AMY")
        body = recorded.command("/policy", trigger_id=trigger, channel_id="D0AMY")
        await office.hands_in("slash_commands", body)
        await amy.waits_for("What is it called?")

        assert not office.slack.screens.is_empty


async def test_answers_come_in_the_order_of_the_questions() -> None:
    echo = Clerk(lambda event: Reply((Card(event.text if isinstance(event, Said) else "?"),)))
    async with an_unconnected_office(echo) as office:
        office.sandbox.faults.plan("chat.postMessage", Fault("hang_after_accept", seconds=0.3))
        for number in range(5):
            body = recorded.said(f"answer {number}", _event_id=f"Ev{number}")
            await office.hands_in("events_api", body)
        await office.slack.settle()

        posted = [call["text"] for call in office.calls("chat.postMessage")]
        assert list(dict.fromkeys(posted)) == [f"answer {number}" for number in range(5)]


@pytest.mark.parametrize("fault", ["server_error", "refused"])
async def test_an_answer_that_cannot_be_shown_is_a_line_in_the_log_and_no_error(
    fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with an_unconnected_office() as office:
        planned = Fault("refused", error="account_inactive")
        if fault == "server_error":
            planned = Fault("server_error")
        for method in ("chat.postMessage", "conversations.open"):
            office.sandbox.faults.plan(method, planned, times=5)
        with caplog.at_level(logging.ERROR):
            assert await office.brings(*RECORDED["message"]) == 200

        assert [it.message for it in caplog.records] == ["reply not shown"]


async def test_an_event_that_was_not_saved_is_brought_again() -> None:
    async with an_office(Clerk(is_ill=True)) as office:
        office.sandbox.courier.patience, office.sandbox.courier.pace = 0.5, 1.0
        amy = office.person(AMY)
        with pytest.raises(AssertionError, match="did not acknowledge"):
            await amy.says("hello")
        office.clerk.is_ill = False
        office.sandbox.courier.pace = 0.0
        await amy.waits_for("Yes?")

        assert office.clerk.events == [Said("hello")]


async def test_a_form_that_was_not_saved_stays_as_it_is_with_the_reason() -> None:
    async with an_office(Clerk(page_about)) as office:
        amy = office.person(AMY)
        await amy.runs("/policy phones?")
        await amy.fills(title_="Once", text="It rained.")
        office.clerk.is_ill = True
        await amy.submits()

        assert list(amy.errors.values()) == [NOT_SAVED]
        office.clerk.is_ill = False
        await amy.submits()
        assert office.clerk.events[-1] == Submitted(
            "story", {"title_": "Once", "text": "It rained."}
        )


@pytest.mark.parametrize("place", [None, "general"])
async def test_a_command_that_was_not_saved_says_so(place: str | None) -> None:
    async with an_office(Clerk(is_ill=True)) as office:
        amy = office.person(AMY)
        await amy.runs("/policy phones?", to=place)

        assert amy.sees(TRY_AGAIN)


async def test_a_press_that_was_not_saved_says_so() -> None:
    async with an_office(Clerk(page_about)) as office:
        amy = office.person(AMY)
        await amy.says("which?")
        office.clerk.is_ill = True
        await amy.presses("Go")

        assert amy.sees(TRY_AGAIN)
        assert amy.sees("This one")


@pytest.mark.parametrize("kind", ["button in a modal", "changed answer"])
async def test_in_a_modal_slack_itself_says_that_it_failed_and_keeps_what_was_typed(
    kind: str,
) -> None:
    async with an_unconnected_office(Clerk(is_ill=True)) as office:
        assert await office.brings(*RECORDED[kind]) == 503
        assert office.sandbox.calls == []


async def test_a_long_answer_to_a_form_is_whole() -> None:
    story = "The gate was open. " * 700
    clerk = Clerk(lambda _: Reply((Card("Thank you", (Text(story),)),)))
    async with an_unconnected_office(clerk) as office:
        assert await office.brings(*RECORDED["submission"]) == 200
