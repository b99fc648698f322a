"""Literal words in Slack's objects, spread over as many as they need.

`plain_text` and `rich_text` have no markup: `<!channel>` stays what it is (A12).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from adapters.wire.words import clip, legible

Json: TypeAlias = dict[str, Any]

MOST_IN_ELEMENT = 3_000
MOST_IN_BLOCK = 8_000
# Slack adds something for each object before it says msg_blocks_too_long (bolt-js issue 2867).
WEIGHT_OF_OBJECT = 20


def plain(text: str, limit: int) -> Json:
    """Return a label as typed, clipped where it must be; Slack takes none that is empty."""
    return {"type": "plain_text", "text": clip(legible(text), limit) or " ", "emoji": False}


def led(lead: str, text: str) -> list[Json]:
    """Return text elements: the lead, which stands out, and then the text."""
    gap = " " if lead and text else ""
    strong = [{**element, "style": {"bold": True}} for element in elements(lead + gap)]
    return [*strong, *elements(text)]


def elements(text: str) -> list[Json]:
    """Return the text in elements that Slack takes; none for an empty text."""
    return [{"type": "text", "text": piece} for piece in pieces(legible(text), MOST_IN_ELEMENT)]


def pieces(text: str, most: int) -> Iterator[str]:
    """Yield the text in pieces, cut after a space where there is one; joined they are the text."""
    while len(text) > most:
        cut = max(text.rfind(" ", 0, most), text.rfind("\n", 0, most)) + 1 or most
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text


def section(*inner: Json) -> Json:
    """Return a paragraph."""
    return {"type": "rich_text_section", "elements": list(inner)}


def rich(*inner: Json) -> Json:
    """Return a block of paragraphs, lists and quotes."""
    return {"type": "rich_text", "elements": list(inner)}


def runs(parts: Iterable[Json], most: int = MOST_IN_BLOCK) -> Iterator[list[Json]]:
    """Yield the parts in runs that are not too heavy for one block."""
    run: list[Json] = []
    for part in parts:
        if run and weight([*run, part]) > most:
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def weight(node: object) -> int:
    """Return what something adds to a message: its words, and a little for every object."""
    match node:
        case Mapping():
            own = len(node["text"]) if isinstance(node.get("text"), str) else 0
            return own + WEIGHT_OF_OBJECT + sum(weight(child) for child in node.values())
        case list() | tuple():
            return sum(weight(child) for child in node)
        case _:
            return 0
