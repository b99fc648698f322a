"""Shows a reply where the person acted: in the dialog, in the chat, or only to them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha256
from typing import TypeVar

from pydantic import Field

from adapters.slack.calls import Gone, NotNow, SlackCalls, TooLate
from adapters.slack.forms import modal, page
from adapters.slack.parts import home, messages
from adapters.slack.spots import Spot
from adapters.slack.words import Json
from bot.conversation.cards import Button, Buttons, Card, Style, Text
from bot.conversation.exchange import Dialog, Reply
from bot.conversation.intent import Intent
from bot.errors import DeliveryError
from bot.forms.form import Form

# A reply is no notice: where Slack needs longer than this, the person asks again.
PAUSES = (1.0, 3.0)
LONGEST_PAUSE = 10.0
REMEMBERED = 1_000
ResultT = TypeVar("ResultT")


class Continue(Intent):
    """Open a form whose trigger was too old; the core knows it as `buttons.Open`."""

    name = "open_form"
    form: str
    carried: dict[str, object] = Field(default_factory=dict)


class Replies:
    """Puts replies on the screens of one workspace, after they were saved and acknowledged."""

    def __init__(self, calls: SlackCalls, pauses: Sequence[float] = PAUSES) -> None:
        self._calls = calls
        self._pauses = pauses
        self._redrawn: dict[str, str] = {}

    async def show(self, reply: Reply, at: Spot) -> None:
        """Show everything a reply holds."""
        if reply.dialog:
            await self._dialog(reply.dialog, reply.cards, at)
        elif reply.home:
            view = home(reply.home)
            await self._patiently(lambda: self._calls.publish_home(at.user, view))
        elif at.view_id or at.is_home:
            await self._page(reply.shown, at)
        else:
            await self._cards(reply.shown, at, replaces=reply.replaces)

    async def _dialog(self, dialog: Dialog, above: Sequence[Card], at: Spot) -> None:
        """Open a form, or draw it again; a warning above it stays in the chat as well."""
        view = form_view(dialog, above, at)
        try:
            if at.view_id:
                await self._redraw_view(view, at)
                return
            await self._patiently(lambda: self._calls.open_view(at.trigger_id, view))
        except Gone:
            await self._cards(above, at)
        except TooLate:
            await self._cards((*above, _still_there(dialog)), at)
        else:
            await self._cards(above, at)

    async def _page(self, cards: Sequence[Card], at: Spot) -> None:
        """Show cards where there is no conversation: in a modal, or on the person's page."""
        if not cards:
            return
        try:
            if at.view_id:
                await self._redraw_view(page(cards), at)
            elif at.trigger_id:
                view = page(cards)
                await self._patiently(lambda: self._calls.open_view(at.trigger_id, view))
            else:
                await self._calls.publish_home(at.user, home(cards[0]))
        except DeliveryError as error:
            if not error.permanent:
                raise
            await self._cards(cards, at)

    async def _cards(self, cards: Sequence[Card], at: Spot, *, replaces: bool = False) -> None:
        for number, message in enumerate(it for card in cards for it in messages(card)):
            is_redrawn = replaces and number == 0 and await self._redraw(message, at)
            if not is_redrawn and not await self._whisper(message, at):
                await self._post(message, at)

    async def _redraw_view(self, view: Json, at: Spot) -> None:
        """Draw a modal again as we left it, even if the person saw an earlier one."""
        seen = at.view_hash
        while seen in self._redrawn:
            seen = self._redrawn[seen]
        new = await self._patiently(lambda: self._calls.update_view(at.view_id, view, seen))
        if new and new != seen:
            self._redrawn[seen] = new
        if len(self._redrawn) > REMEMBERED:
            del self._redrawn[next(iter(self._redrawn))]

    async def _redraw(self, message: Json, at: Spot) -> bool:
        """Show a message in place of the one that was pressed; False where that cannot be."""
        if not at.pressed or at.is_hidden or not at.is_direct:
            return False
        try:
            await self._patiently(lambda: self._calls.update(at.channel, at.pressed, message))
        except DeliveryError as error:
            if not error.permanent:
                raise
            return False
        return True

    async def _whisper(self, message: Json, at: Spot) -> bool:
        """Show a message only to its reader, in a channel; False where that cannot be (A21)."""
        if not at.channel or at.is_direct:
            return False
        try:
            await self._patiently(
                lambda: self._calls.post_ephemeral(at.channel, at.user, message, at.thread)
            )
        except DeliveryError:
            return False
        return True

    async def _post(self, message: Json, at: Spot) -> None:
        """Post where the person wrote to us; else, and from others' conversations, to them."""
        if at.is_direct:
            try:
                await self._patiently(lambda: self._calls.post(at.channel, message, "", at.thread))
            except DeliveryError as error:
                if not error.permanent:
                    raise
            else:
                return
        own = await self._patiently(lambda: self._calls.direct_channel(at.user))
        await self._patiently(lambda: self._calls.post(own, message))

    async def _patiently(self, call: Callable[[], Awaitable[ResultT]]) -> ResultT:
        """Call again, once or twice, where Slack says that it is busy."""
        for pause in self._pauses:
            try:
                return await call()
            except NotNow as busy:
                await asyncio.sleep(min(busy.retry_after or pause, LONGEST_PAUSE))
        return await call()


def form_view(dialog: Dialog, above: Sequence[Card], at: Spot) -> Json:
    """Return a form as a view, with the id by which the same one is known when it is sent twice."""
    return {**modal(dialog, above), "external_id": _sheet(dialog, at)}


def _sheet(dialog: Dialog, at: Spot) -> str:
    """Return the id of a form that is filled in: the same while it is redrawn, else a new one."""
    if at.form == dialog.form.name and at.sheet:
        return at.sheet
    return sha256(f"{at.trigger_id} {at.view_hash}".encode()).hexdigest()[:32]


def _still_there(dialog: Dialog) -> Card:
    form = dialog.form
    carried = form.carried(dialog.answers) if issubclass(form, Form) else {}
    go_on = Button("Continue", Continue(form=form.name, carried=carried), Style.PRIMARY)
    why = Text("Slack was slow just now, so the form did not open. Nothing is lost.")
    return Card("Please press Continue", (why, Buttons((go_on,))))
