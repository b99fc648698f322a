"""Delivers letters by direct message."""

from adapters.slack.calls import SlackCalls
from adapters.slack.inbound import PLATFORM
from adapters.slack.parts import messages
from adapters.slack.workspaces import Workspaces
from bot.conversation.cards import Card
from bot.domain.people import Identity, Person
from bot.errors import DeliveryError
from bot.mail import Letter
from bot.ports import Posted


class SlackMessenger:
    """Puts cards in front of people in Slack."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._channels: dict[Identity, str] = {}

    async def post(self, letter: Letter) -> Posted:
        """Show it as a new direct message; of several, the last is the one that is redrawn."""
        account = self._account(letter.to)
        channel = await self._channel(account)
        calls = self._workspaces.calls(account.team)
        *before, last = messages(letter.card)
        for number, message in enumerate(before, 1):
            ref = f"{letter.ref}/{number}"
            # An earlier attempt may have come this far.
            if await calls.find(channel, ref) is None:
                await calls.post(channel, message, ref)
        ts = await calls.post(channel, last, letter.ref)
        return Posted(PLATFORM, f"{account.team}:{channel}", ts)

    async def redraw(self, posted: Posted, card: Card) -> None:
        """Show the card in place of an earlier one; of several messages, in place of the last."""
        team, _, channel = posted.conversation.partition(":")
        shown = messages(card)[-1]
        await self._workspaces.calls(team).update(channel, posted.message, shown)

    async def find(self, letter: Letter) -> Posted | None:
        """Look for a letter that an earlier attempt may have shown (RELIABILITY 4.2)."""
        account = self._account(letter.to)
        channel = await self._channel(account)
        ts = await self._workspaces.calls(account.team).find(channel, letter.ref)
        return Posted(PLATFORM, f"{account.team}:{channel}", ts) if ts else None

    def _account(self, person: Person) -> Identity:
        """Return the person's account in a workspace that we can post to, or `DeliveryError`."""
        accounts = [one for one in person.identities if one.platform == PLATFORM]
        if not accounts:
            raise DeliveryError("has no Slack account", permanent=True)
        return next((one for one in accounts if one.team in self._workspaces), accounts[0])

    async def _channel(self, account: Identity) -> str:
        if account not in self._channels:
            calls: SlackCalls = self._workspaces.calls(account.team)
            self._channels[account] = await calls.direct_channel(account.user)
        return self._channels[account]
