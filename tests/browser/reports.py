"""A report of cyberbullying, as a teacher fills it in."""

from collections.abc import Mapping
from typing import TypeAlias

from playwright.sync_api import expect

from tests.browser.seat import Seat

Picked: TypeAlias = Mapping[str, str]

DANGER = "Is anyone in danger right now?"
IMAGE = "Is a nude, part-nude or sexual picture or video of someone under 18 involved?"
TARGET = "Who is being targeted?"
ALLEGED = "Who seems to be doing it?"
WHO = "Who do you think it is?"
WHAT = "What happened?"
WHERE = "Where did it happen?"
ORDINARY: Picked = {
    DANGER: "No",
    IMAGE: "No",
    TARGET: "A pupil",
    ALLEGED: "A pupil here",
    WHERE: "WhatsApp",
}
STORY = "Three girls in 5 Red call her names in their class group."


def begins(seat: Seat) -> None:
    """Ask for the form and wait for it."""
    seat.says("/report")
    expect(seat.form).to_contain_text("Report cyberbullying")


def reports(seat: Seat, picked: Picked, story: str = "") -> str:
    """Fill in the open form, send it, close the receipt and return the reference."""
    for question, answer in picked.items():
        seat.picks(question, answer)
    if story:
        seat.fills(WHAT, story)
    seat.sends()
    ref = seat.receipt()
    seat.closes()
    return ref
