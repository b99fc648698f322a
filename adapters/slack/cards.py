"""Cards as Slack blocks.

Words go into `plain_text` and `rich_text`, which have no markup: whatever a person typed is shown
as typed. Long texts are spread over elements; a quoted clause is never cut.
"""

from typing import Any, TypeAlias, assert_never

from bot.conversation.cards import (
    Alert,
    Block,
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Items,
    Note,
    Quote,
    Style,
    Table,
    Text,
)

Json: TypeAlias = dict[str, Any]

HEADER_LIMIT = 150
CONTEXT_LIMIT = 2_000
BUTTON_LIMIT = 75
ROW_OF_BUTTONS = 25
STYLES: dict[Style, Json] = {
    Style.PLAIN: {},
    Style.PRIMARY: {"style": "primary"},
    Style.DANGER: {"style": "danger"},
}


def message(card: Card) -> Json:
    """Return the `text` and `blocks` of a message; the text is all a lock screen shows."""
    return {"text": escaped(card.title), "blocks": blocks(card)}


def home(card: Card) -> Json:
    """Return the view of somebody's own page."""
    return {"type": "home", "blocks": blocks(card)}


def blocks(card: Card) -> list[Json]:
    """Return the title and every block of a card."""
    return [*_title(card.title), *(b for it in card.body for b in block(it))]


def block(it: Block) -> list[Json]:  # noqa: C901 - one case for each block there is
    """Return the Slack blocks for one block of a card."""
    match it:
        case Text(text, lead):
            return [_rich(_section(*_led(lead, text)))]
        case Alert(text, lead):
            return [_rich({"type": "rich_text_quote", "elements": _led(lead, text)})]
        case Note(text):
            return [{"type": "context", "elements": [plain(text, CONTEXT_LIMIT)]}]
        case Quote(text, source):
            quoted = {"type": "rich_text_quote", "elements": [_words(text)]}
            return [_rich(quoted), *(block(Note(source)) if source else ())]
        case Facts(pairs):
            return [_rich(*(_section(*_led(f"{label}:", value)) for label, value in pairs))]
        case Items(items):
            listed = [_section(_words(item)) for item in items]
            return [_rich({"type": "rich_text_list", "style": "bullet", "elements": listed})]
        case Table(headings, rows):
            return [{"type": "table", "rows": [_row(row) for row in (headings, *rows)]}]
        case Divider():
            return [{"type": "divider"}]
        case Buttons(buttons):
            return _rows_of_buttons(buttons)
        case _:
            assert_never(it)


def plain(text: str, limit: int) -> Json:
    """Return literal text: Slack renders it as typed, and refuses it when empty or too long."""
    return {"type": "plain_text", "text": clipped(text, limit) or " ", "emoji": False}


def clipped(text: str, limit: int) -> str:
    """Return a label that fits, cut at a word where it must be cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"


def escaped(text: str) -> str:
    """Return text for the one field that Slack parses as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def button(it: Button, number: int) -> Json:
    """Return a Slack button; its value is the intent it means."""
    shown: Json = {
        "type": "button",
        "action_id": f"{it.means.name}:{number}",
        "text": plain(it.label, BUTTON_LIMIT),
        "value": it.means.payload(),
        **STYLES[it.style],
    }
    return {**shown, "confirm": _confirm(it)} if it.confirm else shown


def _title(title: str) -> list[Json]:
    """Return the header; a title too long for one becomes a bold paragraph, whole."""
    if not title:
        return []
    if len(title) > HEADER_LIMIT:
        return block(Text(lead=title))
    return [{"type": "header", "text": plain(title, HEADER_LIMIT)}]


def _rows_of_buttons(buttons: tuple[Button, ...]) -> list[Json]:
    shown = [button(it, number) for number, it in enumerate(buttons)]
    starts = range(0, len(shown), ROW_OF_BUTTONS)
    return [{"type": "actions", "elements": shown[s : s + ROW_OF_BUTTONS]} for s in starts]


def _confirm(it: Button) -> Json:
    return {
        "title": plain("Are you sure?", 100),
        "text": plain(it.confirm, 300),
        "confirm": plain(it.label, 30),
        "deny": plain("Go back", 30),
    }


def _rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def _section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def _led(lead: str, text: str) -> list[Json]:
    strong = [{**_words(lead + (" " if text else "")), "style": {"bold": True}}] if lead else []
    return [*strong, *([_words(text)] if text or not lead else [])]


def _words(text: str) -> Json:
    return {"type": "text", "text": text or " "}


def _row(cells: tuple[str, ...]) -> list[Json]:
    return [{"type": "raw_text", "text": cell or "-"} for cell in cells]
