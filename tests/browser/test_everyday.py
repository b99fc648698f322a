"""Everyday: hands on the keyboard only, second thoughts, a reload, a pupil, a power cut."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Monday, TakeSeat
from tests.browser.reports import ALLEGED, DANGER, IMAGE, ORDINARY, STORY, TARGET, WHAT, WHO, begins
from tests.browser.requests import RIVERS, SENTENCE, SHOWN, asks
from tests.browser.running_sandbox import RunningSandbox
from tests.browser.seat import PHONE, Seat
from tests.support.page_browser import fresh_page

pytestmark = pytest.mark.browser

LOST = "The line to the sandbox is lost. Trying again"


def test_the_head_approves_by_keyboard_alone(take_seat: TakeSeat, monday: Monday) -> None:
    seat = take_seat("Amy Carter")
    ref = asks(seat, monday.day(1))
    seat.tabs_to(seat.bell, backwards=True)
    seat.types("", "Enter")
    seat.is_at("Grace Adeyemi")

    approve = seat.card(ref).get_by_role("button", name="Approve", exact=True)
    seat.tabs_to(approve)
    seat.shot("on-the-button")
    seat.types("", "Enter")

    expect(seat.card(ref)).to_contain_text("Decided by: Grace Adeyemi")
    expect(seat.card(ref).get_by_role("button", name="Approve")).to_have_count(0)


def test_a_pupil_gets_one_line_and_no_more(take_seat: TakeSeat) -> None:
    seat = take_seat("Jamie Rowe")

    seat.says("someone is being horrible to me online")

    expect(seat.newest).to_contain_text("This assistant is only for school staff")
    expect(seat.newest).to_contain_text("Childline is free: 0800 1111")
    expect(seat.newest.get_by_role("button", name="Report")).to_have_count(0)
    seat.portraits("pupil")
    seat.opens("Home")
    expect(seat.page.get_by_role("tabpanel")).not_to_contain_text("Ask for a blocked site")
    seat.shot("pupil-at-home")
    seat.answers_the_bell("Priya Nair")
    expect(seat.newest).to_contain_text("A pupil's account wrote to the assistant")
    expect(seat.newest).not_to_contain_text("horrible")
    expect(seat.newest).not_to_contain_text("Jamie")


def test_a_name_in_a_channel_brings_a_private_warning(take_seat: TakeSeat) -> None:
    seat = take_seat("Tom Ellery")
    words = "@Dutydesk Kayleigh Moss in 5 Red is being bullied on Snapchat"
    seat.page.get_by_role("link", name="general").click()

    seat.says(words, "#general")

    seat.sees("Only visible to you")
    expect(seat.newest).to_contain_text("Please delete that message now")
    expect(seat.newest).not_to_contain_text("Kayleigh")
    seat.portraits("warned")
    seat.page.locator(".who").click()
    expect(seat.page.get_by_role("menuitemradio", name="Colin Whitby")).not_to_contain_text("new")
    other = take_seat("Amy Carter")
    other.page.get_by_role("link", name="general").click()
    expect(other.newest).to_contain_text("Kayleigh")
    other.sees_nowhere("Please delete that message")
    other.becomes("Priya Nair")
    expect(other.newest).to_contain_text("A message in a channel may be about a person")
    other.sees_nowhere("Kayleigh")


def test_second_thoughts_back_skip_and_cancel(take_seat: TakeSeat) -> None:
    seat = take_seat("Tom Ellery", viewport=PHONE, has_touch=True)
    seat.says("I want to report cyberbullying")
    seat.presses("Answer here")
    expect(seat.newest).to_contain_text(DANGER)
    seat.says("skip")
    expect(seat.newest).to_contain_text(DANGER)
    seat.says("no")
    expect(seat.newest).to_contain_text(IMAGE)

    seat.presses("Back")
    expect(seat.newest).to_contain_text(DANGER)
    seat.says("bananas")
    expect(seat.newest).to_contain_text("Please choose one of: Yes, No, Not sure")
    seat.shot("not-understood")
    seat.says("no")
    seat.says("cancel")

    expect(seat.newest).to_contain_text("Nothing was sent")
    seat.opens("Home")
    expect(seat.page.get_by_role("tabpanel")).to_contain_text("You have sent nothing yet.")


def test_a_reload_in_the_middle_of_the_chat_loses_nothing(take_seat: TakeSeat) -> None:
    seat = take_seat("Ravi Menon")
    seat.says("I want to report cyberbullying")
    seat.presses("Answer here")
    expect(seat.newest).to_contain_text(DANGER)
    seat.says("no")
    expect(seat.newest).to_contain_text(IMAGE)

    seat.page.reload()
    seat.is_at("Ravi Menon")
    seat.presses("No")

    expect(seat.newest).to_contain_text(TARGET)
    seat.says("cancel")
    expect(seat.newest).to_contain_text("Nothing was sent")


def test_a_reload_in_the_middle_of_a_form_keeps_the_answers(take_seat: TakeSeat) -> None:
    seat = take_seat("Amy Carter")
    begins(seat)
    seat.fills(WHAT, STORY)
    seat.picks(DANGER, "No")
    seat.picks(IMAGE, "No")
    seat.picks(TARGET, "A pupil")
    expect(seat.question(TARGET).get_by_label("A pupil", exact=True)).to_be_checked()
    seat.page.wait_for_load_state("networkidle")

    seat.page.reload()

    expect(seat.form.get_by_label(WHAT)).to_have_value(STORY)
    expect(seat.question(DANGER).get_by_label("No", exact=True)).to_be_checked()
    expect(seat.question(TARGET).get_by_label("A pupil", exact=True)).to_be_checked()
    seat.shot("after-the-reload")


def test_somebody_of_two_schools_is_asked_which_one_it_is_about(take_seat: TakeSeat) -> None:
    seat = take_seat("Bea Lund")
    seat.says("I want to report cyberbullying")
    expect(seat.newest).to_contain_text("Which school is it about?")

    seat.presses("Ravensmere High School")
    seat.picks(ALLEGED, "A member of staff")

    options = seat.question(WHO).locator("option")
    expect(options.filter(has_text="Fiona Blackwood, Headteacher")).to_have_count(1)
    expect(options.filter(has_text="Grace Adeyemi")).to_have_count(0)


def test_a_form_that_was_closed_half_filled_is_offered_again(take_seat: TakeSeat) -> None:
    seat = take_seat("Sue Tranter")
    begins(seat)
    seat.fills(WHAT, STORY)
    for question in (DANGER, IMAGE, TARGET):
        seat.picks(question, ORDINARY[question])
    seat.page.wait_for_load_state("networkidle")
    seat.form.get_by_role("button", name="Cancel").click()
    expect(seat.form).to_have_count(0)

    begins(seat)

    expect(seat.form.get_by_label(WHAT)).to_have_value(STORY)
    seat.portraits("offered-again")


def test_a_power_cut_is_said_and_the_page_finds_back(
    browser: Browser, sandbox: RunningSandbox, take_seat: TakeSeat, monday: Monday
) -> None:
    teacher = take_seat("Ravi Menon")
    ref = asks(teacher, monday.day(1), sentence=SENTENCE)
    teacher.page.close()
    album = teacher.album
    with fresh_page(
        browser, f"{sandbox.address}/#as=U0RAVIMENON&in=app", may_complain=True
    ) as page:
        seat = Seat(page, album)
        expect(seat.card(ref)).to_have_count(1)
        sandbox.kill()
        expect(page.locator("#line")).to_contain_text(LOST)
        seat.says(f"status {ref}")
        expect(page.get_by_role("alert")).to_contain_text("The sandbox does not answer.")
        expect(page.get_by_role("textbox", name="Message Dutydesk")).to_have_value(f"status {ref}")
        seat.shot("cut")

        sandbox.start()
        expect(page.locator("#line")).to_be_empty(timeout=20_000)
        expect(page.get_by_role("alert")).to_have_count(0)
        page.get_by_role("textbox", name="Message Dutydesk").press("Enter")

        expect(seat.newest).to_contain_text(f"{ref}: waiting for a decision")
        expect(seat.newest).to_contain_text(SHOWN)
        seat.sees_nowhere(RIVERS.replace("https", "http:"))
        seat.shot("back")
