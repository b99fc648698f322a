"""The Teams app: every activity is one turn, saved before it is acknowledged, shown after.

What a press shows in place of its card is the answer to the press itself; the message is changed
as well, so that other devices show the same. Nothing that matters happens after the answer:
receipts and notices leave through the outbox.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeAlias

from adapters.teams.adapter import Answer
from adapters.teams.answers import See, said
from adapters.teams.corrections import Corrections
from adapters.teams.dialogs import Dialogs
from adapters.teams.inbound import Inbound, is_personal
from adapters.teams.messenger import posted_at, refreshed
from adapters.teams.pages import in_place, in_words
from adapters.teams.presses import Act, Outcome, Presses
from adapters.teams.repeats import Repeats
from adapters.teams.replies import Replies
from adapters.teams.spots import Spot, spot
from adapters.wire.lanes import Lanes
from adapters.wire.payloads import Body, Unreadable, found, text_at
from adapters.wire.turns import Desk, Turns
from bot.conversation.cards import Card
from bot.conversation.exchange import Incoming, Reply
from bot.domain.people import Person, PersonId
from bot.errors import StorageDown
from bot.ports import Posted

Look: TypeAlias = Callable[[Posted, PersonId], Card | None]

TRY_AGAIN = "Not saved: our database did not answer. Please try again. In danger? Call 999."
DONE = Answer(HTTPStatus.OK, {})
LATER = Answer(HTTPStatus.SERVICE_UNAVAILABLE)
NONSENSE = Answer(HTTPStatus.BAD_REQUEST)
NOT_OURS = Answer(HTTPStatus.NOT_IMPLEMENTED)
REACTIONS = frozenset(("like", "dislike"))
log = logging.getLogger(__name__)


@dataclass
class TeamsApp:
    """Connects what Teams sends to the assistant; `look` draws a card as it would be now."""

    assistant: Desk
    inbound: Inbound
    replies: Replies
    look: Look
    knock: Callable[[], None]
    turns: Turns = field(init=False)
    _lanes: Lanes = field(default_factory=Lanes)
    _repeats: Repeats = field(default_factory=Repeats)

    def __post_init__(self) -> None:
        """Connect the parts that answer."""
        self.turns = Turns(self.assistant, self.knock)
        corrections = Corrections(self.turns)
        self._presses = Presses(self.turns, corrections)
        self._dialogs = Dialogs(self.turns, self.inbound, corrections)

    async def handle(self, body: Body) -> Answer:
        """Answer one activity that the gate has let through."""
        try:
            return await self._answered(body)
        except Unreadable as missing:
            log.warning("unreadable payload", extra={"reason": f"no {missing}"})
            return NONSENSE
        except StorageDown:
            return LATER

    async def settle(self) -> None:
        """Wait until everything that came in is answered, and the answers are on the screen."""
        await self.turns.settle()
        await self._lanes.settle()

    async def _answered(self, body: Body) -> Answer:
        match text_at(body, "type"), text_at(body, "name"):
            case "message", _:
                return await self._message(body)
            case "invoke", "adaptiveCard/action":
                return await self._action(body)
            case "invoke", "task/fetch" | "composeExtension/fetchTask":
                incoming = self._dialogs.opening(body)
                return await self._repeats.once(incoming.key, lambda: self._dialogs.open(incoming))
            case "invoke", "task/submit" | "composeExtension/submitAction":
                return await self._dialogs.submit(body)
            case "invoke", "message/submitAction":
                return _feedback(body)
            case "installationUpdate", _ if text_at(body, "action") == "add":
                return await self._arrival(body)
            case "invoke", _:
                return NOT_OURS
            case _:
                return DONE

    async def _message(self, body: Body) -> Answer:
        """Take what somebody typed, or a press from a client that sends it as a message."""
        at = spot(body)
        act = said(found(body, "value"))
        if act is not None:
            return await self._pressed_by_message(body, act, at)
        return await self._say(self.inbound.message(body), at)

    async def _arrival(self, body: Body) -> Answer:
        """Welcome somebody who has just got the app; a channel gets no welcome."""
        if not is_personal(body):
            return DONE
        return await self._say(self.inbound.arrival(body), spot(body))

    async def _say(self, incoming: Incoming, at: Spot) -> Answer:
        await self._keep(incoming.person, at)
        async with self.replies.at_work(at):
            reply = await self.turns.take(incoming)
        if reply is None:
            self._show(Reply((Card(TRY_AGAIN),)), at, incoming.person)
            return LATER
        if not reply.repeated:
            self._show(reply, at, incoming.person)
        return DONE

    async def _action(self, body: Body) -> Answer:
        """Take a press on a card; its answer is what then stands in the card's place."""
        at, act = spot(body), said(found(body, "value", "action", "data"))
        if act is None:
            raise Unreadable("value.action.data")
        incoming = self.inbound.acted(body, act)
        if isinstance(act, See):
            return await self._see(incoming.person, at)
        key = self.inbound.delivery(body, act.card)
        try:
            await self._keep(incoming.person, at)
            return await self._repeats.once(key, lambda: self._act(incoming, act, at))
        except StorageDown:
            return in_words(TRY_AGAIN)

    async def _act(self, incoming: Incoming, act: Act, at: Spot) -> Answer:
        outcome = await self._presses.take(incoming, act)
        if outcome is None:
            raise StorageDown
        self._follow_up(outcome, at, incoming.person)
        if outcome.instead and outcome.instead.card:
            return in_place(outcome.instead.card)
        return in_words(outcome.words)

    async def _pressed_by_message(self, body: Body, act: Act, at: Spot) -> Answer:
        incoming = self.inbound.acted(body, act)
        await self._keep(incoming.person, at)
        outcome = await self._presses.take(incoming, act)
        if outcome is None:
            self._show(Reply((Card(TRY_AGAIN),)), at, incoming.person)
            return LATER
        self._follow_up(outcome, at, incoming.person)
        return DONE

    async def _see(self, person: Person | None, at: Spot) -> Answer:
        """Draw a card as it would be now; who looks is who may act on it."""
        if person is None:
            return in_words("")
        posted = posted_at(at.address, at.pressed)
        card = await asyncio.to_thread(self.look, posted, person.id)
        return in_place(refreshed(card, at.address)) if card else in_words("")

    def _follow_up(self, outcome: Outcome, at: Spot, person: Person | None) -> None:
        """Change the message for good, and show what comes after it."""
        instead, rest = outcome.instead, outcome.rest
        # A message that only one person sees in a channel cannot be changed.
        if instead and at.is_direct and at.pressed:
            self._lanes.put(at.place, lambda: self.replies.redraw(instead, at))
        if rest:
            self._show(rest, at, person)

    def _show(self, reply: Reply, at: Spot, person: Person | None) -> None:
        self._lanes.put(at.place, lambda: self.replies.show(reply, at, person))

    async def _keep(self, person: Person | None, at: Spot) -> None:
        """Remember where somebody can be written to; a pupil or a stranger leaves no trace."""
        if person and at.is_direct and person.grants:
            await self.replies.keep(person, at.address)


def _feedback(body: Body) -> Answer:
    """Count a thumb up or down; what was written beside it could name a child and is not kept."""
    reaction = text_at(body, "value", "actionValue", "reaction")
    if reaction not in REACTIONS:
        raise Unreadable("value.actionValue.reaction")
    log.info("feedback", extra={"reaction": reaction})
    return DONE
