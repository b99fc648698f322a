"""A PDF is read as the page looks: paragraphs by spacing, headings by size, no paper furniture."""

import pytest

from knowledge.reading import pdf
from knowledge.reading.paragraphs import UnreadableDocument
from tests.knowledge.pdf_documents import Printed, lines_down, locked, pdf_of, scanned_pdf

FULL = "This line reaches as far as the right margin of the page allows it to"


def texts(data: bytes) -> list[str]:
    return [part.text for part in pdf.read(data)]


def test_wrapped_lines_are_joined_and_the_numbers_stay_in_the_text() -> None:
    page = lines_down(
        f"6.1 {FULL}", "and ends here.", f"6.2 {FULL}", "(a) first;", "(b) second.", "• a bullet"
    )

    assert texts(pdf_of(page)) == [
        *(f"6.1 {FULL} and ends here.", f"6.2 {FULL}", "(a) first;", "(b) second.", "• a bullet")
    ]


def test_a_wider_space_starts_a_paragraph_and_counts_as_an_empty_line() -> None:
    page = lines_down(f"{FULL}.", "Second sentence of it.", "", f"{FULL}.", "And its end.")

    paragraphs = pdf.read(pdf_of(page))

    assert [part.text for part in paragraphs] == [
        f"{FULL}. Second sentence of it.",
        f"{FULL}. And its end.",
    ]
    assert [(part.line, part.lines) for part in paragraphs] == [(1, 2), (4, 2)]


def test_a_short_line_ends_its_paragraph() -> None:
    page = lines_down(FULL, "ends short.", "Next Paragraph starts without a space above it.")

    assert texts(pdf_of(page)) == [
        f"{FULL} ends short.",
        "Next Paragraph starts without a space above it.",
    ]


def test_a_reference_that_falls_at_the_start_of_a_line_is_not_a_new_clause() -> None:
    page = lines_down(f"{FULL} see section", "6.7 of the handbook for the rest.", "", FULL)

    assert texts(pdf_of(page))[0] == f"{FULL} see section 6.7 of the handbook for the rest."


def test_headings_are_told_by_size_and_by_bold_type() -> None:
    page = [
        Printed("Phone policy", 760, size=20, bold=True),
        Printed("1 Rules", 720, size=14),
        Printed("Pupils", 700, bold=True),
        *lines_down(FULL, "and its end.", "", FULL, FULL, "the end.", start=680),
    ]

    levels = [(part.text, part.heading) for part in pdf.read(pdf_of(page)) if part.heading]

    assert levels == [("Phone policy", 1), ("1 Rules", 2), ("Pupils", 3)]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Printed("Hilltop School", 810),
            *lines_down(f"{number}.1 {FULL}", "is done."),
            Printed(f"Phone policy {number + 4}", 40),
            Printed(str(number), 20),
        ]
        for number in (1, 2, 3)
    ]

    assert texts(pdf_of(*pages)) == [f"{number}.1 {FULL} is done." for number in (1, 2, 3)]


def test_appendices_that_open_a_page_are_no_headers() -> None:
    pages = [
        [Printed(f"Appendix {number}", 790), *lines_down(f"{number} {FULL}")]
        for number in (1, 2, 3, 4)
    ]

    found = [text for text in texts(pdf_of(*pages)) if text.startswith("Appendix")]

    assert found == ["Appendix 1", "Appendix 2", "Appendix 3", "Appendix 4"]


def test_a_sentence_goes_on_over_the_page_with_a_footer_between() -> None:
    pages = [
        [*lines_down(f"10.4 {FULL}"), Printed("Page 1 of 2", 40)],
        [*lines_down("without a break on the next page.", "", FULL), Printed("Page 2 of 2", 40)],
    ]

    paragraphs = pdf.read(pdf_of(*pages))

    assert paragraphs[0].text == f"10.4 {FULL} without a break on the next page."
    assert (paragraphs[0].page, paragraphs[1].page) == (1, 2)


def test_deeper_items_are_indented() -> None:
    page = [
        Printed("1.1 Exceptions are made for:", 750),
        Printed("(a) medical apps;", 736, x=90),
        Printed("(i) at all times;", 722, x=108),
        *lines_down(FULL, FULL, start=690),
    ]

    assert [part.indent for part in pdf.read(pdf_of(page))][:3] == [0, 1, 2]


def test_a_scan_is_refused_with_what_to_do_instead() -> None:
    with pytest.raises(UnreadableDocument, match=r"picture of the pages.*Word file"):
        pdf.read(scanned_pdf())


def test_a_pdf_whose_letters_nobody_can_tell_is_refused() -> None:
    data = pdf_of(lines_down(FULL, FULL)).replace(
        b"/Font << /F1 3 0 R /F2 4 0 R >>", b"/Font [1 2]"
    )

    with pytest.raises(UnreadableDocument, match="words in this PDF cannot be read"):
        pdf.read(data)


def test_a_pdf_with_a_password_is_refused_with_what_to_do_instead() -> None:
    data = locked(pdf_of(lines_down(FULL)), "secret")

    with pytest.raises(UnreadableDocument, match="without a password"):
        pdf.read(data)


def test_a_pdf_that_is_only_locked_against_changes_is_read() -> None:
    data = locked(pdf_of(lines_down(FULL)), "")

    assert texts(data) == [FULL]


@pytest.mark.parametrize("kept", [-6, 40, 9])
def test_a_pdf_that_was_cut_off_before_its_end_is_refused(kept: int) -> None:
    whole = pdf_of(lines_down(FULL))

    with pytest.raises(UnreadableDocument, match="damaged"):
        pdf.read(whole[:kept])


def test_a_pdf_of_a_thousand_pages_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="far longer than a policy"):
        pdf.read(pdf_of(*([lines_down(FULL)] * 501)))
