"""What people want to know of a delegation, and its end."""

from datetime import date

from bot.conversation.intent import Intent
from bot.domain.people import PersonId


class WhoDecides(Intent):
    """Ask who decides today; or say "I'm back", which ends nothing before the button is pressed."""

    name = "who_decides"


class TakeBack(Intent):
    """End the delegation to that person that begins on that day.

    `school` is named by somebody who works at several.
    """

    name = "take_back"
    delegate: PersonId
    first: date
    school: str = ""
