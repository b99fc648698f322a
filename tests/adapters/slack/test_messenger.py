"""Letters: a direct message that can be found again, whole, once, and redrawn."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from adapters.sandbox.faults import Fault
from adapters.sandbox.server import Sandbox
from adapters.sandbox.slack.identity import TEAM_ID
from adapters.slack.calls import Gone, OverLimit
from adapters.slack.messenger import SlackMessenger
from adapters.slack.workspaces import Workspaces
from bot.conversation.cards import Button, Buttons, Card, Quote
from bot.domain.people import Identity, Platform
from bot.errors import DeliveryError
from bot.mail import Letter
from bot.ports import Posted
from tests.adapters.slack.office import AMY, Go, a_sandbox, account_of
from tests.support.slack_person import SlackPerson

CLAUSE = "The phone stays in the locker. " * 420
GO = Buttons((Button("Go", Go()),))
SHORT = Letter(account_of(AMY), Card("A request", (GO,)), "r-1")
LONG = Letter(account_of(AMY), Card("Phones", (Quote(CLAUSE), GO)), "r-2")


@dataclass
class Desk:
    """A messenger, and Amy at the other end."""

    sandbox: Sandbox
    messenger: SlackMessenger

    @property
    def texts(self) -> Sequence[str]:
        return SlackPerson(self.sandbox, AMY.id).texts()


@asynccontextmanager
async def a_desk(**tokens: str) -> AsyncIterator[Desk]:
    async with a_sandbox() as sandbox:
        known = {TEAM_ID: sandbox.bot_token, **tokens}
        yield Desk(sandbox, SlackMessenger(Workspaces(known, sandbox.api_url)))


async def test_a_letter_is_a_direct_message_that_can_be_found_again() -> None:
    async with a_desk() as desk:
        posted = await desk.messenger.post(SHORT)

        assert posted.conversation == f"{TEAM_ID}:D0AMY"
        assert await desk.messenger.find(SHORT) == posted
        assert await desk.messenger.find(LONG) is None
        assert any("A request" in text for text in desk.texts)


async def test_a_letter_that_slack_took_before_it_failed_is_found() -> None:
    async with a_desk() as desk:
        desk.sandbox.faults.plan("chat.postMessage", Fault("server_error_after_accept"))
        with pytest.raises(DeliveryError):
            await desk.messenger.post(SHORT)

        assert await desk.messenger.find(SHORT) is not None


async def test_a_long_letter_is_several_messages_and_the_last_is_the_one_to_redraw() -> None:
    async with a_desk() as desk:
        posted = await desk.messenger.post(LONG)
        assert len(desk.texts) == 2
        await desk.messenger.redraw(posted, Card("Settled"))

        assert "Settled" in desk.texts[-1]
        assert "Phones (1 of 2)" in desk.texts[0]


async def test_a_long_letter_that_was_half_shown_is_completed_and_not_repeated() -> None:
    async with a_desk() as desk:
        desk.sandbox.faults.plan("chat.postMessage", Fault("server_error_after_accept"))
        with pytest.raises(DeliveryError):
            await desk.messenger.post(LONG)
        assert await desk.messenger.find(LONG) is None
        await desk.messenger.post(LONG)

        parts = [text for text in desk.texts if "of 2)" in text]
        assert ["(1 of 2)" in parts[0], "(2 of 2)" in parts[1], len(parts)] == [True, True, 2]


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message"])
async def test_a_copy_that_is_gone_is_said_to_be_gone_and_nothing_new_is_posted(
    error: str,
) -> None:
    async with a_desk() as desk:
        posted = await desk.messenger.post(SHORT)
        desk.sandbox.faults.plan("chat.update", Fault("refused", error=error))
        with pytest.raises(Gone) as raised:
            await desk.messenger.redraw(posted, Card("Settled"))

        assert raised.value.permanent
        assert len(desk.texts) == 1


async def test_a_copy_that_could_not_be_redrawn_just_now_is_tried_again() -> None:
    async with a_desk() as desk:
        posted = await desk.messenger.post(SHORT)
        desk.sandbox.faults.plan("chat.update", Fault("rate_limited", seconds=7))
        with pytest.raises(DeliveryError) as raised:
            await desk.messenger.redraw(posted, Card("Settled"))

        assert (raised.value.permanent, raised.value.retry_after) == (False, 7)


@pytest.mark.parametrize("error", ["user_disabled", "account_inactive", "token_revoked"])
async def test_somebody_who_cannot_be_reached_any_more_is_not_tried_again(error: str) -> None:
    async with a_desk() as desk:
        desk.sandbox.faults.plan("conversations.open", Fault("refused", error=error))
        with pytest.raises(DeliveryError) as raised:
            await desk.messenger.post(SHORT)

        assert raised.value.permanent


async def test_a_person_is_written_to_in_the_workspace_that_we_are_in() -> None:
    elsewhere = Identity(Platform.SLACK, "T0GONE", "U0OLD")
    amy = replace(SHORT.to, identities=(elsewhere, *SHORT.to.identities))
    async with a_desk() as desk:
        posted = await desk.messenger.post(replace(SHORT, to=amy))

        assert posted.conversation == f"{TEAM_ID}:D0AMY"


@pytest.mark.parametrize(
    "accounts",
    [
        (),
        (Identity(Platform.TEAMS, "tenant", "u"),),
        (Identity(Platform.SLACK, "T0GONE", "U0OLD"),),
    ],
)
async def test_a_person_without_an_account_that_we_can_reach_is_hopeless(
    accounts: tuple[Identity, ...],
) -> None:
    async with a_desk() as desk:
        with pytest.raises(DeliveryError) as raised:
            await desk.messenger.post(replace(SHORT, to=replace(SHORT.to, identities=accounts)))

        assert raised.value.permanent


async def test_a_copy_in_a_workspace_that_is_ours_no_longer_is_hopeless() -> None:
    async with a_desk() as desk:
        with pytest.raises(DeliveryError) as raised:
            await desk.messenger.redraw(Posted("slack", "T0GONE:D1", "1.0"), Card("Settled"))

        assert raised.value.permanent


class Endless(Go):
    """An intent that is too long without a word of anybody's."""

    def payload(self) -> str:
        return json.dumps([self.name, {"numbers": list(range(900))}])


async def test_a_letter_that_slack_would_refuse_is_hopeless_and_says_where() -> None:
    card = Card("A request", (Buttons((Button("Go", Endless()),)),))
    async with a_desk() as desk:
        with pytest.raises(OverLimit, match=r"value: \d+ characters, at most 2000") as raised:
            await desk.messenger.post(replace(SHORT, card=card))

        assert raised.value.permanent
        assert list(desk.texts) == []
