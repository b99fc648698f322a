"""The numbers that Word shows are the numbers that are read."""

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from knowledge.reading import word
from knowledge.reading.paragraphs import Paragraph
from tests.knowledge.word_documents import NUMBERED, WordFile, element, paragraph, restart, run

NUMBERING = RELATIONSHIP_TYPE.NUMBERING


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


def test_all_eleven_kinds_of_automatic_number_survive() -> None:
    file = WordFile()
    file.levels(90, NUMBERED, ('<w:pStyle w:val="Heading1"/>',))
    file.levels(92, (("upperLetter", "Annex %1"), ("decimal", "%1%2")))
    file.list(90, 90)
    file.list(92, 92)
    file.list(93, 90, restart(0, 7))
    file.number_style("Heading 1", 90)
    file.document.add_heading("Scope", 1)
    file.add("Who it is for.", 90, 1)
    file.document.add_heading("Phones", 1)
    file.add("Exceptions:", 90, 1)
    file.add("medical apps;", 90, 2)
    file.add("young carers, where:", 90, 2)
    file.add("the head agreed; and", 90, 3)
    file.add("the tutor has a copy.", 90, 3)
    file.add("Restarted", 93, 0)
    file.add("Under the restart.", 93, 1)
    file.add("Consent form", 92, 0)
    file.add("The office keeps it.", 92, 1)

    labels = [part.label for part in read(file)]

    assert labels == [
        *("1.", "1.1", "2.", "2.1", "(a)", "(b)", "(i)", "(ii)", "7.", "7.1", "Annex A", "A1")
    ]


def test_a_style_based_on_a_numbered_style_counts_with_it(file: WordFile) -> None:
    file.levels(91, NUMBERED, ('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>'))
    file.list(2, 91)
    file.number_style("Heading 1", 2)
    file.number_style("Heading 2", 2)
    own = file.document.styles.add_style("Rule", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = file.document.styles["Heading 2"]
    file.add("Scope", style="Heading 1")
    file.add("Staff", style="Heading 2")
    file.add("Pupils", style="Rule")

    assert shown(file) == ["1. Scope", "1.1 Staff", "1.2 Pupils"]


def test_a_paragraph_can_turn_the_number_of_its_style_off(file: WordFile) -> None:
    file.number_style("Heading 1", 1, 0)
    file.document.add_heading("Scope", 1)
    file.add("Foreword", 0, style="Heading 1")
    file.document.add_heading("Rules", 1)

    assert shown(file) == ["1. Scope", "Foreword", "2. Rules"]


def test_deeper_levels_start_again_under_each_new_number(file: WordFile) -> None:
    for level in (0, 1, 2, 2, 1, 2, 0, 1):
        file.add("x", 1, level)

    assert shown(file) == [*("1. x", "1.1 x", "(a) x", "(b) x", "1.2 x", "(a) x", "2. x", "2.1 x")]


def test_a_level_that_never_restarts_counts_through_the_document(file: WordFile) -> None:
    levels = (("decimal", "%1."), ("decimal", "Rule %2"))
    file.levels(91, levels, ("", '<w:lvlRestart w:val="0"/>'))
    file.list(2, 91)
    for level in (0, 1, 1, 0, 1):
        file.add("x", 2, level)

    assert shown(file) == ["1. x", "Rule 1 x", "Rule 2 x", "2. x", "Rule 3 x"]


def test_a_level_can_restart_under_one_level_only(file: WordFile) -> None:
    levels = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    file.levels(91, levels, ("", "", '<w:lvlRestart w:val="1"/>'))
    file.list(2, 91)
    for level in (0, 1, 2, 1, 2, 0, 1, 2):
        file.add("x", 2, level)

    assert [text for text in shown(file) if text.startswith("(")] == ["(a) x", "(b) x", "(a) x"]


def test_legal_numbering_writes_every_level_in_digits(file: WordFile) -> None:
    levels = (("upperRoman", "%1."), ("decimal", "%1.%2"))
    file.levels(91, levels, ("", "<w:isLgl/>"))
    file.list(2, 91)
    for level in (0, 0, 1):
        file.add("x", 2, level)

    assert shown(file) == ["I. x", "II. x", "2.1 x"]


def test_two_lists_of_one_family_go_on_counting_unless_one_restarts(file: WordFile) -> None:
    file.list(2, 90)
    file.list(3, 90, restart(0, 1))
    for number in (1, 2, 3, 3, 1):
        file.add("x", number)

    assert shown(file) == ["1. x", "2. x", "1. x", "2. x", "3. x"]


def test_a_list_can_change_how_a_level_is_written(file: WordFile) -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="ordinal"/>'
    override = f'<w:lvlOverride w:ilvl="0">{level}<w:lvlText w:val="%1"/></w:lvl></w:lvlOverride>'
    file.list(2, 90, override)
    file.add("x", 2)

    assert shown(file) == ["3rd x"]


def test_a_list_that_only_names_a_list_style_counts_as_that_style_says(file: WordFile) -> None:
    numbering = file.document.part.numbering_part.element
    numbering.find(qn("w:abstractNum")).addprevious(
        element("abstractNum", '<w:numStyleLink w:val="Policy"/>', abstractNumId="95")
    )
    for family in numbering.findall(qn("w:abstractNum")):
        if family.get(qn("w:abstractNumId")) == "90":
            family.insert(0, element("styleLink", val="Policy"))
    file.list(2, 95)
    file.add("x", 2)
    file.add("y", 1)

    assert shown(file) == ["1. x", "2. y"]


def test_bullets_are_bullets_whatever_font_draws_them(file: WordFile) -> None:
    file.levels(91, (("bullet", "\uf0b7"),))
    file.list(2, 91)
    file.add("automatic", 2)
    file.add("\uf0a7 typed")
    file.add_xml(paragraph(f'<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>{run(" drawn")}'))

    assert shown(file) == ["• automatic", "• typed", "• drawn"]


def test_a_deleted_paragraph_takes_no_number(file: WordFile) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    words = '<w:del w:id="2"><w:r><w:delText>Old rule.</w:delText></w:r></w:del>'
    file.add("First.", 1)
    file.add_xml(paragraph(words, numbered + gone))
    file.add("Second.", 1)

    assert shown(file) == ["1. First.", "2. Second."]


def test_numbers_that_no_policy_has_do_no_harm(file: WordFile) -> None:
    start = '<w:start w:val="999999"/>'
    file.levels(91, (("lowerRoman", "%1"),))
    family = file.document.part.numbering_part.element.findall(qn("w:abstractNum"))
    for level in (level for each in family for level in each.findall(qn("w:lvl"))):
        level.find(qn("w:start")).set(qn("w:val"), "999999")
    file.list(2, 91, f'<w:lvlOverride w:ilvl="99999999999"><w:lvl>{start}</w:lvl></w:lvlOverride>')
    file.add("x", 2)
    file.add("y", 404)
    file.add("z", 2, 77)

    assert shown(file) == ["999999 x", "y", "z"]


def test_a_document_without_a_numbering_part_is_read() -> None:
    file = WordFile()
    file.add("Rule.")
    parts = file.document.part
    for key in [key for key, each in parts.rels.items() if each.reltype == NUMBERING]:
        del parts.rels[key]

    assert shown(file) == ["Rule."]
