"""One running sandbox and one browser for each file, and a seat for whoever sits down."""

import re
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser

from bot.commands.deployment import SHIPPED
from bot.domain.people import SchoolId
from bot.domain.schools import School
from bot.settings import load
from tests.browser.running_sandbox import ROOT, RunningSandbox
from tests.browser.seat import Seat
from tests.support.page_browser import fresh_page, running_browser

TakeSeat: TypeAlias = Callable[..., Seat]
# On a busy machine a round or a turn may not get at the database: both are tried again.
LOSSES = ("turn failed", "listener failed", "not delivered", "not shown", "Traceback")
FAILED = pytest.StashKey[bool]()
ACCOUNTS = {person.name: person.identities[0].user for person in load(SHIPPED).directory().people()}
"""The Slack account of everybody in the shipped settings, by name."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def oakfield() -> School:
    """The school that the people of the tests work at."""
    return load(SHIPPED).directory().school(SchoolId("oakfield"))


@dataclass(frozen=True, slots=True)
class Monday:
    """The Monday on which a file's tests begin."""

    at: datetime

    def day(self, later: int) -> str:
        """Return a day of that week, as a date field holds it."""
        return (self.at + timedelta(days=later)).date().isoformat()


@pytest.fixture(scope="module")
def monday(sandbox: RunningSandbox) -> Monday:
    """The day it is in the sandbox when the file begins."""
    return Monday(sandbox.began)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory, oakfield: School) -> Iterator[RunningSandbox]:
    """The sandbox, on a Monday morning in term; it must end well, and nothing may get lost."""
    # One window: these tests are about Slack's, and a bell would lead to either.
    running = RunningSandbox(tmp_path_factory.mktemp("sandbox"), ("--only", "slack"))
    running.start()
    running.begin_on_monday(oakfield.calendar)
    yield running
    assert running.stop() == 0
    assert [line for line in running.log.splitlines() if any(bad in line for bad in LOSSES)] == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, or the file's tests are skipped."""
    with running_browser() as started:
        yield started


@pytest.fixture
def album(request: pytest.FixtureRequest) -> Path:
    """Where the pictures of a test are kept; those of an earlier run are thrown away."""
    place = ROOT / "artefacts" / "browser" / re.sub(r"\W+", "_", request.node.name)
    shutil.rmtree(place, ignore_errors=True)
    return place


@pytest.fixture
def take_seat(
    request: pytest.FixtureRequest, browser: Browser, sandbox: RunningSandbox, album: Path
) -> Iterator[TakeSeat]:
    """Open a window of the page for a person; what the browser complains about fails the test."""
    seats: list[Seat] = []
    with ExitStack() as windows:

        def sit_down(name: str, **options: Any) -> Seat:
            address = f"{sandbox.address}/#as={ACCOUNTS[name]}&in=app"
            page = windows.enter_context(fresh_page(browser, address, **options))
            seat = Seat(page, album)
            seat.is_at(name)
            seat.puts_away()
            seats.append(seat)
            return seat

        yield sit_down
        if request.node.stash.get(FAILED, False):
            for seat in seats:
                seat.shot("failed")
