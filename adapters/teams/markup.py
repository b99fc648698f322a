"""Teams' markup: what people typed, as text."""

import re
from html import unescape
from typing import Any

from lxml import html
from lxml.etree import ParserError

from adapters.wire.payloads import Body, found, text_at
from adapters.wire.words import legible

MENTION = re.compile(r"<at(?:\s[^<>]*)?>(.*?)</at>", re.IGNORECASE | re.DOTALL)
MOST_HTML = 200_000


def readable(body: Body) -> str:
    """Return what a person typed: people by the name that was mentioned, the app's own dropped."""
    app = text_at(body, "recipient", "id")
    named = found(body, "entities")
    mentions = [each for each in named or () if _is_mention(each)] if _is_list(named) else []
    own = {text_at(it, "text") for it in mentions if text_at(it, "mentioned", "id") == app}

    def spelled(mark: re.Match[str]) -> str:
        return "" if mark[0] in own else f"@{unescape(mark[1])}"

    text = MENTION.sub(spelled, text_at(body, "text")).replace("&nbsp;", " ")
    return legible(text.replace("\xa0", " ")).strip()


def plain_of_html(content: str) -> str:
    """Return the words of a message that was picked out; Teams hands it over as HTML."""
    try:
        tree = html.fromstring(content[:MOST_HTML])
    except (ParserError, ValueError):
        return legible(content[:MOST_HTML]).strip()
    for line in tree.iter("br", "p", "div", "li"):
        line.tail = f"\n{line.tail or ''}"
    return legible(str(tree.text_content()).replace("\xa0", " ")).strip()


def _is_mention(entity: Any) -> bool:
    return text_at(entity, "type") == "mention"


def _is_list(value: object) -> bool:
    return isinstance(value, list)
