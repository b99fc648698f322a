"""Cards for the gallery."""

from datetime import date

from bot.conversation.cards import Button, Buttons, Card, Facts, Note, Style, Text
from bot.domain.people import PersonId
from intents.delegate.intents import TakeBack

ROWS = (
    ("Who decides", "Daniel Frost, acting for the headteacher"),
    ("From", "Tue 17 Nov 2026"),
    ("Until", "Mon 23 Nov 2026, the whole day"),
)
END = TakeBack(delegate=PersonId("oakfield/daniel-frost"), first=date(2026, 11, 17))
EXAMPLES = (
    Card(
        "Daniel Frost decides for you",
        (
            Text("I have told Daniel Frost. You may still decide as well."),
            Facts(ROWS),
            Buttons((Button("I'm back: end it", END, Style.PRIMARY),)),
        ),
    ),
    Card(
        "You decide for Grace Adeyemi",
        (
            Text(
                "On these days I send you the requests for blocked sites. You decide with the "
                "buttons."
            ),
            Facts(ROWS),
            Note("The record says that you act for Grace Adeyemi. Your own requests go to others."),
        ),
    ),
    Card(
        "Who decides about blocked sites today",
        (Facts((("Daniel Frost", "acting for Grace Adeyemi, until Mon 23 Nov 2026"),)),),
    ),
)
