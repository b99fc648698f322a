"""Cards for the gallery."""

from bot.conversation.cards import (
    Alert,
    Button,
    Buttons,
    Card,
    Facts,
    Items,
    Note,
    Quote,
    Style,
    Text,
)
from intents.buttons import Open, TakeStep

ADD = Button("Add detail", Open(form="add_detail", carried={"case": "example"}))
TAKE = Button("I have it", TakeStep(case="example", verb="take"), Style.PRIMARY)
EXAMPLES = (
    Card(
        "CB-2026-0001: sent, not picked up yet",
        (
            Text("Saved as CB-2026-0001 at 13:10. They should confirm by 16:00 today."),
            Alert("Then tell Priya Nair in person.", "In danger right now? Call 999 first."),
            Facts((("Sent", "13:10 today"), ("Sent to", "designated safeguarding lead"))),
            Buttons((ADD,)),
        ),
    ),
    Card(
        "CB-2026-0001 cyberbullying: sent, not picked up yet",
        (
            Text('Please press "I have it" by 16:00 today.'),
            Facts((("Reported by", "Amy Carter"), ("Targeted", "A pupil"), ("Where", "TikTok"))),
            Quote("Unkind videos about a child in my class.", "in the reporter's words"),
            Text(lead="To think about"),
            Items(("A school device was used: logs may be needed.",)),
            Buttons((TAKE,)),
        ),
    ),
    Card(
        "CB-2026-0002 safeguarding: sent, not picked up yet",
        (
            Alert("Please speak to Amy Carter in person now.", "No details are kept here."),
            Buttons((TAKE,)),
        ),
    ),
    Card(
        "CB-2026-0002 safeguarding: dealt with",
        (Facts((("Kind", "safeguarding"),)), Note("The details are for others only.")),
    ),
)
