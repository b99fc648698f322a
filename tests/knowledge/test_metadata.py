"""A policy tells its title, version, owner and review dates."""

from datetime import date

import pytest

from knowledge.document_dates import find_first_day, find_last_day, later_by_months
from knowledge.metadata import Metadata, read_metadata
from knowledge.reading.text import paragraphs_in


def told_by(text: str) -> Metadata:
    return read_metadata(paragraphs_in(text))


def test_lines_on_the_title_page_are_read() -> None:
    page = (
        "Acorn Vale School\nHats and Boots Policy\n\nVersion 2.1\nPolicy owner: Mrs Elm\n"
        "Approved by governors: 12 March 2024\nNext review: March 2025\n\n1. Aims\n\nBe calm.\n"
    )

    assert told_by(page) == Metadata(
        title="Hats and Boots Policy",
        version="2.1",
        owner="Mrs Elm",
        approved_on=date(2024, 3, 12),
        next_review=date(2025, 3, 31),
    )


def test_a_table_of_keys_and_values_is_read() -> None:
    table = (
        "HATS PROTOCOL\n\nAuthor\tMr Oak\nLast reviewed\t4.5.23\nNext review date\t4.5.24\n\nOff.\n"
    )

    assert told_by(table) == Metadata(
        "HATS PROTOCOL", "", "Mr Oak", date(2023, 5, 4), date(2024, 5, 4)
    )


def test_keys_above_their_values_are_read() -> None:
    table = "Hats Code\n\nDate\tReview Date\tCoordinator\n01.09.22\t01.09.23\tMs Ash\n\nHats off.\n"

    found = told_by(table)
    assert (found.owner, found.approved_on) == ("Ms Ash", date(2022, 9, 1))
    assert found.next_review == date(2023, 9, 1)


def test_a_sentence_about_the_review_is_read() -> None:
    last = (
        "1. Hats\n\nHats come off.\n\nThis policy was approved by the governors on 3rd May 2023 and"
        " will be reviewed in Summer Term 2024.\n"
    )

    found = told_by(last)
    assert (found.approved_on, found.next_review) == (date(2023, 5, 3), date(2024, 7, 31))


def test_a_date_alone_on_the_title_page_is_the_last_review() -> None:
    assert told_by("Hats Policy\n\nSeptember 2021\n\nHats come off.").approved_on == date(
        2021, 9, 1
    )


def test_a_written_cycle_gives_the_next_review() -> None:
    page = "Hats Policy\n\nReviewed: Sept 2022\nReview cycle: every two years\n\nHats come off.\n"

    assert told_by(page).next_review == date(2024, 9, 1)


def test_a_date_in_the_rules_is_no_review() -> None:
    found = told_by("1. Hats\n\nHats were lost on 3 May 2019. The rule changed in June 2020.\n")

    assert found == Metadata()


def test_a_school_is_no_title() -> None:
    assert told_by("Acorn Vale School\n\nBoots\n\nMay 2024\n\n1. Aims\n\nBe calm.").title == "Boots"


def test_a_title_that_is_only_policy_takes_the_line_above() -> None:
    assert told_by("Hats and Boots\nPolicy\n\n1. Aims\n\nBe calm.").title == "Hats and Boots Policy"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("by 01.03.18 at noon", date(2018, 3, 1), date(2018, 3, 1)),
        ("3rd of May 2023", date(2023, 5, 3), date(2023, 5, 3)),
        ("2024-02-10", date(2024, 2, 10), date(2024, 2, 10)),
        ("Feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("Autumn 2025", date(2025, 9, 1), date(2025, 12, 31)),
        ("3 May 2023, again in Summer Term 2024", date(2023, 5, 3), date(2023, 5, 3)),
    ],
)
def test_dates_are_read_as_schools_write_them(text: str, first: date, last: date) -> None:
    assert (find_first_day(text), find_last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "annually", "room 12.5", "32.13.2020"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_first_day(text) is None


def test_a_month_later_ends_with_the_month() -> None:
    assert later_by_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
