"""Cards of this folder for the gallery."""

from bot.conversation.cards import Button, Buttons, Card, Note, Style, Table, Text
from intents.retention.cards import STAYS
from intents.retention.intents import DeletePast, ShowPast

DELETE = Button("Delete them", DeletePast(seen=""), Style.DANGER, confirm="Delete 12 records?")
EXAMPLES = (
    Card(
        "Oakfield Primary School: 12 records past their date",
        (
            Text("The school's rules say that they should be deleted now."),
            Note(STAYS),
            Buttons((Button("Show them", ShowPast(), Style.PRIMARY), DELETE)),
        ),
    ),
    Card(
        "Oakfield Primary School: 1 record past its date",
        (
            Table(
                ("Record", "What it is", "Kept until", "The rule"),
                (
                    (
                        "CB-2026-0007",
                        "cyberbullying",
                        "31 Aug 2030",
                        "kept for 3 years from the end of the school year it was closed in",
                    ),
                ),
            ),
            Buttons((DELETE,)),
        ),
    ),
)
