"""A real browser for the sandbox's page; it keeps a list of what it had to complain about."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    expect,
    sync_playwright,
)

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--lang=en-GB",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "No browser: install Debian's package `chromium` to run the tests of the page."
# Only what never comes is waited for so long; a busy computer takes its time over the rest.
PATIENCE_MS = 20_000
_WATCH_POLICY = """
addEventListener('securitypolicyviolation',
  (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start Chromium, or skip the test with a sentence."""
    if not shutil.which(CHROMIUM):
        pytest.skip(MISSING)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Complaints:
    """What the browser complained about, and where the page went outside this computer."""

    address: str
    found: list[str] = field(default_factory=list)

    def listen_to(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", self._catch)
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.found.append(message.text)

    def _catch(self, error: Error) -> None:
        self.found.append(str(error))

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.found.append(f"The page asked for {request.url}")


@contextmanager
def fresh_page(
    browser: Browser, address: str, *, may_complain: bool = False, **options: Any
) -> Iterator[Page]:
    """Open the page as a new visitor; fail if the browser complained before it was closed."""
    shape = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **options}
    context = browser.new_context(**shape)
    context.add_init_script(_WATCH_POLICY)
    context.set_default_timeout(PATIENCE_MS)
    page, complaints = context.new_page(), Complaints(address.partition("/#")[0])
    complaints.listen_to(page)
    page.goto(address)
    yield page
    context.close()
    assert may_complain or complaints.found == []
