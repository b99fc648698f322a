"""Cards: what the assistant shows, in words no platform owns.

Every string is literal text. Emphasis comes from the block a string sits in, so nothing that a
person typed can turn into markup, a mention or a link.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.conversation.intent import Intent


class Style(StrEnum):
    """How much a button asks for attention."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `lead` comes first and stands out."""

    text: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """A paragraph that must not be overlooked: somebody's safety rests on it."""

    text: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A small line below the rest."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words, whole and exact, with their source where it follows at once."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A bulleted list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A thin line between two parts."""


@dataclass(frozen=True, slots=True)
class Button:
    """Pressing it means the intent it carries; `confirm` is asked first where it is given."""

    label: str
    means: Intent
    style: Style = Style.PLAIN
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of choices."""

    buttons: tuple[Button, ...]


Block: TypeAlias = Text | Alert | Note | Quote | Facts | Items | Table | Divider | Buttons


@dataclass(frozen=True, slots=True)
class Card:
    """One message: a title and a column of blocks."""

    title: str
    body: tuple[Block, ...] = ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Every button on the card, in order."""
        return tuple(b for block in self.body if isinstance(block, Buttons) for b in block.buttons)

    @property
    def text(self) -> str:
        """The words of the body, line by line, for a terminal, a search and a test."""
        return "\n".join(line for block in self.body for line in words(block))


def words(block: Block) -> tuple[str, ...]:
    """Return what a block says, as lines."""
    match block:
        case Text(text, lead) | Alert(text, lead):
            return (" ".join(part for part in (lead, text) if part),)
        case Note(text):
            return (text,)
        case Quote(text, source):
            return (text, f"({source})") if source else (text,)
        case Facts(pairs):
            return tuple(f"{label}: {value}" for label, value in pairs)
        case Items(items):
            return tuple(f"- {item}" for item in items)
        case Table(headings, rows):
            return tuple(" | ".join(row) for row in (headings, *rows))
        case Divider() | Buttons():
            return ()
