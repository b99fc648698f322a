"""Gestures on messages of the app: buttons, cards that refresh, thumbs up and down."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass

from adapters.sandbox.refusals import NotAcknowledged, WindowRefusal
from adapters.sandbox.teams.dialog_gestures import TROUBLE, open_from_button
from adapters.sandbox.teams.elements import CARD_TYPE, data_of, filled, has_action, refresh_of
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.gestures import Feedback, Press, Read, Refresh
from adapters.sandbox.teams.identity import JsonObject, account
from adapters.sandbox.teams.messages import Conversation, Message
from adapters.sandbox.teams.talk import message_of, place_of

WORDS_TYPE = "application/vnd.microsoft.activity.message"


@dataclass(frozen=True, slots=True)
class _Seen:
    """A card of a message, as one person has it before them."""

    user: str
    place: Conversation
    message: Message
    number: int

    @property
    def card(self) -> JsonObject:
        return self.message.cards_for(self.user)[self.number]


async def press(teams: TeamsEmulator, gesture: Press) -> bool:
    """Press a button in a message; return whether the app took note."""
    seen = _seen(teams, gesture)
    data = data_of(gesture.action, filled(seen.card, gesture.inputs))
    match gesture.action.get("type"):
        case "Action.Execute":
            await _execute(teams, seen, gesture.action | {"data": data})
            return True
        case "Action.Submit":
            return await _submit(teams, seen, data)
        case _:
            raise WindowRefusal("That button does nothing by itself.")


async def refresh(teams: TeamsEmulator, gesture: Refresh) -> None:
    """Refresh the cards of a message because somebody chose to."""
    place = place_of(teams, gesture.user, gesture.conversation)
    message = message_of(teams, place, gesture.user, gesture.message)
    for number, action in _refreshes(message, gesture.user):
        seen = _Seen(gesture.user, place, message, number)
        await _execute(teams, seen, action, trigger="manual")


async def read(teams: TeamsEmulator, gesture: Read) -> None:
    """Look at a conversation; cards that ask for it are refreshed, once for each change."""
    place = place_of(teams, gesture.user, gesture.conversation)
    teams.workspace.read(place, gesture.user)
    waiting = []
    for message in place.visible_to(gesture.user, teams.workspace.now()):
        if is_refreshed(message, gesture.user):
            message.looked.add(gesture.user)
            waiting += [
                _refresh_unasked(teams, _Seen(gesture.user, place, message, number), action)
                for number, action in _refreshes(message, gesture.user)
            ]
    await asyncio.gather(*waiting)


async def rate(teams: TeamsEmulator, gesture: Feedback) -> None:
    """Tell the app what somebody thinks of an answer."""
    place = place_of(teams, gesture.user, gesture.conversation)
    message = message_of(teams, place, gesture.user, gesture.message)
    if not message.content.has_feedback:
        raise WindowRefusal("This message takes no feedback.")
    words = json.dumps({"feedbackText": gesture.text})
    thought = {"reaction": gesture.reaction, "feedback": words}
    value = {"actionName": "feedback", "actionValue": thought}
    name = "message/submitAction"
    await teams.courier.ask(teams.payloads.invoke_on(name, gesture.user, (place, message), value))
    message.feedback[gesture.user] = gesture.reaction
    teams.workspace.touch()


def is_refreshed(message: Message, user: str) -> bool:
    """Whether that person's client would refresh the message, if it were on the screen."""
    is_waiting = user not in message.looked and not message.is_deleted
    return is_waiting and bool(_refreshes(message, user))


def _refreshes(message: Message, user: str) -> list[tuple[int, JsonObject]]:
    """Return the cards that are refreshed for that person, with what does it."""
    found = (
        (number, refresh_of(card, account(user)))
        for number, card in enumerate(message.content.cards)
    )
    return [(number, action) for number, action in found if action is not None]


def _seen(teams: TeamsEmulator, gesture: Press) -> _Seen:
    """Return the card that the button is in."""
    place = place_of(teams, gesture.user, gesture.conversation)
    message = message_of(teams, place, gesture.user, gesture.message)
    for number, card in enumerate(message.cards_for(gesture.user)):
        if has_action(card, gesture.action):
            return _Seen(gesture.user, place, message, number)
    raise WindowRefusal("That button is not there any more.")


async def _submit(teams: TeamsEmulator, seen: _Seen, data: JsonObject) -> bool:
    asked = data.get("msteams")
    if isinstance(asked, dict) and asked.get("type") == "task/fetch":
        await open_from_button(teams, seen.user, (seen.place, seen.message), data)
        return True
    activity = teams.payloads.value(seen.user, seen.place, seen.message, data)
    return await teams.courier.tell(activity)


async def _refresh_unasked(teams: TeamsEmulator, seen: _Seen, action: JsonObject) -> None:
    """Refresh a card; where that fails, the person goes on seeing the old one."""
    drawn = seen.message.content
    with suppress(NotAcknowledged, WindowRefusal):
        await _execute(teams, seen, action, trigger="automatic")
    if seen.message.content is not drawn:
        # The answer is about a card that has been replaced while it was under way.
        seen.message.views.pop(seen.user, None)


async def _execute(
    teams: TeamsEmulator, seen: _Seen, action: JsonObject, trigger: str = "manual"
) -> None:
    """Ask the app, and show its answer to this person: a card in place of this one, or a line."""
    sent = {key: action[key] for key in ("type", "id", "title", "verb", "data") if key in action}
    value = {"action": sent, "trigger": trigger}
    at = (seen.place, seen.message)
    activity = teams.payloads.invoke_on("adaptiveCard/action", seen.user, at, value)
    answer = await teams.courier.ask(activity)
    match answer:
        case {"statusCode": 200, "type": kind, "value": shown} if kind == CARD_TYPE:
            card = teams.require_shown("chat", shown)
            seen.message.views.setdefault(seen.user, {})[seen.number] = card
            seen.message.notes.pop(seen.user, None)
        case {"statusCode": 200, "type": kind, "value": str(words)} if kind == WORDS_TYPE:
            if trigger == "manual":
                seen.message.notes[seen.user] = words
        case _:
            raise WindowRefusal(TROUBLE)
    teams.workspace.touch()
