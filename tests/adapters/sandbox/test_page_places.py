"""Where a person is on the sandbox's page: people, links, tabs, phone, dark, no mouse."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.page_browser import fresh_page
from tests.support.page_examples import Json
from tests.support.page_hands import asked, composer, open_report, press_button
from tests.support.page_stub import PageStub

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.support.page_fixtures",)


def test_somebody_else_is_chosen_from_the_list_of_people(page: Page) -> None:
    page.get_by_role("button", name="Choose who you are").click()

    page.get_by_role("menuitemradio", name="Nina Patel").click()

    expect(page.locator(".who")).to_contain_text("Nina Patel")
    expect(page).to_have_url(re.compile("as=U-NINA"))


def test_the_bell_names_who_has_news_and_takes_you_there(page: Page) -> None:
    bell = page.get_by_role("button", name="2 new for Helen Marsh (headteacher)")

    bell.click()

    expect(page.locator(".who")).to_contain_text("Helen Marsh")
    expect(bell).to_have_count(0)


def test_reload_and_links_keep_person_conversation_and_tab(page: Page, stub: PageStub) -> None:
    page.goto(f"{stub.address}/#as=U-OMAR&in=C-STAFF")
    expect(page.get_by_role("heading", name="staffroom")).to_be_visible()

    page.reload()

    expect(page.locator(".who")).to_contain_text("Omar Aziz")
    expect(page.get_by_role("heading", name="staffroom")).to_be_visible()
    page.get_by_role("link", name="Dutydesk").click()
    expect(page).to_have_url(re.compile("as=U-OMAR&in=D-APP"))
    page.go_back()
    expect(page.get_by_role("heading", name="staffroom")).to_be_visible()


def test_the_home_tab_is_opened_by_arrow_key_and_its_buttons_work(
    page: Page, stub: PageStub
) -> None:
    page.get_by_role("tab", name="Messages").focus()

    page.keyboard.press("ArrowLeft")

    expect(page.get_by_role("tab", name="Home")).to_be_focused()
    expect(page.get_by_text("1 request waits for you.")).to_be_visible()
    assert [call["tab"] for call in asked(stub, "home_open")] == ["messages", "home"]
    press_button(page, "Ask me later")
    expect(page.get_by_role("button", name="Ask me later")).not_to_have_attribute(
        "aria-busy", "true"
    )
    assert asked(stub, "home_press")[0]["action_id"] == "later"


def test_the_clock_moves_to_the_next_morning(page: Page, stub: PageStub) -> None:
    page.get_by_role("button", name="Move the clock.").click()

    page.get_by_role("menuitem", name="Next morning").click()

    expect(page.get_by_role("button", name="Sat 21 Nov 2026, 08:31")).to_be_visible()
    assert asked(stub, "clock")[0]["hours"] == 22


def test_the_tab_of_the_browser_counts_what_is_new(page: Page, stub: PageStub) -> None:
    expect(page).to_have_title("(2) Dutydesk sandbox")

    stub.change(lambda window: window.unread.clear())

    expect(page).to_have_title("Dutydesk sandbox")


def test_everything_can_be_done_without_a_mouse(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip to the conversation")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, composer(page))
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    expect(page.locator("article").last).to_contain_text("You said: hello")
    _tab_to(page, page.get_by_role("button", name="Approve"), "Shift+Tab")

    page.keyboard.press("Enter")

    expect(page.get_by_text("Approved by Amy Carter")).to_be_visible()
    assert page.evaluate("document.activeElement !== document.body")


def _tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    for _ in range(40):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail("The control cannot be reached with Tab.")


def test_on_a_phone_list_and_conversation_take_turns(browser: Browser, stub: PageStub) -> None:
    with fresh_page(browser, stub.address, viewport={"width": 360, "height": 740}) as phone:
        expect(composer(phone)).to_have_count(0)

        phone.get_by_role("link", name="Dutydesk").click()

        expect(composer(phone)).to_be_visible()
        expect(phone.locator("article").last).to_be_in_viewport()
        expect(phone.get_by_role("link", name="Dutydesk")).to_have_count(0)
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
        phone.get_by_role("button", name="Back to the list").click()
        expect(phone.get_by_role("link", name="Dutydesk")).to_be_visible()
        phone.get_by_role("button", name="Choose who you are").click()
        phone.get_by_role("menuitemradio", name="Omar Aziz").click()
        expect(phone.locator(".sidebar-head")).to_contain_text("Omar Aziz")


def test_dark_mode_follows_the_computer_until_chosen(browser: Browser, stub: PageStub) -> None:
    with fresh_page(browser, stub.address, color_scheme="dark") as page:
        toggle = page.get_by_role("button", name="Dark mode")
        expect(toggle).to_have_attribute("aria-pressed", "true")
        dark = _paper(page)
        toggle.click()
        expect(toggle).to_have_attribute("aria-pressed", "false")

        page.reload()

        expect(toggle).to_have_attribute("aria-pressed", "false")
        assert _paper(page) == "rgb(255, 255, 255)" != dark


def _paper(page: Page) -> str:
    return str(page.locator("main").evaluate("node => getComputedStyle(node).backgroundColor"))


@pytest.mark.parametrize(
    ("name", "shape"),
    [("desktop", {"width": 1280, "height": 800}), ("phone", {"width": 390, "height": 844})],
)
def test_a_picture_is_kept_to_look_at(
    browser: Browser, stub: PageStub, tmp_path: Path, name: str, shape: Json
) -> None:
    folder = Path(os.environ.get("DUTYDESK_SHOTS") or tmp_path)
    address = f"{stub.address}/#as=U-AMY&in=D-APP"
    with fresh_page(browser, address, viewport=shape) as page:
        expect(page.locator("article").last).to_be_in_viewport()

        page.screenshot(path=folder / f"page_{name}.png")
        press_button(page, "Dark mode")
        page.screenshot(path=folder / f"page_{name}_dark.png")
        open_report(page)
        page.screenshot(path=folder / f"page_{name}_form.png")

    assert (folder / f"page_{name}_form.png").stat().st_size > 10_000
