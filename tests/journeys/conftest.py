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
ELSEWHERE = ("slack-postgresql", "teams-sqlite")
THIRD_TIME = ("slack-postgresql", "slack-sqlite")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Make each journey on each platform and each kind of database, but not on every pair of them.

    What is made on Slack with PostgreSQL and on Teams with SQLite needs no third time; and what is
    made several times with other words needs PostgreSQL once.
    """
    here = Path(__file__).parent
    journeys = {it.nodeid: it for it in items if here in it.path.parents}
    there = [name for name, it in journeys.items() if it.get_closest_marker("postgres")]
    first = {name.partition("[")[0]: name for name in reversed(there)}.values()
    on_both = [name for name in first if name.replace(*ELSEWHERE) in journeys]
    dropped = {*there} - {*first} | {name.replace(*THIRD_TIME) for name in on_both}
    config.hook.pytest_deselected(items=[it for name, it in journeys.items() if name in dropped])
    items[:] = [it for it in items if it.nodeid not in dropped]


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
