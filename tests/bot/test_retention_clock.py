"""What the clock does with records past their time, and who is told of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.commands.deployment import SHIPPED
from bot.domain.people import Grant, Role
from bot.domain.retention import RetentionTerms, Then, is_held
from bot.services.retention import PastTheirTime
from bot.settings import load
from tests.bot.cabinet import ARCHIVE, DAY, DPO, STORY, Cabinet
from tests.support.small_trust import HILL, PEOPLE, pid


@pytest.fixture
def cabinet(sqlite_url: str) -> Cabinet:
    return Cabinet.open(sqlite_url)


def test_by_itself_the_clock_deletes_only_where_the_school_says_so(cabinet: Cabinet) -> None:
    cabinet.file("X-1", date(2026, 11, 17))

    cabinet.look_over(date(2030, 9, 2))
    assert cabinet.get("X-1").erased_at is None

    cabinet.terms = RetentionTerms(automatic=True)
    cabinet.look_over(date(2030, 9, 3))
    assert cabinet.get("X-1").erased_at == datetime(2030, 9, 3, 9, 30, tzinfo=UTC)


def test_the_shipped_schools_delete_nothing_by_themselves() -> None:
    schools = load(SHIPPED).directory().schools()

    assert {each.retention.automatic for each in schools} == {False}


def test_a_daily_look_deletes_on_the_day_after_the_last_and_not_before(cabinet: Cabinet) -> None:
    cabinet.terms = RetentionTerms(automatic=True)
    cabinet.file("X-1", date(2026, 11, 17))
    day = date(2030, 7, 25)

    while cabinet.get("X-1").erased_at is None:
        day += DAY
        cabinet.look_over(day)

    assert day == date(2030, 9, 1)


def test_a_record_of_no_known_kind_is_left_alone(cabinet: Cabinet) -> None:
    cabinet.terms = RetentionTerms(automatic=True)
    cabinet.file("FRQ-2026-0001", date(2026, 11, 17), details={"kind": "FRQ"})

    cabinet.look_over(date(2090, 1, 5))

    assert cabinet.get("FRQ-2026-0001").erased_at is None


def test_what_was_looked_at_is_not_read_again_every_day(cabinet: Cabinet) -> None:
    cabinet.file("X-1", date(2026, 11, 17))
    cabinet.file("X-2", date(2026, 11, 17), "submitted")
    cabinet.look_over(date(2026, 11, 18))

    with cabinet.open_uow() as uow:
        tomorrow = uow.cases.to_look_at(HILL, date(2026, 11, 19))
        next_month = uow.cases.to_look_at(HILL, date(2026, 12, 19))

    assert tomorrow == []
    assert [each.ref for each in next_month] == ["X-2", "X-1"]


def test_two_looks_on_one_day_tell_once(cabinet: Cabinet) -> None:
    cabinet.file("X-1", date(2026, 11, 17))

    cabinet.look_over(date(2031, 9, 1))
    first = cabinet.told()
    cabinet.look_over(date(2031, 9, 1))

    notice = PastTheirTime(then=Then.DELETE).payload()
    assert ("head", notice) in first
    assert ("dpo", notice) in first
    assert cabinet.told() == []


def test_people_are_reminded_once_a_month_and_on_a_school_day(cabinet: Cabinet) -> None:
    cabinet.file("X-1", date(2026, 11, 17))
    notice = PastTheirTime(then=Then.DELETE).payload()
    days = []

    for number in range(92):
        day = date(2031, 8, 1) + number * DAY
        cabinet.look_over(day)
        if ("head", notice) in cabinet.told():
            days.append(day)

    # August is a holiday; 1 September 2031 is a Monday, 1 October a Wednesday.
    assert days == [date(2031, 9, 1), date(2031, 10, 1)]


def test_whoever_a_case_is_about_is_told_nothing_of_it(cabinet: Cabinet) -> None:
    cabinet.file("X-1", date(2026, 11, 17), kind="CB-S", subjects=(pid("head"),))

    with cabinet.open_uow() as uow:
        seen = {
            name: [
                e.case.ref for e in ARCHIVE.past_for(cabinet.turn(uow, date(2033, 1, 5), someone))
            ]
            for name, someone in {"head": PEOPLE["head"], "dpo": DPO}.items()
        }

    assert seen == {"head": [], "dpo": ["X-1"]}


def test_a_data_officer_whom_a_case_is_about_is_told_nothing_either(cabinet: Cabinet) -> None:
    both = replace(DPO, grants=(*DPO.grants, Grant(Role.HEADTEACHER, HILL)))
    cabinet.file("X-1", date(2026, 11, 17), kind="CB-S", details={"kept_off": [str(DPO.id)]})

    with cabinet.open_uow() as uow:
        assert ARCHIVE.past_for(cabinet.turn(uow, date(2033, 1, 5), both)) == ()


def test_a_hold_keeps_a_record_and_its_release_lets_it_go(cabinet: Cabinet) -> None:
    cabinet.terms = RetentionTerms(automatic=True)
    case = cabinet.file("X-1", date(2026, 11, 17))
    with cabinet.open_uow() as uow:
        assert uow.retention.hold(case, held=True)
        uow.commit()

    cabinet.look_over(date(2030, 9, 2))
    assert is_held(cabinet.get("X-1"))
    assert cabinet.past(date(2030, 9, 2)) == []
    assert cabinet.get("X-1").text("what_happened") == STORY

    with cabinet.open_uow() as uow:
        assert uow.retention.hold(case, held=False)
        uow.commit()
    cabinet.look_over(date(2030, 9, 3))
    assert cabinet.get("X-1").erased_at
