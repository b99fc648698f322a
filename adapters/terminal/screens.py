"""Screens: what each person has in front of them, for a terminal, a tool and a test."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from bot.conversation.cards import Button, Card
from bot.domain.people import PersonId
from bot.mail import Letter
from bot.ports import Posted

PLATFORM = "terminal"


@dataclass
class Screens:
    """Everybody's messages; it delivers what others are told, as a chat platform would."""

    cards: dict[PersonId, dict[str, Card]] = field(default_factory=lambda: defaultdict(dict))
    refs: dict[str, Posted] = field(default_factory=dict)
    unread: dict[PersonId, list[str]] = field(default_factory=lambda: defaultdict(list))
    _numbers: Iterator[int] = field(default_factory=count)

    def show(self, person: PersonId, card: Card) -> Posted:
        """Put a card at the end of somebody's screen."""
        posted = Posted(PLATFORM, person, str(next(self._numbers)))
        self.cards[person][posted.message] = card
        return posted

    async def post(self, letter: Letter) -> Posted:
        """Deliver a letter; its reader has not seen it yet."""
        posted = self.show(letter.to.id, letter.card)
        self.unread[letter.to.id].append(posted.message)
        self.refs[letter.ref] = posted
        return posted

    async def redraw(self, posted: Posted, card: Card) -> None:
        """Show a card in place of an earlier one."""
        self.cards[PersonId(posted.conversation)][posted.message] = card

    async def find(self, letter: Letter) -> Posted | None:
        """Return where the letter stands, if it was delivered before."""
        return self.refs.get(letter.ref)

    def news(self, person: PersonId) -> tuple[Card, ...]:
        """Return what arrived since the person last looked, as it is now."""
        messages = self.unread.pop(person, [])
        return tuple(self.cards[person][message] for message in messages)

    def button(self, person: PersonId, label: str) -> Button | None:
        """Return the newest button with that label on the person's screen."""
        wanted = label.strip().casefold()
        shown = (b for card in reversed(self.cards[person].values()) for b in card.buttons)
        return next((button for button in shown if button.label.casefold() == wanted), None)

    def labels(self, person: PersonId) -> tuple[str, ...]:
        """Return the labels of the buttons on the person's screen, newest card first."""
        shown = (b.label for card in reversed(self.cards[person].values()) for b in card.buttons)
        return tuple(dict.fromkeys(shown))
