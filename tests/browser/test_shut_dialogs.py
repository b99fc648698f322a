"""A form that is shut in the middle of a word: the words are there when it is opened again."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TakeSeat
from tests.browser.reports import STORY, WHAT, begins
from tests.browser.seat import PHONE, Seat

pytestmark = pytest.mark.browser

LETTER = 25
LAST_WORD = " today"


def story(seat: Seat) -> str:
    """Return what stands in the long field."""
    return str(seat.form.get_by_label(WHAT).input_value())


def test_what_was_typed_is_there_again_and_typing_is_not_disturbed(take_seat: TakeSeat) -> None:
    seat = take_seat("Tom Ellery", viewport=PHONE)
    begins(seat)
    field = seat.form.get_by_label(WHAT)
    field.click()
    field.press_sequentially(STORY, delay=LETTER)
    expect(field).to_be_focused()
    expect(field).to_have_value(STORY)
    with seat.page.expect_response(lambda answer: answer.request.method == "POST"):
        field.press_sequentially(LAST_WORD, delay=LETTER)
    expect(field).not_to_have_attribute("aria-busy", "true")
    seat.closes()

    begins(seat)

    assert story(seat) == STORY + LAST_WORD
    seat.portraits("again")
