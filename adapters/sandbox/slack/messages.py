"""Messages and the conversations that hold them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from adapters.sandbox.slack.elements import VALUE_KEYS, initial_value, stateful_elements
from adapters.sandbox.slack.identity import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, JsonObject

ConversationKind = Literal["app", "channel", "im"]


@dataclass(slots=True, kw_only=True)
class Message:
    """One message; `only_for` names the one person who sees an ephemeral message."""

    ts: str
    user: str
    text: str
    blocks: list[JsonObject] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: JsonObject | None = None
    files: list[JsonObject] = field(default_factory=list)
    only_for: str | None = None
    client_msg_id: str | None = None
    edited_ts: str | None = None
    is_deleted: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, dict[tuple[str, str], Any]] = field(default_factory=dict)

    @property
    def is_from_app(self) -> bool:
        """Whether the app wrote it."""
        return self.user == BOT_USER_ID

    def is_visible_to(self, user: str) -> bool:
        """Whether it shows in that person's window."""
        return self.only_for in {None, user}

    def is_reply(self) -> bool:
        """Whether it sits in a thread under another message."""
        return self.thread_ts not in {None, self.ts}

    def state_for(self, user: str) -> JsonObject:
        """`state.values` of the menus in the message, as that person has set them."""
        chosen = self.chosen.get(user, {})
        values: JsonObject = {}
        for block, element in stateful_elements(self.blocks):
            place = (block["block_id"], element["action_id"])
            value = chosen.get(place, initial_value(element))
            kind = element["type"]
            values.setdefault(place[0], {})[place[1]] = {"type": kind, VALUE_KEYS[kind]: value}
        return {"values": values}

    def as_json(self) -> JsonObject:
        """Return the message object of payloads and of history, without its metadata."""
        body: JsonObject = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        body["team"] = TEAM_ID
        if self.is_from_app:
            body |= {"bot_id": BOT_ID, "app_id": APP_ID}
        optional = {
            "client_msg_id": self.client_msg_id,
            "thread_ts": self.thread_ts,
            "subtype": "file_share" if self.files else None,
            "files": self.files or None,
            "blocks": self.blocks or None,
            "edited": self.edited_ts and {"user": self.user, "ts": self.edited_ts},
            "reactions": [
                {"name": name, "users": users, "count": len(users)}
                for name, users in self.reactions.items()
            ]
            or None,
        }
        return body | {key: value for key, value in optional.items() if value is not None}


@dataclass(slots=True, kw_only=True)
class Conversation:
    """A channel, a person's DM with the app, or a DM of two people."""

    id: str
    kind: ConversationKind
    name: str
    is_private: bool
    members: list[str]
    messages: list[Message] = field(default_factory=list)
    last_read: dict[str, str] = field(default_factory=dict)
    prompts: list[JsonObject] = field(default_factory=list)
    status: str = ""

    @property
    def has_app(self) -> bool:
        """Whether the app is a member."""
        return BOT_USER_ID in self.members

    @property
    def channel_type(self) -> str:
        """Slack's word for this kind of place in events."""
        if self.kind != "channel":
            return "im"
        return "group" if self.is_private else "channel"

    @property
    def payload_name(self) -> str:
        """The name that interaction payloads carry."""
        return {"im": "directmessage", "group": "privategroup"}.get(self.channel_type, self.name)

    @property
    def person(self) -> str:
        """The human of a DM with the app."""
        return next(member for member in self.members if member != BOT_USER_ID)

    def message(self, ts: str) -> Message | None:
        """Return the message with that timestamp, unless it was deleted."""
        found = (each for each in reversed(self.messages) if each.ts == ts and not each.is_deleted)
        return next(found, None)

    def stored(self) -> Iterator[Message]:
        """Return what history knows: no ephemeral and no deleted messages; oldest first."""
        return (each for each in self.messages if each.only_for is None and not each.is_deleted)

    def replies(self, ts: str) -> list[Message]:
        """Return the messages in the thread under `ts`."""
        return [each for each in self.stored() if each.thread_ts == ts and each.is_reply()]

    def unread_by(self, user: str) -> int:
        """How many messages of others that person has not seen."""
        since = self.last_read.get(user, "")
        return sum(each.ts > since and each.user != user for each in self.stored())
