"""Migrations: they make what `tables.py` says, as a whole or not at all."""

import subprocess
import sys
from pathlib import Path

from alembic import command
from sqlalchemy import Engine

from adapters.database.engines import open_engine
from adapters.database.migrations.alone import alone
from adapters.database.migrations.head import current, migrate, settings
from adapters.database.tables import metadata
from adapters.database.unit_of_work import unit_of_work
from tests.adapters.database.paperwork import HERE, filed, read
from tests.adapters.database.schema import differences, shape
from tests.adapters.database.steps import HEAD, LONGER_REFERENCES, with_step

MIGRATE = """\
import sys
from pathlib import Path
from adapters.database.engines import open_engine
from adapters.database.migrations.head import migrate
print("ready", flush=True)
sys.stdin.readline()
migrate(open_engine(sys.argv[1]), *map(Path, sys.argv[2:]))
"""


def go_down(engine: Engine) -> None:
    with alone(engine) as connection:
        command.downgrade(settings(connection), "base")


def begin(url: str, *folder: Path) -> subprocess.Popen[str]:
    """Start another process that is ready to migrate."""
    process = subprocess.Popen(  # noqa: S603 - the program above
        [sys.executable, "-c", MIGRATE, url, *folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_the_steps_make_what_the_tables_say(empty: Engine) -> None:
    migrate(empty)

    assert differences(empty) == []


def test_the_steps_make_the_same_as_all_tables_at_once(empty: Engine) -> None:
    migrate(empty)
    by_steps = shape(empty)
    go_down(empty)
    assert shape(empty) == {}

    with empty.begin() as connection:
        metadata.create_all(connection)

    assert shape(empty) == by_steps
    assert by_steps["decisions"]["checks"] != []


def test_migrating_again_changes_nothing(empty: Engine) -> None:
    assert current(empty) is None

    first = migrate(empty)
    filed(unit_of_work(empty))
    again = migrate(empty)

    assert first == again == current(empty)
    assert len(read(unit_of_work(empty), lambda uow: uow.cases.of_kind(HERE, "unblock"))) == 1


def test_down_to_nothing_and_up_again(empty: Engine) -> None:
    migrate(empty)

    go_down(empty)
    assert current(empty) is None
    migrate(empty)

    assert differences(empty) == []


def test_two_processes_may_start_at_once(empty_database_url: str) -> None:
    processes = [begin(empty_database_url) for _ in range(3)]

    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [process.communicate(timeout=60) for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0], ends
    engine = open_engine(empty_database_url)
    assert differences(engine) == []
    engine.dispose()


def test_a_step_that_is_killed_half_way_leaves_the_old_schema(
    empty: Engine, empty_database_url: str, tmp_path: Path
) -> None:
    migrate(empty)
    before, ours = shape(empty), filed(unit_of_work(empty))
    killed = with_step(
        tmp_path, f'op.execute("DROP TABLE copies")\n    {LONGER_REFERENCES}\n    os._exit(137)'
    )

    process = begin(empty_database_url, killed)
    process.communicate("go\n", timeout=60)

    assert process.returncode == 137
    assert (current(empty), shape(empty)) == (HEAD, before)
    assert read(unit_of_work(empty), lambda uow: uow.cases.get(HERE, ours.public_id)) == ours
