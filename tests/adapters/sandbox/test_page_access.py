"""The page for everybody: names, labels, order, contrast and size of all that shows."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import page_stub
from tests.support.page_browser import fresh_page
from tests.support.page_stub import PageStub

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.support.page_fixtures",)
SHOWS_FOCUS = """(() => {
  const node = document.activeElement;
  const around = getComputedStyle(node.closest('.composer') ?? node);
  return getComputedStyle(node).outlineStyle !== 'none' || around.boxShadow !== 'none';
})()"""
AUDIT = (Path(page_stub.__file__).parent / "page_audit.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    found: list[str] = page.evaluate(AUDIT)
    return found


def show(page: Page, what: str) -> None:
    match what:
        case "people":
            page.get_by_role("button", name="Choose who you are").click()
        case "commands":
            page.get_by_role("textbox", name="Message Dutydesk").press_sequentially("/")
        case "form" | "faults":
            field = page.get_by_role("textbox", name="Message Dutydesk")
            field.fill("/everything")
            field.press("Enter")
            expect(page.get_by_role("dialog")).to_be_visible()
            if what == "faults":
                page.get_by_role("button", name="Send", exact=True).last.click()
                expect(page.locator(".field-error").first).to_be_visible()
        case "failure":
            field = page.get_by_role("textbox", name="Message Dutydesk")
            field.fill("/nonsense")
            field.press("Enter")
        case "question":
            page.get_by_role("button", name="Refuse").click()
            expect(page.get_by_role("dialog")).to_be_visible()


PLACES = {
    "messages": "in=D-APP",
    "home": "in=D-APP&tab=home",
    "thread": "in=C-STAFF",
    "blocks": "in=C-GALLERY",
}
STATES = ["people", "commands", "form", "faults", "failure", "question"]


@pytest.mark.parametrize("what", [*PLACES, *STATES])
def test_nothing_that_shows_shuts_anybody_out(browser: Browser, stub: PageStub, what: str) -> None:
    address = f"{stub.address}/#as=U-AMY&{PLACES.get(what, 'in=D-APP')}"
    with fresh_page(browser, address) as page:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        show(page, what)
        page.wait_for_timeout(150)

        by_day = faults(page)
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        by_night = faults(page)

        assert (by_day, by_night) == ([], [])


@pytest.mark.parametrize("place", ["", "in=D-APP", "in=C-GALLERY"])
def test_nothing_on_a_phone_shuts_anybody_out(browser: Browser, stub: PageStub, place: str) -> None:
    address = f"{stub.address}/#as=U-AMY&{place}"
    with fresh_page(browser, address, viewport={"width": 360, "height": 740}) as page:
        expect(page.locator(".sidebar a, article").first).to_be_attached()
        page.wait_for_timeout(150)

        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_page_has_its_landmarks(browser: Browser, stub: PageStub) -> None:
    with fresh_page(browser, stub.address) as page:
        expect(page.get_by_role("banner")).to_be_visible()
        expect(page.get_by_role("navigation", name="Conversations")).to_be_visible()
        expect(page.get_by_role("main")).to_be_visible()
        expect(page.get_by_role("log", name="Messages in Dutydesk")).to_be_visible()

        assert page.locator("html").get_attribute("lang") == "en-GB"


def test_tab_goes_through_the_page_in_the_order_in_which_it_reads(
    browser: Browser, stub: PageStub
) -> None:
    with fresh_page(browser, stub.address) as page:
        expect(page.locator("article").first).to_be_visible()
        places: list[int] = []

        while len(places) < 60:
            page.keyboard.press("Tab")
            place = page.evaluate("[...document.all].indexOf(document.activeElement)")
            if page.evaluate("document.activeElement === document.body"):
                break
            places.append(place)

        assert len(places) > 15
        assert places == sorted(places)


def test_the_focus_can_be_seen(browser: Browser, stub: PageStub) -> None:
    with fresh_page(browser, stub.address) as page:
        expect(page.locator("article").first).to_be_visible()
        unseen = []

        for _ in range(20):
            page.keyboard.press("Tab")
            if not page.evaluate(SHOWS_FOCUS):
                unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))

        assert unseen == []


def test_nothing_turns_for_those_who_asked_for_stillness(browser: Browser, stub: PageStub) -> None:
    with fresh_page(browser, stub.address, reduced_motion="reduce") as page:
        button = page.get_by_role("button", name="Approve")
        button.click()
        expect(button).to_have_attribute("aria-busy", "true")

        length = button.evaluate("node => getComputedStyle(node, '::after').animationDuration")

        assert float(length.removesuffix("s")) < 0.001
