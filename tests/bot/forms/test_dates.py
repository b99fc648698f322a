"""Days, periods, clock times and moments, in the words that people at schools use."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.dates import Prefer, read_clock, read_day, read_moment, read_period
from bot.forms.phrases import LONGEST
from tests.support.steps import steps

Read = TypeVar("Read")
LONDON = ZoneInfo("Europe/London")
FRIDAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 15, 40, tzinfo=LONDON)


def november(day: int, at: str = "12:00") -> datetime:
    return datetime.combine(date(2026, 11, day), time.fromisoformat(at), LONDON)


# What a teacher answers to "When did it happen?" on Friday 20 November 2026 at 15.40.
MOMENTS = {
    "last Tuesday about 2pm": november(17, "14:00"),
    "half past two": november(20, "14:30"),
    "this morning": november(20, "09:00"),
    "10.30": november(20, "10:30"),
    "yday": november(19),
    "yesterday lunchtime": november(19, "12:30"),
    "today at 10.30": november(20, "10:30"),
    "tues 2.15": november(17, "14:15"),
    "quarter to three yesterday": november(19, "14:45"),
    "monday, ten past nine": november(16, "09:10"),
    "wed afternoon": november(18, "14:00"),
    "thurs 9am": november(19, "09:00"),
    "on Monday at 2": november(16, "14:00"),
    "17/11 at 1.15pm": november(17, "13:15"),
    "3 Nov 10am": november(3, "10:00"),
    "3rd of November, about 11": november(3, "11:00"),
    "the 12th at 14:05": november(12, "14:05"),
    "last night at 11.30": november(19, "23:30"),
    "yesterday evening about 8": november(19, "20:00"),
    "last week Tuesday 9.05": november(10, "09:05"),
    "half an hour ago": november(20, "15:10"),
    "20 mins ago": november(20, "15:20"),
    "an hour ago": november(20, "14:40"),
    "an hour and a half ago": november(20, "14:10"),
    "just now": november(20, "15:40"),
    "two weeks ago at noon": november(6, "12:00"),
    "the day before yesterday 2ish": november(18, "14:00"),
    "friday just gone, 2 o'clock": november(13, "14:00"),
    "1430 today": november(20, "14:30"),
    "Year 5 lesson yesterday at 1.30": november(19, "13:30"),
    "in Room 12 on Weds at 11": november(18, "11:00"),
    "tuesday period 2, about 10.15": november(17, "10:15"),
    "Friday at 4pm": november(13, "16:00"),
    "17.11.26 8.45am": november(17, "08:45"),
    "yesturday at twenty past one": november(19, "13:20"),
}


@pytest.mark.parametrize(("said", "meant"), MOMENTS.items())
def test_a_moment_is_read_as_people_tell_it(said: str, meant: datetime) -> None:
    assert read_moment(said, NOW, LONDON) == meant


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("period 3", "at your school"),
        ("yesterday after school", "at your school"),
        ("break time on Tuesday", "at your school"),
        ("tomorrow at 2", "not happened yet"),
        ("at 5", "not happened yet"),
        ("last week", "which day"),
        ("monday or tuesday at 2", "which day"),
        ("30 feb at 2", "no such day"),
        ("Year 5", "can't tell"),
        ("Room 12", "can't tell"),
        ("he said it to me", "can't tell"),
        ("", "can't tell"),
    ],
)
def test_what_is_no_moment_is_asked_again_kindly(said: str, answer: str) -> None:
    with pytest.raises(ValueError, match=f"(?i){answer}") as refused:
        read_moment(said, NOW, LONDON)

    assert is_kind(refused.value)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("01:30 BST", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("today 1.30am gmt", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("00:30", datetime(2026, 10, 24, 23, 30, tzinfo=UTC)),
        ("2 hours ago", datetime(2026, 10, 25, 1, 0, tzinfo=UTC)),
    ],
)
def test_the_hour_that_comes_twice_is_told_apart_by_its_name(said: str, meant: datetime) -> None:
    morning = datetime(2026, 10, 25, 3, 0, tzinfo=LONDON)

    assert read_moment(said, morning, LONDON).astimezone(UTC) == meant


def test_the_hour_that_comes_twice_is_asked_for_when_it_has_no_name() -> None:
    with pytest.raises(ValueError, match="BST"):
        read_moment("01:30", datetime(2026, 10, 25, 9, 0, tzinfo=LONDON), LONDON)


def test_the_hour_that_the_clocks_skip_never_was() -> None:
    morning = datetime(2026, 3, 29, 9, 0, tzinfo=LONDON)

    assert read_moment("00:59", morning, LONDON).astimezone(UTC).hour == 0
    assert read_moment("02:00", morning, LONDON).astimezone(UTC).hour == 1
    with pytest.raises(ValueError, match="went forward"):
        read_moment("01:30", morning, LONDON)


def test_a_zone_that_is_named_in_summer_changes_nothing() -> None:
    july = datetime(2026, 7, 3, 9, 0, tzinfo=LONDON)

    assert read_moment("2pm yesterday", july, LONDON) == read_moment("2pm GMT yday", july, LONDON)


DAYS: list[tuple[str, Prefer, date]] = [
    ("tues", "past", date(2026, 11, 17)),
    ("tues", "future", date(2026, 11, 24)),
    ("friday", "past", FRIDAY),
    ("friday", "future", FRIDAY),
    ("last friday", "past", date(2026, 11, 13)),
    ("next friday", "future", date(2026, 11, 27)),
    ("next sunday", "future", date(2026, 11, 29)),
    ("this tuesday", "future", date(2026, 11, 24)),
    ("sat", "future", date(2026, 11, 21)),
    ("Tuesday week", "future", date(2026, 12, 1)),
    ("a week on Tuesday", "future", date(2026, 12, 1)),
    ("Weds last week", "past", date(2026, 11, 11)),
    ("wensday", "past", date(2026, 11, 18)),
    ("tommorow", "future", date(2026, 11, 21)),
    ("day after tomorrow", "future", date(2026, 11, 22)),
    ("a fortnight ago", "past", date(2026, 11, 6)),
    ("in three days' time", "future", date(2026, 11, 23)),
    ("in 2 months", "future", date(2027, 1, 20)),
    ("24 nov", "future", date(2026, 11, 24)),
    ("24 nov", "past", date(2025, 11, 24)),
    ("Nov 24", "future", date(2026, 11, 24)),
    ("the 24th of November", "future", date(2026, 11, 24)),
    ("tues 24th", "future", date(2026, 11, 24)),
    ("Tues 24 Nov", "past", date(2026, 11, 24)),
    ("24/11", "future", date(2026, 11, 24)),
    ("03/04/2027", "future", date(2027, 4, 3)),
    ("24.11.26", "future", date(2026, 11, 24)),
    ("24 nov '26", "future", date(2026, 11, 24)),
    ("2026-12-04", "future", date(2026, 12, 4)),
    ("3 sept", "past", date(2026, 9, 3)),
    ("29 feb", "future", date(2028, 2, 29)),
    ("for Year 5 on Tues", "future", date(2026, 11, 24)),
    ("\u202etues\u200b", "future", date(2026, 11, 24)),
    ("２４ nov", "future", date(2026, 11, 24)),  # noqa: RUF001
    ("tues \ud800\x00", "future", date(2026, 11, 24)),
]


@pytest.mark.parametrize(("said", "prefer", "meant"), DAYS)
def test_a_day_is_read_as_people_write_it(said: str, prefer: Prefer, meant: date) -> None:
    assert read_day(said, FRIDAY, prefer) == meant


@pytest.mark.parametrize(
    "said",
    [
        *("Year 5", "y5", "Room 12", "10B", "5 red", "key stage 2", "24", "may", "March", "", "  "),
        *("31 feb", "24/13", "11/24", "24 nov 1926", "half term", "until christmas", "next week"),
        *("monday 24 nov", "mon or tues", "the sun came out", "pupils sat a test", "10.30"),
    ],
)
def test_what_is_no_day_is_asked_again_kindly(said: str) -> None:
    with pytest.raises(ValueError, match=r".+") as refused:
        read_day(said, FRIDAY, "future")

    assert is_kind(refused.value)


def test_a_weekday_that_does_not_fit_its_date_is_pointed_out() -> None:
    with pytest.raises(ValueError, match="24 Nov 2026 is a Tuesday, not a Monday"):
        read_day("Monday 24 Nov", FRIDAY, "future")


TUESDAY_TO_FRIDAY = (date(2026, 11, 24), date(2026, 11, 27))
PERIODS = {
    "tues to fri": TUESDAY_TO_FRIDAY,
    "Tue-Fri": TUESDAY_TO_FRIDAY,
    "from tuesday until friday": TUESDAY_TO_FRIDAY,
    "24 to 27 nov": TUESDAY_TO_FRIDAY,
    "24th - 27th November": TUESDAY_TO_FRIDAY,
    "24 nov \u2013 27 nov": TUESDAY_TO_FRIDAY,
    "24/11-27/11": TUESDAY_TO_FRIDAY,
    "between 24 and 27 nov": TUESDAY_TO_FRIDAY,
    "tues 24 to fri 27 nov": TUESDAY_TO_FRIDAY,
    "tues to fri next week": TUESDAY_TO_FRIDAY,
    "unblock for year 5 tue to fri please": TUESDAY_TO_FRIDAY,
    "for years 5 and 6, tues to fri": TUESDAY_TO_FRIDAY,
    "next week": (date(2026, 11, 23), date(2026, 11, 27)),
    "fri to tues": (FRIDAY, date(2026, 11, 24)),
    "24 nov to 3 jan": (date(2026, 11, 24), date(2027, 1, 3)),
    "24 nov": (date(2026, 11, 24), date(2026, 11, 24)),
    "today": (FRIDAY, FRIDAY),
    "just this lesson": (FRIDAY, FRIDAY),
    "one day": (FRIDAY, FRIDAY),
    "for one day on tuesday": (date(2026, 11, 24), date(2026, 11, 24)),
    "three days": (FRIDAY, date(2026, 11, 24)),
    "next two weeks": (FRIDAY, date(2026, 12, 3)),
    "a fortnight": (FRIDAY, date(2026, 12, 3)),
    "two weeks from monday": (date(2026, 11, 23), date(2026, 12, 6)),
    "for a month": (FRIDAY, date(2026, 12, 19)),
    "until 4 dec": (FRIDAY, date(2026, 12, 4)),
    "rest of the week": (FRIDAY, FRIDAY),
    "this weekend": (date(2026, 11, 21), date(2026, 11, 22)),
    "until the end of the month": (FRIDAY, date(2026, 11, 30)),
    "next month": (date(2026, 12, 1), date(2026, 12, 31)),
}


@pytest.mark.parametrize(("said", "meant"), PERIODS.items())
def test_a_period_is_read_as_people_ask_for_it(said: str, meant: tuple[date, date]) -> None:
    assert read_period(said, FRIDAY) == meant


LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMES = [(at, name) for at, day in enumerate(LONG_DAYS) for name in (day, day[:3])]


@pytest.mark.parametrize("said", ["{} to {}", "year 5 {}-{}", "away {} til {}, jo covers"])
@pytest.mark.parametrize(("at", "first"), NAMES)
def test_any_two_days_of_the_week_are_a_period_wherever_they_stand(
    said: str, at: int, first: str
) -> None:
    start = FRIDAY + timedelta(days=(at - FRIDAY.weekday()) % 7)

    for until, last in NAMES:
        end = start + timedelta(days=(until - at) % 7)
        assert read_period(said.format(first, last), FRIDAY) == (start, end), last


@pytest.mark.parametrize("said", ["til friday", "im away until fri, jo is covering"])
def test_until_the_day_that_today_is_ends_in_a_week(said: str) -> None:
    assert read_period(said, FRIDAY) == (FRIDAY, FRIDAY + timedelta(days=7))
    assert read_period("until today", FRIDAY) == (FRIDAY, FRIDAY)
    assert read_period("until fri 20 nov", FRIDAY) == (FRIDAY, FRIDAY)


def test_the_days_of_next_week_are_both_in_next_week() -> None:
    monday = date(2026, 11, 16)

    assert read_period("wed to fri next week", monday) == (date(2026, 11, 25), date(2026, 11, 27))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mon to wed", (date(2026, 11, 16), date(2026, 11, 18))),
        ("fri to tues", (date(2026, 11, 13), date(2026, 11, 17))),
        ("last week", (date(2026, 11, 9), date(2026, 11, 13))),
        ("this week", (date(2026, 11, 16), FRIDAY)),
        ("last 2 weeks", (date(2026, 11, 7), FRIDAY)),
    ],
)
def test_a_period_in_the_past_ends_in_the_past(said: str, meant: tuple[date, date]) -> None:
    assert read_period(said, FRIDAY, "past") == meant


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("until half term", "term dates"),
        ("half-term", "term dates"),
        ("until the end of term", "term dates"),
        ("to christmas", "term dates"),
        ("forever", "last day"),
        ("all year", "last day"),
        ("from tuesday", "last day"),
        ("5 dec 2026 to 24 nov 2026", "before the first"),
        ("mon, tues and weds", "first and the last"),
        ("30 feb to 4 mar", "no such day"),
        ("Year 5", "can't find"),
        ("", "can't find"),
        ("my pupils sat the test in the sun", "can't find"),
    ],
)
def test_what_is_no_period_is_asked_again_kindly(said: str, answer: str) -> None:
    with pytest.raises(ValueError, match=answer) as refused:
        read_period(said, FRIDAY)

    assert is_kind(refused.value)


CLOCKS = [
    *(("2pm", "14:00"), ("14:30", "14:30"), ("10.30", "10:30"), ("half past two", "14:30")),
    *(("quarter to 3", "14:45"), ("ten past nine", "09:10"), ("half two", "14:30")),
    *(("noon", "12:00"), ("lunchtime", "12:30"), ("2", "14:00"), ("2ish", "14:00"), ("7", "07:00")),
    *(("two o'clock", "14:00"), ("0900", "09:00"), ("9 a.m.", "09:00"), ("12am", "00:00")),
    *(("12.30", "12:30"), ("00:15", "00:15"), ("twenty five to 4", "15:35"), ("02:30", "02:30")),
    *(("quarter to 1", "12:45"), ("7.30 in the evening", "19:30"), ("8 at night", "20:00")),
    *(("at 1430", "14:30"), ("about 11", "11:00")),
]


@pytest.mark.parametrize(("said", "meant"), CLOCKS)
def test_a_time_of_day_is_read_within_school_hours(said: str, meant: str) -> None:
    assert read_clock(said) == time.fromisoformat(meant)


@pytest.mark.parametrize("said", ["period 3", "25", "24:00", "2.75", "registration", "Year 5", ""])
def test_what_is_no_time_is_asked_again_kindly(said: str) -> None:
    with pytest.raises(ValueError, match=r".+") as refused:
        read_clock(said)

    assert is_kind(refused.value)


def is_kind(refusal: ValueError) -> bool:
    """Tell whether it is a sentence of ours with an example, not one of a library."""
    words = str(refusal)
    return not words[0].islower() and words.endswith((".", "?")) and any(map(str.isdigit, words))


PIECES = st.sampled_from(
    [
        *(
            "tues",
            "last",
            "next",
            "week",
            "24",
            "nov",
            "/",
            "-",
            ".",
            ":",
            "to",
            "until",
            "2",
            "pm",
        ),
        *("half", "past", "at", "ago", "in", "days", "the", "24th", "99999999", "year", "5", "sat"),
        *(
            "31",
            "feb",
            "0",
            "1.30",
            "gmt",
            "month",
            "on",
            "wed",
            "fortnight",
            "'",
            "\u0300",
            "\ud800",
        ),
    ]
)
TYPED = st.lists(PIECES, max_size=7).map(" ".join) | st.text(max_size=40)


def outcome(read: Callable[[], Read]) -> Read | ValueError:
    try:
        return read()
    except ValueError as refusal:
        return refusal


@given(TYPED, st.sampled_from(["past", "future"]))
def test_whatever_is_typed_is_a_day_or_a_kind_refusal(typed: str, prefer: Prefer) -> None:
    day = outcome(lambda: read_day(typed, FRIDAY, prefer))

    is_near = isinstance(day, date) and abs(day - FRIDAY) <= timedelta(days=3_660)
    assert is_near or (isinstance(day, ValueError) and is_kind(day))


@given(TYPED, st.sampled_from(["past", "future"]))
def test_whatever_is_typed_is_a_period_or_a_kind_refusal(typed: str, prefer: Prefer) -> None:
    period = outcome(lambda: read_period(typed, FRIDAY, prefer))

    is_in_order = isinstance(period, tuple) and period[0] <= period[1]
    assert is_in_order or (isinstance(period, ValueError) and is_kind(period))


@given(TYPED, st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_whatever_is_typed_is_a_past_moment_or_a_kind_refusal(typed: str, wall: datetime) -> None:
    now = wall.replace(tzinfo=UTC)

    moment = outcome(lambda: read_moment(typed, now, LONDON))

    has_been = isinstance(moment, datetime) and moment.utcoffset() is not None and moment <= now
    assert has_been or (isinstance(moment, ValueError) and is_kind(moment))


@given(TYPED)
def test_whatever_is_typed_is_a_time_or_a_kind_refusal(typed: str) -> None:
    at = outcome(lambda: read_clock(typed))

    assert isinstance(at, time) or is_kind(at)


@given(st.times())
def test_every_time_is_read_as_it_is_shown(at: time) -> None:
    assert read_clock(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)


@given(st.dates(date(2017, 1, 1), date(2036, 1, 1)))
def test_every_day_is_read_as_it_is_shown(day: date) -> None:
    assert read_day(f"{day:%a} {day.day} {day:%b %Y}", FRIDAY, "future") == day


READERS: tuple[Callable[[str], object], ...] = (
    lambda typed: outcome(lambda: read_period(typed, FRIDAY)),
    lambda typed: outcome(lambda: read_moment(typed, NOW, LONDON)),
    lambda typed: outcome(lambda: read_day(typed, FRIDAY, "past")),
)


@pytest.mark.parametrize("read", READERS, ids=["period", "moment", "day"])
@pytest.mark.parametrize("unit", ["a", "a ", "1 ", "to ", "tues ", "24-"])
def test_twice_the_answer_takes_twice_the_steps(read: Callable[[str], object], unit: str) -> None:
    """Inputs 45 and 46."""
    half, whole = ((unit * LONGEST)[:length] for length in (LONGEST // 2, LONGEST))
    read(whole)

    assert steps(lambda: read(whole)) <= 2.2 * steps(lambda: read(half))


@pytest.mark.parametrize("read", READERS, ids=["period", "moment", "day"])
def test_an_answer_without_end_is_not_read_at_all(read: Callable[[str], object]) -> None:
    refused = read("24 nov " * 100_000)

    assert "too long" in str(refused)
    assert steps(lambda: read("24 nov " * 100_000)) < steps(lambda: read("24 nov"))
