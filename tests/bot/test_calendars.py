"""When school is open, on ordinary days and on awkward ones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendars import SchoolCalendar
from bot.domain.days import DaySpan

LONDON = ZoneInfo("Europe/London")
CALENDAR = SchoolCalendar(
    zone=LONDON,
    terms=(
        DaySpan(date(2026, 9, 2), date(2026, 12, 18)),
        DaySpan(date(2027, 1, 4), date(2027, 3, 25)),
        DaySpan(date(2027, 4, 12), date(2027, 7, 21)),
    ),
    half_terms=(DaySpan(date(2026, 10, 26), date(2026, 10, 30)),),
    closed_days=frozenset({date(2026, 11, 27), date(2027, 1, 4), date(2027, 5, 3)}),
)
MOMENTS = st.datetimes(
    datetime(2026, 8, 1),
    datetime(2027, 9, 30),
    timezones=st.sampled_from((UTC, LONDON, ZoneInfo("America/New_York"))),
)
AMOUNTS = st.timedeltas(timedelta(minutes=1), timedelta(hours=60))


def london(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 21), "a Saturday"),
        (date(2026, 11, 22), "a Sunday"),
        (date(2026, 10, 28), "half term"),
        (date(2026, 11, 27), "an INSET day"),
        (date(2027, 5, 3), "a bank holiday"),
        (date(2026, 12, 25), "Christmas"),
        (date(2027, 8, 3), "August after the last term"),
        (date(2026, 8, 3), "August before the first term"),
    ],
)
def test_school_is_closed_on(day: date, why: str) -> None:
    assert not CALENDAR.is_school_day(day), why


@pytest.mark.parametrize(
    "day", [date(2026, 9, 2), date(2026, 11, 20), date(2026, 12, 18), date(2027, 1, 5)]
)
def test_school_is_open_on_weekdays_in_term_with_both_ends(day: date) -> None:
    assert CALENDAR.is_school_day(day)


def test_a_year_that_nobody_wrote_down_counts_weekdays_so_that_nothing_waits_for_ever() -> None:
    slot = CALENDAR.next_reminder_slot(london("2027-07-31 09:00"))

    assert CALENDAR.is_school_day(date(2027, 9, 1))
    assert slot == london("2027-09-01 08:15")


@pytest.mark.parametrize(
    ("after", "slot"),
    [
        (london("2026-11-20 07:00"), london("2026-11-20 08:15")),
        (london("2026-11-20 08:15"), london("2026-11-20 12:30")),
        (london("2026-11-20 12:30:01"), london("2026-11-20 15:45")),
        (london("2026-11-20 15:45"), london("2026-11-23 08:15")),
        (london("2026-11-26 16:00"), london("2026-11-30 08:15")),
        (london("2026-12-18 15:50"), london("2027-01-05 08:15")),
        (london("2026-10-23 18:00"), london("2026-11-02 08:15")),
    ],
)
def test_the_next_reminder_slot(after: datetime, slot: datetime) -> None:
    assert CALENDAR.next_reminder_slot(after) == slot


def test_reminders_keep_to_the_clock_on_the_wall_when_the_clocks_change() -> None:
    before = CALENDAR.next_reminder_slot(london("2027-03-24 16:00"))
    summer = CALENDAR.next_reminder_slot(london("2027-03-25 16:00"))

    assert before == datetime(2027, 3, 25, 8, 15, tzinfo=UTC)
    assert summer == datetime(2027, 4, 12, 7, 15, tzinfo=UTC)


def test_the_weekend_of_a_clock_change_adds_and_takes_no_school_time() -> None:
    without_holidays = SchoolCalendar(zone=LONDON, terms=())
    autumn, spring = london("2026-10-23 15:00"), london("2027-03-26 15:00")

    to_winter = without_holidays.school_hours_between(autumn, london("2026-10-26 09:00"))
    to_summer = without_holidays.add_school_hours(spring, timedelta(hours=2))

    assert to_winter == timedelta(hours=2)
    assert to_summer == london("2027-03-29 09:00") == datetime(2027, 3, 29, 8, 0, tzinfo=UTC)


def test_school_hours_leave_out_nights_weekends_inset_and_christmas() -> None:
    weekend = CALENDAR.school_hours_between(london("2026-11-20 15:00"), london("2026-11-23 09:00"))
    inset = CALENDAR.school_hours_between(london("2026-11-26 15:00"), london("2026-11-30 09:00"))
    christmas = CALENDAR.school_hours_between(
        london("2026-12-18 15:00"), london("2027-01-05 09:00")
    )

    assert weekend == inset == christmas == timedelta(hours=2)


def test_six_school_hours_after_friday_afternoon_is_monday_afternoon() -> None:
    due = CALENDAR.add_school_hours(london("2026-11-20 15:00"), timedelta(hours=6))

    assert due == london("2026-11-23 13:00")


def test_school_hours_that_start_at_night_count_from_opening() -> None:
    due = CALENDAR.add_school_hours(london("2026-11-19 22:00"), timedelta(hours=1))

    assert due == london("2026-11-20 09:00")


def test_school_time_ends_when_school_closes() -> None:
    assert CALENDAR.is_school_time(london("2026-11-20 08:00"))
    assert CALENDAR.is_school_time(london("2026-11-20 15:59"))
    assert not CALENDAR.is_school_time(london("2026-11-20 16:00"))


def test_three_school_days_before_a_monday_is_the_wednesday_before() -> None:
    assert CALENDAR.school_days_before(date(2026, 11, 23), 3) == date(2026, 11, 18)


def test_the_next_school_day_after_term_is_after_the_inset_day() -> None:
    assert CALENDAR.next_school_day(date(2026, 12, 18)) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 20), date(2027, 7, 21)),
        (date(2027, 7, 30), date(2027, 8, 31)),
        (date(2027, 9, 1), date(2028, 8, 31)),
    ],
)
def test_the_school_year_ends_with_its_last_term(day: date, end: date) -> None:
    assert CALENDAR.academic_year_end(day) == end


def test_a_calendar_that_could_not_be_walked_is_refused() -> None:
    with pytest.raises(ValueError, match="open before"):
        SchoolCalendar(zone=LONDON, terms=(), opens=time(9), closes=time(9))
    with pytest.raises(ValueError, match="last day"):
        SchoolCalendar(zone=LONDON, terms=(DaySpan(date(2026, 9, 1)),))
    with pytest.raises(ValueError, match="reminder"):
        SchoolCalendar(zone=LONDON, terms=(), reminder_times=())


@given(MOMENTS)
def test_every_reminder_is_later_in_school_time_and_at_a_reminder_time(after: datetime) -> None:
    slot = CALENDAR.next_reminder_slot(after)

    assert slot > after
    assert CALENDAR.is_school_time(slot)
    assert slot.astimezone(LONDON).time() in CALENDAR.reminder_times


@given(MOMENTS, MOMENTS)
def test_no_reminder_slot_is_ever_jumped_over(first: datetime, second: datetime) -> None:
    earlier, later = sorted((first, second))

    slot = CALENDAR.next_reminder_slot(earlier)

    assert slot <= later or slot == CALENDAR.next_reminder_slot(later)


@given(MOMENTS, AMOUNTS)
def test_adding_school_hours_and_measuring_them_agree(start: datetime, amount: timedelta) -> None:
    end = CALENDAR.add_school_hours(start, amount)

    assert CALENDAR.school_hours_between(start, end) == amount


@given(MOMENTS, MOMENTS, MOMENTS)
def test_school_hours_add_up(first: datetime, second: datetime, third: datetime) -> None:
    a, b, c = sorted((first, second, third))

    whole = CALENDAR.school_hours_between(a, c)

    assert whole == CALENDAR.school_hours_between(a, b) + CALENDAR.school_hours_between(b, c)
    assert CALENDAR.school_hours_between(c, a) in (timedelta(), whole if a == c else timedelta())
