"""Databases for tests: a fresh one each time, at the newest schema, of both kinds.

A conftest imports the fixtures. `postgresql` starts at the first test that wants it and stops
with the last; a test of either kind gets a copy of a migrated database, which costs about 20 ms.
Both are kept in memory where there is room: a disk that others write to can stop for seconds.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from adapters.database.engines import open_engine
from adapters.database.migrations.head import migrate
from tests.support.postgresql import CannotRun, PostgreSql, memory

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
NUMBERS = count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSql]:
    """A PostgreSQL server with an empty database "empty" and a migrated one "migrated"."""
    try:
        server = PostgreSql.create()
    except CannotRun as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"No PostgreSQL can run here: {reason}")
    try:
        server.execute("CREATE DATABASE empty")
        server.execute("CREATE DATABASE migrated")
        _migrate(server.url("migrated"))
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database at the newest schema, to copy."""
    path = tmp_path_factory.mktemp("migrated") / "dutydesk.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(migrated_file: Path) -> Iterator[str]:
    """The address of a fresh SQLite database at the newest schema."""
    with TemporaryDirectory(prefix="dutydesk-", dir=memory()) as folder:
        yield f"sqlite:///{shutil.copy(migrated_file, folder)}"


@pytest.fixture
def postgresql_url(postgresql: PostgreSql) -> Iterator[str]:
    """The address of a fresh PostgreSQL database at the newest schema."""
    with _copied(postgresql, "migrated") as url:
        yield url


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database; the test runs once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def empty_postgresql_url(postgresql: PostgreSql) -> Iterator[str]:
    """The address of a PostgreSQL database without a table."""
    with _copied(postgresql, "empty") as url:
        yield url


@pytest.fixture(params=KINDS)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without a table; the test runs once on each kind."""
    return str(request.getfixturevalue(f"empty_{request.param}_url"))


@contextmanager
def _copied(server: PostgreSql, original: str) -> Iterator[str]:
    name = f"copy_{next(NUMBERS)}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE {original} STRATEGY file_copy")
    yield server.url(name)
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _migrate(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
