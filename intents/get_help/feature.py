"""Get help: what the assistant can do, who can see what, and the one question it may ask back."""

from pydantic import InstanceOf

from bot.conversation.cards import Button, Buttons, Card, Items, Note, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.people import Role
from bot.turn import Turn
from intents import advice
from intents.buttons import Begin, GetHelp, ShowMyCases
from intents.capability import Capability, Feature, Meaning

STARTS = Buttons(
    (
        Button("Report cyberbullying", Begin(form="report_cyberbullying"), Style.PRIMARY),
        Button("Report a website", Begin(form="report_website")),
        Button("Ask for a blocked site", Begin(form="request_unblock")),
        Button("My cases", ShowMyCases()),
    )
)


class WhichOne(Intent):
    """Two meanings are as close: ask which, once, with buttons. `ways` are (label, intent)."""

    name = "which_one"
    ways: tuple[tuple[str, InstanceOf[Intent]], ...]


class Privacy(Intent):
    """Ask who can see what is typed here."""

    name = "privacy"


class OffTopic(Intent):
    """Something that is not ours: the wifi, the photocopier."""

    name = "off_topic"


class Thanks(Intent):
    """Say thank you, or that it is enough."""

    name = "thanks"


def get_help(_: GetHelp, turn: Turn) -> Reply:
    """Say what the assistant can do, and that a person comes first."""
    lines = Items(
        (
            "Ask about a policy in your own words. You get the clause, word for word.",
            "Report cyberbullying or a bad website. It takes about a minute.",
            "Ask for a blocked site. The headteacher decides.",
            'Say "my cases" to see how far things are, "cancel" to stop a form.',
        )
    )
    first = advice.alert("M01", turn)
    return Reply((Card("What I can do", (first, lines, STARTS)),))


def privacy(_: Privacy, turn: Turn) -> Reply:
    """Say plainly who sees what."""
    lines = Items(
        (
            "What you ask about policies: nobody. The headteacher cannot see your questions.",
            "A report: the people named on your receipt, and never the person it is about.",
            "A blocked-site request: the headteacher, the network manager and the safeguarding leads.",
            "Reports are kept in the school's own database, not in the chat.",
        )
    )
    note = Note(f"Your messages in this chat stay in {turn.place.platform.title()} as well.")
    return Reply((Card("Who can see this", (lines, note)),))


def off_topic(_: OffTopic, turn: Turn) -> Reply:
    """Point to the person who can help."""
    it = " or ".join(person.name for person in turn.holders(Role.IT_MANAGER))
    text = Text(f"For computers and the network ask {it or 'IT'}; for the rest, the school office.")
    return Reply((Card("I can't help with that one", (text, STARTS)),))


def ask_which(which: WhichOne, _: Turn) -> Reply:
    """Ask once, with a button for each; the person's words ride along."""
    buttons = tuple(Button(label, intent) for label, intent in which.ways)
    neither = Button("Neither", GetHelp())
    return Reply((Card("Which one do you mean?", (Buttons((*buttons, neither)),)),))


CAPABILITY = Capability(
    name="get_help",
    summary="What I can do, and who sees what.",
    features=(
        Feature(GetHelp, get_help),
        Feature(Privacy, privacy),
        Feature(OffTopic, off_topic),
        Feature(WhichOne, ask_which),
    ),
    meanings=(
        Meaning("help", GetHelp(), "Help"),
        Meaning("thanks", Thanks(), "Thanks"),
        Meaning("privacy", Privacy(), "Who can see this"),
        Meaning("off_topic", OffTopic(), "Something else"),
    ),
    examples=(Card("What I can do", (STARTS,)),),
)
