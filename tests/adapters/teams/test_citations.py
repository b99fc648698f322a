"""Citations: the clause behind its number, and nothing that a person said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adapters.teams.citations import abstract, citations, marked
from adapters.teams.limits import faults
from adapters.teams.parts import quoted
from adapters.teams.words import escaped
from adapters.wire.words import legible
from bot.conversation.cards import (
    Alert,
    Block,
    Button,
    Buttons,
    Card,
    Divider,
    Items,
    Note,
    Quote,
    Text,
)
from tests.adapters.teams.stationery import CLAUSE, PINGS, WORDS, Go, kinds, said, titles

SOURCE = Note("Oakfield Primary · Phones, version 2 · 4.2 · Next review March 2027")
ONE: tuple[Block, ...] = (
    Text("This may not be what you asked."),
    Quote("Phones stay in the locker."),
    Items(("in lessons; and", "at break")),
    SOURCE,
    Alert("This policy is due for review."),
    Buttons((Button("Show more clauses", Go()),)),
)
OTHER: tuple[Block, ...] = (
    Divider(),
    Text(lead="Conduct: 7"),
    Quote("Staff do not reply."),
    Note("Conduct, 7"),
)


def test_an_answer_has_its_number_in_the_text_and_no_second_title() -> None:
    (message,) = quoted(Card("Phones: 4.2", ONE))

    assert (message.text, message.summary) == ("Phones: 4.2 [1]", "Phones: 4.2")
    assert said(message.card).startswith("This may not be")
    assert titles(message.card) == ["Show more clauses"]
    assert message.feedback


def test_the_pop_up_holds_the_whole_clause_with_its_source_and_no_buttons() -> None:
    (cited,) = citations(Card("Phones: 4.2", ONE))

    assert (cited.position, cited.name) == (1, "Phones: 4.2")
    assert cited.abstract == "Phones stay in the locker."
    expected = f"Phones stay in the locker.• in lessons; and• at break{SOURCE.text}"
    assert said(cited.card) == expected
    assert faults("chat", cited.card) == ()
    assert "ActionSet" not in kinds(cited.card)


def test_each_of_several_clauses_has_a_number_and_the_name_above_it() -> None:
    card = Card("Other clauses", (Text(lead="Phones: 4.3"), *ONE[1:4], *OTHER))
    cited = citations(card)

    assert [(it.position, it.name) for it in cited] == [(1, "Phones: 4.3"), (2, "Conduct: 7")]
    assert quoted(card)[0].text == "Other clauses [1] [2]"


@pytest.mark.parametrize(
    "body",
    [
        (Quote("He hit me.", "in the reporter's words"), Note("R-1")),
        (Quote("He hit me."), Text("Then"), Note("R-1")),
        (Quote("He hit me."),),
        (Quote(" "), SOURCE),
    ],
)
def test_what_a_person_said_is_no_citation(body: tuple[Block, ...]) -> None:
    card = Card("A report", body)

    assert citations(card) == ()
    assert quoted(card)[0].text == ""


def test_a_clause_that_does_not_fit_twice_is_shown_once_and_whole() -> None:
    shown = quoted(Card("Phones", (Quote(CLAUSE[:14_000]), SOURCE)))

    assert [it.citations for it in shown] == [()]
    assert CLAUSE[:14_000] in said(shown[0].card)


def test_only_the_last_part_of_an_answer_can_be_rated() -> None:
    shown = quoted(Card("Phones", (Quote(CLAUSE), SOURCE)))

    assert [it.feedback for it in shown] == [False, True]


def test_the_small_print_is_whole_sentences_where_it_can_be() -> None:
    sentence = "Phones stay in the locker until the bell has gone."

    assert abstract(f"{sentence} {sentence} {sentence} {sentence}") == " ".join([sentence] * 3)
    assert abstract("Version 3.2 says so.") == "Version 3.2 says so."


def test_the_small_print_of_one_long_sentence_is_whole_words() -> None:
    shown = abstract("phone " * 60)

    assert shown.endswith("phone…")
    assert len(shown) <= 160


@given(st.text())
def test_the_small_print_begins_as_the_clause_does_and_fits(text: str) -> None:
    shown = abstract(text)

    assert len(shown) <= 160
    assert " ".join(legible(text).split()).startswith(shown.removesuffix("…"))


def test_a_long_name_is_clipped_and_an_empty_one_is_ours() -> None:
    (long,) = citations(Card(WORDS * 3, ONE))
    (empty,) = citations(Card("", ONE))

    assert len(long.name) <= 80
    assert empty.name == "Dutydesk"
    assert marked("", [empty]) == "[1]"


@given(
    st.text() | st.sampled_from([PINGS, "1. a", "# a", "- a", "+ a", "> a", "&amp;", "---", "2) b"])
)
def test_a_title_in_the_text_is_read_as_the_words_it_is(title: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(escaped(title))

    parts = [part for token in tokens for part in token.children or ()]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {part.type for part in parts} <= {"text", "text_special"}
    shown = "".join(part.content for part in parts)
    assert shown.split() == legible(title).split()
