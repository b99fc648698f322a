"""What every test of the sandbox's page begins with: a browser, a scripted window, an open page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.page_browser import fresh_page, running_browser
from tests.support.page_stub import PageStub, running_stub


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for all tests of a module; skips them when it is not installed."""
    with running_browser() as started:
        yield started


@pytest.fixture
def stub() -> Iterator[PageStub]:
    """A fresh scripted workspace."""
    with running_stub() as started:
        yield started


@pytest.fixture
def page(browser: Browser, stub: PageStub) -> Iterator[Page]:
    """The page as Amy Carter sees it, in her conversation with Dutydesk."""
    with fresh_page(browser, stub.address) as opened:
        expect(opened.locator("article").first).to_be_visible()
        yield opened
