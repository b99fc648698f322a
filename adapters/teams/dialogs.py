"""Dialogs: forms over a conversation that others read, and for messages that are reported."""

from http import HTTPStatus

from adapters.teams.adapter import Answer
from adapters.teams.answers import Choose, Open, Send, said
from adapters.teams.corrections import Corrections
from adapters.teams.inbound import Inbound
from adapters.teams.pages import form_page, last_page
from adapters.wire.payloads import Body, Unreadable, found, text_at
from adapters.wire.turns import Turns
from bot.conversation.exchange import Incoming, Reply

# Teams says that it failed, and the person's words stay in the form.
NOT_SAVED = Answer(HTTPStatus.SERVICE_UNAVAILABLE)
CLOSED = Answer(HTTPStatus.OK, {})


class Dialogs:
    """Opens forms as dialogs and takes them when they are sent."""

    def __init__(self, turns: Turns, inbound: Inbound, corrections: Corrections) -> None:
        self._turns = turns
        self._inbound = inbound
        self._corrections = corrections

    def opening(self, body: Body) -> Incoming:
        """Read what opens a dialog: a button, a command or a message that is picked out."""
        if text_at(body, "name") != "task/fetch":
            return self._inbound.command(body)
        it = said(found(body, "value", "data"))
        if not isinstance(it, Open):
            raise Unreadable("value.data")
        return self._inbound.acted(body, it)

    async def open(self, incoming: Incoming) -> Answer:
        """Open the form, or say why there is none."""
        reply = await self._turns.take(incoming)
        return NOT_SAVED if reply is None else _drawn(reply)

    async def submit(self, body: Body) -> Answer:
        """Take a form, an answer that others depend on, or a button on a page."""
        it = said(found(body, "value", "data"))
        if it is None:
            raise Unreadable("value.data")
        incoming = self._inbound.acted(body, it)
        reply = await self._turns.take(incoming)
        if reply is None:
            return NOT_SAVED
        sheet = it.sheet if isinstance(it, (Choose, Send)) else ""
        if reply.errors and isinstance(it, Send):
            return await self._wrong(incoming, reply, sheet)
        return _drawn(reply, sheet)

    async def _wrong(self, incoming: Incoming, reply: Reply, sheet: str) -> Answer:
        """Draw the form as it was sent, with what is wrong beside its fields."""
        dialog = await self._corrections.of(incoming)
        if dialog is None:
            return last_page(reply.shown)
        return form_page(dialog, sheet, reply.errors, reply.cards)


def _drawn(reply: Reply, sheet: str = "") -> Answer:
    """Return a reply as the next page of a dialog."""
    if reply.dialog:
        return form_page(reply.dialog, sheet, above=reply.cards)
    cards = (*reply.shown, *((reply.home,) if reply.home else ()))
    return last_page(cards) if cards else CLOSED
