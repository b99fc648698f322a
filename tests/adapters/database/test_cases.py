"""Cases: what goes in comes out, for its own school only."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.cases import Case
from bot.ports import Change, OpenUnitOfWork, UnitOfWork
from tests.adapters.database.paperwork import (
    AMY,
    BEN,
    CLEO,
    EARLIER,
    HERE,
    LATER,
    NOW,
    THERE,
    case,
    decision,
    event,
    filed,
    read,
    save,
)


def as_it_is(of: Case) -> Change:
    return Change(of.state, of.details, of.wake_at, of.handlers, of.revision)


def test_a_case_comes_out_as_it_went_in(open_uow: OpenUnitOfWork) -> None:
    details = {"year": 5, "ok": True, "why": None, "days": ["tue", "fri"], "part": {"x": 1.5}}
    new = case(details=details, handlers=(CLEO, BEN), subjects=(AMY,), wake_at=LATER, revision=3)

    save(open_uow, lambda uow: uow.cases.add(new))

    assert read(open_uow, lambda uow: uow.cases.get(HERE, new.public_id)) == new
    assert read(open_uow, lambda uow: uow.cases.find(HERE, new.ref.lower())) == new


def test_a_case_without_people_or_a_time_to_wake_comes_out_too(open_uow: OpenUnitOfWork) -> None:
    new = case(details={}, handlers=(), wake_at=None)

    save(open_uow, lambda uow: uow.cases.add(new))

    assert read(open_uow, lambda uow: uow.cases.get(HERE, new.public_id)) == new


def test_uncommitted_work_is_gone(open_uow: OpenUnitOfWork) -> None:
    new = case()

    with open_uow() as uow:
        uow.cases.add(new)
        assert uow.cases.get(HERE, new.public_id) == new

    assert read(open_uow, lambda uow: uow.cases.get(HERE, new.public_id)) is None


def test_work_before_an_error_is_gone(open_uow: OpenUnitOfWork) -> None:
    new = case()

    def stumble(uow: UnitOfWork) -> None:
        uow.cases.add(new)
        raise LookupError

    with pytest.raises(LookupError):
        save(open_uow, stumble)

    assert read(open_uow, lambda uow: uow.cases.get(HERE, new.public_id)) is None


def test_another_school_finds_nothing(open_uow: OpenUnitOfWork) -> None:
    ours = filed(open_uow)
    save(open_uow, lambda uow: uow.cases.record(event(ours)))
    save(open_uow, lambda uow: uow.cases.decide(decision(ours)))

    with open_uow() as uow:
        assert uow.cases.get(THERE, ours.public_id) is None
        assert uow.cases.find(THERE, ours.ref) is None
        assert uow.cases.reported_by(THERE, AMY) == []
        assert uow.cases.handled_by(THERE, BEN) == []
        assert uow.cases.of_kind(THERE, ours.kind) == []
        assert uow.cases.history(THERE, ours.public_id) == []
        assert uow.cases.decision(THERE, ours.public_id) is None
        assert uow.cases.change(replace(ours, school=THERE), as_it_is(ours)) is False


def test_two_schools_may_use_the_same_reference(open_uow: OpenUnitOfWork) -> None:
    ours = filed(open_uow, school=HERE, ref="UNB-2026-0007")
    theirs = filed(open_uow, school=THERE, ref="UNB-2026-0007")

    assert read(open_uow, lambda uow: uow.cases.find(HERE, "UNB-2026-0007")) == ours
    assert read(open_uow, lambda uow: uow.cases.find(THERE, "UNB-2026-0007")) == theirs


def test_one_school_may_not(open_uow: OpenUnitOfWork) -> None:
    filed(open_uow, ref="UNB-2026-0007")

    with pytest.raises(IntegrityError):
        filed(open_uow, ref="UNB-2026-0007")


def test_references_count_up_for_each_school_prefix_and_year(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        given = [
            uow.cases.next_ref(HERE, "UNB", 2026),
            uow.cases.next_ref(HERE, "UNB", 2026),
            uow.cases.next_ref(THERE, "UNB", 2026),
            uow.cases.next_ref(HERE, "CYB", 2026),
            uow.cases.next_ref(HERE, "UNB", 2027),
        ]

    assert given == [
        "UNB-2026-0001",
        "UNB-2026-0002",
        "UNB-2026-0001",
        "CYB-2026-0001",
        "UNB-2027-0001",
    ]


def test_a_reference_that_was_not_kept_is_given_again(open_uow: OpenUnitOfWork) -> None:
    read(open_uow, lambda uow: uow.cases.next_ref(HERE, "UNB", 2026))

    assert save(open_uow, lambda uow: uow.cases.next_ref(HERE, "UNB", 2026)) == "UNB-2026-0001"


def test_lists_begin_with_the_newest_and_hold_only_what_was_asked_for(
    open_uow: OpenUnitOfWork,
) -> None:
    old = filed(open_uow, ref="UNB-2026-0001", handlers=(BEN,))
    new = filed(open_uow, ref="UNB-2026-0002", handlers=(CLEO, BEN))
    other = filed(open_uow, ref="CYB-2026-0001", kind="cyber", reporter=CLEO, subjects=(BEN,))

    with open_uow() as uow:
        assert uow.cases.reported_by(HERE, AMY) == [new, old]
        assert uow.cases.of_kind(HERE, "unblock") == [new, old]
        assert uow.cases.handled_by(HERE, CLEO) == [other, new]
        assert uow.cases.handled_by(HERE, AMY) == []


def test_the_subject_of_a_case_does_not_have_it_in_hand(open_uow: OpenUnitOfWork) -> None:
    filed(open_uow, handlers=(CLEO,), subjects=(BEN,))

    assert read(open_uow, lambda uow: uow.cases.handled_by(HERE, BEN)) == []


def test_a_change_takes_effect_once(open_uow: OpenUnitOfWork) -> None:
    seen = filed(open_uow)
    change = Change("approved", {"until": "Friday"}, LATER, (CLEO,), 2)

    first = save(open_uow, lambda uow: uow.cases.change(seen, change))
    second = save(open_uow, lambda uow: uow.cases.change(seen, replace(change, state="refused")))

    assert (first, second) == (True, False)
    now = read(open_uow, lambda uow: uow.cases.get(HERE, seen.public_id))
    assert now == replace(
        seen,
        state="approved",
        details={"until": "Friday"},
        wake_at=LATER,
        handlers=(CLEO,),
        revision=2,
        version=2,
    )


def test_a_change_that_came_too_late_leaves_the_handlers_alone(open_uow: OpenUnitOfWork) -> None:
    seen = filed(open_uow, handlers=(BEN,))
    save(open_uow, lambda uow: uow.cases.change(seen, as_it_is(seen)))

    late = replace(as_it_is(seen), handlers=(CLEO,))
    save(open_uow, lambda uow: uow.cases.change(seen, late))

    found = read(open_uow, lambda uow: uow.cases.find(HERE, seen.ref))
    assert found is not None
    assert found.handlers == (BEN,)


def test_new_handlers_leave_the_subjects_alone(open_uow: OpenUnitOfWork) -> None:
    seen = filed(open_uow, handlers=(BEN,), subjects=(AMY,))

    passed_on = replace(as_it_is(seen), handlers=(CLEO, BEN))
    save(open_uow, lambda uow: uow.cases.change(seen, passed_on))

    found = read(open_uow, lambda uow: uow.cases.find(HERE, seen.ref))
    assert found is not None
    assert (found.handlers, found.subjects) == ((CLEO, BEN), (AMY,))


def test_cases_of_every_school_wake_when_their_time_has_come(open_uow: OpenUnitOfWork) -> None:
    overdue = filed(open_uow, ref="UNB-2026-0001", wake_at=EARLIER)
    due = filed(open_uow, school=THERE, ref="UNB-2026-0002", wake_at=NOW)
    filed(open_uow, ref="UNB-2026-0003", wake_at=NOW + timedelta(microseconds=1))
    filed(open_uow, ref="UNB-2026-0004", wake_at=None)

    assert read(open_uow, lambda uow: uow.cases.to_wake(NOW)) == [due, overdue]


def test_times_of_any_zone_are_compared_as_moments(open_uow: OpenUnitOfWork) -> None:
    summer = datetime(2026, 7, 1, 9, 0, tzinfo=ZoneInfo("Europe/London"))
    filed(open_uow, wake_at=summer)

    assert read(
        open_uow, lambda uow: uow.cases.to_wake(datetime.fromisoformat("2026-07-01T08:00Z"))
    )
    assert not read(
        open_uow, lambda uow: uow.cases.to_wake(datetime.fromisoformat("2026-07-01T07:59Z"))
    )
