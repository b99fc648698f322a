"""The safety floor's cards: what to do in the next minute, before anything else."""

from collections.abc import Mapping

from pydantic import Field, InstanceOf

from bot.conversation.cards import Alert, Block, Button, Buttons, Card, Note, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.people import Kind as PersonKind
from bot.domain.people import PersonId, Role
from bot.errors import Incomplete, NothingToAnswer
from bot.services import cases
from bot.turn import Turn
from intents import advice
from intents.buttons import Begin
from intents.capability import Capability, Feature, Told
from intents.safety.floor import Alarm, Kind
from intents.safety.leaks import (
    BreachFlagged,
    FlagBreach,
    LeakSeen,
    flag_breach,
    tell_breach,
    tell_leak,
)
from intents.safety.telling import (
    AskForCall,
    CallWanted,
    ConcernSeen,
    OutsiderWrote,
    tell_call,
    tell_concern,
    tell_once_an_hour,
    tell_outsider,
)

REPORT = Buttons((Button("Report privately", Begin(form="report_cyberbullying"), Style.PRIMARY),))

TITLES: Mapping[Kind, str] = {
    "emergency": "Is anyone in danger right now?",
    "self_harm": "Stay with them",
    "nudes": "Before you do anything else",
    "adult_contact": "Tell your safeguarding lead now",
    "abuse": "Tell your safeguarding lead now",
    "extremism": "Tell your safeguarding lead now",
    "adult_unsafe": "You are not alone",
}
LINES: Mapping[Kind, tuple[str, ...]] = {
    "emergency": ("M01", "M02", "M03"),
    "self_harm": ("M01", "M35", "M03"),
    "nudes": ("M11", "M11b", "M11c", "M11d", "M13", "M01", "M03"),
    "adult_contact": ("M36", "M23", "M01"),
    "abuse": ("M01", "M23", "M03"),
    "extremism": ("M33", "M01"),
    "adult_unsafe": ("G08",),
}
LEADS = frozenset({Role.DSL, Role.DEPUTY_DSL})
# What stands above an answer about teaching or about a rule: the one line that matters most.
IN_A_LESSON: Mapping[Kind, str] = {**{kind: LINES[kind][0] for kind in LINES}, "self_harm": "M35"}


class Warned(Intent):
    """A warning first, then whatever else was wanted; `tell` are those who hear of it now."""

    name = "safety"
    alarm: Alarm
    then: InstanceOf[Intent] | None = None
    tell: tuple[str, ...] = ()

    @property
    def understood(self) -> str:
        """A line above an answer leaves the answer what was wanted."""
        return self.then.understood if self.then and self.alarm.is_lesson else self.name


class InHand(Intent):
    """What was wanted, in words that would bring up a warning for anybody else."""

    name = "in_hand"
    alarm: Alarm
    then: InstanceOf[Intent]

    @property
    def understood(self) -> str:
        """The line above it leaves it what was wanted."""
        return self.then.understood


class FileSent(Intent):
    """A file was sent; it is neither fetched nor kept."""

    name = "file_sent"


class Leaked(Intent):
    """A person seems to be talked about in a channel."""

    name = "public_leak"


class TurnAway(Intent):
    """A pupil, a guest or somebody who has left writes."""

    name = "turned_away"


class Unfinished(Intent):
    """A form came back with answers missing, behind a warning that must not wait for them."""

    name = "unfinished"
    errors: dict[str, str] = Field(default_factory=dict)


def warn(warned: Warned, turn: Turn) -> Reply:
    """Show the card; in a lesson's context one line, so that the answer is not blocked."""
    if warned.alarm.is_lesson and warned.then:
        return _one_line("If this is about a real child:", warned.alarm, warned.then, turn)
    told = tuple(PersonId(person) for person in warned.tell)
    tell_once_an_hour(turn, told, ConcernSeen(by=turn.person.id, kind=warned.alarm.kind))
    return Reply((card(warned.alarm, turn, told),), then=warned.then)


def remind(in_hand: InHand, turn: Turn) -> Reply:
    """Show one line to whoever works on a case: they know of it, and may have read it already."""
    return _one_line("If nobody is dealing with this yet:", in_hand.alarm, in_hand.then, turn)


def _one_line(lead: str, alarm: Alarm, then: Intent, turn: Turn) -> Reply:
    line = advice.text(IN_A_LESSON[alarm.kind], turn, _not_themselves(turn))
    words = f"{line.lead} {line.text}".strip()
    return Reply((Card("", (Text(words, lead),)),), then=then)


def card(alarm: Alarm, turn: Turn, told: tuple[PersonId, ...] = ()) -> Card:
    """Return the card of an alarm: what to do in the next minute."""
    first, *others = LINES[alarm.kind]
    about = _not_themselves(turn)
    lines: list[Block] = [advice.alert(first, turn, about)]
    if alarm.with_nudes:
        lines.append(advice.alert("M11", turn, about))
    lines += [advice.text(line, turn, about) for line in others]
    if alarm.kind != "adult_unsafe" and LEADS & turn.roles:
        lines.insert(1, Text("You are a safeguarding lead: follow your own procedure."))
    if told:
        names = " and ".join(turn.name_of(person) for person in told)
        lines.append(Note(f"I have told {names} that you may need them, not what you wrote."))
    buttons = _buttons(alarm, turn)
    return Card(TITLES[alarm.kind], (*lines, *((buttons,) if buttons.buttons else ())))


def ask_for_call(wanted: AskForCall, turn: Turn) -> Reply:
    """Tell the person who was chosen that a colleague would like a call, and nothing else."""
    to = PersonId(wanted.to)
    if to not in _who_can_call(turn):
        raise NothingToAnswer
    tell_once_an_hour(turn, (to,), CallWanted(by=turn.person.id))
    text = Text(f"I have asked {turn.name_of(to)} to call you. I did not say why.")
    now = Text("If you're in danger call 999. Samaritans 116 123, any time.")
    return Reply((Card("A call is on its way", (text, now)),))


def decline_file(_: FileSent, turn: Turn) -> Reply:
    """Say that the file was not opened (G03)."""
    return Reply((Card("I haven't opened that file", (advice.alert("G03", turn), REPORT)),))


def ask_to_delete(_: Leaked, turn: Turn) -> Reply:
    """Ask only the poster to delete it, and tell the safeguarding lead without the words (G02)."""
    leads = [person.id for person in turn.holders(Role.DSL) if person != turn.person]
    cases.tell(turn, leads, LeakSeen(platform=turn.place.platform))
    return Reply((Card("Please delete that message", (advice.alert("G02", turn), REPORT)),))


def turn_away(_: TurnAway, turn: Turn) -> Reply:
    """Answer with G01 and keep nothing; a pupil's account is mentioned to the lead (DOMAIN 1.1)."""
    if turn.person.kind is PersonKind.PUPIL:
        leads = [person.id for person in turn.holders(Role.DSL)]
        tell_once_an_hour(turn, leads, OutsiderWrote())
    return Reply((Card("This assistant is only for school staff", (advice.alert("G01", turn),)),))


def put_right(unfinished: Unfinished, _: Turn) -> Reply:
    """Say what is missing, and keep nothing: the same form, put right, must count as new."""
    raise Incomplete(unfinished.errors)


def _not_themselves(turn: Turn) -> tuple[PersonId, ...]:
    """Return the reader, whom no line tells to tell themselves."""
    return (turn.person.id,)


def _buttons(alarm: Alarm, turn: Turn) -> Buttons:
    """Return the way on: a report, or for an adult in distress a call from somebody here."""
    if alarm.kind != "adult_unsafe":
        return REPORT
    return Buttons(
        tuple(
            Button(f"Ask {turn.name_of(person)} to call me", AskForCall(to=person))
            for person in _who_can_call(turn)
        )
    )


def _who_can_call(turn: Turn) -> tuple[PersonId, ...]:
    """Return the head, or who stands in for them, and the person's own line manager."""
    chain = turn.holders(Role.HEADTEACHER, Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS)
    head = [person.id for person in chain if person != turn.person][:1]
    manager = [turn.person.line_manager] if turn.person.line_manager else []
    return tuple(dict.fromkeys((*head, *manager)))


CAPABILITY = Capability(
    name="safety",
    summary="What to do first when somebody may be at risk.",
    features=(
        Feature(Warned, warn),
        Feature(InHand, remind),
        Feature(AskForCall, ask_for_call),
        Feature(FileSent, decline_file),
        Feature(Leaked, ask_to_delete),
        Feature(FlagBreach, flag_breach),
        Feature(TurnAway, turn_away),
        Feature(Unfinished, put_right),
    ),
    told=(
        Told(OutsiderWrote, tell_outsider),
        Told(LeakSeen, tell_leak),
        Told(BreachFlagged, tell_breach),
        Told(ConcernSeen, tell_concern),
        Told(CallWanted, tell_call),
    ),
    examples=(Card(TITLES["nudes"], (Alert("Don't look at it.", "Stop."), REPORT)),),
)
