"""Where an answer appears: in the dialog, in the chat, or only to the person who asked (A21)."""

from typing import Any

import pytest

from adapters.sandbox.faults import Fault
from bot.conversation.cards import Button, Buttons, Card
from bot.conversation.exchange import Changed, Dialog, Event, Pressed, Reply, Submitted
from tests.adapters.slack import recorded
from tests.adapters.slack.office import (
    AMY,
    BETWEEN,
    ELSEWHERE,
    GENERAL,
    HEAD,
    SHARED,
    Clerk,
    Go,
    Office,
    an_office,
    an_unconnected_office,
)
from tests.adapters.slack.paper import Leave, Steered
from tests.adapters.slack.recorded import RECORDED

GO = Buttons((Button("Go", Go()),))
FORM = Dialog(Leave, {"case": "c-1"})


def always(*cards: Card, **reply: Any) -> Clerk:
    """A clerk who gives the same answer to everything."""
    return Clerk(lambda _: Reply(cards, **reply))


def posted_to(office: Office) -> set[str]:
    return {str(call["channel"]) for call in office.calls("chat.postMessage")}


async def test_in_a_channel_only_the_person_who_asked_sees_the_answer() -> None:
    async with an_office(always(Card("Clause 4.2"))) as office:
        amy, head = office.person(AMY), office.person(HEAD)
        await amy.says("@Dutydesk phones?", to="general")

        assert amy.sees("Clause 4.2")
        assert not head.sees("Clause 4.2")
        assert posted_to(office) == set()


async def test_in_a_thread_of_a_channel_the_answer_stands_in_the_thread() -> None:
    async with an_unconnected_office(always(Card("Clause 4.2"))) as office:
        body = recorded.mentioned("phones?", thread_ts="1763634660.000100")
        await office.brings("events_api", body)

        (shown,) = office.calls("chat.postEphemeral")
        assert shown["thread_ts"] == "1763634660.000100"


async def test_in_a_thread_of_our_chat_the_answer_stands_in_the_thread() -> None:
    async with an_office(always(Card("Clause 4.2"))) as office:
        amy = office.person(AMY)
        await amy.says("phones?")
        parent = amy.screen.messages()[-1][1]["ts"]
        await amy.says("and tablets?", in_thread=True)

        assert office.calls("chat.postMessage")[-1]["thread_ts"] == parent


@pytest.mark.parametrize("place", [ELSEWHERE.name, BETWEEN.id])
async def test_where_the_app_is_not_it_answers_in_the_persons_own_chat(place: str) -> None:
    async with an_office(always(Card("Clause 4.2"))) as office:
        amy, head = office.person(AMY), office.person(HEAD)
        await amy.runs("/policy phones?", to=place)

        assert amy.sees("Clause 4.2")
        assert not head.sees("Clause 4.2")
        assert [call.arguments["channel"] for call in office.sandbox.calls if _is_shown(call)] == [
            "D0AMY"
        ]


@pytest.mark.parametrize("channel", [GENERAL.id, ELSEWHERE.id, SHARED.id, "C0UNKNOWN", "G0GROUP"])
@pytest.mark.parametrize("kind", sorted(RECORDED))
async def test_nothing_is_ever_posted_in_a_channel(kind: str, channel: str) -> None:
    where, body = RECORDED[kind]
    moved = {**body, "channel": {"id": channel}, "channel_id": channel}
    if "event" in body:
        moved = {**body, "event": {**body["event"], "channel": channel}}
    async with an_unconnected_office(always(Card("A case", (GO,)), replaces=True)) as office:
        await office.brings(where, moved)

        assert posted_to(office) <= {"D0AMY"}
        assert {str(call["channel"]) for call in office.calls("chat.update")} <= {"D0AMY"}


async def test_a_pressed_card_is_redrawn_and_one_that_was_deleted_comes_again() -> None:
    def rule(event: Event) -> Reply:
        title = "Done" if isinstance(event, Pressed) else "Do it"
        return Reply((Card(title, (GO,)),), replaces=True)

    async with an_office(Clerk(rule)) as office:
        amy = office.person(AMY)
        await amy.says("hello")
        await amy.presses("Go")
        assert not amy.sees("Do it")
        office.sandbox.faults.plan("chat.update", Fault("refused", error="message_not_found"))
        await amy.presses("Go")

        assert len([text for text in amy.texts() if "Done" in text]) == 2


async def test_a_card_that_only_one_person_sees_is_answered_below() -> None:
    async with an_unconnected_office(always(Card("Done"), replaces=True)) as office:
        await office.brings("interactive", recorded.pressed_in_message(is_ephemeral=True))

        assert office.calls("chat.update") == []
        assert posted_to(office) == {"D0AMY"}


async def test_a_press_on_the_home_page_shows_a_page() -> None:
    def rule(event: Event) -> Reply:
        return Reply((Card("The case"),)) if isinstance(event, Pressed) else HOME

    async with an_office(Clerk(rule)) as office:
        amy = office.person(AMY)
        await amy.opens_home()
        await amy.presses("Go")

        assert amy.screen.modal is not None
        assert amy.sees("The case")


HOME = Reply(home=Card("Your page", (GO,)))


async def test_a_press_in_a_modal_turns_the_page() -> None:
    def rule(event: Event) -> Reply:
        if isinstance(event, Pressed):
            return Reply((Card("Page 2", (GO,)),))
        return (
            Reply((Card("Page 1", (GO,)),)) if isinstance(event, Submitted) else Reply(dialog=FORM)
        )

    async with an_office(Clerk(rule)) as office:
        amy = office.person(AMY)
        await amy.runs("/policy")
        await amy.fills(why="Because.")
        await amy.submits()
        assert amy.sees("Page 1")
        await amy.presses("Go")
        await amy.presses("Go")

        assert amy.sees("Page 2")
        assert not amy.sees("Page 1")


async def test_a_form_in_the_same_modal_can_be_sent_again() -> None:
    def rule(event: Event) -> Reply:
        again = Card("Thank you", (Buttons((Button("Again", Go()),)),))
        return Reply((again,)) if isinstance(event, Submitted) else Reply(dialog=FORM)

    async with an_office(Clerk(rule)) as office:
        amy = office.person(AMY)
        await amy.runs("/policy")
        for why in ("One", "Two"):
            await amy.fills(why=why)
            await amy.submits()
            assert amy.sees("Thank you")
            await amy.presses("Again")

        sent = [
            event.values["why"] for event in office.clerk.events if isinstance(event, Submitted)
        ]
        assert sent == ["One", "Two"]
        assert len(office.clerk.keys) == len(office.clerk.seen)


async def test_a_form_that_is_redrawn_is_sent_once() -> None:
    def rule(event: Event) -> Reply:
        known = dict(event.values) if isinstance(event, Changed) else {}
        sent = isinstance(event, Submitted)
        return Reply((Card("Thank you"),)) if sent else Reply(dialog=Dialog(Steered, known))

    async with an_office(Clerk(rule)) as office:
        amy = office.person(AMY)
        await amy.runs("/policy")
        for answer in ("Yes", "No", "Yes"):
            await amy.fills(is_urgent=answer)
        assert amy.sees("Why so urgent?")
        await amy.fills(reason="A fire")
        body = office.sandbox.slack.payloads.submission(_open_view(office))
        body["trigger_id"] = "1.1"
        for _ in range(2):
            await office.brings("interactive", body)

        keys = [each.key for each in office.clerk.seen if isinstance(each.event, Submitted)]
        assert len(keys) == 2
        assert len(set(keys)) == 1


async def test_quick_changes_end_with_the_last_one() -> None:
    def rule(event: Event) -> Reply:
        known = dict(event.values) if isinstance(event, Changed) else {}
        return Reply(dialog=Dialog(Steered, known))

    async with an_office(Clerk(rule)) as office:
        amy = office.person(AMY)
        await amy.runs("/policy")
        view = _open_view(office)
        for number, value in enumerate(("true", "false", "true", "false")):
            body = office.sandbox.slack.payloads.press_in_view(view)
            option = {"text": {"type": "plain_text", "text": "?"}, "value": value}
            chosen = {"type": "radio_buttons", "selected_option": option}
            body["view"]["state"]["values"]["is_urgent"] = {"answer": chosen}
            body["actions"] = [{**chosen, "action_id": "answer", "block_id": "is_urgent"}]
            await office.hands_in("interactive", {**body, "trigger_id": f"{number}.1"})
        await office.slack.settle()

        assert not amy.sees("Why so urgent?")


async def test_a_form_that_is_filled_in_never_gives_way_to_a_card() -> None:
    async with an_unconnected_office(always(Card("Sorry"))) as office:
        await office.brings(*RECORDED["changed answer"])

        assert office.calls("views.update") == []
        assert posted_to(office) == {"D0AMY"}


def _open_view(office: Office) -> Any:
    return office.sandbox.slack.workspace.views.stack("U0AMY")[-1]


def _is_shown(call: Any) -> bool:
    return call.method in ("chat.postMessage", "chat.postEphemeral") and bool(call.answer["ok"])
