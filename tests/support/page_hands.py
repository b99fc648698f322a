"""What the hands of a person do on the sandbox's page, again and again."""

from playwright.sync_api import Locator, Page, expect

from tests.support.page_examples import Json
from tests.support.page_stub import PageStub


def composer(page: Page) -> Locator:
    """Return the field in which Amy writes to Dutydesk."""
    return page.get_by_role("textbox", name="Message Dutydesk")


def asked(stub: PageStub, kind: str) -> list[Json]:
    """Return what the page asked the server for, of one kind."""
    return [call for call in stub.window.calls if call["kind"] == kind]


def press_button(page: Page, name: str) -> None:
    """Press the button with exactly this name."""
    page.get_by_role("button", name=name, exact=True).click()


def send(dialog: Locator) -> None:
    """Press the form's Send."""
    dialog.get_by_role("button", name="Send").click()


def open_report(page: Page) -> Locator:
    """Run /report and return the form that opens."""
    composer(page).fill("/report")
    composer(page).press("Enter")
    dialog = page.get_by_role("dialog", name="Report")
    expect(dialog).to_be_visible()
    return dialog
