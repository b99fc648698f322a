"""Reads a snapshot of the Slack window as a person does: texts, buttons, fields by label."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from adapters.sandbox.slack.identity import BOT_USER_ID

Surface = Literal["modal", "home", "messages"]
_MARKUP = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_UNSEEN = {"value", "values", "confirm", "placeholder", "options", "option_groups", "alt_text"}
_INPUT_TYPES = re.compile(r"input|select|picker|radio_buttons|checkboxes|overflow")


@dataclass(frozen=True, slots=True)
class Control:
    """A button or field on the screen, and where it is."""

    surface: Surface
    label: str
    block_id: str
    element: dict[str, Any]
    dispatches: bool = False
    conversation: str = ""
    ts: str = ""

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))


class Screen:
    """One person's snapshot."""

    def __init__(self, snapshot: Mapping[str, Any]) -> None:
        self.snapshot = snapshot

    @property
    def modal(self) -> dict[str, Any] | None:
        stack: list[dict[str, Any]] = self.snapshot["modals"]
        return stack[-1] if stack else None

    def messages(self) -> list[tuple[str, dict[str, Any]]]:
        """Every (conversation id, message), oldest first."""
        found = [
            (place["id"], message)
            for place in self.snapshot["conversations"]
            for message in place["messages"]
            if not message["deleted"]
        ]
        return sorted(found, key=lambda each: str(each[1]["ts"]))

    def texts(self) -> list[str]:
        """What can be read: a string for each message, then Home, then the open modal."""
        seen = [self.text_of(message) for _, message in self.messages()]
        return [*seen, *filter(None, [self.home_text, self.modal_text])]

    def from_app(self) -> list[dict[str, Any]]:
        """What the app wrote, oldest first."""
        return [message for _, message in self.messages() if message["user"] == BOT_USER_ID]

    def quotes(self) -> list[str]:
        """What stands in quotation bars, character for character."""
        return [
            "".join(word["text"] for word in part["elements"])
            for message in self.from_app()
            for block in message["blocks"]
            for part in block.get("elements", [])
            if part["type"] == "rich_text_quote"
        ]

    @property
    def home_text(self) -> str:
        home = self.snapshot["home"]
        return self._blocks_text(home["blocks"]) if home else ""

    @property
    def modal_text(self) -> str | None:
        if not self.modal:
            return None
        heading = self.modal["title"]["text"] if self.modal["title"] else ""
        return f"{heading}\n{self._blocks_text(self.modal['blocks'])}"

    def controls(self) -> list[Control]:
        """Buttons and fields: the modal's, then Home's, then the messages' from the newest on."""
        home = self.snapshot["home"]
        found = list(self._controls("modal", self.modal["blocks"])) if self.modal else []
        found += self._controls("home", home["blocks"]) if home else ()
        for place, message in reversed(self.messages()):
            found += self._controls("messages", message["blocks"], place, message["ts"])
        return found

    def _controls(
        self, surface: Surface, blocks: list[dict[str, Any]], place: str = "", ts: str = ""
    ) -> Iterator[Control]:
        for block in blocks:
            yield from self._controls(surface, block.get("child_blocks", []), place, ts)
            if block["type"] == "carousel":
                yield from self._controls(surface, block["elements"], place, ts)
            for element in _elements(block):
                label = self._label(block, element)
                sends = surface != "modal" or block["type"] != "input"
                dispatches = sends or bool(block.get("dispatch_action"))
                block_id = block["block_id"]
                yield Control(surface, label, block_id, element, dispatches, place, ts)

    def _label(self, block: dict[str, Any], element: dict[str, Any]) -> str:
        if block["type"] == "input":
            return self.shown(block["label"]["text"])
        if "text" in element:
            return self.shown(element["text"]["text"])
        return self.shown(element.get("placeholder", {}).get("text", element["type"]))

    def text_of(self, message: dict[str, Any]) -> str:
        """Return what a message says, and the names of its files."""
        blocks = self._blocks_text(message["blocks"])
        files = "\n".join(file["name"] for file in message["files"])
        return "\n".join(filter(None, [blocks or self.shown(message["text"]), files]))

    def _blocks_text(self, blocks: list[dict[str, Any]]) -> str:
        return "\n".join(filter(None, (self._text(block) for block in blocks)))

    def _text(self, part: Any) -> str:
        if isinstance(part, list):
            return "\n".join(filter(None, (self._text(each) for each in part)))
        if not isinstance(part, Mapping):
            return ""
        if str(part.get("type", "")).startswith("rich_text_"):
            return self._rich(part)
        own = self.shown(part["text"]) if isinstance(part.get("text"), str) else ""
        inner = [self._text(value) for key, value in part.items() if key not in _UNSEEN]
        return "\n".join(filter(None, [own, *inner]))

    def _rich(self, part: Mapping[str, Any]) -> str:
        joiner = "\n" if part["type"] == "rich_text_list" else ""
        return joiner.join(self._rich_piece(piece) for piece in part.get("elements", []))

    def _rich_piece(self, piece: Mapping[str, Any]) -> str:
        match piece["type"]:
            case "user":
                return self.shown(f"<@{piece['user_id']}>")
            case "link":
                return str(piece.get("text") or piece["url"])
            case "emoji":
                return f":{piece['name']}:"
            case "broadcast":
                return f"@{piece['range']}"
            case kind if kind.startswith("rich_text_"):
                return self._rich(piece)
            case _:
                return str(piece.get("text", ""))

    def shown(self, text: str) -> str:
        """Markup as a person sees it: names for mentions, labels for links."""
        return html.unescape(_MARKUP.sub(self._named, text))

    def _named(self, found: re.Match[str]) -> str:
        target, label = found[1], found[2]
        if target.startswith("@"):
            return f"@{self.snapshot['users'].get(target[1:], {'name': target[1:]})['name']}"
        return label or target.lstrip("!#")


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    parts = [block.get("element"), block.get("accessory")]
    if block["type"] in {"actions", "context_actions"}:
        parts += block["elements"]
    parts += block.get("actions", [])
    return [each for each in parts if each and _is_control(each)]


def _is_control(element: dict[str, Any]) -> bool:
    kind = element["type"]
    return kind in {"button", "icon_button"} or bool(_INPUT_TYPES.search(kind))
