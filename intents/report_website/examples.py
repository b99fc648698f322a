"""Cards for the gallery."""

from bot.conversation.cards import Alert, Button, Buttons, Card, Facts, Quote, Style, Text
from intents.buttons import Open, TakeStep

CARRIED = {"case": "example", "revision": "1"}
EXAMPLES = (
    Card(
        "WEB-2026-0001 website: sent",
        (
            Text("Please look at this now."),
            Facts(
                (
                    ("Reported by", "Amy Carter"),
                    ("Site or app", "hxxps://games[.]example/free"),
                    ("What was on it", "Sexual content"),
                    ("Seen by", "Pupils"),
                )
            ),
            Quote("It came up in the adverts beside the game.", "in the reporter's words"),
            Buttons(
                (
                    Button("I have it", TakeStep(case="example", verb="take"), Style.PRIMARY),
                    Button("Blocked", Open(form="site_blocked", carried=CARRIED), Style.PRIMARY),
                    Button("Not blocked", Open(form="site_left_open", carried=CARRIED)),
                )
            ),
        ),
    ),
    Card("WEB-2026-0001: blocked", (Text("Blocked for pupils at 11:20. Thank you."),)),
    Card(
        "WEB-2026-0002: isolate a device",
        (Alert(lead="Please do this now."), Text("Isolate laptop 14. Do not open the page.")),
    ),
)
