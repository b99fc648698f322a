"""Literal words in Adaptive Cards, spread over as many objects as they need.

A `TextRun` has no Markdown: `**` and `[1](https://...)` stay what they are (A12). Only dates in
double braces are read, so such braces are never in the same run.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from adapters.wire.words import legible

Json: TypeAlias = dict[str, Any]

# A clause up to this size is in one piece; with its frame, a title and a refresh it is a message.
MOST_IN_BLOCK = 15_000
MOST_IN_RUN = 7_000
STRONG: Json = {"weight": "bolder"}
FAINT: Json = {"isSubtle": True, "size": "small"}
DATES = re.compile(r"(?<=\{)(?=\{(?:DATE|TIME)\()")
MARKDOWN = re.compile(r"([\\`*_~\[\]])")
# What makes a heading or a list of a line, at its beginning.
LINE = re.compile(r"^(\d*)([#+.)-])(?=[\s#-]|$)")
HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def run(text: str, **style: Any) -> Json:
    """Return words in one style, as typed."""
    return {"type": "TextRun", "text": legible(text), **style}


def paragraph(*runs: Json, **layout: Any) -> Json:
    """Return a paragraph."""
    return {"type": "RichTextBlock", "inlines": list(runs), **layout}


def paragraphs(runs: Iterable[Json], **layout: Any) -> list[Json]:
    """Return as many paragraphs as the runs take: none for no words, mostly one."""
    return [paragraph(*group, **layout) for group in groups(runs)]


def led(lead: str, text: str) -> list[Json]:
    """Return runs: the lead, which stands out, and then the text."""
    gap = " " if lead and text else ""
    return [*elements(lead + gap, **STRONG), *elements(text)]


def elements(text: str, **style: Any) -> list[Json]:
    """Return the text in runs that are not too heavy; none for an empty text."""
    cut = pieces(legible(text), MOST_IN_RUN)
    return [run(part, **style) for piece in cut for part in DATES.split(piece)]


def size(node: object) -> int:
    """Return how many bytes something is as JSON in UTF-8."""
    return len(json.dumps(node, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def weight(part: Json) -> int:
    """Return how many bytes something adds to a list."""
    return size(part) + len(", ")


def pieces(text: str, most: int) -> Iterator[str]:
    """Yield the text in pieces, cut after a space where there is one; joined they are the text."""
    while size(text) - len('""') > most:
        ends = range(1, most + 1)
        room = bisect_right(ends, most, key=lambda end: size(text[:end]) - len('""'))
        cut = max(text.rfind(" ", 0, room), text.rfind("\n", 0, room)) + 1 or max(room, 1)
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text


def groups(
    parts: Iterable[Json],
    most: int = MOST_IN_BLOCK,
    count: int = 0,
    weigh: Callable[[Json], int] = weight,
) -> Iterator[list[Json]]:
    """Yield the parts in groups that are not too heavy, and of at most `count` if it is given."""
    group: list[Json] = []
    heavy = 0
    for part in parts:
        own = weigh(part)
        if group and (heavy + own > most or len(group) == count):
            yield group
            group, heavy = [], 0
        group.append(part)
        heavy += own
    if group:
        yield group


def escaped(text: str) -> str:
    """Return text for the one field that Teams parses as Markdown, on one line."""
    line = " ".join(legible(text).split())
    literal = LINE.sub(r"\1\\\2", MARKDOWN.sub(r"\\\1", line))
    return "".join(HTML.get(character, character) for character in literal)
