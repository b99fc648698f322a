"""What people arranged in the chat: who decides for them, and when they want no reminders."""

from datetime import date, timedelta

from bot.domain.days import DaySpan
from bot.domain.people import PersonId
from bot.domain.schools import Delegation
from bot.ports import OpenUnitOfWork, UnitOfWork
from tests.adapters.database.paperwork import AMY, BEN, CLEO, HERE, NOW, THERE, read

TODAY = NOW.date()
WEEK = DaySpan(TODAY, TODAY + timedelta(days=7))
TO_AMY = Delegation(BEN, AMY, WEEK)
TO_CLEO = Delegation(BEN, CLEO, DaySpan(TODAY, TODAY), at_once=True)


def make(open_uow: OpenUnitOfWork, *delegations: Delegation) -> None:
    with open_uow() as uow:
        for delegation in delegations:
            uow.delegations.make(HERE, delegation, NOW)
        uow.commit()


def end(open_uow: OpenUnitOfWork, holder: PersonId = BEN) -> int:
    with open_uow() as uow:
        ended = uow.delegations.end(HERE, holder, NOW)
        uow.commit()
    return ended


def known(uow: UnitOfWork) -> list[Delegation]:
    return list(uow.delegations.of(HERE))


def test_delegations_are_kept_as_they_were_made_oldest_first(open_uow: OpenUnitOfWork) -> None:
    make(open_uow, TO_AMY, TO_CLEO)

    assert read(open_uow, known) == [TO_AMY, TO_CLEO]


def test_a_delegation_belongs_to_one_school(open_uow: OpenUnitOfWork) -> None:
    make(open_uow, TO_AMY)

    assert read(open_uow, lambda uow: list(uow.delegations.of(THERE))) == []


def test_what_was_made_or_ended_counts_in_the_same_transaction(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        before = known(uow)
        uow.delegations.make(HERE, TO_AMY, NOW)
        made = known(uow)
        uow.delegations.end(HERE, BEN, NOW)
        ended = known(uow)

    assert (before, made, ended) == ([], [TO_AMY], [])


def test_ending_takes_back_all_of_one_holder_and_says_how_many(open_uow: OpenUnitOfWork) -> None:
    by_cleo = Delegation(CLEO, AMY, WEEK)
    make(open_uow, TO_AMY, TO_CLEO, by_cleo)

    assert end(open_uow) == 2
    assert read(open_uow, known) == [by_cleo]
    assert end(open_uow) == 0


def test_what_is_over_already_is_not_ended_again(open_uow: OpenUnitOfWork) -> None:
    last_week = DaySpan(date(2026, 1, 5), date(2026, 1, 9))
    make(open_uow, Delegation(BEN, AMY, last_week))

    assert end(open_uow) == 0


def test_a_snooze_is_one_moment_for_each_person_and_school(open_uow: OpenUnitOfWork) -> None:
    later = NOW + timedelta(hours=3)
    with open_uow() as uow:
        uow.snoozes.keep(HERE, AMY, NOW)
        uow.snoozes.keep(HERE, AMY, later)
        uow.commit()

    assert read(open_uow, lambda uow: uow.snoozes.until(HERE, AMY)) == later
    assert read(open_uow, lambda uow: uow.snoozes.until(HERE, BEN)) is None
    assert read(open_uow, lambda uow: uow.snoozes.until(THERE, AMY)) is None
