"""Asking: the clause comes back word for word; what no policy says is passed on to a person."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TakeSeat
from tests.browser.seat import PHONE, Seat

pytestmark = pytest.mark.browser

FRIENDS = "can I be friends with a parent on facebook?"
NOT_THERE = "who tunes the piano?"
LONG = "word " * 200
THE_ANSWER = "Yes, with a D1 licence. Ask Sue in the office for the key."


def passes_on(seat: Seat, question: str) -> str:
    """Ask what no policy says, pass it on and return its reference."""
    seat.says(question)
    seat.sees("Not in the policies, as far as I can find")
    seat.presses("Ask Grace Adeyemi")
    seat.sees("Passed on to Grace Adeyemi.")
    return seat.reference(seat.card("Passed on to Grace Adeyemi.", question))


def test_a_teacher_asks_and_the_head_answers_what_the_policies_leave_open(
    take_seat: TakeSeat,
) -> None:
    seat = take_seat("Amy Carter")
    seat.shot("nothing-said-yet")
    seat.says(FRIENDS)
    expect(seat.newest).to_contain_text("Staff must not connect with the parents or carers")
    expect(seat.newest).to_contain_text("people who were already friends before their child joined")
    expect(seat.newest).to_contain_text("Oakfield Primary School · Social Media, Phones")
    seat.portraits("clause")

    ref = passes_on(seat, NOT_THERE)
    seat.shot("passed-on")
    seat.answers_the_bell("Grace Adeyemi")
    expect(seat.newest).to_contain_text(f"Policy question {ref}: waiting for an answer")
    seat.presses("Answer")
    seat.fills("Your answer", THE_ANSWER)
    seat.portraits("answering")
    seat.sends()
    seat.sees(f"Policy question {ref}: answered")
    seat.closes()
    expect(seat.card(ref).get_by_role("button", name="Answer", exact=True)).to_have_count(0)

    seat.answers_the_bell("Amy Carter")
    expect(seat.newest).to_contain_text("Here is an answer to what you asked.")
    expect(seat.newest).to_contain_text(THE_ANSWER)
    seat.shot("answered")


def test_other_clauses_and_a_person_are_one_press_away(take_seat: TakeSeat) -> None:
    seat = take_seat("Tom Ellery", viewport=PHONE, has_touch=True)
    seat.says(FRIENDS)
    expect(seat.newest).to_contain_text("Staff must not connect")

    seat.presses("Show more clauses")

    expect(seat.newest).to_contain_text("Other clauses that may help")
    expect(seat.newest).not_to_contain_text("Staff must not connect")
    seat.shot("more-clauses")
    seat.presses("Not what I asked")
    expect(seat.newest).to_contain_text("You can also ask again in other words.")
    expect(seat.newest.get_by_role("button", name="Ask Grace Adeyemi")).to_be_visible()


def test_another_school_answers_from_its_own_policy_and_says_that_it_is_overdue(
    take_seat: TakeSeat,
) -> None:
    seat = take_seat("Owen Price")

    seat.says(FRIENDS)

    expect(seat.newest).to_contain_text("Ravensmere High School")
    expect(seat.newest).to_contain_text("this policy was due for review in September 2025")
    expect(seat.newest).not_to_contain_text("Oakfield")
    seat.shot("overdue")


def test_a_question_by_command_is_answered_only_to_the_asker(take_seat: TakeSeat) -> None:
    seat = take_seat("Ravi Menon")
    seat.page.get_by_role("link", name="general").click()

    seat.says(f"/policy {FRIENDS}", "#general")

    seat.sees("Only visible to you")
    expect(seat.newest).to_contain_text("Staff must not connect with the parents")
    seat.becomes("Amy Carter")
    seat.page.get_by_role("link", name="general").click()
    seat.sees_nowhere("Staff must not connect with the parents")


def test_pressing_pass_on_twice_passes_on_once(take_seat: TakeSeat) -> None:
    seat = take_seat("Tom Ellery")
    question = "may I borrow the minibus in June?"
    seat.says(question)
    seat.sees("Not in the policies, as far as I can find")
    unanswered = seat.card("Not in the policies").last
    pass_on = unanswered.get_by_role("button", name="Ask Grace Adeyemi")

    pass_on.dblclick()
    expect(seat.newest).to_contain_text("Passed on to Grace Adeyemi.")
    pass_on.click()

    expect(seat.newest).to_contain_text("You passed this on already.")
    refs = {seat.reference(card) for card in seat.card("Policy question", question).all()}
    assert len(refs) == 1


def test_the_heads_own_question_goes_to_somebody_else(take_seat: TakeSeat) -> None:
    seat = take_seat("Grace Adeyemi")
    seat.says("may I lend the minibus to the scouts?")
    seat.sees("Not in the policies, as far as I can find")

    seat.presses("Ask Daniel Frost")

    seat.sees("Passed on to Daniel Frost.")


def test_what_is_typed_is_shown_as_typed(take_seat: TakeSeat) -> None:
    odd = "<script>x(1)</script> <!here> *b* & _x_ \U0001f642 who tunes the piano?"
    seat = take_seat("Sue Tranter")
    passes_on(seat, odd)
    seat.answers_the_bell("Grace Adeyemi")
    seat.presses("Answer")
    seat.fills("Your answer", f"{odd} {LONG}")

    seat.sends()

    seat.closes()
    quotes = seat.newest.locator("blockquote")
    expect(quotes).to_have_count(2)
    expect(quotes.first).to_have_text(odd)
    expect(quotes.last).to_contain_text(odd)
    expect(quotes.locator("strong, em, a, script")).to_have_count(0)
    seat.shot("odd-words")


def test_a_question_is_asked_and_answered_by_keyboard_alone(take_seat: TakeSeat) -> None:
    seat = take_seat("Amy Carter")
    seat.tabs_to(seat.page.get_by_role("textbox", name="Message Dutydesk"))
    seat.types("may staff tune the piano?", "Enter")
    seat.sees("Not in the policies, as far as I can find")
    seat.tabs_to(seat.newest.get_by_role("button", name="Ask Grace Adeyemi"), backwards=True)
    seat.types("", "Enter")
    seat.sees("Passed on to Grace Adeyemi.")
    seat.tabs_to(seat.bell, backwards=True)
    seat.types("", "Enter")
    seat.is_at("Grace Adeyemi")
    seat.tabs_to(seat.newest.get_by_role("button", name="Answer"))
    seat.types("", "Enter")
    expect(seat.form.get_by_label("Your answer")).to_be_focused()
    seat.types("Yes, by the hall.")
    seat.tabs_to(seat.form.locator(".submit"))
    seat.types("", "Enter")

    seat.sees("the answer, in their own words")
    seat.types("", "Escape")
    expect(seat.form).to_have_count(0)
    expect(seat.newest).to_contain_text("Yes, by the hall.")
