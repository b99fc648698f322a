"""Reads a snapshot of the Teams window as a person does: texts, buttons, fields by label."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Surface = Literal["dialog", "messages"]
Place = tuple[str, str]
DIALOG: Place = ("", "")
CHOSEN = "✓ "
OPTIONAL = " (if you like)"
# A button that asks first unfolds the question and this button.
SURE = "Yes: "
_INNER = ("items", "columns", "rows", "cells", "body", "actions")


@dataclass(frozen=True, slots=True)
class Control:
    """A button or an input on the screen, and the message in whose card it is."""

    label: str
    element: dict[str, Any]
    place: Place = DIALOG

    @property
    def is_input(self) -> bool:
        """Whether something is typed or chosen in it."""
        return is_input(self.element)

    @property
    def is_chosen(self) -> bool:
        """Whether it is the button of an answer that was given."""
        return str(self.element.get("title", "")).startswith(CHOSEN)

    @property
    def said(self) -> dict[str, Any]:
        """What a button carries."""
        found: dict[str, Any] = self.element.get("data", {}).get("dutydesk", {})
        return found

    @property
    def question(self) -> str:
        """The field that an input or the button of an answer is about."""
        if self.is_input:
            return str(self.element["id"]).partition(".")[2]
        return str(self.said.get("question", ""))


class Screen:
    """One person's snapshot."""

    def __init__(self, snapshot: Mapping[str, Any]) -> None:
        self.snapshot = snapshot

    @property
    def dialog(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.snapshot["dialog"]
        return found

    @property
    def dialog_text(self) -> str | None:
        if not self.dialog:
            return None
        card = self.dialog["card"]
        return f"{self.dialog['title']}\n{words(card) if card else self.dialog['text']}"

    def messages(self) -> list[tuple[str, dict[str, Any]]]:
        """Every (conversation id, message), oldest first."""
        found = [
            (place["id"], message)
            for place in self.snapshot["conversations"]
            for message in place["messages"]
            if not message["deleted"]
        ]
        return sorted(found, key=lambda each: int(each[1]["id"]))

    def from_app(self) -> list[dict[str, Any]]:
        """What the app wrote, oldest first."""
        return [message for _, message in self.messages() if message["is_bot"]]

    def cards(self) -> dict[Place, dict[str, Any]]:
        """The card at each place: the dialog's, then the messages' from the newest on."""
        found = {DIALOG: self.dialog["card"]} if self.dialog and self.dialog["card"] else {}
        messages = [(where, it) for where, it in reversed(self.messages()) if it["cards"]]
        return found | {(where, it["id"]): it["cards"][0] for where, it in messages}

    def texts(self) -> list[str]:
        """What can be read: a string for each message, then the open dialog."""
        seen = [self.text_of(message) for _, message in self.messages()]
        return [*seen, *filter(None, [self.dialog_text])]

    def text_of(self, message: Mapping[str, Any]) -> str:
        """Return what a message says, with its pop-ups and the line that stands under it."""
        cards = [words(card) for card in message["cards"]]
        quoted = [words(each["card"]) for each in message["citations"] if each["card"]]
        files = [each["name"] for each in message["files"]]
        parts = [plain(message["text"]), *cards, *quoted, *files, message["note"]]
        return "\n".join(filter(None, parts))

    def quotes(self) -> list[str]:
        """What stands in quotation boxes, character for character."""
        return [
            words(box)
            for message in self.from_app()
            for card in message["cards"]
            for box in card["body"]
            if box.get("style") == "emphasis"
        ]

    def controls(self) -> list[Control]:
        """Buttons and fields: the dialog's, then the messages' from the newest on."""
        return [
            Control(label(element), element, place)
            for place, card in self.cards().items()
            for element in uses(card)
        ]


def uses(element: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every input and every button of a card, in order, those that unfold too."""
    for child in (each for key in _INNER for each in element.get(key, ())):
        if child.get("type") == "Action.ShowCard":
            yield from uses(child["card"])
        elif is_input(child) or is_action(child):
            yield child
        else:
            yield from uses(child)


def is_input(element: Mapping[str, Any]) -> bool:
    return str(element.get("type", "")).startswith("Input.")


def is_action(element: Mapping[str, Any]) -> bool:
    return str(element.get("type", "")).startswith("Action.")


def label(element: Mapping[str, Any]) -> str:
    """Return what a button or an input is called."""
    if is_input(element):
        return plain(str(element["label"])).removesuffix(OPTIONAL)
    return str(element["title"]).removeprefix(CHOSEN).removeprefix(SURE)


def words(element: Mapping[str, Any]) -> str:
    """Return the words of a card, line by line."""
    if element.get("type") == "RichTextBlock":
        return "".join(each["text"] for each in element["inlines"])
    if is_input(element):
        typed = str(element.get("value", "")) if element["type"] == "Input.Text" else ""
        return "\n".join(filter(None, [label(element), typed]))
    own = [label(element)] if is_action(element) else []
    own += [words(element["card"])] if element.get("type") == "Action.ShowCard" else []
    inner = [words(each) for key in _INNER for each in element.get(key, ())]
    return "\n".join(filter(None, [*own, *inner]))


def plain(text: str) -> str:
    """Return the app's Markdown as a person sees it: without the marks that keep it literal."""
    kept, is_escaped = [], False
    for sign in text:
        if sign == "\\" and not is_escaped:
            is_escaped = True
            continue
        kept.append(sign)
        is_escaped = False
    return "".join(kept)
