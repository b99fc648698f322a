"""The Slack app: every payload is one turn, saved before it is acknowledged, shown after.

Bolt runs with `process_before_response`, so that even events are acknowledged only when their
listener has saved the turn (F7). Nothing that matters happens after the acknowledgement: receipts
and notices leave through the outbox.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from slack_bolt.async_app import AsyncAck, AsyncApp

from adapters.slack.calls import OverLimit
from adapters.slack.forms import page
from adapters.slack.inbound import Body, Inbound
from adapters.slack.replies import Replies, spot
from adapters.slack.workspaces import Workspaces
from bot.assistant import Assistant
from bot.conversation.exchange import Incoming, Reply
from bot.errors import DeliveryError, StorageDown

Read: TypeAlias = Callable[[Body], Incoming]

ANY = re.compile(".*")
NOT_SAVED = "Not saved: our database did not answer. Please press Send again. In danger? Call 999."
log = logging.getLogger(__name__)


@dataclass
class SlackApp:
    """Connects a Bolt app to the assistant."""

    bolt: AsyncApp
    workspaces: Workspaces
    assistant: Assistant
    inbound: Inbound
    knock: Callable[[], None]
    _showing: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Register the one listener for each kind of payload."""
        self.bolt.event("message")(self.message)
        self.bolt.event("app_mention")(self.mention)
        self.bolt.event("app_home_opened")(self.home)
        self.bolt.event(ANY)(self.other_event)
        self.bolt.command(ANY)(self.command)
        self.bolt.shortcut(ANY)(self.shortcut)
        self.bolt.action(ANY)(self.action)
        self.bolt.view(ANY)(self.submission)

    async def message(self, body: Body, ack: AsyncAck) -> None:
        """Take a direct message; our own, edits and joins are no turns."""
        event = body["event"]
        is_said = event.get("subtype") in (None, "file_share") and not event.get("bot_id")
        if is_said and event.get("channel_type") == "im":
            await self._take(self.inbound.message, body, ack)
        await ack()

    async def mention(self, body: Body, ack: AsyncAck) -> None:
        """Take a mention in a channel."""
        await self._take(self.inbound.message, body, ack)

    async def home(self, body: Body, ack: AsyncAck) -> None:
        """Take that somebody opened their page; the messages tab is none of ours."""
        if body["event"].get("tab") == "home":
            await self._take(self.inbound.home, body, ack)
        await ack()

    async def other_event(self, ack: AsyncAck) -> None:
        """Acknowledge what changes nothing here, or Slack would bring it three times more."""
        await ack()

    async def command(self, body: Body, ack: AsyncAck) -> None:
        """Take a slash command."""
        await self._take(self.inbound.command, body, ack, {"text": NOT_SAVED})

    async def shortcut(self, body: Body, ack: AsyncAck) -> None:
        """Take a shortcut."""
        await self._take(self.inbound.shortcut, body, ack)

    async def action(self, body: Body, ack: AsyncAck) -> None:
        """Take a pressed button, or a changed answer in a modal."""
        is_in_modal = (body.get("view") or {}).get("type") == "modal"
        is_button = body["actions"][0]["type"] == "button"
        read = self.inbound.change if is_in_modal and not is_button else self.inbound.press
        await self._take(read, body, ack)

    async def submission(self, body: Body, ack: AsyncAck) -> None:
        """Take a submitted modal: errors stay beside their fields, a receipt is its last page."""
        reply = await self._turn(self.inbound.submission(body))
        if reply is None:
            first = next(iter(body["view"]["state"]["values"]), "")
            await ack(response_action="errors", errors={first: NOT_SAVED})
        elif reply.errors:
            await ack(response_action="errors", errors=dict(reply.errors))
        elif reply.cards:
            view = page(reply.cards, body["view"]["title"]["text"])
            await ack(response_action="update", view=view)
        else:
            await ack()

    async def settle(self) -> None:
        """Wait until everything that was answered is on the screen."""
        while self._showing:
            await asyncio.gather(*self._showing)

    async def _take(
        self, read: Read, body: Body, ack: AsyncAck, otherwise: Mapping[str, Any] | None = None
    ) -> None:
        incoming = read(body)
        reply = await self._turn(incoming)
        if reply is None:
            if otherwise is None:
                raise StorageDown  # no acknowledgement: Slack delivers it again
            await ack(**otherwise)
            return
        await ack()
        task = asyncio.create_task(self._show(reply, incoming, body))
        self._showing.add(task)
        task.add_done_callback(self._showing.discard)

    async def _turn(self, incoming: Incoming) -> Reply | None:
        try:
            reply = await asyncio.to_thread(self.assistant.handle, incoming)
        except StorageDown:
            log.error("turn not saved", extra={"place": incoming.place.platform})  # noqa: TRY400
            return None
        self.knock()
        return reply

    async def _show(self, reply: Reply, incoming: Incoming, body: Body) -> None:
        try:
            at = spot(incoming, body)
            await Replies(self.workspaces.calls(at.team)).show(reply, at)
        except (DeliveryError, OverLimit) as error:
            log.error("reply not shown", extra={"reason": str(error)})  # noqa: TRY400
