"""The gallery: one HTML file of every card, drawn by the sandbox page's own code."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

_PAGE = Path(__file__).resolve().parent / "page"
_STYLES = ("theme.css", "blocks.css", "forms.css", "teams/theme.css", "teams/cards.css")
_IMPORT = re.compile(r"""(from\s+)'(\.{1,2}/[\w/-]+\.js)'""")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One card or form as each platform would be sent it: Slack's blocks, Teams' cards."""

    feature: str
    kind: Literal["card", "form"]
    slack: Mapping[str, Any]
    teams: Sequence[Mapping[str, Any]]


def gallery_page(exhibits: Sequence[Exhibit]) -> str:
    """Return a page that needs no server: styles, code and cards are all in it."""
    styles = [(_PAGE / name).read_text(encoding="utf-8") for name in (*_STYLES, "gallery.css")]
    code = {_name(path): _as_address(path) for path in sorted(_PAGE.rglob("*.js"))}
    return _HTML.format(
        styles="\n".join(styles),
        imports=json.dumps({"imports": code}),
        # "<" would end the script that holds the cards.
        exhibits=json.dumps([asdict(each) for each in exhibits]).replace("<", "\\u003c"),
    )


def _as_address(module: Path) -> str:
    """Return a module as an address of its own, with its imports named for the import map."""

    def named(statement: re.Match[str]) -> str:
        return f"{statement[1]}'{_name((module.parent / statement[2]).resolve())}'"

    code = _IMPORT.sub(named, module.read_text(encoding="utf-8"))
    packed = base64.b64encode(code.encode()).decode()
    return f"data:text/javascript;base64,{packed}"


def _name(module: Path) -> str:
    """Return the name under which the import map has a module."""
    return f"page/{module.relative_to(_PAGE).as_posix()}"


_HTML = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Dutydesk: every card</title>
<style>{styles}</style>
<script type="importmap">{imports}</script>
</head>
<body>
<main class="gallery"><h1>Every card of Dutydesk</h1></main>
<script type="application/json" id="exhibits">{exhibits}</script>
<script type="module">import 'page/gallery.js';</script>
</body>
</html>
"""
