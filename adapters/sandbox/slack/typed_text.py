"""Text as a person types it -> the text and rich text that Slack makes of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS

from adapters.sandbox.slack.identity import JsonObject

_LINKS = LinkifyIt().tlds(TLDS)
_BROADCASTS = ("here", "channel", "everyone")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of typed text in Slack's two spellings."""

    text: str
    element: JsonObject


def escaped(text: str) -> str:
    """Return the text with the three characters escaped that Slack's markup uses."""
    return text.translate(_ESCAPES)


def as_slack_text(typed: str, mentions: Mapping[str, str]) -> str:
    """Return the message text: `@Name` -> `<@U1>`, addresses -> `<https://...>`, `&<>` escaped."""
    return "".join(piece.text for piece in pieces(typed, mentions))


def as_rich_text(typed: str, mentions: Mapping[str, str]) -> list[JsonObject]:
    """Return the rich_text block that Slack's own composer sends with a message."""
    elements = [piece.element for piece in pieces(typed, mentions)]
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "elements": [section]}]


def pieces(typed: str, mentions: Mapping[str, str]) -> Iterator[Piece]:
    """Yield the typed text cut at mentions and links; `mentions` maps names to user ids."""
    at = 0
    for start, end, piece in sorted(_marks(typed, mentions), key=lambda mark: mark[:2]):
        if start < at:
            continue
        if start > at:
            yield _plain(typed[at:start])
        yield piece
        at = end
    if at < len(typed):
        yield _plain(typed[at:])


def _plain(text: str) -> Piece:
    return Piece(escaped(text), {"type": "text", "text": text})


def _marks(typed: str, mentions: Mapping[str, str]) -> Iterator[tuple[int, int, Piece]]:
    names = sorted([*mentions, *_BROADCASTS], key=len, reverse=True)
    at_name = re.compile("(?<!\\w)@(" + "|".join(map(re.escape, names)) + ")\\b", re.IGNORECASE)
    ids = {name.casefold(): user for name, user in mentions.items()}
    for found in at_name.finditer(typed):
        yield found.start(), found.end(), _mention(found[1].casefold(), ids)
    for link in _LINKS.match(typed) or ():
        yield link.index, link.last_index, _link(link)


def _mention(name: str, ids: Mapping[str, str]) -> Piece:
    if name in ids:
        return Piece(f"<@{ids[name]}>", {"type": "user", "user_id": ids[name]})
    return Piece(f"<!{name}>", {"type": "broadcast", "range": name})


def _link(found: Any) -> Piece:
    url, shown = str(found.url), str(found.raw)
    if url == shown:
        return Piece(f"<{escaped(url)}>", {"type": "link", "url": url})
    return Piece(f"<{escaped(url)}|{escaped(shown)}>", {"type": "link", "url": url, "text": shown})
