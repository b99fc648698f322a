"""When PostgreSQL stops or stalls: nothing is saved, and it works again without a restart."""

import signal
import time
from collections.abc import Iterator
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from adapters.database import engines
from adapters.database.engines import open_engine
from adapters.database.migrations.head import migrate
from adapters.database.unit_of_work import unit_of_work
from bot.domain.cases import Case
from bot.errors import StorageDown
from bot.ports import Change, OpenUnitOfWork, UnitOfWork
from tests.adapters.database.crowd import at_once
from tests.adapters.database.paperwork import (
    AMY,
    BEN,
    HERE,
    NOW,
    Sent,
    case,
    decision,
    filed,
    read,
    save,
)
from tests.support.postgresql import PostgreSql

pytestmark = pytest.mark.postgres

KILL_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def with_settings(url: str, settings: str, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(engines, "POSTGRESQL_SETTINGS", settings)
    return open_engine(url)


def is_new(open_uow: OpenUnitOfWork) -> bool:
    return save(open_uow, lambda uow: uow.inbox.is_new(HERE, "ev:1", "digest", NOW))


@pytest.fixture
def engine(postgresql_url: str) -> Iterator[Engine]:
    engine = open_engine(postgresql_url)
    yield engine
    engine.dispose()


@pytest.fixture
def other(postgresql_url: str) -> Iterator[Engine]:
    """Another program on the same database."""
    engine = open_engine(postgresql_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def server(postgresql: PostgreSql) -> Iterator[PostgreSql]:
    """A server of our own to stop; where none can run, `postgresql` has said so."""
    del postgresql
    server = PostgreSql.create()
    yield server
    server.remove()


@pytest.mark.parametrize("how", [signal.SIGQUIT, signal.SIGINT])
def test_a_server_that_stops_in_the_middle_saves_nothing_and_works_when_it_is_back(
    server: PostgreSql, how: signal.Signals
) -> None:
    engine = open_engine(server.url("postgres"))
    migrate(engine)
    open_uow = unit_of_work(engine)

    def stop_half_way(uow: UnitOfWork) -> None:
        assert uow.inbox.is_new(HERE, how.name, "digest", NOW)
        uow.outbox.put(HERE, BEN, Sent(case="case-1"), due=NOW)
        server.stop(how)

    with pytest.raises(StorageDown):
        save(open_uow, stop_half_way)
    with pytest.raises(StorageDown):
        is_new(open_uow)
    server.start()

    assert save(open_uow, lambda uow: uow.inbox.is_new(HERE, how.name, "digest", NOW))
    assert read(open_uow, lambda uow: uow.outbox.next_due()) is None
    engine.dispose()


def test_a_server_that_is_down_at_the_start_is_an_outage(server: PostgreSql) -> None:
    engine = open_engine(server.url("postgres"))
    server.stop()

    with pytest.raises(StorageDown):
        migrate(engine)

    server.start()
    assert migrate(engine)
    engine.dispose()


def test_a_connection_that_is_cut_in_the_middle_saves_nothing(
    open_uow: OpenUnitOfWork, other: Engine
) -> None:
    def be_cut_off(uow: UnitOfWork) -> None:
        assert uow.inbox.is_new(HERE, "ev:1", "digest", NOW)
        with other.connect() as connection:
            connection.execute(KILL_OTHERS)

    with pytest.raises(StorageDown):
        save(open_uow, be_cut_off)

    assert is_new(open_uow)


def test_connections_that_were_cut_between_two_turns_are_not_noticed(
    open_uow: OpenUnitOfWork, other: Engine
) -> None:
    assert is_new(open_uow)
    with other.connect() as connection:
        connection.execute(KILL_OTHERS)

    assert not is_new(open_uow)


def test_a_row_that_somebody_holds_too_long_is_an_outage(
    postgresql_url: str, other: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = with_settings(postgresql_url, "-c lock_timeout=50", monkeypatch)
    with unit_of_work(other)() as uow:
        assert uow.inbox.is_new(HERE, "ev:1", "digest", NOW)

        with pytest.raises(StorageDown):
            is_new(unit_of_work(hasty))

    assert is_new(unit_of_work(hasty))
    hasty.dispose()


def test_a_turn_that_stalls_loses_its_transaction(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = "-c idle_in_transaction_session_timeout=50"
    strict = with_settings(postgresql_url, settings, monkeypatch)

    def stall(uow: UnitOfWork) -> None:
        assert uow.inbox.is_new(HERE, "ev:1", "digest", NOW)
        time.sleep(0.3)

    with pytest.raises(StorageDown):
        save(unit_of_work(strict), stall)

    assert is_new(unit_of_work(strict))
    strict.dispose()


def test_a_server_that_only_lets_us_read_is_an_outage(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    standby = with_settings(postgresql_url, "-c default_transaction_read_only=on", monkeypatch)

    with pytest.raises(StorageDown):
        is_new(unit_of_work(standby))

    standby.dispose()


def test_two_that_wait_for_each_other_are_parted_and_one_goes_on(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = with_settings(postgresql_url, "-c deadlock_timeout=50", monkeypatch)
    open_uow = unit_of_work(engine)
    cases = [filed(open_uow, ref=f"UNB-2026-{number}") for number in range(2)]
    both_hold_one = Barrier(2)

    def change_both(first: Case, second: Case) -> bool:
        with open_uow() as uow:
            uow.cases.change(first, Change("approved", {}, None, (), 1))
            both_hold_one.wait(10)
            uow.cases.change(second, Change("approved", {}, None, (), 1))
            uow.commit()
        return True

    def try_it(first: Case, second: Case) -> bool:
        try:
            return change_both(first, second)
        except StorageDown:
            return False

    outcomes = at_once(partial(try_it, *cases), partial(try_it, *reversed(cases)))

    assert sorted(outcomes) == [False, True]
    engine.dispose()


def test_a_fault_of_the_program_is_not_called_an_outage(open_uow: OpenUnitOfWork) -> None:
    with pytest.raises(IntegrityError):
        save(open_uow, lambda uow: uow.cases.decide(decision(case(), by=AMY)))
