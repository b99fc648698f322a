"""What every test of the sandbox's Teams window begins with: scripted windows, an open page."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.page_browser import fresh_page
from tests.support.teams_page_hands import Visit, newest
from tests.support.teams_page_stub import TwoWindows, running_two_windows

WIDE = {"width": 1440, "height": 860}


@pytest.fixture
def scripted() -> Iterator[TwoWindows]:
    """A fresh page with both windows."""
    with running_two_windows() as started:
        yield started


@pytest.fixture
def visit(browser: Browser, scripted: TwoWindows) -> Iterator[Visit]:
    """Open the page somewhere, at a size; what the browser complains about fails the test."""
    with ExitStack() as visits:

        def open_page(place: str = "", **shape: int) -> Page:
            address = f"{scripted.address}/#{place}"
            return visits.enter_context(fresh_page(browser, address, viewport={**WIDE, **shape}))

        yield open_page


@pytest.fixture
def chat(visit: Visit) -> Page:
    """Teams as Amy Carter sees it, in her chat with Dutydesk."""
    opened = visit("as=U-AMY&show=teams&chat=app", width=1280, height=800)
    expect(newest(opened)).to_be_visible()
    return opened
