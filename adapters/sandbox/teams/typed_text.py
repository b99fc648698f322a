"""Text as a person types it -> the text, the HTML and the mentions that Teams makes of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from adapters.sandbox.teams.identity import JsonObject


@dataclass(frozen=True, slots=True)
class Spelling:
    """A message as activities carry it."""

    text: str
    html: str
    mentions: tuple[JsonObject, ...] = ()


def spelled(typed: str, accounts: Mapping[str, str]) -> Spelling:
    """Return the spelling of typed text; `accounts` maps the names that can be mentioned to ids."""
    text, html = "", ""
    mentions: list[JsonObject] = []
    for plain, name in _pieces(typed, accounts):
        text += plain
        html += escape(plain, quote=False).replace("\n", "<br>")
        if name:
            number = len(mentions)
            text += f"<at>{name}</at>"
            html += f'<span itemtype="http://schema.org/Mention" itemid="{number}">'
            html += f"{escape(name)}</span>"
            mentions.append(_mention(name, accounts[name]))
    return Spelling(text, f"<p>{html}</p>", tuple(mentions))


def _pieces(typed: str, accounts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the text before each mention with the name that is mentioned after it."""
    names = sorted(accounts, key=len, reverse=True)
    known = {name.casefold(): name for name in names}
    at_name = re.compile("(?<!\\w)@(" + "|".join(map(re.escape, names)) + ")\\b", re.IGNORECASE)
    at = 0
    for found in at_name.finditer(typed):
        yield typed[at : found.start()], known[found[1].casefold()]
        at = found.end()
    yield typed[at:], ""


def _mention(name: str, account: str) -> JsonObject:
    return {
        "type": "mention",
        "mentioned": {"id": account, "name": name},
        "text": f"<at>{name}</at>",
    }
