"""Cards for the gallery."""

from bot.conversation.cards import Button, Buttons, Card, Facts, Quote, Style, Text
from intents.buttons import Open, TakeStep

CARRIED = {"case": "example", "revision": "1"}
EXAMPLES = (
    Card(
        "Blocked site request UNB-2026-0042: waiting for a decision",
        (
            Text("Please decide. What you choose goes to the requester at once."),
            Facts(
                (
                    ("Asked by", "Amy Carter"),
                    ("Address", "hxxps://maps[.]example/rivers"),
                    ("For", "One class: 5 Red"),
                    ("When", "Tue 24 Nov to Fri 27 Nov 2026"),
                )
            ),
            Quote("Rivers of the world, with quizzes", "what is on it, in the requester's words"),
            Buttons(
                (
                    Button("Approve", TakeStep(case="example", verb="approve"), Style.PRIMARY),
                    Button(
                        "Approve with changes", Open(form="approve_with_changes", carried=CARRIED)
                    ),
                    Button("Refuse", Open(form="refuse", carried=CARRIED), Style.DANGER),
                )
            ),
        ),
    ),
)
