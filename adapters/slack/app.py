"""The Slack app: every payload is one turn, saved before it is acknowledged, shown after.

Bolt runs with `process_before_response`, so that even events are acknowledged only when their
listener has saved the turn (F7). Nothing that matters happens after the acknowledgement: receipts
and notices leave through the outbox.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeAlias

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from adapters.slack.forms import page
from adapters.slack.inbound import Inbound, is_said
from adapters.slack.limits import faults
from adapters.slack.payloads import is_typed, pressed
from adapters.slack.replies import form_view
from adapters.slack.screens import Screens
from adapters.slack.sheets import Sheets
from adapters.slack.spots import Spot, outside, spot
from adapters.slack.workspaces import Workspaces
from adapters.wire.payloads import Body, Unreadable, found, text_at
from adapters.wire.turns import Desk, Turns
from bot.conversation.cards import Card
from bot.conversation.exchange import Changed, Incoming, Reply
from bot.errors import StorageDown

Read: TypeAlias = Callable[[Body], Incoming]
Errors: TypeAlias = Mapping[str, str]
Said: TypeAlias = Mapping[str, Any]

ANY = re.compile(".*", re.DOTALL)
NOT_SAVED = "Not saved: our database did not answer. Please press Send again. In danger? Call 999."
TRY_AGAIN = "Not saved: our database did not answer. Please try again. In danger? Call 999."
OUT_OF_DATE = "Part of this form is missing. Copy your words, close it and open the form again."
log = logging.getLogger(__name__)


@dataclass
class SlackApp:
    """Connects a Bolt app to the assistant."""

    bolt: AsyncApp
    workspaces: Workspaces
    assistant: Desk
    inbound: Inbound
    knock: Callable[[], None]
    screens: Screens = field(init=False)
    turns: Turns = field(init=False)
    letters: Turns = field(init=False)
    sheets: Sheets = field(init=False, default_factory=Sheets)

    def __post_init__(self) -> None:
        """Register the one listener for each kind of payload."""
        self.screens = Screens(self.workspaces)
        self.turns = Turns(self.assistant, self.knock)
        # Nobody else hears of a letter, so nothing is waiting to be delivered.
        self.letters = Turns(self.assistant, lambda: None)
        self.bolt.event("message")(self.message)
        self.bolt.event("app_mention")(self.mention)
        self.bolt.event("app_home_opened")(self.home)
        self.bolt.event(ANY)(self.nothing)
        self.bolt.command(ANY)(self.command)
        self.bolt.shortcut(ANY)(self.shortcut)
        self.bolt.action(ANY)(self.action)
        self.bolt.view(ANY)(self.submission)
        self.bolt.view_closed(ANY)(self.nothing)
        self.bolt.options(ANY)(self.nothing)
        self.bolt.error(failed)

    async def message(self, body: Body, ack: AsyncAck) -> None:
        """Take a direct message; our own, edits and joins are no turns."""
        if is_said(body) and text_at(body, "event", "channel_type") == "im":
            await self._take(self.inbound.message, body, ack)
        else:
            await ack()

    async def mention(self, body: Body, ack: AsyncAck) -> None:
        """Take a mention in a channel; in a direct message it is a message as well."""
        if is_said(body) and not text_at(body, "event", "channel").startswith("D"):
            await self._take(self.inbound.message, body, ack)
        else:
            await ack()

    async def home(self, body: Body, ack: AsyncAck) -> None:
        """Take that somebody opened their page; the messages tab is none of ours."""
        if text_at(body, "event", "tab") == "home":
            await self._take(self.inbound.home, body, ack)
        else:
            await ack()

    async def nothing(self, ack: AsyncAck) -> None:
        """Acknowledge what changes nothing here, or Slack would bring it three times more."""
        await ack()

    async def command(self, body: Body, ack: AsyncAck) -> None:
        """Take a slash command; its acknowledgement can say that nothing was saved."""
        await self._take(self.inbound.command, body, ack, {"text": TRY_AGAIN})

    async def shortcut(self, body: Body, ack: AsyncAck) -> None:
        """Take a shortcut."""
        await self._take(self.inbound.shortcut, body, ack)

    async def action(self, body: Body, ack: AsyncAck) -> None:
        """Take a pressed button, or a changed answer in a modal."""
        is_in_modal = text_at(body, "view", "type") == "modal"
        if is_in_modal and text_at(pressed(body), "type") != "button":
            await self.change(body, ack)
        else:
            await self._take(self.inbound.press, body, ack)

    async def change(self, body: Body, ack: AsyncAck) -> None:
        """Take a changed answer; for a letter nothing is drawn, or it would eat the next one."""
        async with self.sheets.changing(self.inbound.change(body), body) as incoming:
            if incoming is None:
                await ack()
            elif is_typed(body):
                # Not saved is no fault here: every later letter brings these along.
                await self.letters.take(incoming)
                await ack()
            else:
                await self._answer(incoming, body, ack)

    async def submission(self, body: Body, ack: AsyncAck) -> None:
        """Take a submitted modal: errors stay beside their fields, a receipt is its last page."""
        incoming = self.inbound.submission(body)
        async with self.sheets.sending(body) as sheet:
            reply = await self.turns.take(incoming)
            sheet.is_sent = reply is not None and not reply.errors
        title = text_at(body, "view", "title", "text")
        if reply is None:
            await _complain(ack, body, {"": NOT_SAVED})
        elif reply.errors:
            await _complain(ack, body, reply.errors)
            # A warning that came with them: Slack can show it beside the form only.
            self.screens.show(Reply(reply.cards), outside(spot(incoming, body)))
        elif reply.dialog or reply.cards:
            await self._last_page(reply, spot(incoming, body), title, ack)
        else:
            await ack()

    async def settle(self) -> None:
        """Wait until everything that came in is answered, and the answers are on the screen."""
        await self.turns.settle()
        await self.letters.settle()
        await self.screens.settle()

    async def _last_page(self, reply: Reply, at: Spot, title: str, ack: AsyncAck) -> None:
        """Show the reply in place of the form that was sent."""
        cards = reply.cards
        view = form_view(reply.dialog, cards, at) if reply.dialog else page(cards, title)
        if faults("modal", view):
            await ack()
            self.screens.show(Reply(cards), outside(at))
        else:
            await ack(response_action="update", view=view)

    async def _take(
        self, read: Read, body: Body, ack: AsyncAck, instead: Said | None = None
    ) -> None:
        await self._answer(read(body), body, ack, instead)

    async def _answer(
        self, incoming: Incoming, body: Body, ack: AsyncAck, instead: Said | None = None
    ) -> None:
        at = spot(incoming, body)
        reply = await self.turns.take(incoming)
        if reply is None and ("event" in body or at.view_id):
            raise StorageDown  # Slack brings an event again, and says in a modal that it failed
        await ack(**(instead or {}) if reply is None else {})
        if reply is None and not instead:
            reply = Reply((Card(TRY_AGAIN),))
        if reply is not None:
            is_filled_in = isinstance(incoming.event, Changed) and reply.dialog is None
            # A form that is being filled in must not give way to a card.
            self.screens.show(reply, outside(at) if is_filled_in else at)


async def failed(error: Exception) -> BoltResponse:
    """Answer for a listener that gave up; what is in 5xx Slack brings again."""
    if isinstance(error, StorageDown):
        return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    if isinstance(error, Unreadable):
        log.warning("unreadable payload", extra={"reason": f"no {error}"})
        return BoltResponse(status=HTTPStatus.BAD_REQUEST)
    log.error("listener failed", extra={"kind": type(error).__name__})
    return BoltResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR)


async def _complain(ack: AsyncAck, body: Body, errors: Errors) -> None:
    """Show what is wrong beside the fields; Slack takes no complaint about one that is not shown.

    A form without a field to stand beside turns into a page that says it.
    """
    shown = [str(name) for name in found(body, "view", "state", "values")]
    beside = {name: said for name, said in errors.items() if name in shown}
    others = [said for name, said in errors.items() if name not in shown]
    if not shown:
        await ack(response_action="update", view=page([Card(said) for said in others]))
        return
    if others:
        beside.setdefault(shown[-1], NOT_SAVED if NOT_SAVED in others else OUT_OF_DATE)
    await ack(response_action="errors", errors=beside)
