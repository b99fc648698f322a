"""The activities that the app sends, changes and deletes."""

from datetime import timedelta
from http import HTTPStatus

from adapters.sandbox.teams.asked import Asked, own_message, place_to_write
from adapters.sandbox.teams.content import content_of
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.identity import APP, JsonObject
from adapters.sandbox.teams.messages import Conversation, Message
from adapters.sandbox.teams.refusals import ConnectorRefusal

TYPING_LIFE = timedelta(seconds=10)


def send(teams: TeamsEmulator, asked: Asked) -> JsonObject:
    """Post a message; in a channel it begins a thread, unless one is named."""
    place, thread = place_to_write(teams, asked)
    message = post(teams, place, asked)
    message.thread = thread
    return {"id": message.id}


def show_typing(teams: TeamsEmulator, asked: Asked) -> JsonObject:
    """Show that the app is at work, until its next message."""
    place, _ = place_to_write(teams, asked)
    place.typing_until = teams.workspace.now() + TYPING_LIFE
    teams.workspace.touch()
    return {"id": teams.workspace.next_id()}


def update(teams: TeamsEmulator, asked: Asked) -> JsonObject:
    """Put something else in the place of a message's content."""
    message = own_message(teams, asked)
    message.change(content_of(teams, asked.body))
    teams.workspace.touch()
    return {"id": message.id}


def delete(teams: TeamsEmulator, asked: Asked) -> JsonObject:
    """Delete a message."""
    own_message(teams, asked).is_deleted = True
    teams.workspace.touch()
    return {}


def post(teams: TeamsEmulator, place: Conversation, asked: Asked) -> Message:
    """Put a message of the app's into a conversation, for all in it or for one of them."""
    message = Message(
        id=teams.workspace.next_id(),
        sender=APP,
        at=teams.workspace.now(),
        content=content_of(teams, asked.body),
        only_for=_only_reader(teams, place, asked) if asked.is_targeted else None,
    )
    return teams.workspace.add(place, message)


def _only_reader(teams: TeamsEmulator, place: Conversation, asked: Asked) -> str:
    recipient = asked.body.get("recipient") or {}
    person = teams.workspace.named(str(recipient.get("id", "")))
    if place.kind == "app":
        complaint = "Targeted messages are for group chats and channels"
        raise ConnectorRefusal(HTTPStatus.BAD_REQUEST, "BadArgument", complaint)
    if person is None or person.id not in place.members:
        complaint = "The recipient is no member of the conversation"
        raise ConnectorRefusal(HTTPStatus.BAD_REQUEST, "BadArgument", complaint)
    return person.id
