"""The days that numbers are counted over."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendars import SchoolCalendar
from bot.domain.days import DaySpan
from bot.domain.terms import between, school_year, school_year_of, term_before, term_of

CALENDAR = SchoolCalendar(
    zone=ZoneInfo("Europe/London"),
    terms=(
        DaySpan(date(2027, 4, 12), date(2027, 7, 21)),
        DaySpan(date(2026, 9, 2), date(2026, 12, 18)),
        DaySpan(date(2027, 1, 4), date(2027, 3, 25)),
    ),
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 9, 2), "Autumn term 2026"),
        (date(2026, 12, 25), "Autumn term 2026"),
        (date(2027, 1, 4), "Spring term 2027"),
        (date(2027, 4, 1), "Spring term 2027"),
        (date(2027, 4, 12), "Summer term 2027"),
        (date(2027, 8, 31), "Summer term 2027"),
    ],
)
def test_a_term_goes_on_to_the_day_before_the_next(day: date, name: str) -> None:
    term = term_of(CALENDAR, day)

    assert term.name == name
    assert day in term.days


def test_each_day_of_the_year_from_the_first_term_on_is_in_one_term() -> None:
    autumn, spring, summer = (
        term_of(CALENDAR, day) for day in (date(2026, 9, 2), date(2027, 1, 4), date(2027, 4, 12))
    )

    assert autumn.days == DaySpan(date(2026, 9, 2), date(2027, 1, 3))
    assert spring.days == DaySpan(date(2027, 1, 4), date(2027, 4, 11))
    assert summer.days == DaySpan(date(2027, 4, 12), date(2027, 8, 31))


def test_before_the_first_term_that_is_written_down_the_school_year_is_counted() -> None:
    found = term_of(CALENDAR, date(2026, 9, 1))

    assert found == school_year(2026)


def test_the_term_before_is_the_last_one_or_none() -> None:
    before_spring = term_before(CALENDAR, date(2027, 2, 1))
    before_all = term_before(CALENDAR, date(2026, 9, 2))

    assert before_spring
    assert before_spring.name == "Autumn term 2026"
    assert before_all is None


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 8, 31), "School year 2025/26"),
        (date(2026, 9, 1), "School year 2026/27"),
        (date(2099, 9, 1), "School year 2099/00"),
    ],
)
def test_a_school_year_begins_in_september(day: date, name: str) -> None:
    year = school_year_of(day)

    assert year.name == name
    assert year.is_year
    assert day in year.days


def test_days_of_one_s_own_choice_are_no_year() -> None:
    period = between(date(2026, 9, 1), date(2027, 8, 31))

    assert period.name == "2026-09-01 to 2027-08-31"
    assert not period.is_year
