"""Shows a reply where the person acted: in the dialog, in the chat, or only to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.calls import SlackCalls
from adapters.slack.cards import home, message
from adapters.slack.forms import modal, page
from bot.conversation.cards import Card
from bot.conversation.exchange import Dialog, Incoming, Reply
from bot.errors import DeliveryError


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer goes: who acted, in which channel, and what can still be opened or changed.

    `pressed` is the timestamp of the message whose button was pressed; `is_hidden` is true for a
    message that only this person sees, `is_home` for the person's own page.
    """

    team: str
    user: str
    channel: str = ""
    thread: str = ""
    trigger_id: str = ""
    pressed: str = ""
    view_id: str = ""
    view_hash: str = ""
    is_direct: bool = True
    is_hidden: bool = False
    is_home: bool = False


def spot(incoming: Incoming, body: Mapping[str, Any]) -> Spot:
    """Return where the answer to a payload goes."""
    event, container = body.get("event") or {}, body.get("container") or {}
    view = body.get("view") or {}
    channel = event.get("channel") or (body.get("channel") or {}).get("id", "")
    return Spot(
        team=body.get("team_id") or (body.get("team") or {}).get("id", ""),
        user=event.get("user") or body.get("user_id") or body["user"]["id"],
        channel=channel or body.get("channel_id", ""),
        thread=incoming.place.thread,
        trigger_id=body.get("trigger_id", ""),
        pressed=container.get("message_ts", ""),
        view_id=view.get("id", "") if view.get("type") == "modal" else "",
        view_hash=view.get("hash", ""),
        is_direct=(channel or body.get("channel_id", "")).startswith("D"),
        is_hidden=bool(container.get("is_ephemeral")),
        is_home=event.get("type") == "app_home_opened" or view.get("type") == "home",
    )


class Replies:
    """Puts replies on the screen, after what they rest on was saved and acknowledged."""

    def __init__(self, calls: SlackCalls) -> None:
        self._calls = calls

    async def show(self, reply: Reply, at: Spot) -> None:
        """Show everything a reply holds."""
        if reply.dialog:
            await self._dialog(reply.dialog, at)
        elif reply.home:
            await self._calls.publish_home(at.user, home(reply.home))
        elif at.view_id or at.is_home:
            await self._page(reply.shown, at)
        else:
            for number, card in enumerate(reply.shown):
                await self._card(card, at, replaces=reply.replaces and number == 0)

    async def _page(self, cards: tuple[Card, ...], at: Spot) -> None:
        """Show cards where there is no conversation: in a modal, or on the person's page."""
        if not cards:
            return
        if at.view_id:
            await self._calls.update_view(at.view_id, page(cards), at.view_hash)
        elif at.trigger_id:
            await self._calls.open_view(at.trigger_id, page(cards))
        else:
            await self._calls.publish_home(at.user, home(cards[0]))

    async def _dialog(self, dialog: Dialog, at: Spot) -> None:
        if at.view_id:
            await self._calls.update_view(at.view_id, modal(dialog), at.view_hash)
        else:
            await self._calls.open_view(at.trigger_id, modal(dialog))

    async def _card(self, card: Card, at: Spot, *, replaces: bool) -> None:
        if replaces and at.pressed and not at.is_hidden:
            await self._calls.update(at.channel, at.pressed, message(card))
        elif not (at.channel and not at.is_direct and await self._whisper(card, at)):
            channel = at.channel if at.is_direct and at.channel else await self._direct(at)
            await self._calls.post(channel, message(card), thread=at.thread if at.is_direct else "")

    async def _whisper(self, card: Card, at: Spot) -> bool:
        """Show a card only to its reader, in a channel; False where the app is not in it."""
        try:
            await self._calls.post_ephemeral(at.channel, at.user, message(card), at.thread)
        except DeliveryError as error:
            if not error.permanent:
                raise
            return False
        return True

    async def _direct(self, at: Spot) -> str:
        return await self._calls.direct_channel(at.user)
