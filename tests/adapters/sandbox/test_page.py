"""Talking on the sandbox's page: words, commands, cards, threads, and what goes wrong."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.page_browser import fresh_page
from tests.support.page_hands import asked, composer, press_button
from tests.support.page_stub import BOT, PageStub

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.support.page_fixtures",)


def test_enter_sends_and_shift_with_enter_begins_a_line(page: Page, stub: PageStub) -> None:
    composer(page).press_sequentially("Is TikTok")
    composer(page).press("Shift+Enter")
    composer(page).press_sequentially("allowed? <b> & *bold*")

    composer(page).press("Enter")

    expect(page.locator("article").last).to_contain_text("You said: Is TikTok")
    assert asked(stub, "say")[0]["text"] == "Is TikTok\nallowed? <b> & *bold*"
    expect(page.locator("article").nth(-2).locator("strong").last).to_have_text("bold")
    expect(page.locator("article b")).to_have_count(0)
    expect(composer(page)).to_have_value("")
    expect(composer(page)).to_be_focused()


def test_commands_are_chosen_by_keyboard(page: Page) -> None:
    composer(page).press_sequentially("/")
    expect(page.get_by_role("option")).to_have_count(4)
    composer(page).press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("/report")

    composer(page).press("Enter")
    expect(composer(page)).to_have_value("/report ")
    composer(page).press("Enter")

    expect(page.get_by_role("dialog", name="Report")).to_be_visible()
    expect(page.get_by_role("textbox", name="What happened?")).to_be_focused()


def test_escape_closes_the_list_of_commands_and_a_name_can_be_taken(page: Page) -> None:
    composer(page).press_sequentially("/pol")
    composer(page).press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    composer(page).fill("")
    composer(page).press_sequentially("ask @om")

    composer(page).press("Tab")

    expect(composer(page)).to_have_value("ask @Omar Aziz ")


def test_an_unknown_command_is_explained_and_kept(page: Page, stub: PageStub) -> None:
    composer(page).fill("/nonsense now")

    composer(page).press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("There is no command /nonsense")
    expect(composer(page)).to_have_value("/nonsense now")
    assert asked(stub, "command") == []


def test_a_failure_is_said_aloud_and_the_words_come_back(page: Page) -> None:
    composer(page).fill("/unblock example.org")

    composer(page).press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("The app did not answer in time.")
    expect(composer(page)).to_have_value("/unblock example.org")
    press_button(page, "Close this message")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_pressed_card_works_and_then_changes_in_place(page: Page, stub: PageStub) -> None:
    composer(page).fill("half a question")
    approve = page.get_by_role("button", name="Approve")

    approve.click()

    expect(approve).to_have_attribute("aria-busy", "true")
    approve.click(force=True)
    expect(page.get_by_text("Approved by Amy Carter")).to_be_visible()
    expect(approve).to_have_count(0)
    assert len(asked(stub, "press")) == 1
    assert asked(stub, "press")[0]["action"] == {"type": "button", "value": "approve"}
    expect(composer(page)).to_have_value("half a question")
    expect(page.locator(".bell")).to_contain_text("2 new for Helen Marsh (headteacher) and 1 more")


def test_a_dangerous_button_asks_first(page: Page, stub: PageStub) -> None:
    press_button(page, "Refuse")
    expect(page.get_by_role("dialog")).to_contain_text("Amy is told at once.")
    press_button(page, "Go back")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert asked(stub, "press") == []
    press_button(page, "Refuse")

    press_button(page, "Yes, refuse")

    expect(page.get_by_text("Refused by Amy Carter")).to_be_visible()


def test_a_new_message_does_not_move_what_is_being_read(page: Page, stub: PageStub) -> None:
    scroller = page.locator(".scroller")
    scroller.evaluate("node => { node.scrollTop = 0; }")
    composer(page).fill("typing")

    stub.change(lambda window: window.post("D-APP", BOT, "Something new"))

    jump = page.get_by_role("button", name="New messages")
    expect(jump).to_be_visible()
    assert scroller.evaluate("node => node.scrollTop") == 0
    expect(composer(page)).to_have_value("typing")
    expect(composer(page)).to_be_focused()
    jump.click()
    expect(page.get_by_text("Something new")).to_be_in_viewport()


def test_a_message_is_reported_from_its_menu(page: Page, stub: PageStub) -> None:
    page.get_by_role("link", name="channel staffroom").click()
    message = page.locator("article", has_text="Phones were out")
    message.hover()

    message.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Report this message").click()

    expect(page.get_by_role("dialog", name="Report this message")).to_be_visible()
    call = asked(stub, "shortcut")[0]
    assert (call["callback_id"], call["conversation"]) == ("report_message", "C-STAFF")
    assert call["ts"]


def test_messages_are_reached_and_reported_by_keyboard(page: Page) -> None:
    page.get_by_role("link", name="channel staffroom").click()
    page.locator("article").last.focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("article", has_text="Assembly")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog", name="Report this message")).to_be_visible()


def test_a_thread_is_answered_below_its_message(page: Page, stub: PageStub) -> None:
    page.get_by_role("link", name="channel staffroom").click()
    expect(page.locator(".is-reply")).to_contain_text("Thank you, I will be there.")
    reply = page.get_by_role("textbox", name="Reply in this thread")
    reply.fill("Me too")

    reply.press("Enter")

    expect(page.locator(".is-reply")).to_have_count(2)
    expect(page.get_by_role("button", name="2 replies")).to_be_visible()
    root = next(one for one in stub.window.places["C-STAFF"] if "Assembly" in one["text"])
    assert asked(stub, "say")[0]["thread_ts"] == root["ts"]
    page.get_by_role("button", name="2 replies").click()
    expect(page.locator(".is-reply")).to_have_count(0)


def test_a_file_is_only_pretended(page: Page, stub: PageStub) -> None:
    page.get_by_role("button", name="Attach, or start a shortcut").click()
    page.get_by_role("menuitem", name="Attach a file").click()
    page.get_by_label("Name of the file").fill("photo.jpg")

    page.get_by_role("dialog").get_by_role("button", name="Send").click()

    expect(page.locator("article").last).to_contain_text("photo.jpg")
    assert asked(stub, "upload")[0]["name"] == "photo.jpg"


def test_opening_a_conversation_marks_it_as_read(page: Page, stub: PageStub) -> None:
    expect(page.get_by_role("link", name="Dutydesk")).not_to_contain_text("unread")
    assert [call["conversation"] for call in asked(stub, "read")] == ["D-APP"]
    expect(page.get_by_role("link", name="Helen Marsh 1 unread")).to_be_visible()


def test_a_lost_line_is_told_and_found_again(browser: Browser, stub: PageStub) -> None:
    with fresh_page(browser, stub.address, may_complain=True) as page:
        composer(page).fill("hello")
        page.route("**/sandbox/**", lambda route: route.abort())
        composer(page).press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("The sandbox does not answer.")
        expect(page.locator("#line")).to_contain_text("Trying again")
        expect(composer(page)).to_have_value("hello")

        page.unroute("**/sandbox/**")
        composer(page).press("Enter")

        expect(page.locator("article").last).to_contain_text("You said: hello")
        expect(page.locator("#line")).to_be_empty()
