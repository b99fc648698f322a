import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.clockwork import CLOCKWORK, Clockwork, Routine
from bot.conversation.cards import Card
from bot.delivery import Contents, Delivery
from bot.domain.cases import Case
from bot.domain.drafts import Draft
from bot.domain.notices import Notice
from bot.errors import StorageDown
from bot.mail import Letter, OneWay
from bot.ports import OpenUnitOfWork, Posted
from bot.rounds import Rounds
from bot.services import cases
from bot.turn import Turn
from tests.support.small_trust import DALE, HILL, TUESDAY, directory, pid

NEWS = Contents(lambda _, __: Card("news"), lambda _, __, ___: None)


class News(Notice):
    name = "news"


class Screens:
    """A platform where everything arrives."""

    def __init__(self) -> None:
        self.has_news = asyncio.Event()

    async def post(self, letter: Letter) -> Posted:
        self.has_news.set()
        return Posted("test", letter.to.id, letter.ref)

    async def redraw(self, posted: Posted, card: Card) -> None:
        pass

    async def find(self, _: Letter) -> Posted | None:
        return None


@dataclass
class Tower:
    """A clock with cases that want to be woken; `woken` are those that were, in order."""

    open_uow: OpenUnitOfWork
    now: datetime = TUESDAY
    woken: list[str] = field(default_factory=list)
    watched: list[str] = field(default_factory=list)
    meanwhile: Callable[[Case, Turn], None] = lambda _, __: None
    dailies: list[Callable[[Turn], None]] = field(default_factory=list)

    def begin(self, name: str, form: str = "form") -> None:
        """Begin to fill in a form."""
        with self.open_uow() as uow:
            uow.drafts.keep(Draft(HILL, pid(name), form, self.now, {"image": "yes"}))
            uow.commit()

    def file(self, ref: str, wake_at: datetime | None, kind: str = "request") -> None:
        with self.open_uow() as uow:
            uow.cases.add(Case(HILL, ref, kind, "open", pid("amy"), TUESDAY, {}, wake_at=wake_at))
            uow.commit()

    def wake(self, case: Case, turn: Turn) -> None:
        assert turn.person.id == CLOCKWORK
        assert not turn.roles
        self.woken.append(case.ref)
        cases.tell(turn, [pid("amy")], News())
        self.meanwhile(case, turn)
        cases.wake_later(turn, case, turn.now + timedelta(hours=1))

    def watch(self, draft: Draft, turn: Turn) -> None:
        assert turn.school.id == draft.school
        if draft.form == "a form that breaks":
            raise KeyError("what somebody wrote")
        self.watched.append(draft.person)
        cases.tell(turn, [draft.person], News())

    @property
    def clockwork(self) -> Clockwork:
        wakes = {"request": self.wake}
        routine = Routine(wakes, [self.watch], self.dailies)
        return Clockwork(self.open_uow, routine, directory(), lambda: self.now)

    @property
    def rounds(self) -> Rounds:
        screens = OneWay(Screens())
        delivery = Delivery(self.open_uow, NEWS, screens, directory(), lambda: self.now)
        return Rounds(delivery, self.clockwork)

    def told(self) -> int:
        with self.open_uow() as uow:
            return len(uow.outbox.claim(self.now, 99))


@pytest.fixture
def tower(sqlite_url: str) -> Tower:
    return Tower(unit_of_work(open_engine(sqlite_url)))


def test_what_is_due_is_woken_and_nothing_else(tower: Tower) -> None:
    tower.file("A-1", TUESDAY)
    tower.file("A-2", TUESDAY + timedelta(seconds=1))
    tower.file("A-3", None)

    tower.clockwork.tick()

    assert tower.woken == ["A-1"]


def test_a_second_tick_wakes_nothing_again(tower: Tower) -> None:
    tower.file("A-1", TUESDAY)

    counts = [tower.clockwork.tick(), tower.clockwork.tick()]

    assert counts == [1, 0]
    assert tower.told() == 1


def test_a_jump_over_weeks_wakes_once(tower: Tower) -> None:
    tower.file("A-1", TUESDAY)
    tower.now += timedelta(weeks=6)

    tower.clockwork.tick()
    tower.clockwork.tick()

    assert tower.woken == ["A-1"]


def test_of_two_processes_that_saw_the_same_case_one_wakes_it(tower: Tower) -> None:
    tower.file("A-1", TUESDAY)
    one, other = tower.clockwork, tower.clockwork
    seen_by_one, seen_by_other = one.due(), other.due()

    one.wake(seen_by_one[0])
    other.wake(seen_by_other[0])

    assert tower.woken == ["A-1"]
    assert tower.told() == 1


def test_whoever_was_slower_within_the_turn_leaves_no_reminder(tower: Tower) -> None:
    def somebody_is_faster(case: Case, turn: Turn) -> None:
        cases.wake_later(turn, case, None)

    tower.file("A-1", TUESDAY)
    tower.meanwhile = somebody_is_faster

    tower.clockwork.tick()

    assert tower.woken == ["A-1"]
    assert tower.told() == 0


def test_a_case_that_cannot_be_woken_keeps_no_other_asleep(
    tower: Tower, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(case: Case, _: Turn) -> None:
        if case.ref == "A-2":
            raise KeyError("what somebody wrote")

    for number in range(1, 4):
        tower.file(f"A-{number}", TUESDAY)
    tower.file("B-1", TUESDAY, kind="a workflow of the past")
    tower.meanwhile = crash

    asyncio.run(tower.rounds.go_once())

    assert sorted(tower.woken) == ["A-1", "A-2", "A-3"]
    errors = [vars(record) for record in caplog.records if record.levelno == logging.ERROR]
    assert [error["kind"] for error in errors] == ["KeyError", "KeyError"]
    assert "what somebody wrote" not in str(errors)


def test_a_day_that_breaks_at_one_school_keeps_nothing_else_from_being_done(
    tower: Tower, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks_at_hill(turn: Turn) -> None:
        if turn.school.id == HILL:
            raise KeyError("what somebody wrote")
        done.append(("first", turn.school.id))

    def second(turn: Turn) -> None:
        done.append(("second", turn.school.id))

    done: list[tuple[str, str]] = []
    tower.file("A-1", TUESDAY)
    tower.dailies = [breaks_at_hill, second]

    asyncio.run(tower.rounds.go_once())

    assert done == [("second", HILL), ("first", DALE), ("second", DALE)]
    assert tower.woken == ["A-1"]
    [error] = [vars(record) for record in caplog.records if record.levelno == logging.ERROR]
    assert error["kind"] == "KeyError"
    assert "what somebody wrote" not in str(error)


def test_a_form_is_looked_at_once_it_is_left_alone(tower: Tower) -> None:
    tower.begin("amy")
    tower.now += timedelta(minutes=3)
    tower.begin("bea")

    looked_at = []
    for _ in range(3):
        tower.now += timedelta(minutes=2, seconds=40)
        tower.clockwork.tick()
        looked_at.append(set(tower.watched))

    assert looked_at == [{pid("amy")}, {pid("amy"), pid("bea")}, {pid("amy"), pid("bea")}]


def test_a_form_that_somebody_went_on_with_meanwhile_is_left_to_them(tower: Tower) -> None:
    tower.begin("amy")
    tower.now += timedelta(minutes=6)
    [seen] = tower.clockwork.left_alone()

    tower.begin("amy")
    tower.clockwork.watch(seen)

    assert tower.watched == []
    assert tower.told() == 0


def test_a_form_that_breaks_keeps_no_other_from_being_looked_at(
    tower: Tower, caplog: pytest.LogCaptureFixture
) -> None:
    tower.begin("amy", "a form that breaks")
    tower.begin("bea")
    tower.now += timedelta(minutes=6)

    asyncio.run(tower.rounds.go_once())

    assert tower.watched == [pid("bea")]
    [error] = [vars(record) for record in caplog.records if record.levelno == logging.ERROR]
    assert error["kind"] == "KeyError"
    assert "what somebody wrote" not in str(error)


def test_the_rounds_go_on_after_a_fault_and_stop_when_told(
    tower: Tower, caplog: pytest.LogCaptureFixture
) -> None:
    faults = [StorageDown(), StorageDown()]

    def now() -> datetime:
        if faults:
            raise faults.pop()
        return TUESDAY

    screens = Screens()
    delivery = Delivery(tower.open_uow, NEWS, OneWay(screens), directory(), now)
    rounds = Rounds(delivery, tower.clockwork)
    with tower.open_uow() as uow:
        uow.outbox.put(HILL, pid("amy"), News(), due=TUESDAY)
        uow.commit()

    async def go() -> None:
        stop = asyncio.Event()
        going = asyncio.create_task(rounds.go(stop))
        await screens.has_news.wait()
        stop.set()
        rounds.knock()
        await going

    asyncio.run(asyncio.wait_for(go(), 10))

    assert [vars(record)["kind"] for record in caplog.records] == ["StorageDown"] * 2


def test_drafts_are_forgotten_after_a_day_and_keys_after_thirty(tower: Tower) -> None:
    def kept() -> tuple[bool, bool]:
        with tower.open_uow() as uow:
            is_kept = uow.drafts.get(HILL, pid("amy")) is not None
            return is_kept, not uow.inbox.is_new(HILL, "key", "", tower.now)

    with tower.open_uow() as uow:
        uow.drafts.keep(Draft(HILL, pid("amy"), "form", TUESDAY, {"story": "x"}))
        uow.inbox.is_new(HILL, "key", "", TUESDAY)
        uow.commit()

    found = []
    for wait in (timedelta(hours=24), timedelta(minutes=1), timedelta(days=29, hours=1)):
        tower.now += wait
        asyncio.run(tower.rounds.go_once())
        found.append(kept())

    assert found == [(True, True), (False, True), (False, False)]
