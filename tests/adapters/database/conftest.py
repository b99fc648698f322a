"""What the tests of the database start from; the databases come from the conftest above."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.ports import OpenUnitOfWork


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def open_uow(engine: Engine) -> OpenUnitOfWork:
    return unit_of_work(engine)


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Engine]:
    engine = open_engine(empty_database_url)
    yield engine
    engine.dispose()
