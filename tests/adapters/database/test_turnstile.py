"""The turnstile: one at a time, in the order they came."""

from threading import Event, Thread
from time import monotonic, sleep
from typing import ClassVar

import pytest

from adapters.database.engines import open_engine
from adapters.database.turnstile import Turnstile
from adapters.database.unit_of_work import unit_of_work
from bot.errors import StorageDown
from tests.adapters.database.crowd import at_once


class Watched(Turnstile):
    """A turnstile that a test can look at."""

    built: ClassVar[list[Turnstile]] = []

    def __init__(self, patience: float) -> None:
        super().__init__(patience)
        self.built.append(self)


def test_never_two_at_a_time() -> None:
    turnstile, inside, most = Turnstile(30.0), [0], [0]

    def go_through() -> None:
        for _ in range(50):
            with turnstile.turn():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                sleep(0)
                inside[0] -= 1

    at_once(*[go_through] * 8)

    assert most == [1]


def test_nobody_overtakes(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.database.unit_of_work.Turnstile", Watched)
    engine, came_through = open_engine(sqlite_url), list[int]()
    open_uow, turnstile = unit_of_work(engine), Watched.built[-1]

    def go_through(number: int) -> None:
        with open_uow():
            came_through.append(number)

    threads = [Thread(target=go_through, args=(number,)) for number in range(6)]
    with open_uow():
        for waiting, thread in enumerate(threads, start=2):
            thread.start()
            wait_for(turnstile, waiting)
    for thread in threads:
        thread.join()

    assert came_through == [0, 1, 2, 3, 4, 5]
    engine.dispose()


def wait_for(turnstile: Turnstile, length: int) -> None:
    until = monotonic() + 10
    while turnstile.length < length:
        assert monotonic() < until
        sleep(0.001)


def test_whoever_waits_too_long_is_told_and_does_not_block_the_next() -> None:
    turnstile, may_leave, is_in = Turnstile(0.05), Event(), Event()

    def stay() -> None:
        with turnstile.turn():
            is_in.set()
            may_leave.wait(10)

    slow = Thread(target=stay)
    slow.start()
    is_in.wait(10)
    with pytest.raises(StorageDown), turnstile.turn():
        pass
    may_leave.set()
    slow.join()

    with turnstile.turn():
        assert turnstile.length == 1


def test_an_error_inside_lets_the_next_one_in() -> None:
    turnstile = Turnstile(0.05)

    with pytest.raises(LookupError), turnstile.turn():
        raise LookupError

    with turnstile.turn():
        assert turnstile.length == 1
