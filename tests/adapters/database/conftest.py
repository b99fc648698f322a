"""What the tests of the database start from."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.ports import OpenUnitOfWork
from tests.support.databases import (  # noqa: F401 - fixtures
    database_url,
    empty_database_url,
    empty_postgresql_url,
    empty_sqlite_url,
    migrated_file,
    postgresql,
    postgresql_url,
    sqlite_url,
)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgres: wants a PostgreSQL server")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:  # noqa: F811 - the fixture, not the import
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def open_uow(engine: Engine) -> OpenUnitOfWork:
    return unit_of_work(engine)
