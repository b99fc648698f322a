"""What these tests write on: any card there can be, and ways to read one that was drawn."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from hypothesis import strategies as st

from adapters.teams.actions import Stamp
from adapters.teams.schema import CARD_TYPE
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
from bot.conversation.intent import Intent

NONCE, SHEET = "0123456789abcdef", "0123456789abcdef" * 2
CHAT = Stamp(NONCE)
DIALOG = Stamp(NONCE, "dialog")
WORDS = "The mobile phone stays in the locker until the bell has gone. "
CLAUSE = (WORDS * 480)[:29_000]
DATE = "{{DATE(2026-11-20T12:00:00Z, SHORT)}} {{{TIME(2026-11-20T12:00:00Z)}}}"
PINGS = f"**b** _i_ [x](https://evil.example) <at>Head</at> - a\n- b `c` # h [1] {DATE} \\ ~~s~~"


class Go(Intent):
    """What the buttons of these tests mean."""

    name: ClassVar[str] = "go"
    where: str = ""


any_text = st.text(max_size=60) | st.sampled_from(
    ["", " ", PINGS, "\x00", "\ud800", "{{DATE(" * 900, '"\\\x01' * 4_000, CLAUSE]
)
cells = st.lists(any_text, max_size=6).map(tuple)
buttons = st.builds(
    Button,
    label=any_text,
    means=st.builds(Go, where=any_text),
    style=st.sampled_from(Style),
    confirm=any_text,
)
any_block: st.SearchStrategy[Block] = st.one_of(
    st.builds(Text, any_text, any_text),
    st.builds(Alert, any_text, any_text),
    st.builds(Note, any_text),
    st.builds(Quote, any_text, any_text),
    st.builds(Facts, st.lists(st.tuples(any_text, any_text), max_size=4).map(tuple)),
    st.builds(Items, cells),
    st.builds(Table, cells, st.lists(cells, max_size=4).map(tuple)),
    st.just(Divider()),
    st.builds(Buttons, st.lists(buttons, max_size=7).map(tuple)),
)
any_card = st.builds(Card, any_text, st.lists(any_block, max_size=6).map(tuple))


def objects(node: object) -> Iterator[Mapping[str, Any]]:
    """Every object in a payload."""
    if isinstance(node, dict):
        yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from objects(child)


def kinds(node: object) -> list[str]:
    """What a card is made of, outermost first."""
    return [str(it["type"]) for it in objects(node) if "type" in it]


def said(*shown: object) -> str:
    """All literal words, in order."""
    found = [it for node in shown for it in objects(node)]
    return "".join(it["text"] for it in found if it.get("type") == "TextRun")


def acts(*shown: object) -> list[Mapping[str, Any]]:
    """All actions that a person can press, without their fallbacks."""
    found = [it for node in shown for it in objects(node) if it.get("type") == "ActionSet"]
    return [action for row in found for action in row["actions"]]


def titles(*shown: object) -> list[str]:
    """What stands on the actions."""
    return [str(action["title"]) for action in acts(*shown)]


def pressed(title: str, *shown: object) -> Mapping[str, Any]:
    """The action with this title."""
    return next(action for action in acts(*shown) if action["title"] == title)


def sent(card: Mapping[str, Any] | None, text: str = "", **more: Any) -> dict[str, Any]:
    """A card as the activity that carries it."""
    attached = [{"contentType": CARD_TYPE, "content": card}] if card else []
    return {"type": "message", "text": text, "attachments": attached, **more}
