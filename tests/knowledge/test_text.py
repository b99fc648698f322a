"""Plain text becomes paragraphs."""

import pytest

from knowledge.reading.paragraphs import Paragraph, UnreadableDocument
from knowledge.reading.text import paragraphs_in, read


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_in(text)]


def rows(text: str) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs_in(text) if paragraph.is_table_row]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert texts("Ring the bell.\n\nClose the gate.") == ["Ring the bell.", "Close the gate."]


def test_a_line_that_was_cut_inside_a_sentence_is_joined() -> None:
    assert texts("Ring the bell when\nthe gate opens.") == ["Ring the bell when the gate opens."]


def test_a_name_at_the_start_of_a_wrapped_line_is_joined_when_the_line_above_is_full() -> None:
    wrapped = (
        "Visitors leave their coats in the hall and walk to the\n"
        "office with a pupil. Nobody goes upstairs without Mrs\n"
        "Hazel or another adult."
    )

    assert len(texts(wrapped)) == 1


def test_sentences_on_lines_of_their_own_stay_apart() -> None:
    assert texts("Ring the bell.\nClose the gate.") == ["Ring the bell.", "Close the gate."]


def test_a_new_sentence_after_a_full_line_carries_on_the_paragraph() -> None:
    wrapped = (
        "Coats hang in the hall and boots stand under the long\n"
        "bench so that the floor stays dry. The hall is swept.\n"
        "Mud goes out by the back door.\n"
        "Boots dry overnight."
    )

    assert texts(wrapped)[1:] == ["Boots dry overnight."]


@pytest.mark.parametrize("mark", ["-", "•", "·", "*", "o", "1.", "2.3", "(a)", "iv."])
def test_a_bullet_or_number_starts_a_paragraph(mark: str) -> None:
    assert texts(f"Bring a coat and\n{mark} a hat") == ["Bring a coat and", f"{mark} a hat"]


def test_the_lines_of_an_item_are_joined() -> None:
    assert texts("- a coat that\n  keeps out rain\n- a hat") == [
        "- a coat that keeps out rain",
        "- a hat",
    ]


def test_or_between_two_items_is_joined_to_neither() -> None:
    assert texts("- a coat\nor\n- a hat") == ["- a coat", "or", "- a hat"]


def test_a_line_under_a_colon_stands_alone() -> None:
    assert texts("Bring:\na coat") == ["Bring:", "a coat"]


def test_a_web_address_belongs_to_the_line_above_it() -> None:
    assert texts("Hall rota\nhttps://hall.example") == ["Hall rota https://hall.example"]


def test_a_word_cut_at_its_hyphen_is_whole_again() -> None:
    assert texts("Bring a self-\ninking stamp.") == ["Bring a self-inking stamp."]


def test_a_running_header_is_not_joined_to_the_text_around_it() -> None:
    page = "the hall is swept by\nHazel School\n"

    assert texts(page * 3).count("Hazel School") == 3


def test_source_lines_and_pages_are_kept() -> None:
    _, second = paragraphs_in("One.\n\n\fTwo goes on\nand on.")

    assert (second.line, second.lines, second.page) == (3, 2, 2)


def test_pages_are_unknown_without_form_feeds() -> None:
    assert paragraphs_in("One.")[0].page is None


def test_columns_of_white_space_become_levels() -> None:
    found = paragraphs_in("- one\n    - two\n        - three")

    assert [paragraph.indent for paragraph in found] == [0, 1, 2]


def test_tabs_between_words_make_a_table_row() -> None:
    assert [row.text for row in rows("Owner\tMs Elm\nDate\tMay 2026")] == [
        "Owner\tMs Elm",
        "Date\tMay 2026",
    ]


def test_a_tab_after_a_bullet_or_number_makes_no_table() -> None:
    assert rows("1.\tAims\n•\tbe kind\n2.1\tBe calm.") == []


def test_a_table_written_cell_by_cell_is_rows_again() -> None:
    dumped = "\tSite\n\tLinks\n\n\t\n\nPicboard\n\t\nRules\nHelp\n\n\t\n\nChatter\n\tRules\n"

    assert [row.text for row in rows(dumped)] == [
        "Site\tLinks",
        "Picboard\tRules\tHelp",
        "Chatter\tRules",
    ]


def test_lines_set_in_with_a_tab_under_a_colon_are_no_table() -> None:
    assert rows("Remember:\n\n\tCoat\n\tHat\n") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    (paragraph,) = read("The school\u2019s rules".encode(encoding))

    assert paragraph.text == "The school\u2019s rules"


def test_a_file_that_is_not_text_is_refused_kindly() -> None:
    with pytest.raises(UnreadableDocument, match="not a text file"):
        read(b"PK\x00\x01\x02")


def test_an_empty_file_is_refused_kindly() -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        read(b" \n\t\n")


def test_an_endless_file_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="far longer"):
        read(b"x" * 2_100_000)
