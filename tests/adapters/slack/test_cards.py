"""Cards as Slack blocks: whatever the words, Slack takes them, and nothing in them is markup."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sandbox.slack.block_check import complaints
from adapters.slack.cards import blocks, button
from adapters.slack.limits import MOST_TEXT, faults
from adapters.slack.parts import NAME, home, messages
from adapters.slack.words import Json, pieces, weight
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
from tests.adapters.slack.office import Go

WORDS = "The mobile phone stays in the locker until the bell has gone. "
CLAUSE = (WORDS * 240)[:13_000]
PINGS = "<!channel> <!here> <@U123> <#C1> <!subteam^S1> <https://evil.example|ok> *b* `c` :smile:"

any_text = st.text(max_size=60) | st.sampled_from(["", " ", PINGS, "\x00", "\ud800", CLAUSE])
cells = st.lists(any_text, max_size=4).map(tuple)
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
    st.builds(Buttons, st.lists(buttons, max_size=4).map(tuple)),
)
any_card = st.builds(Card, any_text, st.lists(any_block, max_size=6).map(tuple))


def objects(node: object) -> Iterator[Mapping[str, Any]]:
    """Every object in a payload."""
    if isinstance(node, dict):
        yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from objects(child)


def said(*shown: object) -> str:
    """All literal words, in order."""
    found = [it for node in shown for it in objects(node)]
    return "".join(it["text"] for it in found if it.get("type") in ("text", "raw_text"))


def is_literal(node: Mapping[str, Any]) -> bool:
    """Whether Slack looks for no markup in this object."""
    kind = node.get("type")
    return kind not in ("mrkdwn", "markdown", "link", "user", "usergroup", "channel", "broadcast")


@settings(max_examples=300, deadline=None)
@given(any_card)
def test_any_card_is_taken_by_slack_on_every_surface(card: Card) -> None:
    for message in messages(card):
        assert complaints("message", message, faults) == []
    assert complaints("home", home(card), faults) == []


@settings(max_examples=300, deadline=None)
@given(any_card)
def test_nothing_in_any_card_is_markup(card: Card) -> None:
    shown = messages(card)

    assert all(is_literal(node) for message in shown for node in objects(message["blocks"]))
    assert all(node.get("emoji") is False for node in objects(shown) if _is_plain(node))
    assert not any("<" in message["text"] or ">" in message["text"] for message in shown)
    json.dumps(shown).encode("utf-8")


def _is_plain(node: Mapping[str, Any]) -> bool:
    return node.get("type") == "plain_text"


@given(st.text(), st.integers(1, 20))
def test_a_text_in_pieces_is_the_text(text: str, most: int) -> None:
    cut = list(pieces(text, most))

    assert "".join(cut) == text
    assert all(0 < len(piece) <= most for piece in cut)


def test_what_looks_like_markup_is_shown_as_it_was_typed() -> None:
    (message,) = messages(Card(PINGS, (Text(PINGS), Quote(PINGS))))

    assert said(message) == PINGS + PINGS
    assert "&lt;!channel&gt;" in message["text"]
    assert message["blocks"][0]["text"]["text"] == PINGS


@pytest.mark.parametrize("length", [1, 2_999, 3_001, 8_001, 13_000, 40_000])
def test_a_clause_arrives_whole_however_long_it_is(length: int) -> None:
    clause = (WORDS * 700)[:length]
    shown = messages(Card("Phones", (Quote(clause, "Behaviour policy, 4.2"),)))

    assert said(*[it for message in shown for it in message["blocks"]]) == clause
    assert "Behaviour policy, 4.2" in json.dumps(shown[-1])


def test_a_clause_without_a_space_in_it_arrives_whole_as_well() -> None:
    shown = messages(Card("", (Quote("x" * 13_000),)))

    assert said(*shown) == "x" * 13_000


def test_a_card_too_long_for_one_message_says_which_part_is_which() -> None:
    go = Buttons((Button("Go", Go()),))
    first, second = messages(Card("Phones", (Quote(CLAUSE), go)))

    assert [it["blocks"][0]["text"]["text"] for it in (first, second)] == [
        "Phones (1 of 2)",
        "Phones (2 of 2)",
    ]
    assert (first["text"], second["text"]) == ("Phones (1 of 2)", "Phones (2 of 2)")
    assert [it["blocks"][-1]["type"] for it in (first, second)] == ["rich_text", "actions"]


def test_a_card_that_fits_is_one_message_with_its_title() -> None:
    (message,) = messages(Card("Phones", (Text("In the locker."), Divider(), Note("4.2"))))

    assert message["text"] == "Phones"
    kinds = [it["type"] for it in message["blocks"]]
    assert kinds == ["header", "rich_text", "divider", "context"]


@pytest.mark.parametrize("card", [Card(""), Card(" ", (Text(), Note(""), Quote(""), Items(())))])
def test_a_card_with_nothing_to_say_still_has_a_name(card: Card) -> None:
    (message,) = messages(card)

    assert (message["text"], said(message["blocks"])) == (NAME, "")


def test_a_title_too_long_for_a_header_is_whole_in_the_card() -> None:
    (message,) = messages(Card(WORDS * 20))

    assert said(message["blocks"]) == WORDS * 20
    assert len(message["text"]) <= 300


def test_sixty_facts_are_all_there() -> None:
    pairs = tuple((f"Label {number}", f"value {number} <b>") for number in range(60))
    shown = messages(Card("Facts", (Facts(pairs),)))

    assert said(*shown) == "".join(f"{label}: {value}" for label, value in pairs)


def test_forty_buttons_stand_in_rows_with_ids_of_their_own() -> None:
    many = tuple(Button(f"No. {number}", Go(where=str(number))) for number in range(40))
    (message,) = messages(Card("Choose", (Buttons(many),)))

    shown = [it for row in message["blocks"][1:] for it in row["elements"]]
    assert [it["text"]["text"] for it in shown] == [f"No. {number}" for number in range(40)]
    assert len({it["action_id"] for it in shown}) == 40


def test_a_button_that_quotes_somebody_at_length_carries_what_slack_takes() -> None:
    quoted = Button("Ask", Go(where="Ω😀" * 2_000))
    carried = json.loads(button(quoted, 0)["value"])[1]["where"]

    assert len(button(quoted, 0)["value"]) <= 2_000
    assert ("Ω😀" * 2_000).startswith(carried)
    assert len(carried) > 150


def test_a_long_table_has_its_headings_on_every_page() -> None:
    rows = tuple((f"W-{number}", "open") for number in range(250))
    shown = messages(Card("Register", (Table(("Ref", "State"), rows),)))

    tables = [it for message in shown for it in message["blocks"] if it["type"] == "table"]
    assert len(tables) > 2
    assert {said(page["rows"][0]) for page in tables} == {"RefState"}
    assert said(*(page["rows"][1:] for page in tables)) == "".join(f"W-{n}open" for n in range(250))


@pytest.mark.parametrize(
    "table",
    [
        Table(tuple(f"H{n}" for n in range(25)), (tuple(f"c{n}" for n in range(25)),)),
        Table(("Ref", "Story"), (("W-1", WORDS * 20),)),
    ],
)
def test_a_table_that_slack_does_not_take_is_told_row_by_row(table: Table) -> None:
    shown = messages(Card("Register", (table,)))

    assert not [it for message in shown for it in message["blocks"] if it["type"] == "table"]
    assert all(cell in said(*shown) for cell in table.rows[0])


def test_outside_messages_a_table_is_told_row_by_row() -> None:
    shown = blocks(Card("", (Table(("Ref", "State"), (("W-1", "open"), ("W-2",))),)), "modal")

    assert said(shown) == "W-1 State: openW-2"


def test_a_home_page_that_is_too_long_says_that_there_is_more() -> None:
    many = tuple(Text(f"Case {number}") for number in range(150))
    view = home(Card("Your page", many))

    assert len(view["blocks"]) == 100
    assert "There is more" in json.dumps(view["blocks"][-1])


def test_what_slack_adds_for_each_object_is_counted_before_slack_counts_it() -> None:
    shown: list[Json] = blocks(Card("", tuple(Text("word") for _ in range(400))))
    groups = messages(Card("", tuple(Text("word") for _ in range(400))))

    assert sum(len(it["blocks"]) for it in groups) == len(shown)
    assert all(weight(it["blocks"]) < MOST_TEXT for it in groups)
