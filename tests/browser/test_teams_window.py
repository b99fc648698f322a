"""Talking, pressing and filling in, in the Teams window of the sandbox's page."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.teams_page_hands import newest, open_everything, press, tab_to, write_field
from tests.support.teams_page_stub import APP, TwoWindows

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.support.teams_page_fixtures",)


def test_enter_sends_what_is_written_as_written(chat: Page, scripted: TwoWindows) -> None:
    write_field(chat).press_sequentially("Is TikTok")
    write_field(chat).press("Shift+Enter")
    write_field(chat).press_sequentially("allowed? <b> & *bold*")

    write_field(chat).press("Enter")

    expect(newest(chat)).to_contain_text("You said that.")
    assert scripted.asked("say")[0]["text"] == "Is TikTok\nallowed? <b> & *bold*"
    expect(chat.locator(".is-mine").last).to_contain_text("allowed? <b> & *bold*")
    expect(chat.locator(".is-mine :is(b, em)")).to_have_count(0)
    expect(write_field(chat)).to_have_value("")
    expect(write_field(chat)).to_be_focused()


def test_the_words_of_the_app_are_read_as_teams_reads_them(chat: Page) -> None:
    answer = chat.locator("article", has_text="Yes, with permission")

    expect(answer.locator(".bubble")).to_contain_text("Yes, with permission [Year 6 & up]. 1 2")
    expect(chat.get_by_text("They make a game with <b> & *stars* in it.")).to_be_visible()


def test_a_source_opens_by_keyboard_and_gives_the_focus_back(chat: Page) -> None:
    mark = chat.get_by_role("button", name="Source 1: Mobile phones policy, clause 4.2")
    tab_to(chat, mark)
    chat.keyboard.press("Enter")
    clause = chat.get_by_role("dialog", name="Mobile phones policy, clause 4.2")
    expect(clause).to_contain_text("They go home at 3.15.")
    expect(clause).to_contain_text("version 3")

    chat.keyboard.press("Escape")

    expect(clause).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_source_without_a_card_shows_its_first_words(chat: Page) -> None:
    chat.get_by_role("button", name="Source 2").click()

    expect(chat.get_by_role("dialog")).to_contain_text("kept until the end of the day")


def test_a_suggestion_is_said_in_one_tap(chat: Page, scripted: TwoWindows) -> None:
    press(chat.get_by_role("group", name="Suggested answers"), "My cases")

    expect(chat.locator(".is-mine").last).to_contain_text("My cases")
    expect(chat.get_by_role("group", name="Suggested answers")).to_have_count(0)
    assert scripted.asked("suggestion")[0]["title"] == "My cases"


def test_a_thumb_is_given_once_and_shows(chat: Page, scripted: TwoWindows) -> None:
    thumb = chat.get_by_role("button", name="Useful", exact=True)
    expect(thumb).to_have_attribute("aria-pressed", "false")

    thumb.click()

    expect(thumb).to_have_attribute("aria-pressed", "true")
    expect(chat.get_by_role("button", name="Not useful")).to_have_attribute("aria-pressed", "false")
    assert [call["reaction"] for call in scripted.asked("feedback")] == ["like"]


def test_the_dots_say_that_the_app_is_typing(chat: Page, scripted: TwoWindows) -> None:
    expect(chat.locator(".typing")).to_be_empty()

    scripted.change(lambda teams: setattr(teams, "typing", True))

    expect(chat.get_by_role("status").filter(has_text="Dutydesk is typing")).to_be_visible()


def test_news_is_told_and_does_not_move_what_is_read(chat: Page, scripted: TwoWindows) -> None:
    chat.locator(".scroller").evaluate("node => { node.scrollTop = 0; }")

    scripted.change(lambda teams: teams.post("T-APP", APP, text="Something new"))

    jump = chat.get_by_role("button", name="New messages")
    expect(jump).to_be_visible()
    assert chat.locator(".scroller").evaluate("node => node.scrollTop") == 0
    jump.click()
    expect(chat.get_by_role("log").get_by_text("Something new")).to_be_in_viewport()


def test_a_newcomer_begins_with_a_question_that_is_ready(chat: Page, scripted: TwoWindows) -> None:
    chat.goto(f"{scripted.address}/#as=U-OMAR&show=teams")

    chat.get_by_role("button", name="What does our policy say about mobile phones?").click()

    expect(newest(chat)).to_contain_text("What does our policy say about mobile phones?")
    assert scripted.asked("say")[0]["text"] == "What does our policy say about mobile phones?"


def test_a_file_is_only_pretended(chat: Page, scripted: TwoWindows) -> None:
    press(chat, "Actions and commands")
    chat.get_by_role("menuitem", name="Attach a file").click()
    chat.get_by_label("Name of the file").fill("photo.jpg")

    press(chat.get_by_role("dialog"), "Send")

    expect(newest(chat)).to_contain_text("photo.jpg")
    assert scripted.asked("upload")[0]["name"] == "photo.jpg"


# --- cards ---


def test_a_waiting_card_is_looked_at_once(chat: Page, scripted: TwoWindows) -> None:
    expect(chat.get_by_text("Seen by: you, just now")).to_be_visible()

    chat.reload()

    expect(chat.get_by_text("Seen by: you, just now")).to_be_visible()
    assert [call["conversation"] for call in scripted.asked("read")] == ["T-APP"]


def test_a_card_is_refreshed_from_its_menu(chat: Page, scripted: TwoWindows) -> None:
    request = chat.locator("article", has_text="Unblock scratch")
    request.hover()
    press(request, "More options")

    chat.get_by_role("menuitem", name="Refresh card").click()

    expect(request).to_contain_text("Seen by: you, once more")
    assert len(scripted.asked("refresh")) == 1
    newest(chat).hover()
    press(newest(chat), "More options")
    expect(chat.get_by_role("menuitem", name="Refresh card")).to_have_count(0)


def test_a_pressed_card_works_and_then_changes_in_place(chat: Page, scripted: TwoWindows) -> None:
    write_field(chat).fill("half a question")
    approve = chat.get_by_role("button", name="Approve", exact=True)

    approve.click()

    expect(approve).to_have_attribute("aria-busy", "true")
    approve.click(force=True)
    expect(chat.get_by_role("heading", name="Approved by Amy Carter")).to_be_visible()
    expect(approve).to_have_count(0)
    assert len(scripted.asked("press")) == 1
    assert scripted.asked("press")[0]["action"]["data"]["dutydesk"]["means"] == "approve"
    expect(write_field(chat)).to_have_value("half a question")
    expect(chat.locator(".bell")).to_contain_text("new for Helen Marsh")


def test_a_button_that_asks_first_unfolds_the_question(chat: Page, scripted: TwoWindows) -> None:
    refuse = chat.get_by_role("button", name="Refuse", exact=True)
    expect(refuse).to_have_attribute("aria-expanded", "false")
    expect(chat.get_by_text("This cannot be undone.")).to_be_hidden()
    tab_to(chat, refuse, "Shift+Tab")
    chat.keyboard.press("Enter")
    expect(chat.get_by_text("This cannot be undone.")).to_be_visible()
    expect(refuse).to_have_attribute("aria-expanded", "true")
    assert scripted.asked("press") == []

    press(chat, "Yes: Refuse")

    expect(chat.get_by_role("heading", name="Refused by Amy Carter")).to_be_visible()


def test_the_short_answer_to_a_press_stands_below_the_card(chat: Page) -> None:
    press(chat, "Ask me later")

    note = chat.get_by_role("status").filter(has_text="You will be asked again tomorrow.")
    expect(note).to_be_visible()


def test_a_press_that_fails_is_said_aloud(chat: Page) -> None:
    chat.get_by_role("link", name="Card gallery").click()

    press(chat, "Plain")

    expect(chat.get_by_role("alert")).to_contain_text("The app did not answer in time.")


def test_what_a_card_says_is_literal_and_what_is_unknown_is_told(chat: Page) -> None:
    chat.get_by_role("link", name="Card gallery").click()
    card = chat.locator(".message-card", has_text="Everything that a card can hold")

    expect(card).to_contain_text(
        "**not bold** [not a link](https://evil.example) <b>not markup</b>"
    )
    expect(card.locator("a, b")).to_have_count(0)
    expect(card).to_contain_text("Unknown element: Media")
    expect(card).to_contain_text("Unknown action: Action.OpenUrl")
    expect(card.get_by_role("columnheader")).to_have_text(["Case", "Since", "Who"])
    expect(card.get_by_role("heading", name="Everything that a card can hold")).to_be_visible()


def test_a_form_grows_and_the_focus_keeps_its_place(chat: Page, scripted: TwoWindows) -> None:
    danger = chat.get_by_role("group", name="Is anyone in danger now?")
    tab_to(chat, danger.get_by_role("button", name="No"), "Shift+Tab")
    chat.keyboard.press("Enter")
    expect(danger.get_by_role("button", name="✓ No")).to_be_focused()
    story = chat.get_by_label("What happened?")
    story.fill("Rude words")

    press(chat.get_by_role("group", name="Who is hurt?"), "A pupil")

    expect(chat.get_by_role("button", name="✓ A pupil")).to_be_focused()
    expect(story).to_have_value("Rude words")
    assert scripted.asked("press")[-1]["inputs"] == {"one.story": "Rude words"}
    press(newest(chat), "Send")
    expect(chat.get_by_role("heading", name="Saved as CB-2026-0001")).to_be_visible()
    assert chat.evaluate("document.activeElement !== document.body")


def test_a_form_with_a_fault_is_taken_up_at_the_first_one(chat: Page) -> None:
    press(chat, "No")
    story = chat.get_by_label("What happened?")
    story.fill("No")

    press(newest(chat), "Send")

    target = chat.get_by_role("group", name="Who is hurt?").first
    expect(target).to_have_accessible_description("Please answer this question.")
    expect(target.get_by_role("button", name="A pupil")).to_be_focused()
    expect(story).to_have_attribute("aria-invalid", "true")
    expect(story).to_have_accessible_description("Please say a little more.")
    chat.keyboard.press("Enter")
    expect(target.get_by_role("button", name="✓ A pupil")).to_be_focused()
    press(newest(chat), "Send")
    expect(story).to_be_focused()
    expect(story).to_have_value("No")


def test_the_buttons_at_the_end_of_a_form_answer_none_of_its_questions(chat: Page) -> None:
    groups = newest(chat).get_by_role("group")
    expect(groups).to_have_count(1)

    send = groups.get_by_role("button", name="Send")

    expect(send).to_have_count(0)
    expect(groups).to_have_accessible_name("Is anyone in danger now?")


def test_a_long_message_is_read_from_its_beginning_and_worked_in(
    chat: Page, scripted: TwoWindows
) -> None:
    chat.set_viewport_size({"width": 1280, "height": 480})
    press(chat, "No")
    asked = chat.get_by_role("button", name="✓ No")
    expect(asked).to_be_in_viewport()
    expect(asked).to_be_focused()
    form = scripted.teams.places["T-APP"][-1]["cards"]
    write_field(chat).fill("Something else")
    write_field(chat).press("Enter")
    expect(chat.get_by_role("log").get_by_text("You said that.")).to_be_in_viewport()

    scripted.change(lambda teams: teams.post("T-APP", APP, cards=form))

    expect(chat.get_by_role("heading", name="Report cyberbullying")).to_have_count(2)
    expect(newest(chat).get_by_role("heading", name="Report cyberbullying")).to_be_in_viewport()
    expect(newest(chat).get_by_role("button", name="Send")).not_to_be_in_viewport()
    scripted.change(lambda teams: teams.post("T-APP", APP, text="One thing more"))
    expect(chat.get_by_role("log").get_by_text("One thing more")).to_be_in_viewport()


def test_typed_words_outlive_news(chat: Page, scripted: TwoWindows) -> None:
    press(chat, "No")
    story = chat.get_by_label("What happened?")
    story.fill("Half a st")

    scripted.change(lambda teams: teams.places["T-APP"][-1].update(note="Nothing is sent yet."))

    expect(chat.get_by_text("Nothing is sent yet.")).to_be_visible()
    expect(story).to_have_value("Half a st")
    expect(story).to_be_focused()


# --- commands and dialogs ---


def test_commands_are_listed_and_chosen_by_keyboard(chat: Page, scripted: TwoWindows) -> None:
    write_field(chat).press_sequentially("/")
    expect(chat.get_by_role("option")).to_have_count(3)
    write_field(chat).press_sequentially("rep")
    expect(chat.get_by_role("option")).to_have_count(1)
    write_field(chat).press("Enter")
    expect(write_field(chat)).to_have_value("/Report cyberbullying ")
    write_field(chat).press_sequentially("He wrote rude words")

    write_field(chat).press("Enter")

    dialog = chat.get_by_role("dialog", name="Report cyberbullying")
    expect(dialog.get_by_label("What happened?")).to_have_value("He wrote rude words")
    expect(dialog.get_by_label("What happened?")).to_be_focused()
    assert scripted.asked("command")[0]["text"] == "He wrote rude words"


def test_only_the_commands_of_a_place_are_offered_there(chat: Page) -> None:
    chat.get_by_role("link", name="Staffroom").click()
    field = chat.get_by_role("textbox", name="Start a post in Staffroom")
    field.press_sequentially("/")
    expect(chat.get_by_role("option")).to_have_count(2)
    field.fill("")

    press(chat, "Actions and commands")
    chat.get_by_role("menuitem", name="My cases").click()

    expect(newest(chat)).to_contain_text("Only you can see this")
    expect(newest(chat)).to_contain_text("No cases.")


def test_a_dialog_is_corrected_sent_and_closed_without_a_mouse(
    chat: Page, scripted: TwoWindows
) -> None:
    dialog = open_everything(chat)
    expect(dialog.get_by_label("Your name")).to_be_focused()
    send = dialog.get_by_role("button", name="Send")
    tab_to(chat, send)
    chat.keyboard.press("Enter")
    story = dialog.get_by_label("What happened?")
    expect(story).to_be_focused()
    expect(story).to_have_accessible_description("Please say a little more.")
    chat.keyboard.type("Rude words in a chat")
    tab_to(chat, send)

    chat.keyboard.press("Enter")

    expect(dialog.get_by_role("heading", name="Saved as CB-2026-0001")).to_be_visible()
    chat.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(write_field(chat)).to_be_focused()
    assert len(scripted.asked("dialog_close")) == 1


def test_a_dialog_of_words_only_is_read_and_closed(chat: Page, scripted: TwoWindows) -> None:
    words = {"id": "D9", "title": "Dutydesk", "card": None, "text": "That is closed already."}

    scripted.change(lambda teams: setattr(teams, "dialog", words))

    dialog = chat.get_by_role("dialog", name="Dutydesk")
    expect(dialog).to_contain_text("That is closed already.")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    chat.keyboard.press("Enter")
    expect(dialog).to_have_count(0)


def test_the_focus_stays_in_the_dialog(chat: Page) -> None:
    open_everything(chat)

    inside = []
    for _ in range(20):
        chat.keyboard.press("Tab")
        inside.append(chat.evaluate("!document.activeElement.closest('.pane, .topbar')"))

    assert all(inside)


def test_every_input_is_sent_as_text(chat: Page, scripted: TwoWindows) -> None:
    dialog = open_everything(chat)
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
    assert scripted.asked("dialog_press")[0]["inputs"] == {
        "one.name": "Amy",
        "one.story": "Rude words\nin a chat",
        "one.when": "yesterday",
        "one.year": "year 4",
        "many.where": "in a chat,on a phone",
        "one.day": "2026-11-19",
        "one.who": "omar aziz (dsl)",
    }


def test_a_name_that_is_nobodys_is_not_kept(chat: Page, scripted: TwoWindows) -> None:
    dialog = open_everything(chat)
    who = dialog.get_by_role("combobox", name="Who should know?")
    who.press_sequentially("helen")
    names = dialog.get_by_role("listbox", name="Suggestions")
    expect(names.get_by_role("option")).to_have_text("Helen Marsh (Headteacher)")
    who.press("Escape")
    expect(names).to_have_count(0)
    expect(dialog).to_be_visible()

    who.press("Tab")

    expect(who).to_have_value("")
    press(dialog, "Send")
    expect(dialog.get_by_text("Please say a little more.")).to_be_visible()
    assert scripted.asked("dialog_press")[0]["inputs"] == {"one.who": ""}


def test_a_message_is_reported_from_its_menu_by_keyboard(chat: Page, scripted: TwoWindows) -> None:
    chat.get_by_role("link", name="Staffroom").click()
    post = chat.locator("article", has_text="Phones were out")
    newest(chat).focus()
    for _ in range(3):
        chat.keyboard.press("ArrowUp")
    expect(post).to_be_focused()
    tab_to(chat, post.get_by_role("button", name="More options"))
    chat.keyboard.press("Enter")
    expect(chat.get_by_role("menuitem", name="Report this message")).to_be_focused()

    chat.keyboard.press("Enter")

    dialog = chat.get_by_role("dialog", name="Report this message")
    expect(dialog).to_contain_text("Phones were out in *Year 9* again.")
    call = scripted.asked("message_action")[0]
    assert (call["id"], call["conversation"]) == ("report_message", "T-STAFF")


def test_a_post_is_answered_below_it(chat: Page, scripted: TwoWindows) -> None:
    chat.get_by_role("link", name="Staffroom").click()
    expect(chat.locator(".is-reply")).to_contain_text("I saw it too.")
    chat.get_by_role("button", name="Reply").first.click()
    field = chat.get_by_role("textbox", name="Reply to this post")
    expect(field).to_be_focused()
    field.fill("Me too")

    field.press("Enter")

    expect(chat.locator(".is-reply")).to_have_count(2)
    assert scripted.asked("say")[0]["thread"] == scripted.teams.places["T-STAFF"][0]["id"]


def test_what_was_edited_or_deleted_says_so(chat: Page, scripted: TwoWindows) -> None:
    expect(chat.locator("article", has_text="Unblock scratch")).to_contain_text("Edited")

    scripted.change(lambda teams: teams.places["T-APP"][1].update(deleted=True, text=""))

    expect(chat.get_by_text("This message has been deleted.")).to_be_visible()
