"""conversations.*: what the app can learn about places and what was said there."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from adapters.sandbox.slack.arguments import is_set, place_to_read, required
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.identity import BOT_USER_ID, TEAM_ID, JsonObject
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.refusals import ApiRefusal

_Item = TypeVar("_Item")
_TYPES = {"im": "im", "channel": "public_channel", "group": "private_channel"}


def open_dm(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """conversations.open."""
    if "channel" in arguments:
        return {"channel": {"id": place_to_read(slack, arguments, "read").id}}
    slack.require_scope("im:write")
    users = arguments.get("users") or ""
    named = users if isinstance(users, list) else str(users).split(",")
    if len(named) != 1 or not named[0]:
        raise ApiRefusal("users_list_not_supplied" if not users else "method_not_supported")
    if named[0] not in slack.workspace.people:
        raise ApiRefusal("user_not_found")
    place = slack.workspace.line_to(named[0])
    if place is None:
        raise ApiRefusal("user_not_visible")
    if not slack.workspace.is_here(named[0]):
        raise ApiRefusal("user_disabled")
    shown = _described(slack, place) if is_set(arguments, "return_im") else {"id": place.id}
    return {"no_op": True, "already_open": True, "channel": shown}


def info(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """conversations.info."""
    place = place_to_read(slack, arguments, "read")
    shown = _described(slack, place)
    if is_set(arguments, "include_num_members"):
        shown["num_members"] = len(place.members)
    return {"channel": shown}


def members(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """conversations.members."""
    place = place_to_read(slack, arguments, "read")
    page, more = _page(place.members, arguments)
    return {"members": page, **more}


def listing(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """conversations.list."""
    wanted = str(arguments.get("types", "public_channel")).split(",")
    seen = [
        place
        for place in slack.workspace.conversations.values()
        if _TYPES[place.channel_type] in wanted and (place.has_app or not place.is_private)
    ]
    page, more = _page(seen, arguments)
    return {"channels": [_described(slack, place) for place in page], **more}


def history(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """conversations.history: newest first, without the replies inside threads."""
    place = place_to_read(slack, arguments, "history")
    parents = [each for each in place.stored() if not each.is_reply()]
    found = [each for each in parents if _is_between(each, arguments)]
    page, more = _page(found[::-1], arguments)
    shown = [_stored_json(place, each, arguments) for each in page]
    return {"messages": shown, "has_more": bool(more), "pin_count": 0, **more}


def replies(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """conversations.replies: the parent and the thread under it, oldest first."""
    place = place_to_read(slack, arguments, "history")
    parent = place.message(required(arguments, "ts", "thread_not_found"))
    if parent is None or parent.only_for is not None:
        raise ApiRefusal("thread_not_found")
    found = [each for each in place.replies(parent.ts) if _is_between(each, arguments)]
    page, more = _page([parent, *found], arguments)
    shown = [_stored_json(place, each, arguments) for each in page]
    return {"messages": shown, "has_more": bool(more), **more}


def _stored_json(place: Conversation, message: Message, arguments: JsonObject) -> JsonObject:
    body = message.as_json()
    below = place.replies(message.ts)
    if below:
        body |= {"thread_ts": message.ts, "reply_count": len(below), "latest_reply": below[-1].ts}
    if message.metadata and is_set(arguments, "include_all_metadata"):
        body |= {"metadata": message.metadata}
    return body


def _is_between(message: Message, arguments: JsonObject) -> bool:
    oldest = _number(arguments, "oldest", 0)
    latest = _number(arguments, "latest", float("inf"))
    if is_set(arguments, "inclusive"):
        return oldest <= float(message.ts) <= latest
    return oldest < float(message.ts) < latest


def _number(arguments: JsonObject, name: str, default: float) -> float:
    try:
        return float(arguments.get(name) or default)
    except (TypeError, ValueError):
        raise ApiRefusal(f"invalid_{'' if name == 'limit' else 'ts_'}{name}") from None


def _page(items: Sequence[_Item], arguments: JsonObject) -> tuple[list[_Item], JsonObject]:
    """Return the part that was asked for, and `response_metadata` when there is more."""
    limit = min(int(_number(arguments, "limit", 100)), 999)
    start = _position(str(arguments.get("cursor") or ""))
    part = list(items[start : start + limit])
    if start + limit >= len(items):
        return part, {}
    cursor = base64.b64encode(f"next:{start + limit}".encode()).decode()
    return part, {"response_metadata": {"next_cursor": cursor}}


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError):
        raise ApiRefusal("invalid_cursor") from None


def _described(slack: SlackEmulator, place: Conversation) -> JsonObject:
    kind = place.channel_type
    shown: JsonObject = {
        "id": place.id,
        "is_channel": kind == "channel",
        "is_group": kind == "group",
        "is_im": kind == "im",
        "is_mpim": False,
        "is_private": place.is_private,
        "is_archived": False,
        "is_org_shared": False,
        "is_shared": slack.workspace.is_shared(place),
        "is_ext_shared": slack.workspace.is_shared(place),
        "context_team_id": TEAM_ID,
    }
    if kind == "im":
        return shown | {"user": place.person, "is_user_deleted": False}
    return shown | {"name": place.name, "is_member": BOT_USER_ID in place.members}
