"""What every test may start from: an event loop of its own, and fresh databases."""

import asyncio
import gc
import inspect
import os
from collections.abc import Iterator

import pytest

from bot.installation.environment import WITHOUT_MODEL
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
    # The same answers on every machine; where the model matters, a test asks for it by itself.
    os.environ[WITHOUT_MODEL] = "1"


def pytest_collection_finish() -> None:
    """Look for garbage among what the tests leave, not again and again in all that was imported."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Let a test be an `async def`, in the loop that its fixtures use."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    wanted = {name: pyfuncitem.funcargs[name] for name in names}
    runner = pyfuncitem.funcargs.get("runner")
    if isinstance(runner, asyncio.Runner):
        runner.run(pyfuncitem.obj(**wanted))
    else:
        asyncio.run(pyfuncitem.obj(**wanted))
    return True


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """The event loop of a test and its fixtures."""
    with asyncio.Runner() as started:
        yield started
