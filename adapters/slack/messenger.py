"""Delivers letters by direct message."""

from adapters.slack.cards import message
from adapters.slack.inbound import PLATFORM
from adapters.slack.workspaces import Workspaces
from bot.conversation.cards import Card
from bot.delivery import Letter
from bot.domain.people import Identity, Person
from bot.errors import DeliveryError
from bot.ports import Posted


class SlackMessenger:
    """Puts cards in front of people in Slack."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._channels: dict[Identity, str] = {}

    async def post(self, letter: Letter) -> Posted:
        """Show it as a new direct message."""
        account = slack_account(letter.to)
        channel = await self._channel(account)
        calls = self._workspaces.calls(account.team)
        ts = await calls.post(channel, message(letter.card), ref=letter.ref)
        return Posted(PLATFORM, f"{account.team}:{channel}", ts)

    async def redraw(self, posted: Posted, card: Card) -> None:
        """Show the card in place of an earlier one."""
        team, _, channel = posted.conversation.partition(":")
        await self._workspaces.calls(team).update(channel, posted.message, message(card))

    async def find(self, letter: Letter) -> Posted | None:
        """Look for a letter that an earlier attempt may have shown (RELIABILITY 4.2)."""
        account = slack_account(letter.to)
        channel = await self._channel(account)
        ts = await self._workspaces.calls(account.team).find(channel, letter.ref)
        return Posted(PLATFORM, f"{account.team}:{channel}", ts) if ts else None

    async def _channel(self, account: Identity) -> str:
        if account not in self._channels:
            calls = self._workspaces.calls(account.team)
            self._channels[account] = await calls.direct_channel(account.user)
        return self._channels[account]


def slack_account(person: Person) -> Identity:
    """Return the person's Slack account, or raise `DeliveryError` where they have none."""
    for identity in person.identities:
        if identity.platform == PLATFORM:
            return identity
    raise DeliveryError("has no Slack account", permanent=True)
