"""Cards for the gallery."""

from bot.conversation.cards import Block, Button, Buttons, Card, Facts, Note, Quote, Style, Text
from intents.buttons import Open, TakeStep
from intents.request_unblock.earlier import LeaveIt

CARRIED = {"case": "example", "revision": "1"}
TITLE = "Blocked site request UNB-2026-0042"
FACTS = Facts(
    (
        ("Asked by", "Amy Carter"),
        ("Address", "hxxps://maps[.]example/rivers"),
        ("For", "One class: 5 Red"),
        ("When", "Tue 24 Nov to Fri 27 Nov 2026"),
    )
)
CONTENT = Quote("Rivers of the world, with quizzes", "what is on it, in the requester's words")


def _open(label: str, form: str, style: Style = Style.PLAIN) -> Button:
    return Button(label, Open(form=form, carried=CARRIED), style)


def _press(label: str, verb: str) -> Button:
    return Button(label, TakeStep(case="example", verb=verb), Style.PRIMARY)


def _card(state: str, *body: Block) -> Card:
    return Card(f"{TITLE}: {state}", body)


REFUSE = _open("Refuse", "refuse", Style.DANGER)
ASK = _open("Ask for more", "ask_for_more")
NOT_BLOCKED = Button("It is not blocked", TakeStep(case="example", verb="not_blocked"))
DECIDE = (
    _press("Approve", "approve"),
    _open("Approve with changes", "approve_with_changes"),
    REFUSE,
    ASK,
    NOT_BLOCKED,
)
EXAMPLES = (
    _card(
        "waiting for a decision",
        Text("Please decide. What you choose goes to the requester at once."),
        FACTS,
        CONTENT,
        Text("Would it do with one page, not the whole site? If so, press Approve with changes."),
        Note("Somebody else asks for the same site: UNB-2026-0040."),
        Buttons(DECIDE),
    ),
    _card(
        "waiting for a decision",
        FACTS,
        CONTENT,
        Text(
            "Priya Nair must comment first, because it is social media or chat. "
            "You will hear when the comment is here. You can refuse it now."
        ),
        Note(
            "Ines Falk is asked about personal data too. The decision does not wait for that.",
        ),
        Buttons((REFUSE, ASK, NOT_BLOCKED)),
    ),
    _card(
        "waiting for a decision",
        Text("There is a comment on this now. Please decide."),
        FACTS,
        CONTENT,
        Quote("Only with the chat off.", "Priya Nair, safeguarding, Tue 17 Nov 10:20: worries"),
        Buttons(DECIDE),
    ),
    _card(
        "waiting for a decision",
        Text("Please say what you think. It can't be approved before you do."),
        FACTS,
        Buttons((_open("Comment", "comment_on_request", Style.PRIMARY),)),
    ),
    _card(
        "waiting for a decision",
        FACTS,
        Quote("It has adverts.", "why UNB-2026-0031 was not approved on Mon 9 Nov"),
        Quote("The schools' version has none.", "what is new, in the requester's words"),
        Buttons(DECIDE),
    ),
    _card(
        "approved and working",
        Text("The agreed time is over after Fri 27 Nov. Need it longer?"),
        FACTS,
        Buttons((_open("Ask for longer", "ask_for_longer"),)),
    ),
    _card(
        "switched off early",
        Text(
            "Priya Nair switched this off at 10:30. The reason is below. "
            "Please block this address again. Then press Blocked again."
        ),
        FACTS,
        Facts((("Switched off because", "Strangers can write to pupils on it."),)),
        Buttons((_press("Blocked again", "block_again"),)),
    ),
    Card(
        "A request for this site was refused this school year",
        (
            Text("Nothing was sent yet, and what you typed is kept for a day."),
            Facts((("Decided on", "Mon 9 Nov 2026"), ("Reason", "It has adverts."))),
            Buttons(
                (
                    _open("Send it all the same", "request_all_the_same", Style.PRIMARY),
                    Button("Leave it", LeaveIt()),
                )
            ),
        ),
    ),
)
