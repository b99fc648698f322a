"""Steps that come later: what they may do to a database in use, and how they are written."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Column, Engine, ForeignKey, Integer, Table, text
from sqlalchemy.exc import DBAPIError

from adapters.database import engines
from adapters.database.engines import open_engine
from adapters.database.migrations.__main__ import write_step
from adapters.database.migrations.alone import BrokenReferences
from adapters.database.migrations.head import NewerSchema, current, migrate
from adapters.database.tables import cases, metadata
from adapters.database.types import Moment, Sheet, Story, Words
from adapters.database.unit_of_work import unit_of_work
from bot.errors import StorageDown
from tests.adapters.database.paperwork import HERE, filed, read
from tests.adapters.database.schema import differences, shape
from tests.adapters.database.steps import HEAD, LONGER_REFERENCES, ONE_MORE, with_step


def test_a_step_that_fails_leaves_the_old_schema_and_can_be_taken_when_it_is_mended(
    empty: Engine, tmp_path: Path
) -> None:
    migrate(empty)
    before = shape(empty)
    failing = with_step(
        tmp_path / "a", f'{LONGER_REFERENCES}\n    op.execute("DROP TABLE nothing")'
    )
    mended = with_step(tmp_path / "b", LONGER_REFERENCES)

    with pytest.raises((DBAPIError, StorageDown)):
        migrate(empty, failing)
    assert (current(empty), shape(empty)) == (HEAD, before)

    assert migrate(empty, mended) == ONE_MORE


def test_changing_a_table_keeps_what_points_to_it(empty: Engine, tmp_path: Path) -> None:
    migrate(empty)
    ours = filed(unit_of_work(empty))

    migrate(empty, with_step(tmp_path, LONGER_REFERENCES))

    assert read(unit_of_work(empty), lambda uow: uow.cases.get(HERE, ours.public_id)) == ours
    assert ours.handlers != ()


def test_references_between_tables_are_guarded_again_after_a_step(
    empty: Engine, tmp_path: Path
) -> None:
    migrate(empty)
    migrate(empty, with_step(tmp_path, LONGER_REFERENCES))

    orphan = text("INSERT INTO case_people VALUES (99, 'handlers', 0, 'oakfield', 'x')")
    with pytest.raises(DBAPIError), empty.begin() as connection:
        connection.execute(orphan)


def test_a_step_that_loses_a_row_others_point_to_is_not_taken(
    empty_sqlite_url: str, tmp_path: Path
) -> None:
    engine = open_engine(empty_sqlite_url)
    migrate(engine)
    ours = filed(unit_of_work(engine))

    with pytest.raises(BrokenReferences):
        migrate(engine, with_step(tmp_path, 'op.execute("DELETE FROM cases")'))

    assert current(engine) == HEAD
    assert read(unit_of_work(engine), lambda uow: uow.cases.get(HERE, ours.public_id)) == ours
    engine.dispose()


@pytest.mark.postgres
def test_a_long_step_is_not_stopped(
    empty_postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "POSTGRESQL_SETTINGS", "-c statement_timeout=300")
    engine = open_engine(empty_postgresql_url)

    assert migrate(engine, with_step(tmp_path, 'op.execute("SELECT pg_sleep(0.5)")')) == ONE_MORE
    engine.dispose()


def test_a_newer_database_is_left_alone_with_a_plain_sentence(
    empty: Engine, tmp_path: Path
) -> None:
    migrate(empty, with_step(tmp_path, LONGER_REFERENCES))

    with pytest.raises(NewerSchema, match="newer version of Dutydesk"):
        migrate(empty)

    assert current(empty) == ONE_MORE


def test_the_next_step_is_written_from_the_tables(tmp_path: Path, empty: Engine) -> None:
    folder = with_step(tmp_path, "pass")
    reminders = Table(
        "reminders",
        metadata,
        Column("case_id", ForeignKey(cases.c.id), primary_key=True),
        Column("at", Moment, nullable=False),
        Column("words", Words(40)),
        Column("story", Story),
        Column("sheet", Sheet),
        Column("number", Integer),
    )
    try:
        said = CliRunner().invoke(write_step, ["Add reminders", "--folder", str(folder)])
        assert said.exit_code == 0, said.output
        head = migrate(empty, folder)
        left = differences(empty)
    finally:
        metadata.remove(reminders)

    assert int(head) == int(ONE_MORE) + 1
    assert left == []
    written = (folder / "versions" / f"{head}_add_reminders.py").read_text()
    assert written.startswith('"""Add reminders."""\n')
    assert "adapters" not in written
    assert "op.drop_table('reminders')" in written
