"""Shows a reply where the person acted: in their own chat, or only to them where others read."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from pydantic import Field

from adapters.teams.address_book import AddressBook
from adapters.teams.calls import NotNow, TeamsCalls
from adapters.teams.pages import form_message, title_of
from adapters.teams.parts import Message, messages, quoted
from adapters.teams.spots import Spot
from bot.conversation.cards import Button, Buttons, Card, Style, Text
from bot.conversation.exchange import Dialog, Reply
from bot.conversation.intent import Intent
from bot.domain.people import Person
from bot.errors import DeliveryError
from bot.forms.form import Form
from bot.ports import Address

# A reply is no notice: where Teams needs longer than this, the person asks again.
PAUSES = (1.0, 3.0)
LONGEST_PAUSE = 10.0
# People wait longer when they see that somebody is at work.
TYPING_AFTER = 0.8
HELP, ANSWER = "get_help", "ask_policy"
SUGGESTED = ("Report cyberbullying", "Report a website", "Ask for a blocked site")
ELSEWHERE = "I've messaged you."
ResultT = TypeVar("ResultT")


class Fill(Intent):
    """Open a form in a dialog, where no form may stand; the core knows it as `buttons.Open`."""

    name = "open_form"
    form: str
    carried: dict[str, object] = Field(default_factory=dict)


class Replies:
    """Puts replies on people's screens, after they were saved and acknowledged."""

    def __init__(
        self, calls: TeamsCalls, book: AddressBook, pauses: Sequence[float] = PAUSES
    ) -> None:
        self._calls = calls
        self._book = book
        self._pauses = pauses

    async def show(self, reply: Reply, at: Spot, person: Person | None) -> None:
        """Show everything a reply holds."""
        cards = (*reply.shown, *((reply.home,) if reply.home else ()))
        if reply.dialog and not at.is_direct:
            cards = (*cards, _outside(reply.dialog))
        last = cards[-1] if cards else None
        for card in cards:
            for message in _worded(card, reply, at, is_last=card is last):
                await self._show(message, at, person)
        if reply.dialog and at.is_direct:
            await self._show(form_message(reply.dialog), at, person)

    async def keep(self, person: Person, address: Address) -> None:
        """Remember where somebody can be written to."""
        await self._book.keep(person, address)

    async def redraw(self, message: Message, at: Spot) -> None:
        """Show a message in place of the one that was acted on, for good and on every device."""
        await self._patiently(lambda: self._calls.update(at.address, at.pressed, message))

    @asynccontextmanager
    async def at_work(self, at: Spot) -> AsyncIterator[None]:
        """Show that somebody is at work, if it takes a while."""
        showing = asyncio.create_task(self._typing(at))
        try:
            yield
        finally:
            showing.cancel()

    async def _typing(self, at: Spot) -> None:
        await asyncio.sleep(TYPING_AFTER)
        with suppress(DeliveryError):
            await self._calls.typing(at.address)

    async def _show(self, message: Message, at: Spot, person: Person | None) -> None:
        """Show a message to the person alone, where they are or else in their own chat (A21)."""
        if at.is_direct:
            await self._patiently(lambda: self._calls.send(at.address, message))
            return
        try:
            await self._patiently(
                lambda: self._calls.send_targeted(at.address, at.address.account, message)
            )
        except DeliveryError as error:
            if not error.permanent or person is None:
                raise
            own = await self._book.of(person)
            await self._patiently(lambda: self._calls.send(own, message))
            elsewhere = Message(text=ELSEWHERE, summary=ELSEWHERE)
            await self._patiently(lambda: self._calls.send(at.address, elsewhere))

    async def _patiently(self, call: Callable[[], Awaitable[ResultT]]) -> ResultT:
        """Call again, once or twice, where Teams says that it is busy."""
        for pause in self._pauses:
            try:
                return await call()
            except NotNow as busy:
                await asyncio.sleep(min(busy.retry_after or pause, LONGEST_PAUSE))
        return await call()


def _worded(card: Card, reply: Reply, at: Spot, *, is_last: bool) -> Sequence[Message]:
    """Return a card as messages: an answer with its citations, help with what to say next."""
    if reply.intent == ANSWER:
        return quoted(card)
    suggested = SUGGESTED if reply.intent == HELP and at.is_direct and is_last else ()
    return messages(card, suggested=suggested, is_shared=not at.is_direct)


def _outside(dialog: Dialog) -> Card:
    """Offer a form where others read: its button opens it over the conversation, only here."""
    form = dialog.form
    carried = form.carried(dialog.answers) if issubclass(form, Form) else {}
    above = dialog.card.body if dialog.card else ()
    opens = Button("Open the form", Fill(form=form.name, carried=carried), Style.PRIMARY)
    return Card(title_of(dialog), (*above, Text("Only you can see this."), Buttons((opens,))))
