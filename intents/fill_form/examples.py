"""Cards for the gallery."""

from datetime import UTC, datetime

from bot.conversation.cards import Alert, Button, Buttons, Card, Style, Text
from intents.buttons import Begin
from intents.fill_form.intents import Cancel, WillFind

NOT_SENT = (
    "You have not sent this form, so nothing has been done yet. After a day the half-filled form "
    "is thrown away, and nothing else."
)
BEGAN = datetime(2026, 11, 17, 10, 52, tzinfo=UTC)
EXAMPLES = (
    Card(
        "A report was started and not sent",
        (
            Alert(
                "Amy Carter began a report at 10:52 today and has not sent it. It may be about a "
                "child who is not safe. What they wrote is not shown here.",
                "Please find Amy Carter and speak to them in person now.",
            ),
            Buttons(
                (
                    Button(
                        "I will find them",
                        WillFind(by="example/amy", since=BEGAN, school="example"),
                        Style.PRIMARY,
                    ),
                )
            ),
        ),
    ),
    Card(
        "You began a report at 10:52 today. It is not sent.",
        (
            Alert("If anyone is at risk, speak to Priya Nair now. In danger call 999."),
            Text("Priya Nair can see that you began it, but not what you wrote."),
            Buttons((Button("Finish", Begin(form="report_cyberbullying"), Style.PRIMARY),)),
        ),
    ),
    Card(
        "Priya Nair will find Amy Carter",
        (Text("Please leave it to them, unless they ask you to come."),),
    ),
    Card(
        "Finish this form? Report cyberbullying (started 10:52)",
        (
            Text(NOT_SENT),
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
