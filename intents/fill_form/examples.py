"""Cards for the gallery."""

from bot.conversation.cards import Alert, Button, Buttons, Card, Style, Text
from intents.buttons import Begin
from intents.fill_form.intents import Cancel

EXAMPLES = (
    Card(
        "A report was started and not sent",
        (
            Alert(
                "Amy Carter began a report at 10:52 today and has not sent it. It may be about a "
                "child who is not safe. What they wrote is not shown here. Please find Amy Carter "
                "and speak to them in person.",
                "Now.",
            ),
        ),
    ),
    Card(
        "Finish this? Report cyberbullying (started 10:52)",
        (
            Text("Nothing of it has been sent. After a day it is wiped."),
            Buttons(
                (
                    Button("Finish", Begin(form="report_cyberbullying"), Style.PRIMARY),
                    Button("Throw it away", Cancel(form="report_cyberbullying"), Style.DANGER),
                )
            ),
        ),
    ),
    Card(
        "Stopped. Nothing was sent.",
        (
            Alert(
                "If anyone may be at risk, speak to Priya Nair in person now. In danger call 999."
            ),
        ),
    ),
)
