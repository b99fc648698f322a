"""What comes in and what goes back, in words no platform owns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from bot.conversation.cards import Card
from bot.conversation.intent import Intent
from bot.domain.people import Person
from bot.domain.places import Place
from bot.turn import Turn

Answers: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """Free text; `has_file` where a file came with it, which is never fetched."""

    text: str
    has_file: bool = False


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command or a shortcut, with what was typed behind it."""

    command: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Flagged:
    """Somebody else's message, picked out to report it."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, with the payload we put on it."""

    payload: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What stands in an open dialog after an answer changed; `question` says which, if known."""

    form: str
    values: Answers
    question: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A filled-in form."""

    form: str
    values: Answers


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """The person looks at their own page."""


Event: TypeAlias = Said | Commanded | Flagged | Pressed | Changed | Submitted | HomeOpened


@dataclass(frozen=True, slots=True)
class Incoming:
    """What happened, who did it, where, and the key that makes a repeat harmless.

    Without a key nothing is noted down of it: it may come as often as it likes. `person` is None
    for somebody the directory does not know.
    """

    key: str
    person: Person | None
    place: Place
    event: Event


@dataclass(frozen=True, slots=True)
class Dialog:
    """A form to fill in, with what is known already; `card` is shown above the questions."""

    form: type[Intent]
    answers: Answers = field(default_factory=dict)
    card: Card | None = None
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant answers with.

    `replaces` puts the first card in place of the one that was pressed. `home` is the person's own
    page. `then` is answered in the same turn, and its cards come behind these. `intent` names what
    was understood. A `repeated` reply means that the event was answered before.
    """

    cards: tuple[Card, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    dialog: Dialog | None = None
    home: Card | None = None
    then: Intent | None = None
    replaces: bool = False
    repeated: bool = False
    intent: str = ""

    @property
    def shown(self) -> tuple[Card, ...]:
        """The cards, and what is wrong with a form where there is no form to show it in."""
        return (*self.cards, *(Card(complaint) for complaint in self.errors.values()))

    def after(self, cards: tuple[Card, ...]) -> "Reply":
        """Return the reply with these cards before it; a dialog has them above its questions."""
        if not cards:
            return self
        if self.dialog is None:
            return replace(self, cards=(*cards, *self.cards))
        own = (self.dialog.card,) if self.dialog.card else ()
        body = tuple(block for card in (*cards, *own) for block in card.body)
        return replace(self, dialog=replace(self.dialog, card=Card(cards[0].title, body)))


IntentT = TypeVar("IntentT", bound=Intent)

Handler: TypeAlias = Callable[[IntentT, Turn], Reply]
