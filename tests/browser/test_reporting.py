"""Reports: they reach the right people at once, and whoever it is about learns nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TakeSeat
from tests.browser.reports import (
    ALLEGED,
    DANGER,
    IMAGE,
    ORDINARY,
    STORY,
    TARGET,
    WHAT,
    WHERE,
    WHO,
    begins,
    reports,
)
from tests.browser.seat import PHONE, Seat

pytestmark = pytest.mark.browser

STOP = "Stop, this changes what you do."


def finds_nothing(seat: Seat, name: str, *words: str) -> None:
    """Look wherever somebody can look, and ask."""
    seat.becomes(name)
    seat.sees_nowhere(*words)
    seat.opens("Home")
    expect(seat.page.get_by_role("tabpanel")).to_contain_text("Waiting for you")
    seat.sees_nowhere(*words)
    seat.opens("Messages")
    for place in ("general", "staff-room"):
        seat.page.get_by_role("link", name=place).click()
        seat.sees_nowhere(*words)


def test_a_pupil_is_targeted_and_the_safeguarding_lead_has_it_at_once(
    take_seat: TakeSeat,
) -> None:
    seat = take_seat("Amy Carter")
    begins(seat)
    seat.portraits("form")

    ref = reports(seat, ORDINARY, STORY)
    expect(seat.card(ref)).to_have_count(1)
    seat.portraits("receipt")

    seat.answers_the_bell("Priya Nair")
    expect(seat.newest).to_contain_text(f"{ref} cyberbullying")
    expect(seat.newest).to_contain_text(STORY)
    seat.portraits("lead")
    seat.presses("I have it")
    expect(seat.card(ref, "picked up").get_by_role("button", name="I have it")).to_have_count(0)
    seat.answers_the_bell("Amy Carter")
    expect(seat.newest).to_contain_text("Somebody has picked up your report")
    expect(seat.newest).to_contain_text("Picked up by: designated safeguarding lead")
    finds_nothing(seat, "Tom Ellery", ref, STORY)
    finds_nothing(seat, "Len Hodge", ref, STORY)


def test_not_sure_about_a_sexual_picture_counts_as_yes(take_seat: TakeSeat) -> None:
    seat = take_seat("Tom Ellery", viewport=PHONE, has_touch=True)
    begins(seat)
    seat.picks(DANGER, "No")
    seat.form.get_by_text(STOP).wait_for(state="detached")

    seat.picks(IMAGE, "Not sure")

    expect(seat.form.get_by_text(STOP)).to_be_in_viewport()
    expect(seat.form.get_by_label(WHAT)).to_have_count(0)
    expect(seat.form.get_by_label(WHERE)).to_have_count(0)
    seat.portraits("stop")
    seat.picks(TARGET, "A pupil")
    seat.picks(ALLEGED, "A pupil here")
    seat.picks("Who told you?", "The pupil")
    seat.picks("Is a phone or computer involved?", "Yes")
    seat.picks("Has it been passed on?", "Not sure")
    seat.sends()
    expect(seat.form.get_by_text(STOP)).to_be_visible()
    expect(seat.form.get_by_role("heading", name="sent, not picked up yet")).to_be_in_viewport()
    expect(seat.form).to_contain_text("Please tell Priya Nair in person now.")
    expect(seat.form).not_to_contain_text("Screenshot the messages")
    ref = seat.reference(seat.form)
    seat.portraits("receipt")
    seat.closes()
    seat.presses("Add detail")
    expect(seat.form).not_to_contain_text("evidence")
    seat.shot("add-detail")
    seat.puts_away()

    seat.answers_the_bell("Priya Nair")
    expect(seat.newest).to_contain_text(f"{ref} safeguarding")
    expect(seat.newest).to_contain_text("No details are kept here.")
    expect(seat.newest).to_contain_text("Now.")
    seat.portraits("lead")


def test_the_head_learns_nothing_of_a_report_about_the_head(take_seat: TakeSeat) -> None:
    seat = take_seat("Sue Tranter", color_scheme="dark")
    begins(seat)
    seat.picks(TARGET, "Me")
    seat.picks(ALLEGED, "Headteacher, governor or trust leader")
    seat.picks(WHO, "Grace Adeyemi, Headteacher")
    seat.shot("naming")

    story = "She wrote in the staff group that I am useless."
    ref = reports(seat, {DANGER: "No", IMAGE: "No", WHERE: "WhatsApp"}, story)

    expect(seat.newest).to_contain_text("the headteacher can't see it here", ignore_case=True)
    seat.portraits("receipt")
    for name in ("Grace Adeyemi", "Daniel Frost", "Ravi Menon"):
        finds_nothing(seat, name, ref, story, "useless")
    seat.becomes("Margaret Osei")
    expect(seat.newest).to_contain_text(f"{ref} concern about a leader")
    seat.portraits("chair")
    seat.becomes("Grace Adeyemi")
    seat.says(f"status {ref}")
    expect(seat.newest).not_to_contain_text("leader")
    expect(seat.newest).not_to_contain_text("useless")
    seat.shot("head-asks")


def test_a_website_is_reported_and_it_hears_of_it(take_seat: TakeSeat) -> None:
    seat = take_seat("Ravi Menon")
    seat.opens("Home")
    seat.presses("Report a website")
    seat.picks("Could it be illegal?", "No")
    seat.picks("Is this about how a member of staff uses the internet?", "No")
    seat.fills("Which site or app?", "http://bad.example/games")
    seat.picks("What was on it?", "Gambling")
    seat.picks("Who saw it?", "Pupils")
    seat.shot("form")
    seat.fills("Which year, and roughly how many?", "Year 4, three of them")
    seat.picks("Is a pupil upset by it?", "No")
    seat.sends()
    ref = seat.receipt()
    seat.portraits("receipt")
    seat.closes()

    seat.answers_the_bell("Len Hodge")

    expect(seat.newest).to_contain_text(ref)
    expect(seat.newest).to_contain_text("bad[.]example/games")
    expect(seat.newest.locator("a")).to_have_count(0)
    seat.portraits("it")


def test_a_report_can_be_made_word_by_word_in_the_chat(take_seat: TakeSeat) -> None:
    seat = take_seat("Amy Carter", viewport=PHONE, has_touch=True)
    seat.says("I want to report cyberbullying")
    seat.presses("Answer here")
    expect(seat.newest).to_contain_text(DANGER)
    seat.portraits("first-question")
    seat.presses("No")
    expect(seat.newest).to_contain_text("nude")
    seat.says("no")
    expect(seat.newest).to_contain_text(TARGET)
    seat.presses("A pupil")
    expect(seat.newest).to_contain_text(ALLEGED)
    seat.says("another pupil here")
    expect(seat.newest).to_contain_text(WHAT)
    seat.says(STORY)
    expect(seat.newest).to_contain_text("When was it?")
    seat.presses("Skip")
    expect(seat.newest).to_contain_text(WHERE)
    seat.says("snapchat")

    expect(seat.newest).to_contain_text("Ready to send?")
    expect(seat.newest).to_contain_text("Snapchat")
    seat.portraits("review")
    seat.presses("Send")
    expect(seat.newest).to_contain_text("Saved as CB-")
    seat.shot("receipt")


def test_a_story_full_of_odd_signs_is_shown_as_typed(take_seat: TakeSeat) -> None:
    odd = "<script>alert(1)</script> <!channel> *b* \U0001f622 \u202egnp.exe\u202c" + " no" * 500
    seat = take_seat("Amy Carter")
    begins(seat)

    ref = reports(seat, ORDINARY, odd)

    seat.answers_the_bell("Priya Nair")
    quote = seat.card(ref).last.locator("blockquote").last
    expect(quote).to_contain_text("<script>alert(1)</script> <!channel> *b* \U0001f622")
    expect(quote.locator("strong, a, script")).to_have_count(0)
    assert "\u202e" not in quote.inner_text()
    seat.shot("odd-words")
