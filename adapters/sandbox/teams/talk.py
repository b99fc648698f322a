"""Gestures in conversations: typing, sending files, tapping suggestions."""

from adapters.sandbox.refusals import WindowRefusal
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.gestures import Say, Suggestion, Upload
from adapters.sandbox.teams.messages import Content, Conversation, Message


async def say(teams: TeamsEmulator, gesture: Say) -> bool:
    """Post what was typed; return whether the app took note (True where it is not told)."""
    place = place_of(teams, gesture.user, gesture.conversation)
    if not gesture.text.strip():
        raise WindowRefusal("Please type a message first.")
    message = written(teams, gesture.user, gesture.text)
    if gesture.thread and place.kind == "channel":
        message.thread = message_of(teams, place, gesture.user, gesture.thread).post
    return await post(teams, place, message)


async def upload(teams: TeamsEmulator, gesture: Upload) -> bool:
    """Post a file that has a name and no bytes; return whether the app took note."""
    place = place_of(teams, gesture.user, gesture.conversation)
    message = written(teams, gesture.user, "")
    message.file = gesture.name
    return await post(teams, place, message)


async def tap(teams: TeamsEmulator, gesture: Suggestion) -> bool:
    """Say what a suggestion stands for; return whether the app took note."""
    place = place_of(teams, gesture.user, gesture.conversation)
    message = message_of(teams, place, gesture.user, gesture.message)
    for action in message.content.suggested:
        if action.get("title") == gesture.title:
            words = str(action.get("value") or gesture.title)
            return await post(teams, place, written(teams, gesture.user, words))
    raise WindowRefusal("That suggestion is not there any more.")


def place_of(teams: TeamsEmulator, user: str, conversation: str) -> Conversation:
    """Return the conversation, if that person is in it."""
    place = teams.workspace.conversations.get(conversation)
    if place is None or user not in place.members:
        raise WindowRefusal("You are not in that conversation.")
    return place


def message_of(teams: TeamsEmulator, place: Conversation, user: str, message_id: str) -> Message:
    """Return the message, if that person sees it."""
    message = place.message(message_id)
    if message is None or not message.is_visible_to(user, teams.workspace.now()):
        raise WindowRefusal("That message is not there any more.")
    return message


def written(teams: TeamsEmulator, user: str, text: str) -> Message:
    """Return a new message of a person's."""
    return Message(
        id=teams.workspace.next_id(),
        sender=user,
        at=teams.workspace.now(),
        content=Content(text=text),
    )


async def post(teams: TeamsEmulator, place: Conversation, message: Message) -> bool:
    """Put a person's message into a conversation, and tell the app if it is for the app."""
    teams.workspace.add(place, message)
    if not _concerns_app(teams, place, message):
        return True
    return await teams.courier.tell(teams.payloads.message(message.sender, place, message))


def _concerns_app(teams: TeamsEmulator, place: Conversation, message: Message) -> bool:
    if place.kind == "app" or message.only_for:
        return True
    is_heard = teams.manifest.hears_all(place.kind)
    return place.has_app and (is_heard or teams.payloads.mentions_app(message.content.text))
