"""From what happened to what is wanted.

The safety floor comes first, in every state (must-pass 1): its warning is put in front of whatever
else the words mean. Then what needs no guessing, then the form that is being filled in, then the
meaning that is closest, and last the policies, which say plainly when they do not cover it.
"""

import json
from collections.abc import Callable, Sequence
from typing import TypeAlias

from bot.conversation.exchange import (
    Changed,
    Commanded,
    Event,
    Flagged,
    HomeOpened,
    Pressed,
    Said,
    Submitted,
)
from bot.conversation.intent import Intent
from bot.errors import NothingToAnswer
from bot.forms.form import Form
from bot.turn import Turn
from intents.ask_policy.intents import AskPolicy
from intents.buttons import Begin, GetHelp
from intents.capability import Capability
from intents.fill_form.feature import Answer, Back, Cancel, Change, Send, Skip, asked
from intents.get_help.feature import WhichOne
from intents.my_cases.feature import ShowHome
from intents.safety.feature import FileSent, Leaked, TurnAway, Warned
from intents.safety.floor import Alarm, alarm_in, is_about_somebody
from intents.understanding import Understanding

ReadText: TypeAlias = Callable[[str, Turn], Intent | None]
COMMANDS: dict[str, str] = {
    "report": "report_cyberbullying",
    "report_cyberbullying": "report_cyberbullying",
    "report_website": "report_website",
    "report_message": "report_cyberbullying",
    "unblock": "request_unblock",
    "request_unblock": "request_unblock",
}
CONTROLS: dict[str, type[Intent]] = {
    "back": Back,
    "go back": Back,
    "skip": Skip,
    "cancel": Cancel,
    "stop": Cancel,
    "send": Send,
}


class Interpreter:
    """Finds the one intent that an event stands for."""

    def __init__(self, capabilities: Sequence[Capability], understanding: Understanding) -> None:
        self._intents: dict[str, type[Intent]] = {
            feature.intent.name: feature.intent
            for capability in capabilities
            for feature in capability.features
        }
        self._readers: tuple[ReadText, ...] = tuple(c.read for c in capabilities if c.read)
        self._understanding = understanding

    def interpret(self, event: Event, turn: Turn) -> Intent:
        """Return the intent, behind a warning where the words call for one."""
        if not turn.roles:
            return TurnAway()
        alarm = alarm_in(words_of(event))
        wanted = self._wanted(event, turn, alarm)
        return Warned(alarm=alarm, then=wanted) if alarm else wanted or GetHelp()

    def _wanted(self, event: Event, turn: Turn, alarm: Alarm | None) -> Intent | None:
        match event:
            case Said(text, has_file):
                return FileSent() if has_file else self._said(text, turn, alarm)
            case Commanded("policy", text):
                return AskPolicy(question=text) if text.strip() else GetHelp()
            case Commanded(command, text):
                return Begin(form=COMMANDS[command], text=text)
            case Flagged(text):
                return Begin(form="report_cyberbullying", text=text)
            case Pressed(payload):
                return self._pressed(payload)
            case Changed() | Submitted():
                return self._filled_in(event, turn)
            case HomeOpened():
                return ShowHome()

    def _filled_in(self, event: Changed | Submitted, turn: Turn) -> Intent:
        if isinstance(event, Changed):
            return Change(form=event.form, values=dict(event.values))
        return self._form(event.form).complete(event.values, asked(turn))

    def _said(self, text: str, turn: Turn, alarm: Alarm | None) -> Intent | None:
        if not turn.place.is_private:
            return self._said_in_public(text, alarm)
        draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
        if control := CONTROLS.get(text.strip().casefold()):
            return control()
        if draft and draft.is_interview:
            return Answer(text=text)
        if alarm and not alarm.is_lesson:
            return None  # the warning is the whole answer; its buttons lead on
        return self._read(text, turn) or self._understood(text)

    def _said_in_public(self, text: str, alarm: Alarm | None) -> Intent:
        """In a channel only policy questions are answered, and none about a person (rule 4)."""
        if is_about_somebody(text) or (alarm and not alarm.is_lesson):
            return Leaked()
        return AskPolicy(question=text)

    def _read(self, text: str, turn: Turn) -> Intent | None:
        return next((intent for read in self._readers if (intent := read(text, turn))), None)

    def _understood(self, text: str) -> Intent:
        """Return the closest meaning, a question between two, or the policies."""
        guess = self._understanding.guess(text)
        if guess.is_torn:
            return WhichOne(ways=tuple((m.label, m.of(text)) for m in guess.meanings))
        return guess.meanings[0].of(text) if guess.meanings else AskPolicy(question=text)

    def _pressed(self, payload: str) -> Intent:
        """Return the intent a button carries; what came back altered is refused politely."""
        try:
            name, data = json.loads(payload)
            return self._intents[name].model_validate(data)
        except (ValueError, TypeError, KeyError) as error:
            raise NothingToAnswer from error

    def _form(self, name: str) -> type[Form]:
        form = self._intents.get(name)
        if form is None or not issubclass(form, Form):
            raise NothingToAnswer
        return form


def words_of(event: Event) -> str:
    """Return everything in an event that a person typed, for the safety floor to read."""
    match event:
        case Said(text) | Commanded(_, text) | Flagged(text):
            return text
        case Submitted(_, values) | Changed(_, values):
            return "\n".join(value for value in values.values() if isinstance(value, str))
        case Pressed() | HomeOpened():
            return ""
