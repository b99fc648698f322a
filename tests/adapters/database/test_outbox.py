"""The outbox: what is put leaves in order, and comes back when whoever took it died."""

import json
from datetime import datetime, timedelta

from adapters.database.outbox import LEASE
from bot.ports import OpenUnitOfWork, Parcel, Posted
from tests.adapters.database.paperwork import BEN, CLEO, HERE, NOW, THERE, Sent, put, read, save

LEASE_ENDS = NOW + LEASE
POSTED = Posted("slack", "D1", "1700000000.000100")


def claim(open_uow: OpenUnitOfWork, now: datetime = NOW, limit: int = 50) -> list[Parcel]:
    return list(save(open_uow, lambda uow: uow.outbox.claim(now, limit)))


def close(open_uow: OpenUnitOfWork, parcel: Parcel, outcome: str = "sent") -> None:
    save(open_uow, lambda uow: uow.outbox.close(parcel, NOW, outcome))


def test_a_parcel_holds_what_was_put(open_uow: OpenUnitOfWork) -> None:
    notice = Sent(case="case-1", redraw=True)
    save(open_uow, lambda uow: uow.outbox.put(THERE, BEN, notice, due=NOW))

    (parcel,) = claim(open_uow)

    assert (parcel.school, parcel.to, parcel.living) == (THERE, BEN, "case:case-1")
    assert json.loads(parcel.notice) == ["sent", {"redraw": True, "case": "case-1"}]
    assert parcel.redraw is True
    assert parcel.attempts == 1


def test_every_parcel_has_a_name_of_its_own_which_stays(open_uow: OpenUnitOfWork) -> None:
    put(open_uow, 2)

    first = [parcel.ref for parcel in claim(open_uow)]

    assert len(set(first)) == 2
    assert [parcel.ref for parcel in claim(open_uow, LEASE_ENDS)] == first


def test_a_notice_that_was_not_committed_never_leaves(open_uow: OpenUnitOfWork) -> None:
    read(open_uow, lambda uow: uow.outbox.put(HERE, BEN, Sent(case="case-1"), due=NOW))

    assert claim(open_uow, LEASE_ENDS) == []
    assert read(open_uow, lambda uow: uow.outbox.next_due()) is None


def test_parcels_leave_when_they_are_due_and_in_order(open_uow: OpenUnitOfWork) -> None:
    put(open_uow, 3)
    put(open_uow, due=NOW + timedelta(seconds=1))

    two, one = claim(open_uow, limit=2), claim(open_uow, limit=2)

    assert [parcel.living for parcel in (*two, *one)] == [
        "case:case-0",
        "case:case-1",
        "case:case-2",
    ]
    assert claim(open_uow) == []


def test_a_claimed_parcel_is_due_again_when_its_lease_ends(open_uow: OpenUnitOfWork) -> None:
    put(open_uow)
    claim(open_uow)

    before = claim(open_uow, LEASE_ENDS - timedelta(microseconds=1))
    after = claim(open_uow, LEASE_ENDS)

    assert before == []
    assert [parcel.attempts for parcel in after] == [2]


def test_a_closed_parcel_never_leaves_again(open_uow: OpenUnitOfWork) -> None:
    put(open_uow)
    (parcel,) = claim(open_uow)

    close(open_uow, parcel)

    assert claim(open_uow, LEASE_ENDS + timedelta(days=1)) == []
    assert read(open_uow, lambda uow: uow.outbox.next_due()) is None


def test_a_postponed_parcel_leaves_at_its_new_time(open_uow: OpenUnitOfWork) -> None:
    put(open_uow)
    (parcel,) = claim(open_uow)
    soon = NOW + timedelta(seconds=7)

    save(open_uow, lambda uow: uow.outbox.postpone(parcel, soon))

    assert read(open_uow, lambda uow: uow.outbox.next_due()) == soon
    assert claim(open_uow, soon - timedelta(seconds=1)) == []
    assert [again.ref for again in claim(open_uow, soon)] == [parcel.ref]


def test_whoever_lost_the_lease_cannot_send_a_closed_parcel_again(
    open_uow: OpenUnitOfWork,
) -> None:
    put(open_uow)
    (slow,) = claim(open_uow)
    (quick,) = claim(open_uow, LEASE_ENDS)
    close(open_uow, quick)

    save(open_uow, lambda uow: uow.outbox.postpone(slow, LEASE_ENDS))
    close(open_uow, slow, "dead")

    assert claim(open_uow, LEASE_ENDS + timedelta(days=1)) == []


def test_whoever_lost_the_lease_cannot_take_the_parcel_from_its_new_holder(
    open_uow: OpenUnitOfWork,
) -> None:
    put(open_uow)
    (slow,) = claim(open_uow)
    claim(open_uow, LEASE_ENDS)

    save(open_uow, lambda uow: uow.outbox.postpone(slow, LEASE_ENDS))

    assert claim(open_uow, LEASE_ENDS) == []


def test_the_next_time_is_the_earliest(open_uow: OpenUnitOfWork) -> None:
    put(open_uow, due=NOW + timedelta(hours=2))
    put(open_uow, due=NOW + timedelta(hours=1))

    assert read(open_uow, lambda uow: uow.outbox.next_due()) == NOW + timedelta(hours=1)


def test_copies_of_a_living_card_are_found_in_order_and_once(open_uow: OpenUnitOfWork) -> None:
    put(open_uow)
    (parcel,) = claim(open_uow)
    second = Posted("slack", "D1", "1700000000.000200")

    for posted in (POSTED, second, POSTED):
        with open_uow() as uow:
            uow.outbox.remember(parcel, posted)
            uow.commit()

    assert read(open_uow, lambda uow: uow.outbox.copies(parcel)) == [POSTED, second]


def test_copies_belong_to_one_person_one_school_and_one_card(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        for school, to, case in (
            (HERE, BEN, "case-1"),
            (THERE, BEN, "case-1"),
            (HERE, CLEO, "case-1"),
            (HERE, BEN, "case-2"),
        ):
            uow.outbox.put(school, to, Sent(case=case), due=NOW)
        uow.commit()
    bens, *others = claim(open_uow)

    save(open_uow, lambda uow: uow.outbox.remember(bens, POSTED))

    assert read(open_uow, lambda uow: uow.outbox.copies(bens)) == [POSTED]
    with open_uow() as uow:
        assert [uow.outbox.copies(other) for other in others] == [[], [], []]


def test_the_newest_notice_behind_a_card_is_found_by_where_it_stands(
    open_uow: OpenUnitOfWork,
) -> None:
    put(open_uow)
    (first,) = claim(open_uow)
    save(open_uow, lambda uow: uow.outbox.remember(first, POSTED))
    notice = Sent(case="case-0", redraw=True)
    save(open_uow, lambda uow: uow.outbox.put(first.school, first.to, notice, due=NOW))

    found = read(open_uow, lambda uow: uow.outbox.shown_at(POSTED, first.to))

    assert found is not None
    assert (found.number > first.number, found.living) == (True, first.living)


def test_nobody_finds_the_notice_behind_another_person_s_card(open_uow: OpenUnitOfWork) -> None:
    put(open_uow)
    (first,) = claim(open_uow)
    save(open_uow, lambda uow: uow.outbox.remember(first, POSTED))

    assert read(open_uow, lambda uow: uow.outbox.shown_at(POSTED, CLEO)) is None
    elsewhere = Posted("slack", "D2", POSTED.message)
    assert read(open_uow, lambda uow: uow.outbox.shown_at(elsewhere, first.to)) is None


def test_somebody_is_unreached_once_a_notice_was_given_up_on_every_platform(
    open_uow: OpenUnitOfWork,
) -> None:
    notice = Sent(case="case-1")
    save(open_uow, lambda uow: uow.outbox.put(HERE, BEN, notice, due=NOW))
    save(open_uow, lambda uow: uow.outbox.put(HERE, CLEO, notice, due=NOW))
    bens, cleos = claim(open_uow)
    save(open_uow, lambda uow: uow.outbox.split(bens, ["slack", "teams"], NOW))
    close(open_uow, cleos)
    close(open_uow, bens, "dead")

    def unreached() -> set[str]:
        return set(read(open_uow, lambda uow: uow.outbox.unreached(HERE, notice)))

    while_one_is_left = unreached()
    (teams,) = claim(open_uow)
    close(open_uow, teams, "dead")

    assert while_one_is_left == set()
    assert unreached() == {BEN}
    assert read(open_uow, lambda uow: uow.outbox.unreached(THERE, notice)) == frozenset()
