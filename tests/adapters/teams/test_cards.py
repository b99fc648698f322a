"""Cards as Adaptive Cards: whatever the words, Teams takes them, and nothing in them is markup."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.actions import Stamp
from adapters.teams.cards import NAME, Refresh, blocks, button, card
from adapters.teams.forms import page
from adapters.teams.limits import faults
from adapters.teams.parts import messages
from adapters.teams.words import elements, pieces, size
from adapters.wire.words import legible
from bot.conversation.cards import (
    Alert,
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
from tests.adapters.teams.stationery import (
    CHAT,
    DATE,
    DIALOG,
    NONCE,
    PINGS,
    WORDS,
    Go,
    acts,
    any_card,
    kinds,
    objects,
    pressed,
    said,
    titles,
)

PARSED = {"TextBlock", "FactSet", "Input.Toggle"}
# What Microsoft's renderers turn into a date or a time, even in a TextRun.
MACRO = re.compile(r"\{\{(DATE|TIME)\(")


@settings(max_examples=60, deadline=None)
@given(any_card)
def test_any_card_is_taken_by_teams_in_the_chat_and_in_a_dialog(it: Card) -> None:
    for message in messages(it):
        assert message.card is not None
        assert faults("chat", message.card) == ()
    assert faults("dialog", page((it, it), DIALOG)) == ()


@settings(max_examples=60, deadline=None)
@given(any_card)
def test_nothing_in_any_card_is_markup(it: Card) -> None:
    shown = [message.card for message in messages(it)]

    assert not PARSED & set(kinds(shown))
    assert not [run for run in objects(shown) if MACRO.search(str(run.get("text", "")))]
    assert not [message for message in messages(it) if message.text]
    json.dumps(shown, ensure_ascii=False).encode("utf-8")


@given(st.text(), st.integers(10, 40))
def test_a_text_in_pieces_is_the_text(text: str, most: int) -> None:
    cut = list(pieces(text, most))

    assert "".join(cut) == text
    assert all(0 < size(piece) - 2 <= most for piece in cut)


def test_a_text_is_cut_at_a_space() -> None:
    assert list(pieces("In the locker, always.", 10)) == ["In the ", "locker, ", "always."]


@settings(max_examples=50, deadline=None)
@given(st.text() | st.sampled_from([PINGS, "{" * 50_000, "{{DATE(" * 3_000, "\ud800\x00"]))
def test_no_word_of_a_quote_is_lost(text: str) -> None:
    shown = [message.card for message in messages(Card("Phones", (Quote(text),)))]

    boxes = [it for it in objects(shown) if it.get("style") == "emphasis"]
    assert said(*boxes) == legible(text)


def test_what_looks_like_markup_is_shown_as_it_was_typed() -> None:
    shown = card(Card(PINGS, (Text(PINGS), Quote(PINGS))), CHAT)

    assert said(shown) == PINGS * 3


def test_what_looks_like_a_date_is_in_two_runs_so_that_no_client_reads_it() -> None:
    assert [run["text"] for run in elements("It said {{DATE(2026)}}")] == [
        "It said {",
        "{DATE(2026)}}",
    ]
    assert "".join(run["text"] for run in elements(DATE)) == DATE


def test_each_block_has_its_element() -> None:
    body = (
        Text("text", "lead"),
        Alert("alert"),
        Quote("quote", "source"),
        Note("note"),
        Facts((("Ref", "W-1"), ("State", "open"))),
        Items(("one", "two")),
    )
    title, text, alert, quote, source, note, ref, state, one, two = card(Card("T", body), CHAT)[
        "body"
    ]

    assert title["inlines"] == [
        {"type": "TextRun", "text": "T", "size": "large", "weight": "bolder"}
    ]
    assert [run.get("weight") for run in text["inlines"]] == ["bolder", None]
    assert (alert["style"], said(alert)) == ("attention", "alert")
    assert (quote["style"], said(quote)) == ("emphasis", "quote")
    assert [said(it) for it in (source, note)] == ["source", "note"]
    assert all(it["inlines"][0]["isSubtle"] for it in (source, note))
    assert [said(it) for it in (ref, state)] == ["Ref: W-1", "State: open"]
    assert ref["inlines"][0] == {"type": "TextRun", "text": "Ref: ", "weight": "bolder"}
    assert [said(it) for it in (one, two)] == ["• one", "• two"]


def test_a_card_says_that_it_uses_the_width_and_which_version_it_is() -> None:
    shown = card(Card("T"), CHAT)

    assert (shown["version"], shown["msteams"]) == ("1.5", {"width": "Full"})


@pytest.mark.parametrize("it", [Card(""), Card(" ", (Text(), Note(""), Quote(""), Items(())))])
def test_a_card_with_nothing_to_say_still_has_a_name(it: Card) -> None:
    assert said(card(it, CHAT)) == NAME


def test_a_divider_is_a_line_above_what_follows_it() -> None:
    body = (Divider(), Text("a"), Divider(), Note(""), Text("b"), Text("c"), Divider())
    shown = blocks(Card("", body), CHAT)

    assert [(said(it), it.get("separator", False)) for it in shown] == [
        ("a", True),
        ("b", True),
        ("c", False),
    ]


def test_a_title_too_long_for_a_header_is_whole_in_the_card() -> None:
    shown = card(Card(WORDS * 20), CHAT)

    assert said(shown) == WORDS * 20
    assert not [run for run in objects(shown) if run.get("size")]


def test_in_the_chat_a_button_is_an_execute_with_a_submit_behind_it() -> None:
    shown = button(Button("Approve", Go(where="W-1"), Style.PRIMARY), CHAT)

    data = {"dutydesk": {"do": "press", "card": NONCE, "means": Go(where="W-1").payload()}}
    submit = {"type": "Action.Submit", "title": "Approve", "data": data, "style": "positive"}
    assert shown == {**submit, "type": "Action.Execute", "verb": "press", "fallback": submit}


def test_in_a_dialog_a_button_is_a_submit() -> None:
    shown = button(Button("Refuse", Go(), Style.DANGER), DIALOG)

    assert (shown["type"], shown["style"]) == ("Action.Submit", "destructive")
    assert "fallback" not in shown


def test_a_button_that_opens_a_dialog_asks_teams_to_fetch_it() -> None:
    shared = Stamp(NONCE, opens=frozenset(("go",)))
    shown = button(Button("Report privately", Go()), shared)

    assert shown["type"] == "Action.Submit"
    assert shown["data"]["msteams"] == {"type": "task/fetch"}
    assert shown["data"]["dutydesk"]["do"] == "open"


def test_a_button_that_asks_first_unfolds_the_question_and_a_second_button() -> None:
    withdraw = Button("Withdraw", Go(where="W-1"), Style.DANGER, confirm="Stop this request?")
    shown = card(Card("W-1", (Buttons((withdraw,)),)), CHAT)

    first = acts(shown)[0]
    assert (first["type"], first["title"], first["style"]) == (
        "Action.ShowCard",
        "Withdraw",
        "destructive",
    )
    assert said(first["card"]) == "Stop this request?"
    assert pressed("Yes: Withdraw", first["card"])["data"]["dutydesk"]["do"] == "press"


def test_many_short_buttons_stand_in_rows_of_five() -> None:
    many = tuple(Button(str(number), Go(where=str(number))) for number in range(20))
    shown = card(Card("Choose", (Buttons(many),)), CHAT)

    rows = [it for it in shown["body"] if it["type"] == "ActionSet"]
    assert [len(row["actions"]) for row in rows] == [5] * 4
    assert titles(shown) == [str(number) for number in range(20)]


def test_buttons_share_a_row_as_far_as_a_phone_shows_their_words() -> None:
    labels = ("Send", "One question at a time", "Cancel", "A label as long as a line of a phone is")
    ways = Buttons(tuple(Button(label, Go()) for label in labels))

    rows = [it for it in card(Card("", (ways,)), CHAT)["body"] if it["type"] == "ActionSet"]
    assert [titles(row) for row in rows] == [list(labels[:2]), [labels[2]], [labels[3]]]


def test_a_button_that_quotes_somebody_at_length_carries_what_there_is_room_for() -> None:
    quoted = button(Button("Ask", Go(where="Ω😀" * 2_000)), CHAT)
    payload = quoted["data"]["dutydesk"]["means"]

    carried = json.loads(payload)[1]["where"]
    assert len(payload) <= 2_000
    assert ("Ω😀" * 2_000).startswith(carried)
    assert len(carried) > 150


@pytest.mark.parametrize("label", ["", " ", "\n"])
def test_a_button_without_words_can_still_be_pressed(label: str) -> None:
    assert button(Button(label, Go()), CHAT)["title"] == "-"


def test_a_card_that_each_reader_sees_as_their_own_says_who_they_are() -> None:
    refresh = Refresh("what", tuple(f"29:{n}" for n in range(70)))
    shown = card(Card("T"), CHAT, refresh)

    assert shown["refresh"]["userIds"] == [f"29:{n}" for n in range(60)]
    assert shown["refresh"]["action"]["verb"] == "see"
    assert shown["refresh"]["action"]["data"]["dutydesk"] == {
        "do": "see",
        "card": NONCE,
        "means": "what",
    }
    assert faults("chat", shown) == ()


def test_a_table_has_its_headings_in_bold_and_a_cell_for_each_column() -> None:
    (shown,) = blocks(Card("", (Table(("Ref", "State"), (("W-1", "open"), ("W-2",))),)), CHAT)

    assert (shown["type"], len(shown["columns"])) == ("Table", 2)
    heading, *rows = shown["rows"]
    assert [run["weight"] for run in objects(heading) if "weight" in run] == ["bolder"] * 2
    assert [[said(cell) for cell in row["cells"]] for row in rows] == [
        ["W-1", "open"],
        ["W-2", "-"],
    ]


def test_a_long_table_has_its_headings_on_every_page() -> None:
    rows = tuple((f"W-{number}", "open") for number in range(250))
    shown = messages(Card("Register", (Table(("Ref", "State"), rows),)))

    tables = [it for message in shown for it in objects(message.card) if it.get("type") == "Table"]
    assert len(tables) > 2
    assert {said(page["rows"][0]) for page in tables} == {"RefState"}
    assert said(*(page["rows"][1:] for page in tables)) == "".join(f"W-{n}open" for n in range(250))


@pytest.mark.parametrize(
    "table",
    [
        Table(tuple(f"H{n}" for n in range(6)), (tuple(f"c{n}" for n in range(6)),)),
        Table(("Ref", "Story"), (("W-1", WORDS * 20),)),
    ],
)
def test_a_table_that_a_phone_has_no_room_for_is_told_row_by_row(table: Table) -> None:
    shown = card(Card("Register", (table,)), CHAT)

    assert "Table" not in kinds(shown)
    assert all(cell in said(shown) for cell in table.rows[0])
