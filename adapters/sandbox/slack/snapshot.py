"""What one person sees in the Slack window."""

from datetime import UTC

from adapters.sandbox.slack.elements import visible_to
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.identity import BOT_USER_ID, JsonObject
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.views import View
from adapters.sandbox.slack.workspace import moment_of

SHOWN_MESSAGES = 300


def snapshot(slack: SlackEmulator, user: str) -> JsonObject:
    """Return the page's whole world for that person."""
    workspace = slack.workspace
    home = workspace.views.homes.get(user)
    conversations = [_conversation(slack, each, user) for each in workspace.seen_by(user)]
    modals = [_view(each) for each in workspace.views.stack(user)]
    return {
        "seq": workspace.seq,
        "now": workspace.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "me": workspace.people[user].as_seen(),
        "people": [
            each.as_seen() | {"unread": workspace.unread_by(each.id)} for each in workspace.here()
        ],
        "users": _users(slack),
        "commands": [
            each.model_dump(exclude={"should_escape"}) for each in slack.manifest.commands
        ],
        "shortcuts": [each.model_dump() for each in slack.manifest.shortcuts],
        "conversations": conversations,
        "home": None if home is None else _view(home),
        "modals": modals,
    }


def _users(slack: SlackEmulator) -> JsonObject:
    users: JsonObject = {
        person.id: {"name": person.name, "title": person.title, "is_bot": False}
        for person in slack.workspace.people.values()
    }
    return users | {BOT_USER_ID: {"name": slack.manifest.bot_name, "title": "App", "is_bot": True}}


def _conversation(slack: SlackEmulator, place: Conversation, user: str) -> JsonObject:
    shown = [each for each in place.messages if each.is_visible_to(user)][-SHOWN_MESSAGES:]
    return {
        "id": place.id,
        "kind": place.kind,
        "name": _name(slack, place, user),
        "is_private": place.is_private,
        "unread": place.unread_by(user),
        "messages": [_message(each, user) for each in shown],
        "prompts": place.prompts,
        "status": place.status,
    }


def _name(slack: SlackEmulator, place: Conversation, user: str) -> str:
    if place.kind == "app":
        return slack.manifest.bot_name
    if place.kind == "channel":
        return place.name
    others = [member for member in place.members if member != user]
    return ", ".join(slack.workspace.people[other].name for other in others)


def _message(message: Message, user: str) -> JsonObject:
    is_deleted = message.is_deleted
    return {
        "ts": message.ts,
        "user": message.user,
        "text": "" if is_deleted else message.text,
        "blocks": [] if is_deleted else visible_to(message.blocks, user),
        "files": [] if is_deleted else [{"name": each["name"]} for each in message.files],
        "reactions": {name: len(who) for name, who in message.reactions.items()},
        "state": message.state_for(user),
        "ephemeral": message.only_for is not None,
        "edited": message.edited_ts is not None,
        "deleted": is_deleted,
        "thread_ts": message.thread_ts,
        "at": moment_of(message.ts).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _view(view: View) -> JsonObject:
    seen = view.as_seen()
    return seen | {"blocks": visible_to(seen["blocks"], view.user)}
