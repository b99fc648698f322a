"""When the SQLite file cannot be written: nothing is saved, and it works again afterwards."""

import logging
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, make_url

from adapters.database import sqlite_file
from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.cases import Case
from bot.errors import StorageDown
from bot.ports import OpenUnitOfWork, UnitOfWork
from tests.adapters.database.paperwork import HERE, case, filed, read, save

HOLD = """\
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(str(make_url(sqlite_url).database))


@pytest.fixture
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(sqlite_file, "PATIENCE", 0.1)
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


def file_a_case(open_uow: OpenUnitOfWork) -> Case:
    new = case()
    save(open_uow, lambda uow: uow.cases.add(new))
    return new


def is_there(open_uow: OpenUnitOfWork, which: Case) -> bool:
    return read(open_uow, lambda uow: uow.cases.get(HERE, which.public_id)) is not None


@contextmanager
def held_by_another_process(file: Path) -> Iterator[None]:
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(  # noqa: S603 - the program above
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield
        other.communicate()


def test_a_database_that_another_process_holds_is_down_until_it_lets_go(
    open_uow: OpenUnitOfWork, file: Path
) -> None:
    before = file_a_case(open_uow)

    with held_by_another_process(file), pytest.raises(StorageDown):
        is_there(open_uow, before)

    assert is_there(open_uow, before)


def test_a_folder_that_was_deleted_takes_no_more_and_is_not_made_anew(
    open_uow: OpenUnitOfWork, file: Path
) -> None:
    file_a_case(open_uow)
    shutil.rmtree(file.parent)

    with pytest.raises(StorageDown):
        file_a_case(open_uow)

    assert not file.parent.exists()


def test_a_file_that_was_deleted_takes_no_more_and_is_not_made_anew(
    open_uow: OpenUnitOfWork, file: Path
) -> None:
    file_a_case(open_uow)
    file.unlink()

    for _ in range(2):
        with pytest.raises(StorageDown):
            file_a_case(open_uow)

    assert not file.exists()


def test_a_file_that_is_deleted_in_the_middle_of_a_turn_acknowledges_nothing(
    open_uow: OpenUnitOfWork, file: Path
) -> None:
    def lose_the_file(uow: UnitOfWork) -> None:
        uow.cases.add(case())
        file.unlink()

    with pytest.raises(StorageDown):
        save(open_uow, lose_the_file)


def test_a_folder_that_comes_back_is_used_again(open_uow: OpenUnitOfWork, file: Path) -> None:
    before = file_a_case(open_uow)
    away = file.parent.rename(file.parent.with_name("away"))
    with pytest.raises(StorageDown):
        is_there(open_uow, before)

    away.rename(file.parent)

    assert is_there(open_uow, before)


def test_a_file_that_was_replaced_is_opened_anew(open_uow: OpenUnitOfWork, file: Path) -> None:
    kept = filed(open_uow, ref="UNB-2026-0001")
    with sqlite3.connect(file) as live, sqlite3.connect(file.with_name("copy.db")) as copy:
        live.backup(copy)
    lost = filed(open_uow, ref="UNB-2026-0002")

    for leftover in file.parent.glob("dutydesk.db-*"):
        leftover.unlink()
    file.with_name("copy.db").replace(file)

    assert is_there(open_uow, kept)
    assert not is_there(open_uow, lost)


def test_a_full_disk_saves_nothing(engine: Engine, open_uow: OpenUnitOfWork) -> None:
    @event.listens_for(engine, "connect")
    def fill(connection: sqlite3.Connection, _: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages + 2}")

    small, large = case(), case(ref="UNB-2026-0002", details={"story": "x" * 100_000})

    def add_both(uow: UnitOfWork) -> None:
        uow.cases.add(small)
        uow.cases.add(large)

    with pytest.raises(StorageDown):
        save(open_uow, add_both)

    assert not is_there(open_uow, small)
    save(open_uow, lambda uow: uow.cases.add(small))
    assert is_there(open_uow, small)


def test_a_file_that_is_no_database_is_an_outage(open_uow: OpenUnitOfWork, file: Path) -> None:
    file.write_bytes(b"not a database" * 1000)

    with pytest.raises(StorageDown):
        file_a_case(open_uow)


def test_a_program_that_waits_for_a_free_connection_is_told_in_time(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.database.engines.KEPT", 1)
    monkeypatch.setattr("adapters.database.engines.MORE", 0)
    monkeypatch.setattr("adapters.database.engines.PATIENCE", 0.05)
    engine = open_engine(sqlite_url)

    with engine.connect(), pytest.raises(StorageDown):
        file_a_case(unit_of_work(engine))

    file_a_case(unit_of_work(engine))
    engine.dispose()


def test_the_log_says_why_and_nothing_that_people_wrote(
    open_uow: OpenUnitOfWork, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = case(details={"story": "Jamie was called names"})

    with caplog.at_level(logging.DEBUG), held_by_another_process(file), pytest.raises(StorageDown):
        save(open_uow, lambda uow: uow.cases.add(secret))

    (line,) = [record for record in caplog.records if record.message == "storage down"]
    assert vars(line)["cause"] == "OperationalError SQLITE_BUSY"
    assert "Jamie" not in str([vars(record) for record in caplog.records])


def test_only_its_own_account_may_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "100% #1?.db"

    engine = open_engine(f"sqlite:///{file}".replace("%", "%25").replace("?", "%3F"))
    with engine.connect():
        found = [stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()]

    assert file.exists()
    assert set(found) == {0o600}
    engine.dispose()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_forgets_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="name a file"):
        open_engine(url)


def test_a_register_may_be_longer_than_a_statement_has_parameters(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    @event.listens_for(engine, "connect")
    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 20)

    with open_uow() as uow:
        for number in range(30):
            uow.cases.add(case(ref=f"UNB-2026-{number}"))
        uow.commit()

    assert len(read(open_uow, lambda uow: uow.cases.of_kind(HERE, "unblock"))) == 30
