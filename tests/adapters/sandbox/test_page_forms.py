"""Forms on the sandbox's page: what is kept, what is checked, what is sent."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.page_browser import fresh_page
from tests.support.page_forms import entry, modal
from tests.support.page_hands import asked, composer, open_report, press_button, send
from tests.support.page_stub import PageStub

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.support.page_fixtures",)


def test_a_fault_stands_below_its_field_and_the_answers_stay(page: Page, stub: PageStub) -> None:
    dialog = open_report(page)
    what = dialog.get_by_label("What happened?")
    dialog.get_by_label("Who is hurt?").fill("A pupil in Year 9")
    what.fill("Rude")

    send(dialog)

    fault = dialog.get_by_text("Please say a little more.")
    expect(fault).to_be_visible()
    expect(what).to_be_focused()
    expect(what).to_have_attribute("aria-invalid", "true")
    described = str(what.get_attribute("aria-describedby"))
    assert fault.get_attribute("id") in described.split()
    expect(what).to_have_value("Rude")
    expect(dialog.get_by_label("Who is hurt?")).to_have_value("A pupil in Year 9")
    what.fill("Rude messages in a chat")
    send(dialog)
    expect(dialog).to_have_count(0)
    sent = asked(stub, "submit")[-1]["state"]["what"]["what_answer"]
    assert sent == {"type": "plain_text_input", "value": "Rude messages in a chat"}


def test_an_empty_required_field_is_not_sent(page: Page, stub: PageStub) -> None:
    dialog = open_report(page)

    send(dialog)

    expect(dialog.get_by_text("This is needed. Please fill it in.")).to_have_count(1)
    assert asked(stub, "submit") == []


def test_a_form_that_grows_keeps_what_is_typed_and_the_focus(page: Page) -> None:
    dialog = open_report(page)
    dialog.get_by_label("What happened?").fill("It began on")
    dialog.get_by_label("Who is hurt?").fill("Me")

    press_button(page, "Add when it was")

    expect(dialog.get_by_label("When was it?")).to_be_visible()
    expect(dialog.get_by_label("What happened?")).to_have_value("It began on")
    expect(dialog.get_by_label("Who is hurt?")).to_have_value("Me")
    expect(dialog.get_by_role("button", name="Add when it was")).to_be_focused()


def test_forms_lie_on_one_another_and_escape_closes_the_upper_one(page: Page) -> None:
    dialog = open_report(page)
    dialog.get_by_label("What happened?").fill("Half a story")
    press_button(page, "Help")
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog", name="Help")).to_have_count(0)
    expect(dialog.get_by_label("What happened?")).to_have_value("Half a story")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(composer(page)).to_be_focused()


def test_a_half_filled_form_waits_while_somebody_else_looks(page: Page, stub: PageStub) -> None:
    dialog = open_report(page)
    dialog.get_by_label("What happened?").fill("Half a story")
    page.goto(f"{stub.address}/#as=U-NINA")
    expect(page.locator(".who")).to_contain_text("Nina Patel")
    expect(dialog).to_have_count(0)

    page.go_back()

    expect(dialog.get_by_label("What happened?")).to_have_value("Half a story")


def test_the_focus_stays_inside_a_form(page: Page) -> None:
    dialog = open_report(page)

    inside = []
    for _ in range(12):
        page.keyboard.press("Tab")
        inside.append(page.evaluate("!document.activeElement.closest('.pane, .topbar')"))

    assert all(inside)
    expect(dialog).to_be_visible()


@pytest.fixture
def form(browser: Browser, stub: PageStub) -> Iterator[Page]:
    with fresh_page(browser, f"{stub.address}/#as=U-AMY&in=D-APP") as page:
        page.get_by_role("textbox", name="Message Dutydesk").fill("/everything")
        page.get_by_role("textbox", name="Message Dutydesk").press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        yield page


def test_every_field_is_sent_in_slacks_form(form: Page, stub: PageStub) -> None:
    form.get_by_label("Your name").fill("Amy")
    form.get_by_label("What happened?").fill("Rude words\nin a chat")
    form.get_by_label("How many pupils?").fill("3")
    form.get_by_label("Web address").fill("https://example.org")
    form.get_by_label("Year group").select_option("Year 4")
    form.get_by_role("group", name="Years").get_by_label("Year 2").check()
    form.get_by_role("radio", name="No").check()
    form.get_by_role("checkbox", name="A game").check()
    form.get_by_label("What time?").fill("14:05")
    form.get_by_label("Open until").fill("2026-07-01T09:30")
    form.get_by_label("Who should know?").select_option("Omar Aziz (DSL)")

    form.locator(".submit").click()

    expect(form.get_by_role("dialog")).to_have_count(0)
    sent = {block: next(iter(held.values())) for block, held in _state(stub).items()}
    assert sent["name"] == {"type": "plain_text_input", "value": "Amy"}
    assert sent["story"]["value"] == "Rude words\nin a chat"
    assert sent["count"] == {"type": "number_input", "value": "3"}
    assert sent["site"] == {"type": "url_text_input", "value": "https://example.org"}
    assert sent["mail"] == {"type": "email_text_input", "value": None}
    assert sent["year"]["selected_option"]["value"] == "y4"
    assert [one["value"] for one in sent["years"]["selected_options"]] == ["y2"]
    assert sent["danger"]["selected_option"]["value"] == "n"
    assert [one["value"] for one in sent["where"]["selected_options"]] == ["game"]
    assert sent["day"] == {"type": "datepicker", "selected_date": "2026-11-20"}
    assert sent["hour"] == {"type": "timepicker", "selected_time": "14:05"}
    assert sent["until"] == {"type": "datetimepicker", "selected_date_time": 1782894600}
    assert sent["person"] == {"type": "users_select", "selected_user": "U-OMAR"}


def _state(stub: PageStub) -> dict[str, dict[str, Any]]:
    state: dict[str, dict[str, Any]] = asked(stub, "submit")[-1]["state"]
    return state


FAULTS = [
    ("What happened?", "No", "Write at least 5 letters."),
    ("How many pupils?", "many", "Write a number in digits."),
    ("How many pupils?", "0", "Write 1 or more."),
    ("How many pupils?", "1.5", "Write a whole number."),
    ("Web address", "example", "Write a whole web address"),
    ("Your e-mail", "amy", "Write an e-mail address"),
]


def test_what_slack_would_not_send_is_told_at_the_field(form: Page, stub: PageStub) -> None:
    for label, typed, told in FAULTS:
        form.get_by_label(label).fill(typed)

        form.locator(".submit").click()

        fault = form.locator(".block", has=form.get_by_label(label)).locator(".field-error")
        expect(fault).to_contain_text(told)
        described = str(form.get_by_label(label).get_attribute("aria-describedby"))
        assert fault.get_attribute("id") in described.split()
    assert asked(stub, "submit") == []


def test_a_paste_that_is_cut_says_so(form: Page) -> None:
    story = form.get_by_label("What happened?")
    full = form.get_by_text("Only the first 500 characters fit.")
    story.fill("x" * 499)
    expect(full).to_have_count(0)

    story.press("End")
    form.keyboard.insert_text("and more")

    expect(full).to_be_visible()
    expect(story).to_have_value("x" * 499 + "a")


def test_a_file_field_says_that_files_are_not_taken(form: Page) -> None:
    expect(form.get_by_text("Files cannot be added here")).to_be_attached()
    expect(form.locator("input[type=file]")).to_have_count(0)


def open_talkative_form(stub: PageStub) -> None:
    """Open a form that tells the app of every letter."""
    told = {"trigger_actions_on": ["on_character_entered"]}
    field = {"type": "plain_text_input", "dispatch_action_config": told}
    what = entry("told", "What happened?", field, dispatch_action=True)
    stub.change(lambda window: window.modals.append(modal("V9", "Report", [what])))


def test_letters_that_wait_to_be_told_are_not_told_once_the_form_is_sent(
    page: Page, stub: PageStub
) -> None:
    open_talkative_form(stub)
    dialog = page.get_by_role("dialog", name="Report")
    page.clock.install()
    dialog.get_by_label("What happened?").fill("Rude messages")
    send(dialog)
    expect(dialog).to_have_count(0)

    page.clock.run_for(2_000)
    # Whatever the page told the app is there before this is answered.
    composer(page).fill("Thank you")
    composer(page).press("Enter")
    expect(page.get_by_text("You said: Thank you")).to_be_visible()

    assert asked(stub, "submit")
    assert asked(stub, "view_action") == []


def test_letters_are_told_when_the_typing_stops(page: Page, stub: PageStub) -> None:
    open_talkative_form(stub)
    page.clock.install()
    typed = page.get_by_role("dialog", name="Report").get_by_label("What happened?")
    typed.fill("Rude messages")

    page.clock.run_for(2_000)

    expect(typed).not_to_have_attribute("aria-busy", "true")
    assert len(asked(stub, "view_action")) == 1
