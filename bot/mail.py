"""Mail: cards on their way to people, and the platforms that carry them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.conversation.cards import Card
from bot.domain.people import Person
from bot.errors import DeliveryError
from bot.ports import Posted


@dataclass(frozen=True, slots=True)
class Letter:
    """A card for one person. `ref` is the same at every attempt, so that it can be found again.

    `is_living` says that the card is redrawn when what it shows moves on.
    """

    to: Person
    card: Card
    ref: str
    is_living: bool = False


class Messenger(Protocol):
    """A platform that can put a card in front of a person, or raise `DeliveryError`."""

    async def post(self, letter: Letter) -> Posted:
        """Show it as a new message."""

    async def redraw(self, posted: Posted, card: Card) -> None:
        """Show the card in place of an earlier one."""

    async def find(self, letter: Letter) -> Posted | None:
        """Look for a letter that an earlier attempt may have shown."""


class Carriers(Protocol):
    """The platforms that are connected."""

    def platforms_of(self, person: Person) -> tuple[str, ...]:
        """Return where the person can be reached, in the order in which they are listed."""

    def messenger(self, platform: str) -> Messenger:
        """Return the way to a platform, or raise `DeliveryError` where it is not connected."""


class Switchboard:
    """Every platform that is connected, by its name."""

    def __init__(self, messengers: Mapping[str, Messenger]) -> None:
        self._messengers = messengers

    def platforms_of(self, person: Person) -> tuple[str, ...]:
        """Return where the person can be reached, in the order in which they are listed."""
        theirs = dict.fromkeys(str(identity.platform) for identity in person.identities)
        return tuple(platform for platform in theirs if platform in self._messengers)

    def messenger(self, platform: str) -> Messenger:
        """Return the way to a platform, or raise `DeliveryError` where it is not connected."""
        if platform not in self._messengers:
            raise DeliveryError("no platform to reach this person on", permanent=True)
        return self._messengers[platform]


class OneWay:
    """One messenger that reaches everybody, whatever accounts they have: a terminal, a tool."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger

    def platforms_of(self, person: Person) -> tuple[str, ...]:
        """Return the one platform, which has no name."""
        del person
        return ("",)

    def messenger(self, platform: str) -> Messenger:
        """Return the one messenger."""
        del platform
        return self._messenger
