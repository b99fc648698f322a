"""Each step from paragraphs to clauses, by a small example."""

import pytest

from knowledge.reading.paragraphs import Paragraph
from knowledge.reading.text import paragraphs_in
from knowledge.splitting import told_apart
from knowledge.splitting.cleaning import clean, without_markup
from knowledge.splitting.contents import Contents, without_contents
from knowledge.splitting.forms import with_forms_set_apart
from knowledge.splitting.furniture import without_furniture
from knowledge.splitting.headings import with_headings
from knowledge.splitting.joining import rejoined
from knowledge.splitting.marks import with_marks
from knowledge.splitting.opening import opened
from knowledge.splitting.passage import MarkKind, Passages, Role
from knowledge.splitting.sections import sections_of


def passages_in(text: str) -> Passages:
    return clean(paragraphs_in(text))


def marked(text: str) -> Passages:
    return with_marks(passages_in(text))


def headings_in(text: str) -> list[str]:
    headed = with_headings(Contents(told_apart(passages_in(text))))
    return [passage.text for passage in headed if passage.role is Role.HEADING]


@pytest.mark.parametrize(
    ("raw", "clean_text"),
    [
        ("a  b\u00a0 c\tt", "a b c t"),
        ("**bold** and __bold__", "bold and bold"),
        ("4.3** The bell", "4.3 The bell"),
        ("[bookmark: _Ref9]The bell", "The bell"),
        ("the <b>bell</b><br/>", "the bell"),
        ("bells &amp; gates&nbsp;", "bells & gates"),
        ("soft\u00adhyphen", "softhyphen"),
        ("a [note] * 3 < 4 _x_ snake_case ____", "a [note] * 3 < 4 _x_ snake_case ____"),
    ],
)
def test_cleaning_takes_markup_out_and_nothing_else(raw: str, clean_text: str) -> None:
    assert without_markup(raw) == clean_text


def test_years_in_headings_are_no_page_numbers() -> None:
    years = "Year 1\n\nBe calm.\n\nYear 2\n\nBe kind.\n\nYear 3\n\nBe safe.\n"

    assert without_furniture(passages_in(years)) == passages_in(years)


def test_a_repeated_bullet_or_sentence_is_no_furniture() -> None:
    policy = "- Be kind\n\nStaff must listen.\n\n" * 4

    assert without_furniture(passages_in(policy)) == passages_in(policy)


def test_a_line_at_the_edge_of_every_page_is_furniture() -> None:
    lines = [
        Paragraph(text, line=place, page=place // 3)
        for place, text in enumerate(("A.", "B.", "Hazel 2026", "C.", "D.", "Hazel 2026"))
    ]

    assert [passage.text for passage in without_furniture(clean(lines))] == ["A.", "B.", "C.", "D."]


def test_contents_end_where_the_text_begins() -> None:
    found = without_contents(passages_in("Contents\nHats 2\nBoots 3\n\nHats\n\nOff with hats."))

    assert [passage.text for passage in found.passages] == ["Hats", "Off with hats."]
    assert found.names("Boots")


@pytest.mark.parametrize(
    ("line", "kind", "number", "text"),
    [
        ("• hang up coats", MarkKind.BULLET, "•", "hang up coats"),
        ("o hang up coats", MarkKind.BULLET, "o", "hang up coats"),
        ("- 6.7 Hang up coats", MarkKind.DECIMAL, "6.7", "Hang up coats"),
        ("6.7. Hang up coats", MarkKind.DECIMAL, "6.7", "Hang up coats"),
        ("3) Coats", MarkKind.DECIMAL, "3", "Coats"),
        ("(b) Coats", MarkKind.LETTER, "b", "Coats"),
        ("Appendix 2 - Coats", MarkKind.PART, "A2", "Appendix 2 - Coats"),
        ("Section 4: Coats", MarkKind.PART, "4", "Section 4: Coats"),
    ],
)
def test_a_mark_is_told_apart_from_the_words(
    line: str, kind: MarkKind, number: str, text: str
) -> None:
    (passage,) = marked(line)

    assert (passage.mark.kind, passage.mark.text, passage.text) == (kind, number, text)


@pytest.mark.parametrize("line", ["A. Rowan, Headteacher", "24 Hour helpline", "3.15 pm bell"])
def test_names_and_times_are_no_marks(line: str) -> None:
    assert not marked(line)[0].is_marked


def test_roman_numbers_count_on_past_the_letters_that_they_look_like() -> None:
    found = marked("i. one\n\nii. two\n\niii. three\n\niv. four\n\nv. five")

    assert [passage.mark.value for passage in found] == [1, 2, 3, 4, 5]


def test_the_letter_i_follows_h() -> None:
    found = marked("\n".join(f"{letter}) {letter * 3}" for letter in "abcdefghij"))

    assert {passage.mark.kind for passage in found} == {MarkKind.LETTER}


def test_a_bullet_alone_on_its_line_belongs_to_the_line_below() -> None:
    (passage,) = marked("•\n\nhang up coats")

    assert (passage.mark.text, passage.text, passage.lines) == ("•", "hang up coats", (1, 3))


def test_a_label_from_the_format_is_the_mark() -> None:
    (passage,) = with_marks(clean([Paragraph("Coats", label="(c)", line=1)]))

    assert (passage.mark.kind, passage.mark.text) == (MarkKind.LETTER, "c")


def test_stems_are_no_form() -> None:
    lists = "Staff must:\n- sit\n\nPupils must:\n- stand\n\nParents must:\n- wait\n"

    assert all(passage.is_text for passage in with_forms_set_apart(marked(lists)))


def test_lines_to_sign_on_are_signatures() -> None:
    found = told_apart(passages_in("Be calm.\n\nSigned: ________ Date: ______"))

    assert [passage.role for passage in found] == [Role.TEXT, Role.SIGNATURE]


def test_dates_and_versions_are_control_data() -> None:
    page = "Hats Policy\n\nVersion 3\n\nNext review: May 2027\n\n1. Aims\n\nBe calm.\n"
    opening = opened(told_apart(passages_in(page)))

    assert opening.title == "Hats Policy"
    assert opening.passages[0].role is Role.CONTROL
    assert opening.passages[0].text == "Version 3. Next review: May 2027."


def test_a_heading_before_the_text_is_no_title() -> None:
    opening = opened(told_apart(passages_in("Our promise\n\nWe keep calm in the hall.\n")))

    assert opening.title == ""
    assert opening.passages[0].text == "Our promise"


def test_short_lines_over_text_are_headings_and_stems_are_not() -> None:
    policy = (
        "Aims\n\nBe calm.\n\nThis goes with the following papers\n- Hats\n\nRole of staff\n\n"
        "Staff will:\n- listen\n\nWhat should I do when I am late?\n\nRing the bell.\n"
    )

    assert headings_in(policy) == ["Aims", "Role of staff", "What should I do when I am late?"]


def test_a_centred_line_is_a_heading_even_with_a_colon() -> None:
    assert headings_in("Be calm.\n\n          Rules for visitors:\n\n- sign in\n") == [
        "Rules for visitors"
    ]


def test_numbered_sentences_are_clauses_and_numbered_titles_are_headings() -> None:
    policy = (
        "1. Aims\nBe calm.\n2. Staff must lock the gate.\nEach day.\n"
        "3. Visitors in the hall.\nSign in.\n"
    )

    assert headings_in(policy) == ["Aims", "Visitors in the hall"]


def test_numbers_under_a_colon_are_a_list() -> None:
    assert headings_in(
        "3. Rules\nPupils must:\n1. Be kind\n2. Be calm\n4. Review\nEach May.\n"
    ) == [
        "Rules",
        "Review",
    ]


def test_headings_of_the_format_are_trusted() -> None:
    styled = [
        Paragraph("Hats and more, off!", heading=1, line=1),
        Paragraph("Boots", line=2),
        Paragraph("Off.", line=3),
        Paragraph("Coats", heading=2, line=4),
        Paragraph("On.", line=5),
        Paragraph("Scarves", heading=2, line=6),
        Paragraph("In the box.", line=7),
    ]

    sections = sections_of(with_headings(Contents(clean(styled))))
    assert [section.title for section in sections] == ["Hats and more, off!", "Coats", "Scarves"]
    assert sections[2].above == (sections[0],)


def test_parallel_headings_stand_under_an_empty_one() -> None:
    policy = (
        "Who does what\n\nRole of the head\n\nDecides.\n\nRole of staff\n\nListen.\n\n"
        "Review\n\nEach May.\n"
    )
    sections = sections_of(with_headings(Contents(told_apart(passages_in(policy)))))

    assert [len(section.above) for section in sections] == [0, 1, 1, 0]


def test_a_sentence_is_not_joined_to_a_heading_or_a_finished_one() -> None:
    headed = with_headings(Contents(marked("Aims\n\nto be calm.\n\nStaff listen.\n\nand learn.")))

    assert len(rejoined(headed)) == 4


def test_a_line_that_ends_in_a_small_word_goes_on() -> None:
    joined = rejoined(marked("Staff must speak to the\n\nHeadteacher at once."))

    assert [passage.text for passage in joined] == ["Staff must speak to the Headteacher at once."]


def test_or_between_items_stays_with_the_item_above() -> None:
    joined = rejoined(marked("- a coat\n\nor\n\n- a hat"))

    assert [(passage.text, passage.conjunction) for passage in joined] == [
        ("a coat", "or"),
        ("a hat", ""),
    ]
