"""What the app writes: new, private, changed and deleted messages, whichever way it sent them."""

from collections.abc import Mapping
from typing import Any

from adapters.sandbox.slack.elements import with_ids
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.identity import BOT_USER_ID
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.refusals import ApiRefusal

MAX_TEXT = 40_000
MAX_BLOCK_TEXT = 13_200  # undocumented; bolt-js#2509


def post(
    slack: SlackEmulator,
    place: Conversation,
    content: Mapping[str, Any],
    only_for: str | None = None,
) -> Message:
    """Post a message that passes Slack's checks; `only_for` makes it ephemeral."""
    _require_sendable(slack, content)
    message = Message(
        ts=slack.workspace.next_ts(),
        user=BOT_USER_ID,
        text=_text(content),
        blocks=with_ids(content.get("blocks") or []),
        thread_ts=content.get("thread_ts"),
        metadata=content.get("metadata"),
        only_for=only_for,
    )
    slack.workspace.add(place, message)
    if only_for is None:
        slack.announce(place, message)
    return message


def change(
    slack: SlackEmulator, place: Conversation, message: Message, content: Mapping[str, Any]
) -> None:
    """Give the message new content; blocks that are not sent again go, metadata stays."""
    _require_sendable(slack, content)
    before = message.as_json()
    message.text = _text(content)
    if "blocks" in content or "text" in content:
        message.blocks = with_ids(content.get("blocks") or [])
    message.metadata = content.get("metadata") or message.metadata
    message.edited_ts = slack.workspace.next_ts()
    slack.workspace.touch()
    if message.only_for is None:
        slack.announce_change(place, message, before)


def delete(slack: SlackEmulator, place: Conversation, message: Message) -> None:
    """Delete the message; a private one leaves no trace."""
    before = message.as_json()
    message.is_deleted = True
    if message.only_for is not None:
        place.messages.remove(message)
    else:
        slack.announce_change(place, message, before)
    slack.workspace.touch()


def _require_sendable(slack: SlackEmulator, content: Mapping[str, Any]) -> None:
    if not content.get("text") and not content.get("blocks"):
        raise ApiRefusal("no_text")
    slack.require_valid("message", content)
    if _text_length(content.get("blocks") or []) > MAX_BLOCK_TEXT:
        raise ApiRefusal("msg_blocks_too_long")


def _text(content: Mapping[str, Any]) -> str:
    return str(content.get("text") or "")[:MAX_TEXT]


def _text_length(part: Any) -> int:
    """All the `text` strings inside blocks, added up."""
    if isinstance(part, list):
        return sum(_text_length(each) for each in part)
    if not isinstance(part, dict):
        return 0
    own = part["text"] if isinstance(part.get("text"), str) else ""
    return len(own) + sum(_text_length(each) for each in part.values())
