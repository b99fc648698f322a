"""Cards for the gallery."""

from bot.conversation.cards import Alert, Button, Buttons, Card, Items, Quote, Text
from intents.ask_policy.intents import AskPolicy, NotIt, PassOn

QUESTION = "Can I be friends with a parent online?"
EXAMPLES = (
    Card(
        "Staff conduct online: 4.2",
        (
            Quote(
                "Staff keep their own accounts apart from their work.",
                "Oakfield Primary. Staff conduct online, version 3. 4.2. Review was due May 2026",
            ),
            Items(("Accounts are set to private.", "Requests from pupils are declined.")),
            Alert("Note: this policy was due for review in May 2026. Check with the headteacher."),
            Buttons(
                (
                    Button("Show more clauses", AskPolicy(question=QUESTION, more=True)),
                    Button("Not what I meant", NotIt(question=QUESTION)),
                )
            ),
        ),
    ),
    Card(
        "Not in the policies, as far as I can find",
        (
            Text("I can't find that in Oakfield Primary's policies."),
            Buttons((Button("Pass on the question", PassOn(question=QUESTION)),)),
        ),
    ),
)
