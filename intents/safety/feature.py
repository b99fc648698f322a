"""The safety floor's cards: what to do in the next minute, before anything else."""

from collections.abc import Callable, Mapping

from pydantic import InstanceOf

from bot.conversation.cards import Alert, Block, Button, Buttons, Card, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.notices import Notice
from bot.domain.people import Kind as PersonKind
from bot.domain.people import Role
from bot.services import cases
from bot.turn import Turn
from intents import advice
from intents.buttons import Begin
from intents.capability import Capability, Feature, Told
from intents.safety.floor import Alarm, Kind

REPORT = Buttons((Button("Report privately", Begin(form="report_cyberbullying"), Style.PRIMARY),))

TITLES: Mapping[Kind, str] = {
    "emergency": "Is anyone in danger right now?",
    "self_harm": "Stay with them",
    "nudes": "Stop, this changes what you do",
    "adult_contact": "Tell your safeguarding lead now",
    "abuse": "Tell your safeguarding lead now",
    "extremism": "Tell your safeguarding lead now",
    "adult_unsafe": "You are not alone",
}
LINES: Mapping[Kind, tuple[str, ...]] = {
    "emergency": ("M01", "M02", "M03"),
    "self_harm": ("M01", "M35", "M03"),
    "nudes": ("M11", "M11b", "M11c", "M11d", "M13"),
    "adult_contact": ("M36", "M23", "M01"),
    "abuse": ("M01", "M23", "M03"),
    "extremism": ("M33", "M01"),
    "adult_unsafe": ("G08",),
}


class Warned(Intent):
    """A warning first, then whatever else was wanted."""

    name = "safety"
    alarm: Alarm
    then: InstanceOf[Intent] | None = None


class FileSent(Intent):
    """A file was sent; it is neither fetched nor kept."""

    name = "file_sent"


class Leaked(Intent):
    """A person seems to be talked about in a channel."""

    name = "public_leak"


class TurnAway(Intent):
    """A pupil, a guest or somebody who has left writes."""

    name = "turned_away"


class OutsiderWrote(Notice):
    """A pupil's account wrote to the assistant; what it wrote was not kept."""

    name = "outsider_wrote"


class LeakSeen(Notice):
    """Somebody may have written about a person in a channel; the words are not repeated."""

    name = "leak_seen"
    platform: str


def warn(warned: Warned, turn: Turn) -> Reply:
    """Show the card; in a lesson's context one line, so that the answer is not blocked."""
    if warned.alarm.is_lesson and warned.then:
        line = Text(advice.say("M01", turn).replace("**", ""), "If this is about a real child:")
        return Reply((Card("", (line,)),), then=warned.then)
    return Reply((card(warned.alarm, turn),), then=warned.then)


def card(alarm: Alarm, turn: Turn) -> Card:
    """Return the card of an alarm: what to do in the next minute."""
    lines: list[Block] = []
    for number, line in enumerate(LINES[alarm.kind]):
        show: Callable[..., Alert | Text] = advice.alert if number == 0 else advice.text
        lines.append(show(line, turn))
    return Card(TITLES[alarm.kind], (*lines, REPORT))


def decline_file(_: FileSent, turn: Turn) -> Reply:
    """Say that the file was not opened (G03)."""
    return Reply((Card("I haven't opened that file", (advice.alert("G03", turn), REPORT)),))


def ask_to_delete(_: Leaked, turn: Turn) -> Reply:
    """Ask only the poster to delete it, and tell the safeguarding lead without the words (G02)."""
    leads = [person.id for person in turn.holders(Role.DSL)]
    cases.tell(turn, leads, LeakSeen(platform=turn.place.platform))
    return Reply((Card("Please delete that message", (advice.alert("G02", turn), REPORT)),))


def turn_away(_: TurnAway, turn: Turn) -> Reply:
    """Answer with G01 and keep nothing; a pupil's account is mentioned to the lead (DOMAIN 1.1)."""
    if turn.person.kind is PersonKind.PUPIL:
        leads = [person.id for person in turn.holders(Role.DSL)]
        cases.tell(turn, leads, OutsiderWrote())
    return Reply((Card("This assistant is only for school staff", (advice.alert("G01", turn),)),))


def tell_outsider(_: OutsiderWrote, turn: Turn) -> Card:
    """Tell the lead that it happened, and when; not who or what."""
    at = turn.now.astimezone(turn.zone)
    text = Text(
        f"It happened at about {at:%H:%M}. What they wrote was not kept. They were told to speak to "
        "an adult they trust, and given Childline's number."
    )
    return Card("A pupil's account wrote to the assistant", (text,))


def tell_leak(_: LeakSeen, turn: Turn) -> Card:
    """Tell the lead that something was posted; the words are not repeated."""
    at = turn.now.astimezone(turn.zone)
    text = Text(
        f"It happened at about {at:%H:%M}. The poster was asked to delete it and to report it "
        "privately. I cannot delete other people's messages. If it names a child, your data "
        "protection officer may need to know."
    )
    return Card("A message in a channel may be about a person", (text,))


CAPABILITY = Capability(
    name="safety",
    summary="What to do first when somebody may be at risk.",
    features=(
        Feature(Warned, warn),
        Feature(FileSent, decline_file),
        Feature(Leaked, ask_to_delete),
        Feature(TurnAway, turn_away),
    ),
    told=(Told(OutsiderWrote, tell_outsider), Told(LeakSeen, tell_leak)),
    examples=(
        Card("Stop, this changes what you do", (Alert("Don't look at it.", "Stop."), REPORT)),
    ),
)
