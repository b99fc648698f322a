"""Presses: what was done to a card in a conversation, and what then stands in its place."""

from dataclasses import dataclass
from typing import TypeAlias

from adapters.teams.answers import Choose, Open, Press, See, Send
from adapters.teams.corrections import Corrections
from adapters.teams.pages import form_message
from adapters.teams.parts import Message, messages
from adapters.wire.turns import Turns
from bot.conversation.cards import Card
from bot.conversation.exchange import Incoming, Reply

SAW_IT = "I have that already."
BELOW = "See my next message."
# The receipt comes through the outbox; a form that was sent must not be there to send again.
SENT = "Sent. See my next message."

Act: TypeAlias = Press | Choose | Send | Open | See


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act comes to: a message in place of the card, and a reply to show after it."""

    instead: Message | None = None
    rest: Reply | None = None
    words: str = ""


class Presses:
    """Takes what was done to cards."""

    def __init__(self, turns: Turns, corrections: Corrections) -> None:
        self._turns = turns
        self._corrections = corrections

    async def take(self, incoming: Incoming, act: Act) -> Outcome | None:
        """Return what it comes to, after it is saved; None when nothing could be saved."""
        if isinstance(act, Press) and act.form:
            # What was typed is kept, whatever the button does with it (must-pass 20).
            await self._corrections.keep(incoming, act.form, act.values)
        reply = await self._turns.take(incoming)
        if reply is None:
            return None
        return Outcome(words=SAW_IT) if reply.repeated else await self._shown(incoming, reply, act)

    async def _shown(self, incoming: Incoming, reply: Reply, act: Act) -> Outcome:
        match act:
            case Choose(sheet=sheet) if reply.dialog:
                return Outcome(form_message(reply.dialog, sheet), _without_dialog(reply))
            case Send(sheet=sheet) if reply.errors:
                return await self._wrong(incoming, reply, sheet)
            case Send() if not (reply.cards or reply.dialog):
                return Outcome(messages(Card(SENT))[-1], reply)
            case Send():
                return _first_instead(reply)
            case Press() if act.form:
                return _first_instead(reply)
            case _:
                return _first_instead(reply) if reply.replaces else Outcome(None, reply, BELOW)

    async def _wrong(self, incoming: Incoming, reply: Reply, sheet: str) -> Outcome:
        """Draw the form as it was sent, with what is wrong beside its fields."""
        dialog = await self._corrections.of(incoming)
        if dialog is None:
            return Outcome(None, reply, BELOW)
        return Outcome(form_message(dialog, sheet, reply.errors), Reply(reply.cards))


def _first_instead(reply: Reply) -> Outcome:
    """Put the first card in place of the one that was pressed, if it fits into one message."""
    if not reply.cards or len(messages(reply.cards[0])) > 1:
        return Outcome(None, reply, BELOW)
    first, *others = reply.cards
    [instead] = messages(first)
    rest = Reply(tuple(others), errors=reply.errors, dialog=reply.dialog, intent=reply.intent)
    return Outcome(instead, rest)


def _without_dialog(reply: Reply) -> Reply:
    return Reply(reply.cards)
