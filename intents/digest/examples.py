"""Cards for the gallery."""

from bot.conversation.cards import Button, Buttons, Card, Facts, Note, Text
from intents.buttons import ShowCase
from intents.digest.intents import Snooze

REQUEST = "Blocked site request, 17 Nov: waiting for a decision."
EXAMPLES = (
    Card(
        "2 things wait for you",
        (
            Facts(
                (
                    ("UNB-2026-0042", f"{REQUEST} Needed today."),
                    ("UNB-2026-0041", f"{REQUEST} Needed by Fri 20 Nov."),
                )
            ),
            Text(lead="Not picked up in time"),
            Facts((("CB-2026-0007", "Report, 16 Nov: sent, not picked up yet. Late."),)),
            Buttons(
                (
                    Button("UNB-2026-0042", ShowCase(case="example")),
                    Button("UNB-2026-0041", ShowCase(case="example")),
                    Button("CB-2026-0007", ShowCase(case="example")),
                    Button("Snooze until tomorrow", Snooze()),
                )
            ),
        ),
    ),
    Card(
        "No reminders until 08:15 on Wed 18 Nov.",
        (Note("You still hear at once when a child may not be safe."),),
    ),
)
