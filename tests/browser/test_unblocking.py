"""Blocked sites: asked for in a sentence, decided with a button, switched on, and seen by all."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Monday, TakeSeat
from tests.browser.requests import (
    REASON,
    RIVERS,
    SENTENCE,
    SHOWN,
    answers_the_rest,
    asks,
    begins,
)
from tests.browser.seat import PHONE

pytestmark = pytest.mark.browser


def test_a_site_is_asked_for_approved_and_switched_on(take_seat: TakeSeat, monday: Monday) -> None:
    seat = take_seat("Amy Carter")
    form = begins(seat, SENTENCE)
    expect(form.get_by_label("Full web address")).to_have_value(RIVERS)
    expect(seat.question("Who needs it?").get_by_label("A year group")).to_be_checked()
    expect(form.get_by_label("Which class or year?")).to_have_value("year 5")
    expect(form.get_by_label("From which day?")).to_have_value(monday.day(3))
    expect(form.get_by_label("Until which day?")).to_have_value(monday.day(4))
    seat.portraits("pre-filled")

    answers_the_rest(seat, monday.day(1), reason="Geography")
    seat.sends()
    expect(form).to_contain_text("Please write a little more: at least 15 characters.")
    expect(form.get_by_label("What is it for?")).to_be_focused()
    expect(form.get_by_label("What is on it?")).to_have_value("Maps of rivers, with quizzes")
    seat.shot("mistake")
    seat.fills("What is it for?", REASON)
    form.get_by_role("button", name="Send").dblclick()
    expect(seat.form).to_contain_text("waiting for a decision")
    expect(form).to_contain_text(SHOWN)
    expect(form).to_contain_text("Sent to: Grace Adeyemi")
    seat.portraits("receipt")
    ref = seat.reference(form)
    seat.closes()
    expect(seat.card(ref)).to_have_count(1)

    seat.answers_the_bell("Grace Adeyemi")
    expect(seat.newest).to_contain_text(f"{ref}: waiting for a decision")
    expect(seat.newest).to_contain_text(REASON)
    seat.portraits("to-decide")
    seat.newest.get_by_role("button", name="Approve", exact=True).dblclick()
    expect(seat.card(ref)).to_contain_text("Decided by: Grace Adeyemi")
    expect(seat.card(ref)).to_have_count(1)
    expect(seat.card(ref).get_by_role("button", name="Approve")).to_have_count(0)
    seat.shot("decided")

    seat.becomes("Len Hodge")
    expect(seat.newest).to_contain_text("Please open this address for the people and days below")
    seat.shot("to-switch-on")
    seat.presses("Done: it works")
    expect(seat.newest).to_contain_text(f"{ref}: approved and working")
    expect(seat.newest.get_by_role("button", name="Done: it works")).to_have_count(0)

    seat.answers_the_bell("Amy Carter")
    expect(seat.newest).to_contain_text("It is switched on. Test it before the lesson.")
    expect(seat.card(f"{ref}: waiting for a decision")).to_have_count(0)
    seat.shot("working")
    seat.opens("Home")
    expect(seat.page.get_by_role("tabpanel")).to_contain_text(f"{ref}: Blocked site request")
    expect(seat.page.get_by_role("tabpanel")).to_contain_text("approved and working")
    seat.portraits("home")


def test_a_refusal_needs_a_reason_and_the_teacher_reads_it(
    take_seat: TakeSeat, monday: Monday
) -> None:
    seat = take_seat("Tom Ellery", viewport=PHONE, color_scheme="dark", has_touch=True)
    ref = asks(seat, monday.day(1))
    seat.answers_the_bell("Grace Adeyemi")
    seat.opens("Home")
    expect(seat.page.get_by_role("tabpanel")).to_contain_text(f"{ref}: Blocked site request")
    seat.shot("head-at-home")
    seat.opens("Messages")

    seat.presses("Refuse")
    seat.sends("Refuse")
    seat.sees("This is needed. Please fill it in.")
    seat.shot("no-reason-yet")
    seat.fills("Why not?", "It has a chat that strangers can join.")
    seat.sends("Refuse")

    seat.sees(f"{ref}: not approved")
    seat.closes()
    seat.answers_the_bell("Tom Ellery")
    expect(seat.newest).to_contain_text("strangers can join. You can send it once more")
    seat.portraits("refused")


def test_the_head_asks_for_more_and_approves_with_changes(
    take_seat: TakeSeat, monday: Monday
) -> None:
    seat = take_seat("Ravi Menon")
    ref = asks(seat, monday.day(1))
    seat.answers_the_bell("Grace Adeyemi")
    seat.presses("Ask for more")
    seat.fills("What do you need to know?", "Does it need a login?")
    seat.sends()
    seat.closes()

    seat.answers_the_bell("Ravi Menon")
    expect(seat.newest).to_contain_text('Grace Adeyemi asks: "Does it need a login?" Press Answer')
    seat.presses("Answer")
    expect(seat.form).to_contain_text("Does it need a login?")
    seat.fills("Your answer", "No, it opens at once.")
    seat.sends()
    seat.closes()

    seat.answers_the_bell("Grace Adeyemi")
    expect(seat.newest).to_contain_text("No, it opens at once.")
    seat.presses("Approve with changes")
    seat.picks("Who may open it?", "Only the person asking")
    expect(seat.form.get_by_label("Which class or year?")).to_have_count(0)
    seat.fills("Any conditions?", "On the board only.")
    seat.shot("with-changes")
    seat.sends("Approve")
    seat.sees(f"{ref}: approved")
    seat.closes()

    seat.answers_the_bell("Ravi Menon")
    expect(seat.newest).to_contain_text("Conditions: On the board only. Len Hodge will")
    expect(seat.newest).to_contain_text("Only the person asking")


def test_two_windows_side_by_side_follow_each_other(take_seat: TakeSeat, monday: Monday) -> None:
    teacher, head = take_seat("Sue Tranter"), take_seat("Grace Adeyemi")
    ref = asks(teacher, monday.day(1))
    request = head.card(ref)
    expect(request).to_contain_text("waiting for a decision")

    request.get_by_role("button", name="Approve", exact=True).press("Enter")

    expect(teacher.newest).to_contain_text("Approved by Grace Adeyemi")
    expect(teacher.card(f"{ref}: waiting for a decision")).to_have_count(0)
    teacher.shot("teacher")
    head.shot("head")


def test_odd_words_in_every_field_are_shown_as_typed(take_seat: TakeSeat, monday: Monday) -> None:
    odd = "<script>alert(1)</script> <!channel> *b* <https://evil.example|Press> \U0001f642 "
    long = odd + "Rivers and more rivers. " * 80
    seat = take_seat("Amy Carter")
    begins(seat)
    answers_the_rest(seat, monday.day(1), reason=long[:1990])
    seat.fills("What is on it?", odd)
    seat.fills("Which class or year?", odd)
    seat.fills("What does the block page say?", odd)
    seat.sends()
    expect(seat.form).to_contain_text("waiting for a decision")
    seat.closes()

    seat.answers_the_bell("Grace Adeyemi")

    expect(seat.newest).to_contain_text(f"For: {odd.strip()}")
    expect(seat.newest.locator("blockquote").first).to_contain_text(odd.strip())
    expect(seat.newest.locator("a, script")).to_have_count(0)
    seat.shot("odd-words")


def test_too_many_words_are_cut_with_a_sentence_and_the_rest_is_kept(
    take_seat: TakeSeat, monday: Monday
) -> None:
    seat = take_seat("Amy Carter")
    begins(seat)
    answers_the_rest(seat, monday.day(1), reason="Rivers. " * 374)

    seat.sees("Only the first 2,000 characters fit.")
    expect(seat.form.get_by_label("What is it for?")).to_have_value(("Rivers. " * 374)[:2000])
    seat.fills("What is it for?", REASON)
    seat.sends()
    expect(seat.form).to_contain_text("waiting for a decision")


def test_an_address_that_no_request_can_open_is_answered_at_once(
    take_seat: TakeSeat, monday: Monday
) -> None:
    seat = take_seat("Amy Carter")
    begins(seat, "/unblock https://www.chat-with-strangers.example/room for year 5 thu to fri")
    answers_the_rest(seat, monday.day(1))

    seat.sends()

    seat.sees("Oakfield Primary School can't open that site")
    expect(seat.form).to_contain_text("doesn't open this kind of site")
    seat.shot("never")


def test_a_reminder_arrives_when_the_clock_moves_on(take_seat: TakeSeat, monday: Monday) -> None:
    seat = take_seat("Amy Carter")
    ref = asks(seat, monday.day(4))
    seat.answers_the_bell("Grace Adeyemi")
    expect(seat.card(ref)).to_have_count(1)

    seat.jumps("+4 hours")

    expect(seat.card(ref, "Snooze until tomorrow")).to_have_count(1)
    seat.shot("reminder")
    seat.jumps("+1 week")
    expect(seat.card(f"{ref}: not decided in time, so not approved").last).to_be_visible()
    expect(seat.card(ref).get_by_role("button", name="Approve")).to_have_count(0)
