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
from bot.errors import Incomplete, NothingToAnswer
from bot.forms.corrections import Keep
from bot.forms.form import Form, Kind
from bot.turn import Turn
from intents.ask_policy.intents import AskPolicy
from intents.at_work import is_at_work
from intents.buttons import Begin, GetHelp
from intents.capability import Capability
from intents.fill_form.asking import asked
from intents.fill_form.intents import Answer, Back, Cancel, Change, Send, Skip
from intents.get_help.feature import Missed, OtherLanguage, WhichOne
from intents.get_help.wrong_chat import wrong_chat_in
from intents.languages import is_english
from intents.my_cases.feature import ShowHome
from intents.safety.feature import FileSent, InHand, Leaked, TurnAway, Unfinished, Warned
from intents.safety.floor import Alarm, alarm_in, is_about_somebody
from intents.safety.telling import leads_to_tell
from intents.spelling import read_words
from intents.understanding import Understanding
from intents.whose import whose

ReadText: TypeAlias = Callable[[str, Turn], Intent | None]
COMMANDS: dict[str, str] = {
    "report": "report_cyberbullying",
    "report_cyberbullying": "report_cyberbullying",
    "report_website": "report_website",
    "report_message": "report_cyberbullying",
    "unblock": "request_unblock",
    "request_unblock": "request_unblock",
}
# What may stand behind /report, as the manifest says.
SITES = frozenset(("website", "websites", "site", "app"))
CONTROLS: dict[str, type[Intent]] = {
    "back": Back,
    "go back": Back,
    "skip": Skip,
    "skip this": Skip,
    "cancel": Cancel,
    "cancel this": Cancel,
    "cancel that": Cancel,
    "cancel it": Cancel,
    "stop": Cancel,
    "stop this": Cancel,
    "never mind": Cancel,
    "nevermind": Cancel,
    "forget it": Cancel,
    "send": Send,
    "send it": Send,
}
POLITE = frozenset(("please", "pls", "plz", "thanks", "ok", "okay", "just"))
TYPED = frozenset((Kind.TEXT, Kind.LONG_TEXT))
CARRIED = 300


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
        text = self._words_of(event)
        alarm = alarm_in(text)
        if alarm is None:
            return self._wanted(event, turn, None) or GetHelp()
        wanted = self._in_spite_of(event, turn, alarm)
        if wanted and is_at_work(event, turn):
            return wanted if isinstance(event, Changed) else InHand(alarm=alarm, then=wanted)
        is_alone = wanted is None and turn.place.is_private
        told = leads_to_tell(text, alarm, turn) if is_alone else ()
        return Warned(alarm=alarm, then=wanted, tell=told)

    def _in_spite_of(self, event: Event, turn: Turn, alarm: Alarm) -> Intent | None:
        """Return what is wanted; what is wrong with a form must not keep the warning back."""
        try:
            return self._wanted(event, turn, alarm)
        except Incomplete as incomplete:
            return Unfinished(errors=dict(incomplete.by_field))

    def _wanted(self, event: Event, turn: Turn, alarm: Alarm | None) -> Intent | None:
        """Return the intent; none where a warning is the whole answer and its buttons lead on."""
        is_grave = alarm is not None and not alarm.is_lesson
        match event:
            case Said(text, has_file):
                return FileSent() if has_file else self._said(text, turn, is_grave=is_grave)
            case Commanded(command, text):
                return self._commanded(command, text, is_grave=is_grave)
            case Flagged(text):
                return Begin(form="report_cyberbullying", text=text)
            case Pressed(payload):
                return self._pressed(payload)
            case Changed(form, values):
                is_steered = self._steers(event)
                return (Change if is_steered else Keep)(form=form, values=dict(values))
            case Submitted(form, values):
                return self._form(form).complete(values, asked(turn))
            case HomeOpened():
                return ShowHome()

    def _commanded(self, command: str, text: str, *, is_grave: bool) -> Intent | None:
        if command == "report" and set(read_words(text)[:2]) & SITES:
            return Begin(form=COMMANDS["report_website"], text=text)
        if command != "policy":
            return Begin(form=COMMANDS[command], text=text)
        if is_grave:
            return None
        return AskPolicy(question=text) if text.strip() else GetHelp()

    def _said(self, text: str, turn: Turn, *, is_grave: bool) -> Intent | None:
        wrong_chat = wrong_chat_in(text)
        if not turn.place.is_private:
            is_leak = is_grave or is_about_somebody(text) or (wrong_chat and wrong_chat.says_more)
            return Leaked() if is_leak else wrong_chat or AskPolicy(question=text)
        if wrong_chat:
            return None if is_grave else wrong_chat
        draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
        if control := _control(text):
            return control
        if draft and draft.is_interview:
            return Answer(text=text)
        return None if is_grave else self._read(text, turn) or self._understood(text)

    def _read(self, text: str, turn: Turn) -> Intent | None:
        return next((intent for read in self._readers if (intent := read(text, turn))), None)

    def _understood(self, text: str) -> Intent:
        """Return the closest meaning, a question between two, or the policies."""
        if not is_english(text):
            return OtherLanguage()
        guess = self._understanding.guess(text)
        if guess.is_unclear:
            has_words = any(word.isalpha() for word in read_words(text))
            return Missed(look_up=AskPolicy(question=text[:CARRIED]) if has_words else None)
        if not guess.is_torn:
            return guess.meanings[0].of(text) if guess.meanings else _looked_up(text)
        ways = [(meaning.label, meaning.of(text[:CARRIED])) for meaning in guess.meanings]
        if len(ways) == 1:
            ways.append(("Look in the policies", AskPolicy(question=text[:CARRIED])))
        return WhichOne(ways=tuple(ways))

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

    def _steers(self, changed: Changed) -> bool:
        """Tell whether other questions depend on the answer, so that the form is drawn again."""
        steering = {q.name for q in self._form(changed.form).questions() if q.ask.steers}
        return not changed.question or changed.question in steering

    def _words_of(self, event: Event) -> str:
        """Return everything in an event that a person typed, for the safety floor to read."""
        match event:
            case Said(text) | Commanded(_, text) | Flagged(text):
                return text
            case Changed() if not self._steers(event):
                return ""  # half a word is no word: they are read at the next choice, and when sent
            case Submitted(form, values) | Changed(form, values):
                typed = {q.name for q in self._form(form).questions() if q.kind in TYPED}
                return "\n".join(str(values[name]) for name in typed if values.get(name))
            case Pressed() | HomeOpened():
                return ""


def _looked_up(text: str) -> Intent:
    """Return the question for the policies, or whose rule it is, where that must be asked first."""
    ways = tuple((label, AskPolicy(question=question)) for label, question in whose(text))
    return WhichOne(ways=ways) if ways else AskPolicy(question=text)


def _control(text: str) -> Intent | None:
    """Return what a word or two about the form itself mean, however politely said."""
    words = [word for word in read_words(text[:CARRIED]) if word not in POLITE]
    control = CONTROLS.get(" ".join(words))
    return control() if control else None
