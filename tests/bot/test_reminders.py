import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.calendars import SchoolCalendar
from bot.domain.days import DaySpan
from bot.domain.people import SchoolId
from bot.domain.places import NOWHERE
from bot.ports import OpenUnitOfWork
from bot.services.reminders import (
    Digest,
    Wait,
    bring_up,
    calls_standby,
    finish_at,
    is_welcome,
    next_morning,
    slot_at,
)
from bot.turn import Turn
from tests.support.small_trust import PEOPLE, directory, school

LONDON = ZoneInfo("Europe/London")
FAILOVER = timedelta(hours=6)
CALENDAR = SchoolCalendar(
    zone=LONDON,
    terms=(
        DaySpan(date(2026, 9, 1), date(2026, 12, 18)),
        DaySpan(date(2027, 1, 4), date(2027, 7, 21)),
    ),
    half_terms=(DaySpan(date(2027, 2, 15), date(2027, 2, 19)),),
    closed_days=frozenset({date(2026, 11, 27), date(2027, 1, 4)}),
)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-11-20 08:05", None),
        ("2026-11-20 08:15", "2026-11-20 08:15"),
        ("2026-11-20 14:00", "2026-11-20 12:30"),
        ("2026-11-20 15:59", "2026-11-20 15:45"),
        ("2026-11-20 16:00", None),
        ("2026-11-21 12:30", None),
        ("2026-11-27 12:30", None),
        ("2027-02-16 12:30", None),
    ],
)
def test_the_reminder_time_that_counts_is_the_last_of_today(now: str, slot: str | None) -> None:
    assert slot_at(CALENDAR, london(now)) == (london(slot) if slot else None)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-17 12:31", "2026-11-18 08:15"),
        ("2026-11-18 00:00", "2026-11-19 08:15"),
        ("2026-11-20 08:16", "2026-11-23 08:15"),
        ("2026-11-26 12:30", "2026-11-30 08:15"),
        ("2027-02-12 15:45", "2027-02-22 08:15"),
        ("2026-12-18 12:30", "2027-01-05 08:15"),
        ("2026-10-23 12:30", "2026-10-26 08:15"),
        ("2027-03-26 12:30", "2027-03-29 08:15"),
    ],
)
def test_tomorrow_is_the_first_reminder_time_of_the_next_school_day(now: str, morning: str) -> None:
    assert next_morning(CALENDAR, london(now)) == london(morning)


def test_tomorrow_keeps_to_the_clock_on_the_wall_when_the_clocks_change() -> None:
    autumn, spring = london("2026-10-23 12:30"), london("2027-03-26 12:30")

    assert next_morning(CALENDAR, autumn) == datetime(2026, 10, 26, 8, 15, tzinfo=UTC)
    assert next_morning(CALENDAR, spring) == datetime(2027, 3, 29, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "until", "now", "is_called"),
    [
        ("2026-11-17 10:00", "2026-11-21 00:00", "2026-11-17 15:59", False),
        ("2026-11-17 10:00", "2026-11-21 00:00", "2026-11-18 08:15", True),
        ("2026-11-17 10:00", "2026-11-18 00:00", "2026-11-17 10:01", True),
        ("2026-11-17 15:00", "2026-11-19 00:00", "2026-11-18 09:59", False),
        ("2026-11-17 15:00", "2026-11-19 00:00", "2026-11-18 10:01", True),
        # Thursday before an INSET day: nothing of the weekend can be decided in.
        ("2026-11-26 11:00", "2026-11-29 00:00", "2026-11-26 11:01", True),
    ],
)
def test_the_delegate_is_called_after_the_agreed_time_or_when_little_is_left(
    since: str, until: str, now: str, *, is_called: bool
) -> None:
    wait = Wait(london(since), london(until))

    assert calls_standby(CALENDAR, FAILOVER, wait, london(now)) is is_called


@pytest.mark.parametrize(
    ("touched", "at"),
    [
        ("2026-11-17 08:30", "2026-11-17 12:30"),
        ("2026-11-17 10:52", "2026-11-17 14:52"),
        ("2026-11-17 13:00", "2026-11-17 15:45"),
        ("2026-11-17 15:50", "2026-11-18 08:15"),
        ("2026-11-17 20:00", "2026-11-18 08:15"),
        ("2026-11-17 06:00", "2026-11-17 10:00"),
        ("2026-11-20 15:50", "2026-11-23 08:15"),
    ],
)
def test_a_form_left_half_filled_in_comes_up_the_same_day_if_school_is_open(
    touched: str, at: str
) -> None:
    assert finish_at(CALENDAR, london(touched)) == london(at)


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    """Draw the year of some school: its own hours, reminder times, holidays and days off."""
    quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
    opens, closes = sorted(draw(st.lists(quarters, min_size=2, max_size=2, unique=True)))
    days = st.dates(date(2026, 10, 12), date(2026, 11, 8))
    first, last = sorted(draw(st.lists(days, min_size=2, max_size=2)))
    return SchoolCalendar(
        zone=LONDON,
        terms=(DaySpan(date(2026, 9, 1), date(2026, 12, 18)),),
        half_terms=(DaySpan(first, last),),
        closed_days=draw(st.frozensets(days, max_size=5)),
        opens=opens,
        closes=closes,
        reminder_times=tuple(draw(st.lists(quarters, min_size=1, max_size=4, unique=True))),
    )


MOMENTS = st.lists(
    st.datetimes(datetime(2026, 10, 19), datetime(2026, 11, 4), timezones=st.just(LONDON)),
    min_size=1,
    max_size=30,
)


@pytest.fixture(scope="module")
def open_uow(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> OpenUnitOfWork:
    """One database for all examples; each is about a school of its own."""
    file = shutil.copy(migrated_file, tmp_path_factory.mktemp("reminders") / "dutydesk.db")
    return unit_of_work(open_engine(f"sqlite:///{file}"))


@given(calendar=calendars(), moments=MOMENTS, is_tick=st.lists(st.booleans(), min_size=30))
@settings(max_examples=60, deadline=None)
def test_no_digest_is_seen_out_of_school_hours_and_none_twice_at_one_reminder_time(
    open_uow: OpenUnitOfWork,
    calendar: SchoolCalendar,
    moments: list[datetime],
    is_tick: list[bool],
) -> None:
    place = replace(school(SchoolId(uuid4().hex)), calendar=calendar)
    seen: list[tuple[datetime, datetime]] = []
    for now, ticks in zip(sorted(moments), is_tick, strict=False):
        with open_uow() as uow:
            turn = Turn(PEOPLE["head"], place, NOWHERE, now.astimezone(UTC), uow, directory())
            if ticks:
                bring_up(turn, [turn.person.id, turn.person.id])
            else:
                seen += [
                    (now, digest.slot) for digest in arriving(turn) if is_welcome(digest, turn)
                ]
            uow.commit()

    assert all(calendar.is_school_time(now) for now, _ in seen)
    assert all(slot <= now for now, slot in seen)
    assert len({slot for _, slot in seen}) == len(seen)


def arriving(turn: Turn) -> list[Digest]:
    """Return what is on its way at the school, and let it have arrived."""
    parcels = [p for p in turn.uow.outbox.claim(turn.now, 99) if p.school == turn.school.id]
    for parcel in parcels:
        turn.uow.outbox.close(parcel, turn.now, "sent")
    return [Digest.model_validate(json.loads(parcel.notice)[1]) for parcel in parcels]


def test_a_digest_that_comes_late_is_dropped_for_the_next_one(open_uow: OpenUnitOfWork) -> None:
    place = replace(school(SchoolId("late")), calendar=CALENDAR)
    with open_uow() as uow:
        morning = Turn(PEOPLE["head"], place, NOWHERE, london("2026-11-17 08:15"), uow, directory())
        noon = replace(morning, now=london("2026-11-17 12:30"))
        evening = replace(morning, now=london("2026-11-17 18:00"))

        bring_up(morning, [PEOPLE["head"].id])
        bring_up(noon, [PEOPLE["head"].id])
        digests = arriving(noon)

        assert [is_welcome(digest, noon) for digest in digests] == [False, True]
        assert [is_welcome(digest, evening) for digest in digests] == [False, False]
