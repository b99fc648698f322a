"""Get help: what the assistant can do, who can see what, and what it says when it cannot help."""

from pydantic import InstanceOf

from bot.conversation.cards import Block, Button, Buttons, Card, Items, Note, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.people import Role
from bot.turn import Turn
from intents import advice
from intents.buttons import Begin, GetHelp, ShowMyCases
from intents.capability import Capability, Feature, Meaning
from intents.get_help.wrong_chat import WrongChat, start_nothing

STARTS = Buttons(
    (
        Button("Report cyberbullying", Begin(form="report_cyberbullying"), Style.PRIMARY),
        Button("Report a website", Begin(form="report_website")),
        Button("Ask for a blocked site", Begin(form="request_unblock")),
        Button("My cases", ShowMyCases()),
    )
)


WHO_SEES = (
    "Your questions about policies: nobody can see that you asked, not even the headteacher.",
    "What no policy answers is listed for 90 days, without names, so that it can be added.",
    "A question you pass on: the person who answers it.",
    "A report: the people named on your receipt. Never the person it is about.",
    "A blocked-site request: those who decide it, IT and the safeguarding leads.",
    "Words about a child at risk: I may ask the safeguarding leads to find you, no more.",
    "Reports are kept in the school's own records, not in this chat.",
)


class WhichOne(Intent):
    """Two meanings are as close: ask which, once, with buttons. `ways` are (label, intent)."""

    name = "which_one"
    ways: tuple[tuple[str, InstanceOf[Intent]], ...]


class Missed(Intent):
    """Nothing that is known; `look_up` searches the policies for the words all the same."""

    name = "unclear"
    look_up: InstanceOf[Intent] | None = None


class OtherLanguage(Intent):
    """A message in a language that the assistant does not read."""

    name = "other_language"


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
    lines = Items(WHO_SEES)
    note = Note(f"What you type here also stays in {turn.place.platform.title()}.")
    return Reply((Card("Who can see this", (lines, note)),))


def off_topic(_: OffTopic, turn: Turn) -> Reply:
    """Point to the person who can help."""
    it = turn.whoever_is(Role.IT_MANAGER)
    text = Text(
        f"For computers, passwords and wifi, ask {it or 'IT'}. For anything else, ask the office. "
        "These are the things I can do:"
    )
    return Reply((Card("I can't help with that one", (text, STARTS)),))


def thank(_: Thanks, __: Turn) -> Reply:
    """Let it be."""
    return Reply((Card("Thank you. I'm here when you need me."),))


def ask_which(which: WhichOne, _: Turn) -> Reply:
    """Ask once, with a button for each; the person's words ride along."""
    buttons = tuple(Button(label, intent) for label, intent in which.ways)
    neither = Button("Neither", GetHelp())
    return Reply((Card("Which one do you mean?", (Buttons((*buttons, neither)),)),))


def offer_ways(missed: Missed, turn: Turn) -> Reply:
    """After one miss: buttons and a person (DOMAIN 9, failure 10)."""
    lead = advice.text("M01", turn)
    ask = Text("Which of these can I help with? You can also ask in other words.")
    ways = STARTS.buttons
    if missed.look_up:
        ways = (*ways, Button("Look in the policies", missed.look_up))
    return Reply((Card("I'm not sure what you need", (ask, Buttons(ways), lead)),))


def only_english(_: OtherLanguage, turn: Turn) -> Reply:
    """Say that only English is read, in short words, with whom to reach at once."""
    blocks: tuple[Block, ...] = (
        advice.alert("M01", turn),
        Text("Sorry, I can only read English. A colleague can help you write, or speak to them."),
        STARTS,
    )
    return Reply((Card("English only", blocks),))


CAPABILITY = Capability(
    name="get_help",
    summary="What I can do, and who sees what.",
    features=(
        Feature(GetHelp, get_help),
        Feature(Privacy, privacy),
        Feature(OffTopic, off_topic),
        Feature(Thanks, thank),
        Feature(WhichOne, ask_which),
        Feature(Missed, offer_ways),
        Feature(OtherLanguage, only_english),
        Feature(WrongChat, start_nothing),
    ),
    meanings=(
        Meaning("help", GetHelp(), "Help"),
        Meaning("thanks", Thanks(), "Thanks"),
        Meaning("privacy", Privacy(), "Who can see this"),
        Meaning("off_topic", OffTopic(), "Something else"),
    ),
    examples=(Card("What I can do", (STARTS,)),),
)
