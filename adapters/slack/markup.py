"""Slack's markup: what people typed, as text, and text where Slack would look for markup."""

import re
from collections.abc import Callable
from typing import TypeAlias

from adapters.wire.words import legible

NameOf: TypeAlias = Callable[[str], str]
"""From a user id to the name of somebody we know; nothing for anybody else."""

MARK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
SOMEBODY = "somebody"


def readable(text: str, app: str = "", name_of: NameOf = lambda _: "") -> str:
    """Return what a person typed: addresses in full, people by name, the app's own name dropped."""

    def spelled(mark: re.Match[str]) -> str:
        target, label = mark[1], mark[2] or ""
        match target[:1]:
            case "@":
                user = target[1:]
                return "" if user == app else f"@{name_of(user) or label or SOMEBODY}"
            case "#":
                return f"#{label or 'channel'}"
            case "!":
                return label or f"@{target[1:].partition('^')[0]}"
            case _:
                return re.sub(r"^(?:mailto|tel):", "", target)

    return legible(unescaped(MARK.sub(spelled, text))).strip()


def escaped(text: str) -> str:
    """Return text for the one field that Slack parses as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Return text with the three characters back that Slack escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
