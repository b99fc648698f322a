"""Cards for the gallery."""

from bot.conversation.cards import (
    Alert,
    Button,
    Buttons,
    Card,
    Divider,
    Items,
    Note,
    Quote,
    Style,
    Text,
)
from intents.ask_policy.intents import (
    AskPolicy,
    Helpful,
    NotIt,
    PassOn,
    RemovePinned,
    ShowClause,
)
from intents.buttons import Begin

QUESTION = "Can I be friends with a parent online?"
SIGNED = "Answered by Ravi Menon on 3 Nov 2026, until 30 Sep 2027"
ASK = Button("Ask Ravi Menon", PassOn(question=QUESTION, clause="conduct/4.2"))
NOT_IT = Button("Not what I asked", NotIt(question=QUESTION))
ANSWER = Card(
    "Staff conduct online: 4.2",
    (
        Quote("Staff keep their own accounts apart from their work."),
        Items(("Accounts are set to private.", "Requests from pupils are declined.")),
        Note("Oakfield Primary · Staff conduct online, version 3 · 4.2 · Review was due May 2026"),
        Note("The clause goes on."),
        Note("Why this clause: friends, parent."),
        Alert("Note: this policy was due for review in May 2026. Check with the headteacher."),
        Buttons(
            (
                Button("Report cyberbullying", Begin(form="report_cyberbullying")),
                Button("Show the whole clause", ShowClause(clause="conduct/4.2")),
                Button("Show more clauses", AskPolicy(question=QUESTION, more=True)),
                Button("Before and after it", ShowClause(clause="conduct/4.2", part="around")),
            )
        ),
        Buttons((Button("Helpful", Helpful()), NOT_IT, ASK)),
    ),
)
DISAGREEMENT = Card(
    "Two policies, two answers",
    (
        Alert("Your two policies say different things. Ask Ravi Menon."),
        Text(lead="Staff conduct online: 4.2"),
        Quote("Staff must not use their own phones to take pictures of pupils."),
        Divider(),
        Text(lead="Trips: 3"),
        Quote("Staff may use their own phones to take pictures of pupils."),
        Buttons((ASK, NOT_IT)),
    ),
)
NOT_COVERED = Card(
    "Not in the policies, as far as I can find",
    (
        Text("I can't find that in Oakfield Primary's policies."),
        Note("I noted the question without your name, so the policies can improve."),
        Buttons((Button("Ask Ravi Menon", PassOn(question=QUESTION)),)),
    ),
)
PINNED = Card(
    "Pinned answers at Oakfield Primary",
    (
        Text(lead="May I borrow the minibus?"),
        Quote("Yes. Ask Sue in the office for the key.", SIGNED),
        Buttons((Button("Remove", RemovePinned(ref="3f"), Style.DANGER, "Are you sure?"),)),
    ),
)
EXAMPLES = (ANSWER, DISAGREEMENT, NOT_COVERED, PINNED)
