"""Races (G3, F11): several at the same moment, and exactly one of them wins."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from adapters.database.outbox import LEASE
from bot.domain.people import PersonId
from bot.errors import AlreadyDone, DoneByYou
from bot.ports import OpenUnitOfWork, Parcel
from bot.services.cases import Step, move
from tests.adapters.database.crowd import at_once
from tests.adapters.database.paperwork import BEN, CLEO, HERE, NOW, case, filed, put, read, save
from tests.adapters.database.small_school import NAMES, UNBLOCK, turn

ROUNDS = 200
DELIVERIES = 10


def press(open_uow: OpenUnitOfWork, person: PersonId, verb: str, public_id: str) -> str:
    """Press a button, and return who decided, as the person is told."""
    try:
        with open_uow() as uow:
            moved = move(turn(uow, person), UNBLOCK, public_id, Step(verb))
            uow.commit()
    except DoneByYou as done:
        return f"told: {NAMES[person]} {done.args[0]}"
    except AlreadyDone as done:
        return f"told: {done.args[0]} {done.args[1]}"
    return f"did: {NAMES[person]} {moved.state} at 09:30"


def test_of_eight_presses_at_once_one_decides_and_the_others_are_told_who_did(
    open_uow: OpenUnitOfWork,
) -> None:
    pressing = [(BEN, "approve"), (CLEO, "refuse")] * 4
    winners: Counter[PersonId] = Counter()

    for number in range(ROUNDS):
        request = filed(open_uow, ref=f"UNB-2026-{number:04d}")
        outcomes = at_once(
            *(partial(press, open_uow, who, verb, request.public_id) for who, verb in pressing)
        )

        with open_uow() as uow:
            decided = uow.cases.decision(HERE, request.public_id)
            history = uow.cases.history(HERE, request.public_id)
            now = uow.cases.get(HERE, request.public_id)
        assert decided is not None
        assert now is not None
        state = {"approve": "approved", "refuse": "refused"}[decided.verdict]
        won = f"{NAMES[decided.by]} {state} at 09:30"
        assert sorted(outcomes) == [f"did: {won}", *[f"told: {won}"] * 7]
        assert [(event.actor, event.to_state) for event in history] == [(decided.by, state)]
        assert (now.state, now.version) == (state, 2)
        winners[decided.by] += 1

    assert winners.total() == ROUNDS


def test_of_ten_deliveries_at_once_one_is_new(open_uow: OpenUnitOfWork) -> None:
    def deliver(key: str) -> bool:
        return save(open_uow, lambda uow: uow.inbox.is_new(HERE, key, "digest", NOW))

    for number in range(20):
        outcomes = at_once(*[partial(deliver, f"ev:{number}")] * DELIVERIES)

        assert sorted(outcomes) == [False] * (DELIVERIES - 1) + [True]


def test_a_delivery_takes_over_when_the_one_before_it_fails(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        assert uow.inbox.is_new(HERE, "ev:1", "digest", NOW)

    def deliver() -> bool:
        return save(open_uow, lambda uow: uow.inbox.is_new(HERE, "ev:1", "digest", NOW))

    def fail() -> bool:
        return read(open_uow, lambda uow: uow.inbox.is_new(HERE, "ev:1", "digest", NOW))

    outcomes = at_once(fail, fail, deliver, fail)

    assert outcomes[2] is True
    assert not deliver()


def test_no_parcel_is_taken_twice_within_its_lease(open_uow: OpenUnitOfWork) -> None:
    put(open_uow, 120)

    def work() -> list[Parcel]:
        taken: list[Parcel] = []
        while some := save(open_uow, lambda uow: uow.outbox.claim(NOW, 7)):
            assert len(some) <= 7
            taken += some
        return taken

    workers = at_once(*[work] * 6)

    taken = [parcel for worker in workers for parcel in worker]
    assert len({parcel.ref for parcel in taken}) == len(taken) == 120
    assert {parcel.attempts for parcel in taken} == {1}
    assert save(open_uow, lambda uow: uow.outbox.claim(NOW + LEASE - timedelta(seconds=1), 7)) == []


def test_references_have_no_gaps_and_no_repeats(open_uow: OpenUnitOfWork) -> None:
    def file_some(who: int) -> list[str]:
        given = []
        for number in range(12):
            with open_uow() as uow:
                ref = uow.cases.next_ref(HERE, "UNB", 2026)
                uow.cases.add(case(ref=ref))
                if (who + number) % 3:  # the others think better of it
                    uow.commit()
                    given.append(ref)
        return given

    filers = at_once(*(partial(file_some, who) for who in range(6)))

    given = sorted(ref for filer in filers for ref in filer)
    assert given == [f"UNB-2026-{number:04d}" for number in range(1, 49)]


def busy_turns(open_uow: OpenUnitOfWork, who: int) -> int:
    """Take 100 turns as the assistant does: key, case, notice."""
    for number in range(100):
        with open_uow() as uow:
            assert uow.inbox.is_new(HERE, f"ev:{who}:{number}", "digest", NOW)
            uow.cases.add(case(ref=uow.cases.next_ref(HERE, "UNB", 2026)))
            uow.commit()
    return 100


def test_eight_hundred_turns_in_eight_threads_all_succeed(open_uow: OpenUnitOfWork) -> None:
    turns: list[Callable[[], int]] = [partial(busy_turns, open_uow, who) for who in range(8)]

    assert sum(at_once(*turns)) == 800
    assert len(read(open_uow, lambda uow: uow.cases.of_kind(HERE, "unblock"))) == 800
