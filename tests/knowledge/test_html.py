"""A web page is read as its reader sees it: numbers counted, hidden things left out."""

import pytest

from knowledge.reading import html
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument


def shown(page: str) -> list[str]:
    """What a browser shows on each line: the number, then the text."""
    return [f"{part.label} {part.text}".strip() for part in html.read(page.encode())]


def test_headings_and_paragraphs_come_in_order() -> None:
    page = b"<h1>Policy</h1><p>Some <b>bold</b>\n text.</p><h3>Rules</h3>loose"

    assert html.read(page) == (
        Paragraph("Policy", heading=1, line=1),
        Paragraph("Some bold text.", line=2),
        Paragraph("Rules", heading=3, line=3),
        Paragraph("loose", line=4),
    )


@pytest.mark.parametrize(
    ("opening", "labels"),
    [
        ("<ol>", ["1.", "2.", "3."]),
        ("<ol start=4>", ["4.", "5.", "6."]),
        ('<ol type="a" start="26">', ["z.", "aa.", "ab."]),
        ("<ol type=A>", ["A.", "B.", "C."]),
        ("<ol type=i start=3>", ["iii.", "iv.", "v."]),
        ("<ol type=I>", ["I.", "II.", "III."]),
        ("<ol reversed>", ["3.", "2.", "1."]),
        ("<ol reversed start=10>", ["10.", "9.", "8."]),
        ('<ol style="list-style-type: lower-roman">', ["i.", "ii.", "iii."]),
        ('<ol style="list-style: none">', ["", "", ""]),
        ("<ol start=soon>", ["1.", "2.", "3."]),
        ("<ul>", ["•", "•", "•"]),
    ],
)
def test_list_items_have_the_numbers_that_a_browser_shows(opening: str, labels: list[str]) -> None:
    page = f"{opening}<li>x<li>y<li>z</ol>"

    assert [part.label for part in html.read(page.encode())] == labels


def test_an_item_can_set_its_own_number_and_the_next_ones_follow() -> None:
    page = "<ol><li>x<li value=7>y<li>z</ol>"

    assert shown(page) == ["1. x", "7. y", "8. z"]


def test_nested_lists_are_indented_and_only_the_first_paragraph_has_the_number() -> None:
    page = b"<ol><li><p>x</p><p>more</p><ol type=a><li>in</ol></li><li>y</ol>"

    assert [(part.label, part.text, part.indent) for part in html.read(page)] == [
        ("1.", "x", 0),
        ("", "more", 0),
        ("a.", "in", 1),
        ("2.", "y", 0),
    ]


def test_typed_numbers_after_line_breaks_are_lines_of_their_own() -> None:
    page = "<p>Staff must<br>ask.<br>6.2 Pupils too.</p>"

    assert shown(page) == ["Staff must ask.", "6.2 Pupils too."]


def test_table_rows_have_a_tab_between_cells() -> None:
    rows = b"<tr><th>Place<th>Phone<tr><td>Class<td> <ul><li>No</ul>"
    page = b"<table><caption>Where</caption>" + rows + b"</table>"

    assert [(part.text, part.is_table_row) for part in html.read(page)] == [
        ("Where", False),
        ("Place\tPhone", True),
        ("Class\t• No", True),
    ]


def test_a_table_that_is_only_there_for_the_layout_is_running_text() -> None:
    page = "<table><tr><td><h2>Rules</h2><table><tr><td>One.</table></table>"

    assert shown(page) == ["Rules", "One."]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>secret()</script>",
        "<style>secret{}</style>",
        "<p hidden>secret</p>",
        '<p aria-hidden="true">secret</p>',
        '<div style="color:red; display : none"><p>secret</p></div>',
        "<!-- secret -->",
        "<nav>secret</nav>",
        "<template>secret</template>",
        "<ol><li hidden>secret</li></ol>",
        "<table><tr hidden><td>secret<td>secret</table>",
    ],
)
def test_what_a_reader_does_not_see_is_not_read(unseen: str) -> None:
    assert shown(f"<title>secret</title><p>Rule.</p>{unseen}") == ["Rule."]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Café — “open”</p>".encode(),
        "<p>Café — “open”</p>".encode("cp1252"),
        "\ufeff<p>Café — “open”</p>".encode("utf-16-le"),
        '<meta charset="windows-1252"><p>Café — “open”</p>'.encode("cp1252"),
        b"<p>Caf&eacute; &mdash; &ldquo;open&rdquo;</p>",
    ],
)
def test_letters_come_out_right_however_the_page_was_saved(page: bytes) -> None:
    assert [part.text for part in html.read(page)] == ["Café — “open”"]


@pytest.mark.parametrize("page", ["", "   ", "<html></html>", "<!-- only a remark -->"])
def test_a_page_that_shows_nothing_is_refused(page: str) -> None:
    with pytest.raises(UnreadableDocument):
        html.read(page.encode())


def test_a_page_nested_without_end_is_read_or_refused() -> None:
    page = b"<div>" * 100_000 + b"rule"

    with pytest.raises(UnreadableDocument):
        html.read(page)
