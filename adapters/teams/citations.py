"""Quoted clauses as Teams citations: a number in the text, and the clause in its pop-up.

A clause is a quote whose source comes below it, behind the items that it opens. What a person said
has its source with it ("in the reporter's words"), and is no citation.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.teams.actions import Stamp
from adapters.teams.cards import NAME, card
from adapters.teams.schema import MOST_IN_ABSTRACT, MOST_IN_NAME
from adapters.teams.words import escaped
from adapters.wire.words import clip, legible
from bot.conversation.cards import Block, Card, Items, Note, Quote, Text

SENTENCES = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Citation:
    """One quoted clause behind its number; `card` is the whole of it, for the pop-up."""

    position: int
    name: str
    abstract: str
    card: dict[str, Any]


def citations(it: Card) -> tuple[Citation, ...]:
    """Return the clauses that a card quotes, numbered from 1."""
    return tuple(
        Citation(number, _name(name), abstract(words), card(Card("", passage), Stamp()))
        for number, (name, words, passage) in enumerate(_clauses(it), start=1)
    )


def marked(title: str, cited: Sequence[Citation]) -> str:
    """Return the text of a message: its title, and the number of each citation."""
    return " ".join((escaped(title), *(f"[{each.position}]" for each in cited))).strip()


def abstract(words: str) -> str:
    """Return as many whole sentences as the small print has room for, or else whole words."""
    text = " ".join(legible(words).split())
    if len(text) <= MOST_IN_ABSTRACT:
        return text
    ends = [sentence.end() for sentence in SENTENCES.finditer(text)]
    fitting = [end for end in ends if end <= MOST_IN_ABSTRACT]
    return text[: fitting[-1]] if fitting else clip(text, MOST_IN_ABSTRACT)


def _clauses(it: Card) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
    """Yield each clause: the name that stands above it, its words, and it with its source."""
    name = it.title
    for start, each in enumerate(it.body):
        match each:
            case Text(text="", lead=lead):
                name = lead
            case Quote(text, source="") if text.strip():
                if passage := _passage(it.body[start:]):
                    yield name, text, passage


def _passage(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return a quote down to its source; nothing, if something else comes between."""
    for end, each in enumerate(blocks[1:], start=2):
        if isinstance(each, Note):
            return tuple(blocks[:end])
        if not isinstance(each, Items):
            break
    return ()


def _name(text: str) -> str:
    return clip(" ".join(legible(text).split()), MOST_IN_NAME) or NAME
