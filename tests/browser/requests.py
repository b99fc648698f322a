"""A request for a blocked site, as a teacher types it."""

from playwright.sync_api import Locator, expect

from tests.browser.seat import Seat

RIVERS = "https://maps.example/rivers"
SHOWN = "hxxps://maps[.]example/rivers"
SENTENCE = f"/unblock {RIVERS} for year 5 thu to fri"
REASON = "Geography: our unit on rivers of the UK."


def begins(seat: Seat, sentence: str = SENTENCE) -> Locator:
    """Ask in one sentence and return the form that opens."""
    seat.says(sentence)
    expect(seat.form).to_contain_text("Ask for a blocked site")
    return seat.form


def answers_the_rest(seat: Seat, needed_by: str, reason: str = REASON) -> None:
    """Answer what the sentence left open."""
    seat.fills("What is on it?", "Maps of rivers, with quizzes")
    seat.fills("What is it for?", reason)
    seat.picks("What could go wrong on it?", "Adverts")
    seat.fills("When do you need an answer by?", needed_by)
    seat.picks("Have you looked at it yourself?", "Yes")


def asks(seat: Seat, needed_by: str, reason: str = REASON, sentence: str = SENTENCE) -> str:
    """Ask for the site, close the receipt, and return the reference."""
    begins(seat, sentence)
    answers_the_rest(seat, needed_by, reason)
    seat.sends()
    ref = seat.receipt()
    seat.closes()
    return ref
