"""chat.*, reactions.add and assistant.threads.*: what the app says."""

from adapters.sandbox.slack import app_messages
from adapters.sandbox.slack.arguments import place_to_write, required
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.identity import BOT_USER_ID, TEAM_DOMAIN, JsonObject
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.refusals import ApiRefusal

MAX_PROMPTS = 4


def post_message(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """chat.postMessage."""
    place = place_to_write(slack, arguments)
    message = app_messages.post(slack, place, arguments)
    return {"channel": place.id, "ts": message.ts, "message": _with_metadata(message)}


def update(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """chat.update."""
    place = place_to_write(slack, arguments)
    message = _stored_message(place, arguments)
    if not message.is_from_app:
        raise ApiRefusal("cant_update_message")
    app_messages.change(slack, place, message, arguments)
    shown = _with_metadata(message)
    return {"channel": place.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """chat.delete."""
    place = place_to_write(slack, arguments)
    message = _stored_message(place, arguments)
    if not message.is_from_app:
        raise ApiRefusal("cant_delete_message")
    app_messages.delete(slack, place, message)
    return {"channel": place.id, "ts": message.ts}


def post_ephemeral(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """chat.postEphemeral."""
    place = place_to_write(slack, arguments)
    user = required(arguments, "user", "user_not_in_channel")
    if user not in place.members:
        raise ApiRefusal("user_not_in_channel")
    message = app_messages.post(slack, place, arguments, only_for=user)
    return {"message_ts": message.ts}


def get_permalink(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """chat.getPermalink."""
    place = slack.workspace.conversations.get(required(arguments, "channel", "channel_not_found"))
    if place is None or not place.has_app:
        raise ApiRefusal("channel_not_found")
    message = place.message(required(arguments, "message_ts", "message_not_found"))
    if message is None or message.only_for is not None:
        raise ApiRefusal("message_not_found")
    address = f"https://{TEAM_DOMAIN}.slack.com/archives/{place.id}"
    return {"channel": place.id, "permalink": f"{address}/p{message.ts.replace('.', '')}"}


def add_reaction(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """reactions.add."""
    slack.require_scope("reactions:write")
    place = place_to_write(slack, arguments)
    name = required(arguments, "name", "invalid_name")
    message = place.message(required(arguments, "timestamp", "no_item_specified"))
    if message is None or message.only_for is not None:
        raise ApiRefusal("message_not_found")
    people = message.reactions.setdefault(name, [])
    if BOT_USER_ID in people:
        raise ApiRefusal("already_reacted")
    people.append(BOT_USER_ID)
    slack.workspace.touch()
    return {}


def set_suggested_prompts(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """assistant.threads.setSuggestedPrompts."""
    place = _agent_place(slack, arguments)
    prompts = arguments.get("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= MAX_PROMPTS:
        raise ApiRefusal("invalid_arguments")
    if not all({"title", "message"} <= set(each) for each in prompts):
        raise ApiRefusal("invalid_arguments")
    place.prompts = prompts
    slack.workspace.touch()
    return {}


def set_status(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """assistant.threads.setStatus; the next message of the app clears it."""
    place = _agent_place(slack, arguments)
    place.status = str(arguments.get("status", ""))
    slack.workspace.touch()
    return {}


def _agent_place(slack: SlackEmulator, arguments: JsonObject) -> Conversation:
    slack.require_scope("assistant:write")
    place = slack.workspace.conversations.get(required(arguments, "channel_id"))
    if place is None or not place.has_app:
        raise ApiRefusal("channel_not_found")
    return place


def _stored_message(place: Conversation, arguments: JsonObject) -> Message:
    message = place.message(required(arguments, "ts", "message_not_found"))
    if message is None or message.only_for is not None:
        raise ApiRefusal("message_not_found")
    return message


def _with_metadata(message: Message) -> JsonObject:
    body = message.as_json()
    return body | {"metadata": message.metadata} if message.metadata else body
