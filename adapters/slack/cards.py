"""Cards as Slack blocks.

Whatever a person typed is shown as typed. Long words are spread over elements and blocks; nothing
that is quoted is ever cut.
"""

from typing import assert_never

from adapters.slack.limits import Surface
from adapters.slack.markup import escaped
from adapters.slack.tables import in_words, table
from adapters.slack.words import (
    MOST_IN_ELEMENT,
    Json,
    elements,
    led,
    pieces,
    plain,
    rich,
    runs,
    section,
)
from adapters.wire.carried import carried
from adapters.wire.words import legible
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

HEADER_LIMIT = 150
BUTTON_LIMIT = 75
VALUE_LIMIT = 2_000
ROW_OF_BUTTONS = 25
STYLES: dict[Style, Json] = {
    Style.PLAIN: {},
    Style.PRIMARY: {"style": "primary"},
    Style.DANGER: {"style": "danger"},
}


def message(card: Card) -> Json:
    """Return a card that fits into one message; `parts.messages` takes any."""
    return {"text": escaped(legible(card.title)), "blocks": blocks(card)}


def blocks(card: Card, surface: Surface = "message") -> list[Json]:
    """Return the title and every block of a card, as that surface can show them."""
    return [*title(card.title), *(b for it in card.body for b in block(it, surface))]


def title(text: str) -> list[Json]:
    """Return the header; a title too long for one becomes a bold paragraph, whole."""
    if len(text) > HEADER_LIMIT:
        return block(Text(lead=text))
    return [{"type": "header", "text": plain(text, HEADER_LIMIT)}] if text.strip() else []


def block(it: Block, surface: Surface = "message") -> list[Json]:  # noqa: C901 - one case for each
    """Return the Slack blocks for one block of a card; none where it says nothing."""
    match it:
        case Text(text, lead):
            return [rich(section(*run)) for run in runs(led(lead, text))]
        case Alert(text, lead):
            return [rich(_quote(*run)) for run in runs(led(lead, text))]
        case Note(text):
            return [_context(piece) for piece in pieces(legible(text), MOST_IN_ELEMENT)]
        case Quote(text, source):
            quoted = [rich(_quote(*run)) for run in runs(elements(text))]
            return [*quoted, *block(Note(source))]
        case Facts(pairs):
            facts = [section(*run) for label, it in pairs for run in runs(led(f"{label}:", it))]
            return [rich(*run) for run in runs(facts)]
        case Items(items):
            listed = [section(*run) for item in items for run in runs(elements(item))]
            return [rich(_list(*run)) for run in runs(listed)]
        case Table():
            return table(it) if surface == "message" else in_words(it)
        case Divider():
            return [{"type": "divider"}]
        case Buttons(buttons):
            return _rows_of_buttons(buttons)
        case _:
            assert_never(it)


def button(it: Button, number: int) -> Json:
    """Return a Slack button; its value is the intent it means."""
    shown: Json = {
        "type": "button",
        "action_id": f"{it.means.name}:{number}",
        "text": plain(it.label, BUTTON_LIMIT),
        "value": carried(it.means, VALUE_LIMIT),
        **STYLES[it.style],
    }
    return {**shown, "confirm": _confirm(it)} if it.confirm else shown


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


def _context(text: str) -> Json:
    return {"type": "context", "elements": [plain(text, MOST_IN_ELEMENT)]}


def _quote(*inner: Json) -> Json:
    return {"type": "rich_text_quote", "elements": list(inner)}


def _list(*items: Json) -> Json:
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items)}
