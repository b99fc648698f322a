"""What a person sees in Word is what is read: headings, tables, tracked changes."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from knowledge.reading import word
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument
from tests.knowledge.word_documents import NUMBERED, WordFile, element, paragraph, run

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def read(file: WordFile) -> tuple[Paragraph, ...]:
    return word.read(file.data)


def shown(file: WordFile) -> list[str]:
    """What Word shows on each line: the number, then the text."""
    return [f"{part.label} {part.text}".strip() for part in read(file)]


@pytest.fixture
def file() -> WordFile:
    """A document with one multilevel list (1) such as Word offers for policies."""
    made = WordFile()
    made.levels(90, NUMBERED)
    made.list(1, 90)
    return made


def test_a_number_that_was_typed_by_hand_stays_in_the_text(file: WordFile) -> None:
    file.add("4.1\tTyped by hand")

    assert read(file) == (Paragraph("4.1 Typed by hand", line=1),)


def test_a_heading_is_told_by_its_style_and_its_number_by_the_list_of_the_style(
    file: WordFile,
) -> None:
    file.number_style("Heading 2", 1, level=1)
    file.document.add_heading("Phones", 2)

    assert read(file) == (Paragraph("Phones", label="1.1", heading=2, line=1),)


def test_headings_of_another_language_and_styles_based_on_headings_are_headings(
    file: WordFile,
) -> None:
    styles = file.document.styles
    styles["Heading 2"].element.set(qn("w:styleId"), "berschrift2")
    styles.add_style("School heading", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Heading 3"]
    file.add_xml(paragraph(run("Regeln"), '<w:pStyle w:val="berschrift2"/>'))
    file.add("Ours", style="School heading")
    file.add_xml(paragraph(run("By outline"), '<w:outlineLvl w:val="3"/>'))
    file.add_xml(paragraph(run("Text after all"), '<w:outlineLvl w:val="9"/>'))

    assert [part.heading for part in read(file)] == [2, 3, 4, None]


def test_insertions_are_read_and_deletions_are_not(file: WordFile) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>noon</w:delText></w:r></w:del>'
    moved = (
        f'<w:moveFrom w:id="3">{run(" away")}</w:moveFrom><w:moveTo w:id="4">{run(".")}</w:moveTo>'
    )
    inserted = f'<w:ins w:id="2">{run("15:30")}</w:ins>'
    file.add_xml(paragraph(run("Kept until ") + deleted + inserted + moved))

    assert shown(file) == ["Kept until 15:30."]


def test_paragraphs_whose_break_was_deleted_are_one(file: WordFile) -> None:
    file.add_xml(paragraph(run("Phones are "), '<w:rPr><w:del w:id="1"/></w:rPr>'))
    file.add("handed in.", 1)

    assert shown(file) == ["1. Phones are handed in."]


def test_words_before_a_table_are_kept_though_their_break_was_deleted(file: WordFile) -> None:
    file.add_xml(paragraph(run("Phones:"), '<w:rPr><w:del w:id="1"/></w:rPr>'))
    for cell in file.document.add_table(rows=1, cols=2).rows[0].cells:
        cell.text = "No"

    assert shown(file) == ["Phones:", "No\tNo"]


def test_tables_stand_where_they_are_with_a_tab_between_cells(file: WordFile) -> None:
    file.add("Before")
    table = file.document.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Place", "Phone"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("Class", "No"), strict=True):
        cell.text = text
    file.add("After")

    assert [(part.text, part.is_table_row) for part in read(file)] == [
        ("Before", False),
        ("Place\tPhone", True),
        ("Class\tNo", True),
        ("After", False),
    ]


def test_a_frame_of_one_cell_holds_running_text(file: WordFile) -> None:
    cell = file.document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "First."
    cell.add_paragraph("Second.")

    assert [(part.text, part.is_table_row) for part in read(file)] == [
        ("First.", False),
        ("Second.", False),
    ]


def test_a_deleted_table_row_is_left_out(file: WordFile) -> None:
    table = file.document.add_table(rows=1, cols=2)
    for cell in table.rows[0].cells:
        cell.text = "old"
    table.rows[0]._tr.append(element("trPr", '<w:del w:id="1"/>'))  # noqa: SLF001 - no API
    file.add("Rule.")

    assert shown(file) == ["Rule."]


def test_content_controls_are_read_but_not_the_table_of_contents(file: WordFile) -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    line = f"<w:p>{run('Rules 3')}</w:p>"
    file.add_xml(element("sdt", f"{gallery}</w:sdtPr><w:sdtContent>{line}</w:sdtContent>"))
    toc = file.document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    file.add("Scope 1", style=toc.name)
    file.add_xml(element("sdt", f"<w:sdtContent><w:p>{run('Rules.')}</w:p></w:sdtContent>"))

    assert shown(file) == ["Rules."]


def test_a_text_box_is_read_once(file: WordFile) -> None:
    box = f"<w:txbxContent><w:p>{run('In the box.')}</w:p></w:txbxContent>"
    copies = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawing = f"<w:r><mc:AlternateContent>{copies}</mc:AlternateContent></w:r>"
    file.add_xml(parse_xml(f"<w:p {NAMESPACES}>{run('Beside it.')}{drawing}</w:p>"))

    assert shown(file) == ["Beside it.", "In the box."]


def test_hidden_text_is_not_read(file: WordFile) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    file.add_xml(paragraph(run("Seen.") + hidden))

    assert shown(file) == ["Seen."]


def test_line_breaks_divide_a_paragraph_only_before_a_number_or_bullet(file: WordFile) -> None:
    file.add("Staff must\nask first.\n6.2 Pupils must too.\n(a) always")

    assert shown(file) == ["Staff must ask first.", "6.2 Pupils must too.", "(a) always"]


def test_headers_and_footers_are_not_read(file: WordFile) -> None:
    file.document.sections[0].header.paragraphs[0].text = "Hilltop School"
    file.document.sections[0].footer.paragraphs[0].text = "Page 1"
    file.add("Rule.")

    assert shown(file) == ["Rule."]


def test_styles_based_on_each_other_in_a_circle_do_no_harm(file: WordFile) -> None:
    one = file.document.styles.add_style("One", WD_STYLE_TYPE.PARAGRAPH)
    two = file.document.styles.add_style("Two", WD_STYLE_TYPE.PARAGRAPH)
    one.base_style, two.base_style = two, one
    file.add("Rule.", style="One")

    assert shown(file) == ["Rule."]


def test_an_empty_document_is_refused_with_a_plain_sentence() -> None:
    with pytest.raises(UnreadableDocument, match="There is no text in this document"):
        read(WordFile())


def test_a_document_without_its_text_part_is_refused() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")

    with pytest.raises(UnreadableDocument, match="damaged"):
        word.read(file.getvalue())
