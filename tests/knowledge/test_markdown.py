"""Markdown keeps the numbers that were typed, and reads as it is shown."""

import pytest

from knowledge.reading import markdown
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument


def shown(text: str) -> list[str]:
    return [f"{part.label} {part.text}".strip() for part in markdown.read(text.encode())]


def test_headings_and_wrapped_paragraphs_carry_their_lines() -> None:
    text = (
        b"# Policy\n\nSome **bold** and `code`\nand [a link](http://x.example).\n\nRules\n-----\n"
    )

    assert markdown.read(text) == (
        Paragraph("Policy", heading=1, line=1),
        Paragraph("Some bold and code and a link.", line=3, lines=2),
        Paragraph("Rules", heading=2, line=6, lines=2),
    )


def test_ordered_lists_keep_their_own_numbers() -> None:
    assert shown("3. three\n5. five\n9) nine\n10) ten\n") == [
        "3. three",
        "5. five",
        "9) nine",
        "10) ten",
    ]


def test_a_list_that_is_typed_with_ones_counts_as_it_is_shown() -> None:
    assert shown("4. a\n4. b\n4. c\n") == ["4. a", "5. b", "6. c"]


def test_nested_lists_are_indented() -> None:
    text = b"1. one\n   - deep\n     1. deeper\n\n   more of one\n2. two\n"

    assert [(part.label, part.text, part.indent) for part in markdown.read(text)] == [
        ("1.", "one", 0),
        ("•", "deep", 1),
        ("1.", "deeper", 2),
        ("", "more of one", 0),
        ("2.", "two", 0),
    ]


def test_clause_numbers_that_markdown_does_not_know_start_lines_of_their_own() -> None:
    text = "6.1 Staff must ask.\n6.2 Pupils must not,\never.\n\n    (a) indented\n"

    assert shown(text) == ["6.1 Staff must ask.", "6.2 Pupils must not, ever.", "(a) indented"]


def test_tables_have_a_tab_between_cells() -> None:
    text = b"| Place | Phone |\n|---|---|\n| Class | **No** |\n"

    assert markdown.read(text) == (
        Paragraph("Place\tPhone", line=1, is_table_row=True),
        Paragraph("Class\tNo", line=3, is_table_row=True),
    )


def test_facts_above_the_text_come_first() -> None:
    text = "---\ntitle: Phones\nversion: 3\n---\n# Phones\n"

    assert shown(text) == ["title: Phones", "version: 3", "Phones"]


def test_a_line_across_the_page_is_not_the_start_of_facts() -> None:
    assert shown("---\n\nOne.\n") == ["One."]


def test_web_page_markup_is_read_as_it_is_shown() -> None:
    hidden = "<div hidden>secret</div>\n\n<!-- secret -->\n\n"

    assert shown(f"{hidden}<p>Rule <b>one</b>.</p>\n\nLine<br>6.1 two\n") == [
        "Rule one.",
        "Line",
        "6.1 two",
    ]


def test_quoted_and_fenced_text_is_read() -> None:
    assert shown("> Quoted.\n\n```\nForm line\n```\n") == ["Quoted.", "Form line"]


def test_an_old_windows_file_is_read() -> None:
    assert markdown.read("Café — “open”".encode("cp1252")) == (Paragraph("Café — “open”", line=1),)


def test_a_file_without_words_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        markdown.read(b"---\n\n<!-- nothing -->\n")
