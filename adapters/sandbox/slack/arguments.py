"""What the app passed to a Web API method, in any of the forms that Slack takes."""

import json
from typing import Any

from aiohttp import web

from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.identity import BOT_USER_ID, JsonObject
from adapters.sandbox.slack.messages import Conversation
from adapters.sandbox.slack.refusals import ApiRefusal

_SENT_AS_JSON_TEXT = ("blocks", "view", "metadata", "attachments", "prompts")
_SCOPE_PREFIX = {"im": "im", "channel": "channels", "group": "groups"}


async def read_arguments(request: web.Request) -> JsonObject:
    """Return the arguments from query, form and JSON body together."""
    arguments: JsonObject = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except json.JSONDecodeError:
            raise ApiRefusal("invalid_json") from None
        if not isinstance(body, dict):
            raise ApiRefusal("json_not_object")
        arguments |= body
    elif request.can_read_body:
        arguments |= dict(await request.post())
    return {key: _decoded(key, value) for key, value in arguments.items() if value is not None}


def _decoded(key: str, value: Any) -> Any:
    if key not in _SENT_AS_JSON_TEXT or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        raise ApiRefusal(f"invalid_{key}_format" if key == "blocks" else "invalid_json") from None


def required(arguments: JsonObject, name: str, error: str = "invalid_arguments") -> str:
    """Return a text argument that must be there."""
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        complaint = f"[ERROR] missing required field: {name}"
        raise ApiRefusal(error, response_metadata={"messages": [complaint]})
    return value


def is_set(arguments: JsonObject, name: str) -> bool:
    """Return a flag, which arrives as true, 1 or "true"."""
    return str(arguments.get(name, "")).lower() in {"1", "true"}


def place_to_read(slack: SlackEmulator, arguments: JsonObject, action: str) -> Conversation:
    """Return the conversation that the app wants to look into (`action` is read or history)."""
    place = _visible_place(slack, required(arguments, "channel", "channel_not_found"))
    slack.require_scope(f"{_SCOPE_PREFIX[place.channel_type]}:{action}")
    if action == "history" and not place.has_app:
        raise ApiRefusal("not_in_channel")
    return place


def place_to_write(slack: SlackEmulator, arguments: JsonObject) -> Conversation:
    """Return the conversation that the app wants to write to; a person's id means their DM."""
    slack.require_scope("chat:write")
    named = required(arguments, "channel", "channel_not_found")
    line = slack.workspace.line_to(named)
    place = line or _visible_place(slack, named)
    if not place.has_app:
        raise ApiRefusal("not_in_channel")
    if place.kind == "app" and not slack.workspace.is_here(place.person):
        raise ApiRefusal("is_archived")
    return place


def _visible_place(slack: SlackEmulator, named: str) -> Conversation:
    place = slack.workspace.conversations.get(named)
    if place is None or (place.is_private and BOT_USER_ID not in place.members):
        raise ApiRefusal("channel_not_found")
    return place
