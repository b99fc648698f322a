"""A form whose trigger is too old, a modal that was closed, and Slack that is busy (C5, C11)."""

from typing import Any

import pytest

from adapters.sandbox.faults import Fault
from adapters.slack.replies import Continue
from bot.conversation.cards import Card, Quote, Text
from bot.conversation.exchange import Commanded, Dialog, Event, Pressed, Reply
from intents.buttons import Open
from tests.adapters.slack import recorded
from tests.adapters.slack.office import AMY, Clerk, an_office, an_unconnected_office
from tests.adapters.slack.paper import Leave
from tests.adapters.slack.recorded import RECORDED

FORM = Dialog(Leave, {"case": "c-1"})
CLAUSE = "The phone stays in the locker. " * 420


def opens_form(event: Event) -> Reply:
    """Open the form for a command, and for the button that carries it."""
    is_asked = isinstance(event, Commanded) or (
        isinstance(event, Pressed) and event.payload == Open(form="leave", carried=CASE).payload()
    )
    return Reply(dialog=FORM) if is_asked else Reply((Card("?"),))


CASE: dict[str, Any] = {"case": "c-1"}


def test_the_core_knows_the_button_that_goes_on() -> None:
    ours = Continue(form="leave", carried=CASE)

    assert ours.payload() == Open(form="leave", carried=CASE).payload()


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id"])
@pytest.mark.parametrize("place", [None, "general", "no-app"])
async def test_a_form_that_came_too_late_opens_with_one_more_press(
    error: str, place: str | None
) -> None:
    async with an_office(Clerk(opens_form)) as office:
        amy = office.person(AMY)
        office.sandbox.faults.plan("views.open", Fault("refused", error=error))
        await amy.runs("/unblock", to=place)
        assert amy.screen.modal is None
        await amy.presses("Continue")

        assert amy.screen.modal is not None
        assert amy.sees("Why?")


async def test_a_press_on_the_home_page_that_came_too_late_is_answered_in_the_chat() -> None:
    async with an_unconnected_office(Clerk(lambda _: Reply((Card("The case"),)))) as office:
        await office.brings(*RECORDED["button at home"])

        assert office.person(AMY).sees("The case")


async def test_a_warning_above_a_form_also_stays_in_the_chat() -> None:
    warning = Reply((Card("Ring 999", (Text("Now."),)),), dialog=FORM)
    async with an_office(Clerk(lambda _: warning)) as office:
        amy = office.person(AMY)
        await amy.runs("/report he wants to die")
        assert amy.screen.modal is not None
        assert "Ring 999" in str(amy.screen.modal)
        await amy.closes()

        assert amy.sees("Ring 999")


async def test_a_warning_that_comes_with_complaints_is_shown_as_well() -> None:
    both = Reply((Card("Ring 999"),), errors={"address": "Which site?"})
    async with an_unconnected_office(Clerk(lambda _: both)) as office:
        await office.brings(*RECORDED["submission"])

        assert office.person(AMY).sees("Ring 999")


async def test_what_was_meant_for_a_modal_that_is_closed_is_answered_in_the_chat() -> None:
    async with an_unconnected_office(Clerk(lambda _: Reply((Card("Taken"),)))) as office:
        await office.brings(*RECORDED["button in a modal"])

        assert office.person(AMY).sees("Taken")


async def test_a_long_clause_is_whole_in_the_chat_in_a_modal_and_at_home() -> None:
    card = Card("Phones", (Quote(CLAUSE),))
    clerk = Clerk(
        lambda e: Reply(home=card) if type(e).__name__ == "HomeOpened" else Reply((card,))
    )
    async with an_office(clerk) as office:
        amy = office.person(AMY)
        await amy.says("phones?")
        parts = [message for _, message in amy.screen.messages() if message["user"] != AMY.id]
        assert len(parts) == 2
        await amy.opens_home()

        assert CLAUSE.strip() in "".join(amy.screen.texts()).replace("\n", "")


@pytest.mark.parametrize("kind", ["rate_limited", "server_error"])
async def test_when_slack_is_busy_the_answer_comes_a_little_later(kind: Any) -> None:
    async with an_unconnected_office() as office:
        office.sandbox.faults.plan("chat.postMessage", Fault(kind, seconds=0))
        await office.brings(*RECORDED["message"])

        assert office.person(AMY).sees("Yes?")


@pytest.mark.parametrize(
    ("channel", "method"), [("D0AMY", "chat.postMessage"), ("C0GENERAL", "chat.postEphemeral")]
)
async def test_in_a_channel_that_does_not_work_the_answer_comes_in_the_chat(
    channel: str, method: str
) -> None:
    async with an_unconnected_office() as office:
        office.sandbox.faults.plan(method, Fault("refused", error="channel_not_found"))
        body = recorded.pressed_in_message(channel={"id": channel})
        await office.brings("interactive", body)

        assert office.person(AMY).sees("Yes?")
