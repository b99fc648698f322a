"""The Teams window of the sandbox's page, as a person uses it; a scripted Teams answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.seat import AUDIT, PHONE, Seat
from tests.support.page_browser import fresh_page
from tests.support.teams_page_stub import APP, TwoWindows, running_two_windows

pytestmark = pytest.mark.browser
WIDE = {"width": 1440, "height": 860}
MOST_TABS = 80
SMALLEST = """(smallest) => [...document.querySelectorAll('#teams :is(button, a, input, select)')]
  .filter((node) => node.checkVisibility() && !node.matches('.citation'))
  .map((node) => [(node.closest('label') ?? node).getBoundingClientRect(), node.outerHTML])
  .filter(([box]) => box.width < smallest || box.height < smallest)
  .map(([box, html]) => `${box.width}x${box.height} ${html.slice(0, 90)}`)"""


@pytest.fixture
def stub() -> Iterator[TwoWindows]:
    """A fresh page with both windows."""
    with running_two_windows() as started:
        yield started


@pytest.fixture
def page(browser: Browser, stub: TwoWindows) -> Iterator[Page]:
    """Teams as Amy Carter sees it, in her chat with Dutydesk."""
    with fresh_page(browser, f"{stub.address}/#as=U-AMY&show=teams") as opened:
        expect(newest(opened)).to_be_visible()
        yield opened


def newest(page: Page) -> Locator:
    return page.locator("#teams article").last


def write_field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Type a message to Dutydesk")


def press(place: Page | Locator, name: str) -> None:
    place.get_by_role("button", name=name, exact=True).click()


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    for _ in range(MOST_TABS):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"no {key} leads to {wanted}")


def open_everything(page: Page) -> Locator:
    write_field(page).fill("/everything")
    write_field(page).press("Enter")
    write_field(page).press("Enter")
    dialog = page.get_by_role("dialog", name="Everything")
    expect(dialog).to_be_visible()
    return dialog


# --- talking ---


def test_enter_sends_and_what_is_written_stays_as_written(page: Page, stub: TwoWindows) -> None:
    write_field(page).press_sequentially("Is TikTok")
    write_field(page).press("Shift+Enter")
    write_field(page).press_sequentially("allowed? <b> & *bold*")

    write_field(page).press("Enter")

    expect(newest(page)).to_contain_text("You said that.")
    assert stub.asked("say")[0]["text"] == "Is TikTok\nallowed? <b> & *bold*"
    expect(page.locator(".is-mine").last).to_contain_text("allowed? <b> & *bold*")
    expect(page.locator(".is-mine :is(b, strong.x, em)")).to_have_count(0)
    expect(write_field(page)).to_have_value("")
    expect(write_field(page)).to_be_focused()


def test_the_words_of_the_app_are_read_as_teams_reads_them(page: Page) -> None:
    answer = page.locator("article", has_text="Yes, with permission")

    expect(answer.locator(".bubble")).to_contain_text("Yes, with permission [Year 6 & up]. 12")
    expect(page.get_by_text("They make a game with <b> & *stars* in it.")).to_be_visible()


def test_a_source_opens_by_keyboard_and_gives_the_focus_back(page: Page) -> None:
    mark = page.get_by_role("button", name="Source 1: Mobile phones policy, clause 4.2")
    tab_to(page, mark)
    page.keyboard.press("Enter")
    clause = page.get_by_role("dialog", name="Mobile phones policy, clause 4.2")
    expect(clause).to_contain_text("They go home at 3.15.")
    expect(clause).to_contain_text("version 3")

    page.keyboard.press("Escape")

    expect(clause).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_source_without_a_card_shows_its_first_words(page: Page) -> None:
    page.get_by_role("button", name="Source 2").click()

    expect(page.get_by_role("dialog")).to_contain_text("kept until the end of the day")


def test_a_suggestion_is_said_in_one_tap(page: Page, stub: TwoWindows) -> None:
    press(page.get_by_role("group", name="Suggested answers"), "My cases")

    expect(page.locator(".is-mine").last).to_contain_text("My cases")
    expect(page.get_by_role("group", name="Suggested answers")).to_have_count(0)
    assert stub.asked("suggestion")[0]["title"] == "My cases"


def test_a_thumb_is_given_once_and_shows(page: Page, stub: TwoWindows) -> None:
    thumb = page.get_by_role("button", name="Useful", exact=True)
    expect(thumb).to_have_attribute("aria-pressed", "false")

    thumb.click()

    expect(thumb).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Not useful")).to_have_attribute("aria-pressed", "false")
    assert [call["reaction"] for call in stub.asked("feedback")] == ["like"]


def test_the_dots_say_that_the_app_is_typing(page: Page, stub: TwoWindows) -> None:
    expect(page.locator(".typing")).to_be_empty()

    stub.change(lambda teams: setattr(teams, "typing", True))

    expect(page.get_by_role("status").filter(has_text="Dutydesk is typing")).to_be_visible()


def test_a_new_message_is_told_and_does_not_move_what_is_read(page: Page, stub: TwoWindows) -> None:
    page.locator(".scroller").evaluate("node => { node.scrollTop = 0; }")

    stub.change(lambda teams: teams.post("T-APP", APP, text="Something new"))

    jump = page.get_by_role("button", name="New messages")
    expect(jump).to_be_visible()
    assert page.locator(".scroller").evaluate("node => node.scrollTop") == 0
    jump.click()
    expect(page.get_by_role("log").get_by_text("Something new")).to_be_in_viewport()


def test_a_newcomer_begins_with_a_question_that_is_ready(page: Page, stub: TwoWindows) -> None:
    page.goto(f"{stub.address}/#as=U-OMAR&show=teams")

    page.get_by_role("button", name="What does our policy say about mobile phones?").click()

    assert stub.asked("say")[0]["text"] == "What does our policy say about mobile phones?"


def test_a_file_is_only_pretended(page: Page, stub: TwoWindows) -> None:
    press(page, "Actions and commands")
    page.get_by_role("menuitem", name="Attach a file").click()
    page.get_by_label("Name of the file").fill("photo.jpg")

    press(page.get_by_role("dialog"), "Send")

    expect(newest(page)).to_contain_text("photo.jpg")
    assert stub.asked("upload")[0]["name"] == "photo.jpg"


# --- cards ---


def test_a_waiting_card_is_looked_at_once(page: Page, stub: TwoWindows) -> None:
    expect(page.get_by_text("Seen by: you, just now")).to_be_visible()

    page.reload()

    expect(page.get_by_text("Seen by: you, just now")).to_be_visible()
    assert [call["conversation"] for call in stub.asked("read")] == ["T-APP"]


def test_a_pressed_card_works_and_then_changes_in_place(page: Page, stub: TwoWindows) -> None:
    write_field(page).fill("half a question")
    approve = page.get_by_role("button", name="Approve", exact=True)

    approve.click()

    expect(approve).to_have_attribute("aria-busy", "true")
    approve.click(force=True)
    expect(page.get_by_role("heading", name="Approved by Amy Carter")).to_be_visible()
    expect(approve).to_have_count(0)
    assert len(stub.asked("press")) == 1
    assert stub.asked("press")[0]["action"]["data"]["dutydesk"]["means"] == "approve"
    expect(write_field(page)).to_have_value("half a question")
    expect(page.locator(".bell")).to_contain_text("new for Helen Marsh")


def test_a_button_that_asks_first_unfolds_the_question(page: Page, stub: TwoWindows) -> None:
    refuse = page.get_by_role("button", name="Refuse", exact=True)
    expect(refuse).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_text("This cannot be undone.")).to_be_hidden()
    tab_to(page, refuse, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This cannot be undone.")).to_be_visible()
    expect(refuse).to_have_attribute("aria-expanded", "true")
    assert stub.asked("press") == []

    press(page, "Yes: Refuse")

    expect(page.get_by_role("heading", name="Refused by Amy Carter")).to_be_visible()


def test_the_short_answer_to_a_press_stands_below_the_card(page: Page) -> None:
    press(page, "Ask me later")

    note = page.get_by_role("status").filter(has_text="You will be asked again tomorrow.")
    expect(note).to_be_visible()


def test_a_press_that_fails_is_said_aloud(page: Page) -> None:
    page.get_by_role("link", name="Card gallery").click()

    press(page, "Plain")

    expect(page.get_by_role("alert")).to_contain_text("The app did not answer in time.")


def test_what_a_card_says_is_literal_and_what_is_unknown_is_told(page: Page) -> None:
    page.get_by_role("link", name="Card gallery").click()
    card = page.locator(".message-card")

    expect(card).to_contain_text(
        "**not bold** [not a link](https://evil.example) <b>not markup</b>"
    )
    expect(card.locator("a, b")).to_have_count(0)
    expect(card).to_contain_text("Unknown element: Media")
    expect(card).to_contain_text("Unknown action: Action.OpenUrl")
    expect(card.get_by_role("columnheader")).to_have_text(["Case", "Since", "Who"])
    expect(card.get_by_role("heading", name="Everything that a card can hold")).to_be_visible()


def test_a_form_grows_with_its_answers_and_keeps_the_place(page: Page, stub: TwoWindows) -> None:
    danger = page.get_by_role("group", name="Is anyone in danger now?")
    tab_to(page, danger.get_by_role("button", name="No"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(danger.get_by_role("button", name="✓ No")).to_be_focused()
    story = page.get_by_label("What happened?")
    story.fill("Rude words")

    press(page.get_by_role("group", name="Who is hurt?"), "A pupil")

    expect(page.get_by_role("button", name="✓ A pupil")).to_be_focused()
    expect(story).to_have_value("Rude words")
    assert stub.asked("press")[-1]["inputs"] == {"one.story": "Rude words"}
    press(newest(page), "Send")
    expect(page.get_by_role("heading", name="Saved as CB-2026-0001")).to_be_visible()
    assert page.evaluate("document.activeElement !== document.body")


def test_a_form_with_a_fault_is_taken_up_there(page: Page) -> None:
    press(page, "No")
    story = page.get_by_label("What happened?")
    story.fill("No")

    press(newest(page), "Send")

    expect(page.get_by_text("Please say a little more.")).to_be_visible()
    expect(story).to_be_focused()
    expect(story).to_have_value("No")
    expect(story).to_have_attribute("aria-invalid", "true")
    expect(story).to_have_accessible_description("Please say a little more.")


def test_typed_words_outlive_news(page: Page, stub: TwoWindows) -> None:
    press(page, "No")
    story = page.get_by_label("What happened?")
    story.fill("Half a st")

    stub.change(lambda teams: teams.places["T-APP"][-1].update(note="Nothing is sent yet."))

    expect(page.get_by_text("Nothing is sent yet.")).to_be_visible()
    expect(story).to_have_value("Half a st")
    expect(story).to_be_focused()


# --- commands and dialogs ---


def test_commands_are_listed_and_chosen_by_keyboard(page: Page, stub: TwoWindows) -> None:
    write_field(page).press_sequentially("/")
    expect(page.get_by_role("option")).to_have_count(3)
    write_field(page).press_sequentially("rep")
    expect(page.get_by_role("option")).to_have_count(1)
    write_field(page).press("Enter")
    expect(write_field(page)).to_have_value("/Report cyberbullying ")
    write_field(page).press_sequentially("He wrote rude words")

    write_field(page).press("Enter")

    dialog = page.get_by_role("dialog", name="Report cyberbullying")
    expect(dialog.get_by_label("What happened?")).to_have_value("He wrote rude words")
    expect(dialog.get_by_label("What happened?")).to_be_focused()
    assert stub.asked("command")[0]["text"] == "He wrote rude words"


def test_only_the_commands_of_a_place_are_offered_there(page: Page) -> None:
    page.get_by_role("link", name="Staffroom").click()
    field = page.get_by_role("textbox", name="Start a post in Staffroom")
    field.press_sequentially("/")
    expect(page.get_by_role("option")).to_have_count(2)
    field.fill("")

    press(page, "Actions and commands")
    page.get_by_role("menuitem", name="My cases").click()

    expect(newest(page)).to_contain_text("Only you can see this")
    expect(newest(page)).to_contain_text("No cases.")


def test_a_dialog_is_corrected_sent_and_closed_without_a_mouse(
    page: Page, stub: TwoWindows
) -> None:
    dialog = open_everything(page)
    expect(dialog.get_by_label("Your name")).to_be_focused()
    send = dialog.get_by_role("button", name="Send")
    tab_to(page, send)
    page.keyboard.press("Enter")
    story = dialog.get_by_label("What happened?")
    expect(story).to_be_focused()
    expect(story).to_have_accessible_description("Please say a little more.")
    page.keyboard.type("Rude words in a chat")
    tab_to(page, send)

    page.keyboard.press("Enter")

    expect(dialog.get_by_role("heading", name="Saved as CB-2026-0001")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(write_field(page)).to_be_focused()
    assert len(stub.asked("dialog_close")) == 1


def test_the_focus_stays_in_the_dialog(page: Page) -> None:
    open_everything(page)

    inside = []
    for _ in range(20):
        page.keyboard.press("Tab")
        inside.append(page.evaluate("!document.activeElement.closest('.pane, .topbar')"))

    assert all(inside)


def test_every_input_is_sent_as_text(page: Page, stub: TwoWindows) -> None:
    dialog = open_everything(page)
    dialog.get_by_label("Your name").fill("Amy")
    dialog.get_by_label("What happened?").fill("Rude words\nin a chat")
    dialog.get_by_label("Yesterday").check()
    dialog.get_by_label("Which year group?").select_option("Year 4")
    dialog.get_by_label("In a chat").check()
    dialog.get_by_label("In a game").check()
    dialog.get_by_label("On a phone").check()
    dialog.get_by_label("In a game").uncheck()
    dialog.get_by_label("Which day?").fill("2026-11-19")
    who = dialog.get_by_role("combobox", name="Who should know?")
    who.press_sequentially("aziz")
    who.press("Enter")
    expect(who).to_have_value("Omar Aziz (DSL)")

    press(dialog, "Send")

    expect(dialog.get_by_role("heading", name="Saved as CB-2026-0001")).to_be_visible()
    assert stub.asked("dialog_press")[0]["inputs"] == {
        "one.name": "Amy",
        "one.story": "Rude words\nin a chat",
        "one.when": "yesterday",
        "one.year": "year 4",
        "many.where": "in a chat,on a phone",
        "one.day": "2026-11-19",
        "one.who": "omar aziz (dsl)",
    }


def test_a_name_that_is_nobodys_is_not_kept(page: Page, stub: TwoWindows) -> None:
    dialog = open_everything(page)
    who = dialog.get_by_role("combobox", name="Who should know?")
    who.press_sequentially("helen")
    expect(page.get_by_role("option")).to_have_text(["Helen Marsh (Headteacher)"])
    who.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(dialog).to_be_visible()

    who.press("Tab")

    expect(who).to_have_value("")
    press(dialog, "Send")
    expect(dialog.get_by_text("Please say a little more.")).to_be_visible()
    assert stub.asked("dialog_press")[0]["inputs"] == {"one.who": ""}


def test_a_message_is_reported_from_its_menu_by_keyboard(page: Page, stub: TwoWindows) -> None:
    page.get_by_role("link", name="Staffroom").click()
    post = page.locator("article", has_text="Phones were out")
    newest(page).focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(post).to_be_focused()
    tab_to(page, post.get_by_role("button", name="More options"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Report this message")).to_be_focused()

    page.keyboard.press("Enter")

    dialog = page.get_by_role("dialog", name="Report this message")
    expect(dialog).to_contain_text("Phones were out in *Year 9* again.")
    call = stub.asked("message_action")[0]
    assert (call["id"], call["conversation"]) == ("report_message", "T-STAFF")


def test_a_post_is_answered_below_it(page: Page, stub: TwoWindows) -> None:
    page.get_by_role("link", name="Staffroom").click()
    expect(page.locator(".is-reply")).to_contain_text("I saw it too.")
    page.get_by_role("button", name="Reply").first.click()
    field = page.get_by_role("textbox", name="Reply to this post")
    expect(field).to_be_focused()
    field.fill("Me too")

    field.press("Enter")

    expect(page.locator(".is-reply")).to_have_count(2)
    assert stub.asked("say")[0]["thread"] == stub.teams.places["T-STAFF"][0]["id"]


def test_what_was_edited_or_deleted_says_so(page: Page, stub: TwoWindows) -> None:
    expect(page.locator("article", has_text="Unblock scratch")).to_contain_text("Edited")

    stub.change(lambda teams: teams.places["T-APP"][1].update(deleted=True, text=""))

    expect(page.get_by_text("This message has been deleted.")).to_be_visible()


# --- two windows ---


def at(browser: Browser, stub: TwoWindows, place: str, shape: dict[str, int]) -> Iterator[Page]:
    with fresh_page(browser, f"{stub.address}/#{place}", viewport=shape) as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser, stub: TwoWindows) -> Iterator[Callable[..., Page]]:
    """Open the page somewhere, at a size."""
    visits: list[Iterator[Page]] = []

    def open_page(place: str = "", shape: dict[str, int] = WIDE) -> Page:
        visits.append(at(browser, stub, place, shape))
        return next(visits[-1])

    yield open_page
    for each in visits:
        assert next(each, None) is None


def test_both_windows_stand_side_by_side_and_each_can_be_enlarged(
    visit: Callable[..., Page],
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


def test_in_half_a_page_list_and_chat_take_turns(visit: Callable[..., Page]) -> None:
    page = visit(shape={"width": 1100, "height": 800})
    expect(write_field(page)).to_be_visible()

    press(page, "Back to the chats")

    expect(write_field(page)).to_have_count(0)
    expect(page.get_by_role("textbox", name="Message Dutydesk")).to_be_visible()
    page.get_by_role("link", name="Staffroom").last.click()
    expect(page.get_by_role("heading", name="Staffroom")).to_be_visible()


def test_on_a_phone_tabs_lead_from_one_window_to_the_other(visit: Callable[..., Page]) -> None:
    phone = visit("as=U-AMY&in=app&chat=app", dict(PHONE))
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


def test_the_bell_leads_to_the_window_that_has_the_news(visit: Callable[..., Page]) -> None:
    phone = visit("as=U-HELEN&in=app&chat=app", dict(PHONE))
    expect(phone.locator("#slack article").first).to_be_visible()

    phone.get_by_role("button", name="2 new for Omar Aziz (DSL) in Teams").click()

    expect(phone.locator("#teams")).to_be_visible()
    expect(phone.get_by_role("heading", name="Dutydesk", level=1)).to_be_visible()


def test_the_list_of_people_says_where_the_news_is(visit: Callable[..., Page]) -> None:
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


def test_one_clock_moves_both_windows(visit: Callable[..., Page], stub: TwoWindows) -> None:
    page = visit("as=U-AMY&chat=T-STAFF")
    expect(page.locator("#teams .day")).to_have_text(["Yesterday", "Today"])
    page.get_by_role("button", name="Move the clock.").click()

    stub.teams.now = stub.teams.now.replace(day=21)
    page.get_by_role("menuitem", name="+1 day").click()

    expect(page.locator("#teams .day")).to_have_text(["Thursday 19 November", "Yesterday"])
    expect(page.locator("#slack .day")).to_have_text(["Yesterday"])


def test_who_has_no_account_in_teams_is_told_so(visit: Callable[..., Page]) -> None:
    page = visit("as=U-SAM")

    expect(page.locator("#teams-main")).to_contain_text("no account in Teams")
    expect(page.locator("#slack article").first).to_be_visible()
    page.get_by_role("button", name="Choose who you are").click()
    page.get_by_role("menuitemradio", name="Amy Carter").click()
    expect(write_field(page)).to_be_visible()


def test_a_window_that_does_not_show_is_not_read(
    visit: Callable[..., Page], stub: TwoWindows
) -> None:
    page = visit("as=U-AMY&show=slack&chat=T-HELEN")
    expect(page.locator("#slack article").first).to_be_visible()
    assert stub.asked("read") == []

    press(page, "Show Teams too 1 unread")

    expect(page.locator("#teams article")).to_contain_text("Have you got a minute?")
    expect(page.locator("#teams .new-line")).to_be_visible()
    assert [call["conversation"] for call in stub.asked("read")] == ["T-HELEN"]


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
def test_nothing_that_shows_shuts_anybody_out(page: Page, album: Path, what: str) -> None:
    show(page, what)

    Seat(page, album).portraits(what)


def test_both_windows_together_shut_nobody_out(visit: Callable[..., Page], album: Path) -> None:
    page = visit()
    expect(newest(page)).to_be_visible()

    Seat(page, album).shot("both")
    by_day = page.evaluate(AUDIT)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    by_night = page.evaluate(AUDIT)
    Seat(page, album).shot("both-dark")

    assert (by_day, by_night) == ([], [])


@pytest.mark.parametrize("place", ["app", "list", "T-STAFF"])
def test_a_thumb_hits_everything_on_a_phone(visit: Callable[..., Page], place: str) -> None:
    phone = visit(f"as=U-AMY&show=teams&chat={place}", dict(PHONE))
    expect(phone.locator("#teams article, .chats a").first).to_be_attached()
    phone.wait_for_timeout(150)

    assert phone.evaluate(SMALLEST, 44) == []


def test_tab_goes_through_both_windows_in_the_order_in_which_they_read(
    visit: Callable[..., Page],
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
