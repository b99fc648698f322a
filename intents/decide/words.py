"""What the words of somebody who decides ask for; none of them is ever a decision (row 72)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation.cards import Card
from bot.conversation.intent import Intent
from bot.domain.cases import Case
from bot.turn import Turn
from intents.capability import Meaning
from intents.references import reference_in, without_references

POLITE = r"(?:(?:yes|yeah|ok|okay|please|pls|i|ill|can|you|just|do|so)\W+)*"
STARTS = re.compile(rf"\W*{POLITE}(?:approve|refuse|reject|decline)\b", re.IGNORECASE)
REFUSES = re.compile(
    rf"\W*{POLITE}(?:no\b|nope\b|refuse|reject|decline|don'?t\b|do not\b|not (?:approved|this)"
    r"|say no\b|turn (?:it|this|that|them) down)",
    re.IGNORECASE,
)
THUMB = re.compile(
    r"\W*(?::?(?:\+1|thumbs?[ _-]?up)(?:_all)?:?(?::skin-tone-\d:)?\W*|\N{THUMBS UP SIGN}\W*)+",
    re.IGNORECASE,
)
LONGEST_THUMB = 60
FOR_ALL = re.compile(
    r"\b(?:approve|allow|accept)d? (?:of )?(?:them )?"
    r"(?:(?:all|both)(?: of (?:them|these|those)| (?:the |these |those )?(?:requests?|sites?))?"
    r"|everything|every (?:one|request)|each(?: one)?|the lot)"
    r"(?: please| pls| thanks)?\W*$",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\W*(?:what|which|who|when|is|are|any|anything|show|list|do i|have i|how many)\b|.*\?\W*$",
    re.IGNORECASE,
)


class ApproveInWords(Intent):
    """Somebody typed "approve": words are never a decision, so they are read back to be pressed."""

    name = "approve"
    text: str = ""

    @property
    def ref(self) -> str:
        """The reference that is named, as people read it; "" where none is."""
        return reference_in(self.text)

    @property
    def rest(self) -> str:
        """The words without the reference."""
        return without_references(self.text)

    @property
    def is_refusal(self) -> bool:
        """Whether it says no."""
        return bool(REFUSES.match(self.text))

    @property
    def is_for_all(self) -> bool:
        """Whether everything that waits is meant, as it was asked for."""
        return bool(FOR_ALL.search(self.text))

    @property
    def says_how(self) -> bool:
        """Whether the words may say for whom, how long or on what condition."""
        return not (self.is_refusal or ASKS.match(self.text))


@dataclass(frozen=True, slots=True)
class InTheirWords(Meaning):
    """What a family of phrases means, with the words that were said."""

    def of(self, text: str) -> Intent:
        """Return the intent with the person's own words."""
        return ApproveInWords(text=text)


@dataclass(frozen=True, slots=True)
class Spoken:
    """How one kind of request is spoken of.

    `read_back` returns the decision that words describe, to be pressed, and None where they only
    say yes. `line` is a request on one line; `why_alone` says why it is not decided with others.
    """

    read_back: Callable[[Case, str, Turn], Card | None]
    line: Callable[[Case, Turn], str]
    why_alone: Callable[[Case, Turn], str]


def is_thumb(text: str) -> bool:
    """Tell whether a text is nothing but a thumb, in one of the ways to write it."""
    return bool(THUMB.fullmatch(text[:LONGEST_THUMB]))


def read(text: str, _: Turn) -> Intent | None:
    """Recognise a decision that is put as an order: approve UNB-2026-0042 for 5 red."""
    is_order = STARTS.match(text) and not ASKS.match(text)
    return ApproveInWords(text=text) if is_order else None
