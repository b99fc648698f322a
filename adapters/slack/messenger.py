"""Delivers letters by direct message."""

from adapters.slack.calls import SlackCalls
from adapters.slack.cards import message
from adapters.slack.inbound import PLATFORM
from bot.conversation.cards import Card
from bot.delivery import Letter
from bot.domain.people import Person
from bot.errors import DeliveryError
from bot.ports import Posted


class SlackMessenger:
    """Puts cards in front of people in Slack."""

    def __init__(self, calls: SlackCalls) -> None:
        self._calls = calls
        self._channels: dict[str, str] = {}

    async def post(self, letter: Letter) -> Posted:
        """Show it as a new direct message."""
        channel = await self._channel(letter.to)
        ts = await self._calls.post(channel, message(letter.card), ref=letter.ref)
        return Posted(PLATFORM, channel, ts)

    async def redraw(self, posted: Posted, card: Card) -> None:
        """Show the card in place of an earlier one."""
        await self._calls.update(posted.conversation, posted.message, message(card))

    async def find(self, letter: Letter) -> Posted | None:
        """Look for a letter that an earlier attempt may have shown (RELIABILITY 4.2)."""
        channel = await self._channel(letter.to)
        ts = await self._calls.find(channel, letter.ref)
        return Posted(PLATFORM, channel, ts) if ts else None

    async def _channel(self, person: Person) -> str:
        user = slack_user(person)
        if user not in self._channels:
            self._channels[user] = await self._calls.direct_channel(user)
        return self._channels[user]


def slack_user(person: Person) -> str:
    """Return the person's Slack user id, or raise `DeliveryError` where they have none."""
    for identity in person.identities:
        if identity.platform == PLATFORM:
            return identity.user
    raise DeliveryError("has no Slack account", permanent=True)
