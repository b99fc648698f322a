"""Delivers letters to people's own chat with the app."""

from dataclasses import replace

from adapters.teams.address_book import AddressBook
from adapters.teams.calls import TeamsCalls
from adapters.teams.cards import Refresh
from adapters.teams.inbound import PLATFORM
from adapters.teams.parts import messages
from adapters.teams.words import Json
from bot.conversation.cards import Card
from bot.errors import Unreachable
from bot.mail import Letter
from bot.ports import Address, Posted


class TeamsMessenger:
    """Puts cards in front of people in Teams."""

    def __init__(self, calls: TeamsCalls, book: AddressBook) -> None:
        self._calls = calls
        self._book = book

    async def post(self, letter: Letter) -> Posted:
        """Show it as a new message; of several, the last is the one that is redrawn.

        Teams can't be asked what is there: after a failure it may be shown twice. Both copies
        carry the same mark, so that pressing both counts once (RELIABILITY 4.2).
        """
        address = await self._book.of(letter.to)
        refresh = _refresh(address) if letter.is_living else None
        shown = ""
        try:
            for message in messages(letter.card, nonce=letter.ref[:16], refresh=refresh):
                shown = await self._calls.send(address, message)
        except Unreachable:
            await self._book.lose(address)
            raise
        return posted_at(address, shown)

    async def redraw(self, posted: Posted, card: Card) -> None:
        """Show the card in place of an earlier one; of several messages, in place of the last."""
        team, user, conversation = posted.conversation.split(":", 2)
        address = await self._book.at(team, user)
        if address is None:
            raise Unreachable("no address any more")
        where = replace(address, conversation=conversation)
        shown = messages(card, refresh=_refresh(address))[-1]
        await self._calls.update(where, posted.message, shown)

    async def find(self, letter: Letter) -> Posted | None:
        """Return nothing: Teams does not let us look."""
        del letter
        return None


def posted_at(address: Address, message: str) -> Posted:
    """Return where a message stands in somebody's own chat; the way there is in the book."""
    return Posted(PLATFORM, f"{address.team}:{address.user}:{address.conversation}", message)


def refreshed(card: Card, address: Address) -> Json:
    """Return a card as it is now, in place of the one that its reader looks at."""
    shown = messages(card, refresh=_refresh(address))[-1].card
    return shown or {}


def _refresh(address: Address) -> Refresh:
    """Return what draws a card again when its one reader looks at it."""
    return Refresh("", (address.account,))
