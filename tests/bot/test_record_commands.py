"""Commands on the records of a school: what they note, and what they say when they cannot."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.database.engines import open_engine
from adapters.database.tombstones import TombstoneFile
from adapters.database.unit_of_work import unit_of_work
from bot.domain.cases import Case, CaseEvent
from bot.domain.people import PersonId, SchoolId
from bot.domain.retention import Tombstone
from tests.bot.command_line import run
from tests.support.paper_trust import PaperTrust

HERE = SchoolId("oakfield")
AMY = PersonId("oakfield/amy-carter")
MONDAY = datetime(2030, 9, 2, 9, 30, tzinfo=UTC)
# Every command that runs once, or talks, on the database of the settings.
COMMANDS = [
    ("retention", "preview"),
    ("retention", "run"),
    ("retention", "reapply"),
    ("policies", "history", "--policy", "oakfield-filtering-policy"),
    ("chat", "--as", "amy-carter"),
    ("migrate",),
]
each_command = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


@pytest.fixture
def trust(tmp_path: Path) -> PaperTrust:
    return PaperTrust.set_up(tmp_path)


def file_old_report(url: str) -> Case:
    """File a report that is past its date."""
    at = datetime(2020, 2, 3, 12, tzinfo=UTC)
    details = {"kind": "CB-P", "what_happened": "Zed was called names"}
    case = Case(HERE, "CB-2020-0001", "report_cyberbullying", "closed", AMY, at, details)
    engine = open_engine(url)
    with unit_of_work(engine)() as uow:
        uow.cases.add(case)
        uow.cases.record(CaseEvent(HERE, case.public_id, at, AMY, "close", "taken", "closed"))
        uow.commit()
    engine.dispose()
    return case


@pytest.mark.postgres
def test_what_chat_deletes_is_noted_where_a_backup_of_the_server_is_not(
    trust: PaperTrust, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = trust.config.read_text(encoding="utf-8")
    trust.config.write_text(text.replace("automatic: no", "automatic: yes", 1), encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", postgresql_url)
    monkeypatch.setattr("bot.commands.deployment.now", lambda: MONDAY)
    case = file_old_report(postgresql_url)

    said = run(
        *("chat", "--school", "oakfield", "--as", "amy-carter", "--config", str(trust.config)),
        typed="help\n",
    )

    assert said.exit_code == 0, said.output
    kept = TombstoneFile(trust.folder / "data" / "tombstones").of(HERE)
    assert [each.case for each in kept] == [case.public_id]


def told(trust: PaperTrust, *words: str) -> str:
    """Return the one sentence with which a command ends that cannot do its work."""
    school = () if words == ("migrate",) else ("--school", "oakfield")
    said = run(*words, *school, "--config", str(trust.config))
    assert isinstance(said.exception, SystemExit), repr(said.exception)
    assert said.exit_code == 1
    assert said.stdout == ""
    assert said.stderr.startswith("Error: ")
    assert len(said.stderr.splitlines()) == 1
    return said.stderr


@each_command
def test_a_file_that_is_no_database_is_told_in_one_sentence(
    trust: PaperTrust, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    junk = trust.folder / "junk.db"
    junk.write_bytes(b"This is no database. " * 500)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{junk}")

    assert "I can't read the database. Check its address." in told(trust, *words)


@each_command
def test_a_server_that_does_not_answer_is_told_without_its_password(
    trust: PaperTrust, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://me:canary@127.0.0.1:9/duty")

    said = told(trust, *words)

    assert "I can't read the database. Check its address." in said
    assert "canary" not in said


@each_command
def test_a_database_of_a_newer_version_is_told_with_what_to_install(
    trust: PaperTrust, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE alembic_version SET version_num = 'of-tomorrow'")
    database.close()

    said = told(trust, *words)

    assert "(its schema is of-tomorrow)" in said
    assert "Please install that version" in said


@each_command
def test_a_folder_for_records_that_is_a_file_is_told_with_its_name(
    trust: PaperTrust, words: tuple[str, ...]
) -> None:
    (trust.folder / "data").write_text("in the way", encoding="utf-8")

    said = told(trust, *words)

    assert "I can't open the records (" in said
    assert f"who may write there and in {trust.folder / 'data'}." in said


@pytest.mark.parametrize("name", ["run", "reapply"])
def test_a_record_that_changes_meanwhile_keeps_all_of_them_and_is_told(
    trust: PaperTrust, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    case = file_old_report(sqlite_url)
    if name == "reapply":
        stones = TombstoneFile(Path(f"{sqlite_url.removeprefix('sqlite:///')}.tombstones"))
        stones.add(Tombstone(HERE, case.public_id, MONDAY, "kept for 3 years"))
    monkeypatch.setattr("adapters.database.retention.SqlRetention.erase", lambda *_: False)

    said = told(trust, "retention", name, *(("--yes",) if name == "run" else ()))

    assert "A record changed just now, so nothing was deleted. Please run it again." in said
