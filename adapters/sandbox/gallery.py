"""The gallery: one HTML file of every card, drawn by the sandbox page's own code."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_PAGE = Path(__file__).parent / "page"
_STYLES = ("theme.css", "blocks.css", "forms.css", "gallery.css")
_IMPORT = re.compile(r"""(from\s+)'\./([\w-]+\.js)'""")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One card or form as a platform would be sent it; `surface` is message, modal or home."""

    feature: str
    platform: str
    surface: str
    shown: Mapping[str, Any]


def gallery_page(exhibits: Sequence[Exhibit]) -> str:
    """Return a page that needs no server: styles, code and cards are all in it."""
    styles = "\n".join((_PAGE / name).read_text(encoding="utf-8") for name in _STYLES)
    code = {f"page/{path.name}": _as_address(path) for path in sorted(_PAGE.glob("*.js"))}
    return _HTML.format(
        styles=styles,
        imports=json.dumps({"imports": code}),
        # "<" would end the script that holds the cards.
        exhibits=json.dumps([asdict(each) for each in exhibits]).replace("<", "\\u003c"),
    )


def _as_address(module: Path) -> str:
    """Return a module as an address of its own, with its imports named for the import map."""
    code = _IMPORT.sub(r"\1'page/\2'", module.read_text(encoding="utf-8"))
    packed = base64.b64encode(code.encode()).decode()
    return f"data:text/javascript;base64,{packed}"


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
