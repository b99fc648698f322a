"""What every journey starts from: the made-up trust at work, on each platform and database."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assembly import Knowhow
from bot.settings import Settings, load
from knowledge.library import Library
from tests.journeys.surfaces import SURFACES, places
from tests.support.school import School, Surface

SHIPPED = Path(__file__).resolve().parents[2] / "app.yaml"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Go to PostgreSQL once with a journey that is made several times with other words."""
    here = Path(__file__).parent
    there = [it for it in items if here in it.path.parents and it.get_closest_marker("postgres")]
    first = {it.nodeid.partition("[")[0]: it for it in reversed(there)}
    repeated = {*there} - {*first.values()}
    config.hook.pytest_deselected(items=list(repeated))
    items[:] = [it for it in items if it not in repeated]


@pytest.fixture(scope="session")
def trust() -> Settings:
    """The made-up trust that ships with the product."""
    return load(SHIPPED)


@pytest.fixture(scope="session")
def knowhow(trust: Settings) -> Knowhow:
    """What is known before anybody speaks; it is read once for all tests."""
    return Knowhow.of(trust)


@pytest.fixture(scope="session")
def library(knowhow: Knowhow) -> Library:
    """The trust's policies."""
    return knowhow.library


@pytest.fixture(params=places(*SURFACES))
def surface(request: pytest.FixtureRequest) -> Surface:
    """A platform, with a fresh database; the test runs once on each."""
    platform, kind = request.param
    return Surface(platform, request.getfixturevalue(f"{kind}_url"))


@pytest.fixture
def school(
    runner: asyncio.Runner, surface: Surface, trust: Settings, knowhow: Knowhow
) -> Iterator[School]:
    """The trust at work, on a Tuesday morning in November."""
    opened = runner.run(School.open(trust, surface, knowhow))
    yield opened
    runner.run(opened.close())
