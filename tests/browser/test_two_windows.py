"""Slack and Teams on one page of the sandbox: side by side, in turns, and for everybody."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.seat import AUDIT, PHONE, Seat
from tests.support.page_browser import fresh_page
from tests.support.page_stub import running_stub
from tests.support.teams_page_hands import Visit, newest, open_everything, press, write_field
from tests.support.teams_page_stub import TwoWindows

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.support.teams_page_fixtures",)
SMALLEST = """(smallest) => [...document.querySelectorAll('#teams :is(button, a, input, select)')]
  .filter((node) => node.checkVisibility() && !node.matches('.citation'))
  .map((node) => [(node.closest('label') ?? node).getBoundingClientRect(), node.outerHTML])
  .filter(([box]) => box.width < smallest || box.height < smallest)
  .map(([box, html]) => `${box.width}x${box.height} ${html.slice(0, 90)}`)"""
"""What is too small for a thumb; a mark in the middle of a sentence is let off."""


def test_both_windows_stand_side_by_side_and_each_can_be_enlarged(
    visit: Visit,
) -> None:
    page = visit()
    expect(page.get_by_role("log", name="Messages in Dutydesk")).to_have_count(2)
    widths = page.locator(".pane").evaluate_all("all => all.map((node) => node.clientWidth)")
    assert abs(widths[0] - widths[1]) <= 1

    press(page, "Enlarge Teams")

    expect(page.locator("#slack")).to_be_hidden()
    expect(page.locator("#slack article")).to_have_count(0)
    expect(page.get_by_role("main")).to_have_attribute("id", "teams-main")
    press(page, "Show Slack too 1 unread")
    expect(page.get_by_role("log")).to_have_count(2)
    expect(page.get_by_role("main")).to_have_attribute("id", "main")


def test_in_half_a_page_list_and_chat_take_turns(visit: Visit) -> None:
    page = visit(width=1100)
    expect(write_field(page)).to_be_visible()

    press(page, "Back to the chats")

    expect(write_field(page)).to_have_count(0)
    expect(page.get_by_role("textbox", name="Message Dutydesk")).to_be_visible()
    page.get_by_role("link", name="Staffroom").last.click()
    expect(page.get_by_role("heading", name="Staffroom")).to_be_visible()


def test_on_a_phone_tabs_lead_from_one_window_to_the_other(visit: Visit) -> None:
    phone = visit("as=U-AMY&in=app&chat=app", **PHONE)
    tabs = phone.get_by_role("navigation", name="Chat windows")
    expect(tabs.get_by_role("link", name="Slack")).to_have_attribute("aria-current", "page")
    expect(phone.get_by_role("textbox", name="Message Dutydesk")).to_be_visible()
    phone.get_by_role("textbox", name="Message Dutydesk").fill("half a question")

    tabs.get_by_role("link", name="Teams").click()

    expect(write_field(phone)).to_be_visible()
    expect(newest(phone)).to_be_in_viewport()
    expect(phone.locator("#slack")).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    tabs.get_by_role("link", name="Slack").click()
    expect(phone.get_by_role("textbox", name="Message Dutydesk")).to_have_value("half a question")


def test_the_bell_leads_to_the_window_that_has_the_news(visit: Visit) -> None:
    phone = visit("as=U-HELEN&in=app&chat=app", **PHONE)
    expect(phone.locator("#slack article").first).to_be_visible()

    phone.get_by_role("button", name="2 new for Omar Aziz (DSL) in Teams").click()

    expect(phone.locator("#teams")).to_be_visible()
    expect(phone.get_by_role("heading", name="Dutydesk", level=1)).to_be_visible()


def test_the_list_of_people_says_where_the_news_is(visit: Visit) -> None:
    page = visit()

    page.get_by_role("button", name="Choose who you are").click()

    people = page.get_by_role("menu", name="Who are you?")
    expect(people.get_by_role("menuitemradio", name="Helen Marsh")).to_contain_text(
        "2 new in Slack, 1 in Teams"
    )
    expect(people.get_by_role("menuitemradio", name="Omar Aziz")).to_contain_text("2 new in Teams")
    people.get_by_role("menuitemradio", name="Omar Aziz").click()
    expect(page.locator(".sidebar-head")).to_contain_text("Omar Aziz")
    expect(page.locator(".chats-head")).to_contain_text("Omar Aziz")


def test_one_clock_moves_both_windows(visit: Visit, scripted: TwoWindows) -> None:
    page = visit("as=U-AMY&chat=T-STAFF")
    expect(page.locator("#teams .day")).to_have_text(["Yesterday", "Today"])
    page.get_by_role("button", name="Move the clock.").click()

    scripted.teams.now = scripted.teams.now.replace(day=21)
    page.get_by_role("menuitem", name="+1 day").click()

    expect(page.locator("#teams .day")).to_have_text(["Thursday 19 November", "Yesterday"])
    expect(page.locator("#slack .day")).to_have_text(["Yesterday"])


def test_who_has_no_account_in_teams_is_told_so(visit: Visit) -> None:
    page = visit("as=U-SAM")

    expect(page.locator("#teams-main")).to_contain_text("no account in Teams")
    expect(page.locator("#slack article").first).to_be_visible()
    page.get_by_role("button", name="Choose who you are").click()
    page.get_by_role("menuitemradio", name="Amy Carter").click()
    expect(write_field(page)).to_be_visible()


def test_an_address_that_names_nobody_leads_to_the_first_person(visit: Visit) -> None:
    page = visit("as=U-NOBODY&show=teams")
    expect(page.locator(".who")).to_contain_text("Amy Carter")
    page.evaluate("location.hash = 'as=U-OMAR&show=teams'")
    expect(page.locator(".who")).to_contain_text("Omar Aziz")

    page.evaluate("location.hash = 'as=U-GONE&show=teams'")

    expect(page.locator(".who")).to_contain_text("Amy Carter")
    expect(write_field(page)).to_be_visible()


def test_a_window_that_does_not_show_is_not_read(visit: Visit, scripted: TwoWindows) -> None:
    page = visit("as=U-AMY&show=slack&chat=T-HELEN")
    expect(page.locator("#slack article").first).to_be_visible()
    assert scripted.asked("read") == []

    press(page, "Show Teams too 1 unread")

    expect(page.locator("#teams article")).to_contain_text("Have you got a minute?")
    expect(page.locator("#teams .new-line")).to_be_visible()
    expect(page.locator("#teams .badge")).to_have_count(0)
    assert [call["conversation"] for call in scripted.asked("read")] == ["T-HELEN"]


def test_a_sandbox_without_teams_has_one_window_and_no_tabs(browser: Browser) -> None:
    with running_stub() as stub, fresh_page(browser, f"{stub.address}/#show=teams") as page:
        expect(page.locator("#slack article").first).to_be_visible()

        expect(page.locator("#teams")).to_be_hidden()
        expect(page.locator(".caption-row, .window-tab")).to_have_count(0)
        expect(page.locator(".bell")).to_have_text("2 new for Helen Marsh (headteacher)")


# --- for everybody ---


def show(page: Page, what: str) -> None:
    match what:
        case "source":
            page.get_by_role("button", name="Source 1").click()
        case "dialog":
            press(open_everything(page), "Send")
            expect(page.get_by_text("Please say a little more.")).to_be_visible()
        case "commands":
            write_field(page).press_sequentially("/")
        case "menu":
            press(page, "Actions and commands")
        case "form":
            press(page, "No")
            press(newest(page), "Send")
            expect(page.get_by_text("Please say a little more.")).to_be_visible()
        case "confirm":
            press(page, "Refuse")
        case place:
            page.evaluate(f"location.hash = 'as=U-AMY&show=teams&chat={place}'")
            expect(page.locator("#teams article").first).to_be_visible()


@pytest.mark.parametrize(
    "what",
    ["source", "dialog", "commands", "menu", "form", "confirm", "T-APP", "T-STAFF", "T-GALLERY"],
)
def test_nothing_that_shows_shuts_anybody_out(chat: Page, album: Path, what: str) -> None:
    show(chat, what)

    Seat(chat, album).portraits(what)


def test_both_windows_together_shut_nobody_out(visit: Visit, album: Path) -> None:
    page = visit()
    expect(newest(page)).to_be_visible()

    Seat(page, album).shot("both")
    by_day = page.evaluate(AUDIT)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    by_night = page.evaluate(AUDIT)
    Seat(page, album).shot("both-dark")

    assert (by_day, by_night) == ([], [])


@pytest.mark.parametrize("place", ["app", "list", "T-STAFF"])
def test_a_thumb_hits_everything_on_a_phone(visit: Visit, place: str) -> None:
    phone = visit(f"as=U-AMY&show=teams&chat={place}", **PHONE)
    expect(phone.locator("#teams article, .chats a").first).to_be_attached()
    phone.wait_for_timeout(150)

    assert phone.evaluate(SMALLEST, 44) == []


def test_tab_goes_through_both_windows_in_the_order_in_which_they_read(
    visit: Visit,
) -> None:
    page = visit()
    expect(newest(page)).to_be_visible()
    places: list[int] = []

    while len(places) < 120:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        places.append(page.evaluate("[...document.all].indexOf(document.activeElement)"))

    assert len(places) > 30
    assert places == sorted(places)
