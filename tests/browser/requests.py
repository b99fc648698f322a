"""A request for a blocked site, as a teacher types it."""

from itertools import cycle

from playwright.sync_api import Locator, expect

from tests.browser.seat import Seat

RIVERS = "https://maps.example/rivers"
SHOWN = "hxxps://maps[.]example/rivers"
SENTENCE = f"/unblock {RIVERS} for year 5 thu to fri"
# A site that the school knows already is answered otherwise (D14), and these tests share a school.
OTHERS = cycle(
    f"/unblock https://{site}.example/quiz for year 5 thu to fri"
    for site in ("volcano", "castles", "planet", "dinosaur", "bridge", "harbour", "orchestra")
)
REASON = "Geography: our unit on rivers of the UK."


def begins(seat: Seat, sentence: str = "") -> Locator:
    """Ask in one sentence, for a site that nobody asked for, and return the form that opens."""
    seat.says(sentence or next(OTHERS))
    expect(seat.form).to_contain_text("Ask for a blocked site")
    return seat.form


def answers_the_rest(seat: Seat, needed_by: str, reason: str = REASON) -> None:
    """Answer what the sentence left open."""
    seat.fills("What is on it?", "Maps of rivers, with quizzes")
    seat.fills("What is it for?", reason)
    seat.picks("What could go wrong on it?", "Adverts")
    seat.fills("When do you need an answer by?", needed_by)
    seat.picks("Have you looked at it yourself?", "Yes")


def asks(seat: Seat, needed_by: str, reason: str = REASON, sentence: str = "") -> str:
    """Ask for the site, close the receipt, and return the reference."""
    begins(seat, sentence)
    answers_the_rest(seat, needed_by, reason)
    seat.sends()
    ref = seat.receipt()
    seat.closes()
    return ref
