"""What the hands of a person do in the sandbox's Teams window, again and again."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from playwright.sync_api import Locator, Page, expect

Visit: TypeAlias = Callable[..., Page]
MOST_TABS = 80


def newest(page: Page) -> Locator:
    """Return the last message in Teams."""
    return page.locator("#teams article").last


def write_field(page: Page) -> Locator:
    """Return the field in which one writes to Dutydesk in Teams."""
    return page.get_by_role("textbox", name="Type a message to Dutydesk")


def press(place: Page | Locator, name: str) -> None:
    """Press the button with exactly this name."""
    place.get_by_role("button", name=name, exact=True).click()


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is there."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"no {key} leads to {wanted}")


def open_everything(page: Page) -> Locator:
    """Run the command that opens a form with every kind of field, and return the form."""
    write_field(page).fill("/everything")
    write_field(page).press("Enter")
    write_field(page).press("Enter")
    dialog = page.get_by_role("dialog", name="Everything")
    expect(dialog).to_be_visible()
    return dialog
