"""Gestures in conversations: messages, files, commands, shortcuts and pressed buttons."""

import mimetypes
import secrets
import uuid
from pathlib import PurePath
from typing import Any

from adapters.sandbox.refusals import WindowRefusal
from adapters.sandbox.slack.app_manifest import Shortcut
from adapters.sandbox.slack.courier import Parcel
from adapters.sandbox.slack.elements import (
    VALUE_KEYS,
    find_element,
    offered_options,
    visible_to,
    with_ids,
)
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.gestures import Press, Read, RunCommand, RunShortcut, Say, Upload
from adapters.sandbox.slack.identity import BOT_USER_ID, TEAM_ID, JsonObject
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.response_links import say_as_response
from adapters.sandbox.slack.typed_text import as_rich_text, as_slack_text, escaped


async def say(slack: SlackEmulator, gesture: Say) -> bool:
    """Post what was typed; return whether the app acknowledged it (True where it is not told)."""
    place = place_of(slack, gesture.user, gesture.conversation)
    if not gesture.text.strip():
        raise WindowRefusal("Please type a message first.")
    names = _mentions(slack)
    message = Message(
        ts=slack.workspace.next_ts(),
        user=gesture.user,
        text=as_slack_text(gesture.text, names),
        blocks=with_ids(as_rich_text(gesture.text, names)),
        thread_ts=gesture.thread_ts,
        client_msg_id=str(uuid.uuid4()),
    )
    slack.workspace.add(place, message)
    return await _tell(slack, place, message)


async def upload(slack: SlackEmulator, gesture: Upload) -> bool:
    """Post a file that has a name and no bytes; return whether the app acknowledged it."""
    place = place_of(slack, gesture.user, gesture.conversation)
    message = Message(
        ts=slack.workspace.next_ts(),
        user=gesture.user,
        text="",
        files=[_file(slack, gesture)],
        client_msg_id=str(uuid.uuid4()),
    )
    slack.workspace.add(place, message)
    return await _tell(slack, place, message)


def read(slack: SlackEmulator, gesture: Read) -> None:
    """Mark the conversation as read."""
    slack.workspace.read(place_of(slack, gesture.user, gesture.conversation), gesture.user)


async def run_command(slack: SlackEmulator, gesture: RunCommand) -> None:
    """Run a slash command; what the app acknowledges with is shown to the person."""
    place = place_of(slack, gesture.user, gesture.conversation)
    declared = slack.manifest.command(gesture.command)
    if declared is None:
        message = f"{gesture.command} is not a command here. Type / to see the commands."
        raise WindowRefusal(message)
    _require_member(slack, gesture.user)
    names = _mentions(slack) if declared.should_escape else {}
    text = as_slack_text(gesture.text, names) if names else escaped(gesture.text)
    body = slack.payloads.command(gesture.user, place, gesture.command, text.strip())
    body["response_url"] = slack.response_url(gesture.user, place)
    body["trigger_id"] = slack.triggers.issue(gesture.user)
    answer = await slack.courier.ask(Parcel("slash_commands", body))
    if answer.get("text") or answer.get("blocks"):
        say_as_response(slack, place, gesture.user, answer)


async def run_shortcut(slack: SlackEmulator, gesture: RunShortcut) -> None:
    """Run a global shortcut, or one on a message."""
    shortcut = slack.manifest.shortcut(gesture.callback_id)
    if shortcut is None:
        raise WindowRefusal("That shortcut is not there any more. Please reload the page.")
    _require_member(slack, gesture.user)
    body = _shortcut_payload(slack, gesture, shortcut)
    body["trigger_id"] = slack.triggers.issue(gesture.user)
    await slack.courier.ask(Parcel("interactive", body))


async def press(slack: SlackEmulator, gesture: Press) -> None:
    """Press a button, or change a menu, in a message."""
    place = place_of(slack, gesture.user, gesture.conversation)
    message = message_of(place, gesture.user, gesture.ts)
    blocks = visible_to(message.blocks, gesture.user)
    action = action_on(blocks, gesture.block_id, gesture.action_id, gesture.action)
    if action["type"] in VALUE_KEYS:
        chosen = message.chosen.setdefault(gesture.user, {})
        chosen[gesture.block_id, gesture.action_id] = action[VALUE_KEYS[action["type"]]]
    body = slack.payloads.press_in_message(gesture.user, place, message)
    body["actions"] = [action | {"action_ts": slack.workspace.next_ts()}]
    body["response_url"] = slack.response_url(gesture.user, place, message.ts)
    body["trigger_id"] = slack.triggers.issue(gesture.user)
    await slack.courier.ask(Parcel("interactive", body))


def place_of(slack: SlackEmulator, user: str, conversation: str) -> Conversation:
    """Return the conversation, if that person is in it."""
    place = slack.workspace.conversations.get(conversation)
    if place is None or user not in place.members:
        raise WindowRefusal("You are not in that conversation.")
    return place


def message_of(place: Conversation, user: str, ts: str) -> Message:
    """Return the message, if that person sees it."""
    message = place.message(ts)
    if message is None or not message.is_visible_to(user):
        raise WindowRefusal("That message is not there any more.")
    return message


def action_on(
    blocks: list[JsonObject], block_id: str, action_id: str, sent: JsonObject
) -> JsonObject:
    """Return the entry of `actions`: what was chosen from the page, all else from the block."""
    found = find_element(blocks, block_id, action_id)
    if found is None:
        raise WindowRefusal("That button is not there any more.")
    element = found[1]
    kind = element["type"]
    action: JsonObject = {"type": kind, "block_id": block_id, "action_id": action_id}
    if kind == "feedback_buttons":
        return action | _feedback(element, sent)
    copied = {key: element[key] for key in ("text", "value", "style", "confirm") if key in element}
    if kind == "overflow" or kind in VALUE_KEYS:
        key = VALUE_KEYS.get(kind, "selected_option")
        _require_offered(element, sent.get(key))
        shown = {"placeholder": element["placeholder"]} if "placeholder" in element else {}
        return action | {key: sent.get(key)} | shown
    return action | copied


def _feedback(element: JsonObject, sent: JsonObject) -> JsonObject:
    for button in (element["positive_button"], element["negative_button"]):
        if button["value"] == sent.get("value"):
            return {"text": button["text"], "value": button["value"]}
    raise WindowRefusal("That button is not there any more.")


def _require_offered(element: JsonObject, chosen: Any) -> None:
    offered = {option["value"] for option in offered_options(element)}
    options = chosen if isinstance(chosen, list) else [chosen]
    for option in options:
        if offered and isinstance(option, dict) and option.get("value") not in offered:
            raise WindowRefusal("Please choose one of the options.")


async def _tell(slack: SlackEmulator, place: Conversation, message: Message) -> bool:
    answers = [await slack.courier.tell(each) for each in slack.events.of_message(place, message)]
    return all(answers)


def _require_member(slack: SlackEmulator, user: str) -> None:
    """Refuse a visitor: other organisations have no use of the app's commands and shortcuts."""
    if slack.workspace.team_of(user) != TEAM_ID:
        raise WindowRefusal("This app belongs to another organisation.")


def _shortcut_payload(slack: SlackEmulator, gesture: RunShortcut, shortcut: Shortcut) -> JsonObject:
    if shortcut.type == "global":
        return slack.payloads.global_shortcut(gesture.user, shortcut)
    place = place_of(slack, gesture.user, gesture.conversation or "")
    message = message_of(place, gesture.user, gesture.ts or "")
    if message.only_for is not None:
        raise WindowRefusal("This shortcut does not work on a message that only you can see.")
    body = slack.payloads.message_shortcut(gesture.user, shortcut, place, message)
    return body | {"response_url": slack.response_url(gesture.user, place, message.ts)}


def _mentions(slack: SlackEmulator) -> dict[str, str]:
    names = {person.name: person.id for person in slack.workspace.people.values()}
    return names | {slack.manifest.bot_name: BOT_USER_ID}


def _file(slack: SlackEmulator, gesture: Upload) -> JsonObject:
    file_id = f"F{secrets.token_hex(5).upper()}"
    kind = PurePath(gesture.name).suffix.lstrip(".").lower()
    when = int(slack.workspace.now().timestamp())
    address = f"https://files.slack.com/files-pri/{TEAM_ID}-{file_id}/{gesture.name}"
    return {
        "id": file_id,
        "created": when,
        "timestamp": when,
        "name": gesture.name,
        "title": gesture.name,
        "mimetype": mimetypes.guess_type(gesture.name)[0] or "application/octet-stream",
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": gesture.user,
        "size": 0,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": address,
        "url_private_download": address,
        "file_access": "visible",
    }
