"""A policy document becomes clauses: the traps that real documents hold, in made-up ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses import ClauseKind
from knowledge.reading.text import paragraphs_in
from knowledge.splitting import split
from tests.knowledge.made_up_policies import (
    FORMS,
    PAGED,
    TWO_FOURS,
    WITH_CONTENTS,
    clauses_in,
    numbered,
    numbers_in,
    quotable,
)


def test_page_headers_and_page_numbers_are_in_no_clause() -> None:
    assert not any(
        "Acorn Vale School" in text or "Page" in text for text in quotable(PAGED).values()
    )


def test_a_clause_split_over_two_pages_is_whole() -> None:
    clause = numbered(PAGED, "1.p1")

    assert clause.text.endswith(
        "that classes have agreed to use in lessons. It is read out each September."
    )
    assert clause.lines == (7, 11)


def test_a_list_goes_on_behind_a_page_header() -> None:
    items = [clause for clause in clauses_in(PAGED) if clause.parent == "acorn/1.p2"]

    assert [item.text for item in items][0::2] == [
        "answer messages kindly;",
        "tell the head about rude replies.",
    ]


def test_two_sections_with_one_number_are_told_apart_by_place() -> None:
    later = "1. Aims\nBe calm.\n2. Rest\nSit down.\n2. Play\nRun about.\n"

    assert numbers_in(clauses_in(later)) == ["1.p1", "2.p1", "3.p1"]
    assert numbered(later, "3.p1").path == ("2. Play",)


def test_the_second_of_two_equal_numbers_never_takes_a_number_of_the_document() -> None:
    doubled = f"{TWO_FOURS}5. Review\n5.1 The head reads this each May.\n"

    assert numbered(doubled, "5.1").text == "The head reads this each May."
    assert len(set(numbers_in(clauses_in(doubled)))) == len(clauses_in(doubled))


def test_a_missing_section_changes_no_number() -> None:
    assert numbered(TWO_FOURS, "3.1").path == ("3. Phones",)


def test_the_table_of_contents_is_in_no_clause() -> None:
    words = "a laptop - means any computer that folds and that the trust has lent to somebody."

    assert [text for text in quotable(WITH_CONTENTS).values() if "folds" in text] == [words]


def test_a_numbered_list_that_repeats_the_headings_below_is_not_quotable() -> None:
    policy = (
        "This paper has two parts:\n\n1. Hats in class.\n2. Boots.\n\n"
        "1. Hats in class.\n\nHats come off.\n\n2. Boots and other shoes.\n\nBoots stay out.\n"
    )

    kinds = {clause.text: clause.kind for clause in clauses_in(policy)}
    assert kinds["Boots."] is ClauseKind.CONTENTS
    assert numbered(policy, "2.p1").path == ("2. Boots and other shoes",)


def test_a_heading_that_opens_a_list_is_heading_and_clause() -> None:
    clauses = [clause for clause in clauses_in(WITH_CONTENTS) if "Teachers must" in clause.path]

    assert [clause.text for clause in clauses] == [
        "Teachers must:-",
        "carry it in the sleeve;",
        "keep tea away from it.",
    ]
    assert clauses[1].stem == "Teachers must:-"


def test_a_heading_without_a_number_gets_the_number_of_its_clauses() -> None:
    assert numbered(WITH_CONTENTS, "4.1").path == ("4. Returning",)


def test_definitions_under_a_numbered_clause_are_lettered() -> None:
    borrower = numbered(WITH_CONTENTS, "1.2.b")

    assert borrower.kind is ClauseKind.DEFINITION
    assert borrower.text == "borrower - means the adult who signed for it."
    assert borrower.parent == "acorn/1.2"


def test_bold_marks_go_and_nothing_else() -> None:
    assert numbered(WITH_CONTENTS, "4.2").text == "Chargers come back in the same bag."


def test_a_bookmark_goes_and_nothing_else() -> None:
    policy = "1. Hats\n[bookmark: _Old]Hats come off [indoors].\n"

    assert numbered(policy, "1.p1").text == "Hats come off [indoors]."


def test_a_bullet_that_slipped_to_the_second_line_is_one_item() -> None:
    policy = (
        "1. Staff\n\n· Badges are worn all day.\n\n"
        "Adults should know that anything which brings Acorn\n"
        "· Vale into trouble will be looked at by the head.\n\n· Keys stay in the office.\n"
    )

    assert quotable(policy)["1.b2"] == (
        "Adults should know that anything which brings Acorn Vale into trouble will be looked at "
        "by the head."
    )
    assert len(quotable(policy)) == 3


def test_a_form_is_kept_but_not_quotable() -> None:
    form = numbered(FORMS, "A1.form")

    assert form.kind is ClauseKind.TABLE
    assert form.lines == (6, 19)


def test_a_grid_with_ticks_and_a_sign_off_are_not_quotable() -> None:
    kinds = {clause.text[:9]: clause.kind for clause in clauses_in(FORMS)}

    assert kinds["Point Yes"] is ClauseKind.TABLE
    assert not any("Rowan" in text or "✓" in text for text in quotable(FORMS).values())


def test_rows_of_facts_are_clauses_known_by_what_they_are_about() -> None:
    tablet = numbered(FORMS, "A2.tablet")

    assert tablet.text == "Tablet: Mr Oak; Library desk."
    assert tablet.stem == "Thing: Who to ask."


def test_names_under_the_last_sentence_are_a_signature() -> None:
    policy = "1. Hats\nHats come off.\n\nP Q Birch\nChair of Governors\n"

    assert [clause.kind for clause in clauses_in(policy)] == [ClauseKind.PARAGRAPH, ClauseKind.META]


def test_sections_after_an_appendix_form_are_found() -> None:
    assert numbered(FORMS, "A2.printer").path == ("Appendix 2 - Who mends what",)


def test_clauses_of_a_document_without_any_structure_are_kept() -> None:
    assert quotable("Hats come off. Boots stay out.") == {"0.p1": "Hats come off. Boots stay out."}


@pytest.mark.parametrize("policy", [PAGED, TWO_FOURS, WITH_CONTENTS, FORMS])
def test_importing_again_gives_the_same_clauses(policy: str) -> None:
    assert clauses_in(policy) == clauses_in(policy)


LINES = st.sampled_from(
    (
        "", "", "1. Hats", "2. Boots", "2. Boots", "1.1 Hats come off.", "1.1 Hats come off.",
        "Coats", "Staff must:", "- hang up coats;", " - and scarves", "(a) first", "(b) second",
        "i. one", "ii. two", "1. Hats come off.", "or", "Boots\tCoats", "\t", "Name:", "Hats come",
        "off indoors.", "Appendix 1", "Contents", "Signed:", "Page 2", "\fAcorn", "* **", "•",
    )
)  # fmt: skip


@given(st.lists(LINES, max_size=40))
def test_ids_are_unique_and_parents_exist_in_any_document(lines: list[str]) -> None:
    clauses = split(paragraphs_in("\n".join(lines)), "acorn")

    ids = [clause.id for clause in clauses]
    assert len(set(ids)) == len(ids)
    assert {clause.parent for clause in clauses if clause.parent} <= set(ids)
    assert all(clause.text and clause.path and clause.label for clause in clauses)


@given(st.text(alphabet="ab1.()•-:\t\n i✓", max_size=120))
def test_no_text_at_all_breaks_the_import(text: str) -> None:
    ids = [clause.id for clause in split(paragraphs_in(text), "acorn")]

    assert len(set(ids)) == len(ids)
