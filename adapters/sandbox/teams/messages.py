"""Messages, and the conversations that hold them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.sandbox.teams.app_manifest import Place
from adapters.sandbox.teams.identity import APP, JsonObject

# A message that only one person sees is gone after a day.
TARGETED_LIFE = timedelta(hours=24)


@dataclass(slots=True, kw_only=True)
class Content:
    """What a message of the app's shows; an update replaces all of it."""

    text: str = ""
    summary: str = ""
    cards: list[JsonObject] = field(default_factory=list)
    citations: list[JsonObject] = field(default_factory=list)
    suggested: list[JsonObject] = field(default_factory=list)
    suggested_to: list[str] = field(default_factory=list)
    has_feedback: bool = False


@dataclass(slots=True, kw_only=True)
class Message:
    """One message; `only_for` names the one person who sees a targeted message.

    `views` are the cards as single people see them, by person and by the card's place in the
    message; `looked` are those whose client has refreshed the cards since they last changed.
    """

    id: str
    sender: str
    at: datetime
    content: Content
    thread: str | None = None
    only_for: str | None = None
    file: str | None = None
    is_edited: bool = False
    is_deleted: bool = False
    views: dict[str, dict[int, JsonObject]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)
    feedback: dict[str, str] = field(default_factory=dict)

    @property
    def is_from_app(self) -> bool:
        """Whether the app wrote it."""
        return self.sender == APP

    @property
    def post(self) -> str:
        """The id of the post in whose thread it stands: its own, if it is one."""
        return self.thread or self.id

    def cards_for(self, user: str) -> list[JsonObject]:
        """Return the cards as that person sees them."""
        own = self.views.get(user, {})
        return [own.get(place, card) for place, card in enumerate(self.content.cards)]

    def change(self, content: Content) -> None:
        """Show something else to everybody: what single people saw in its place is gone."""
        self.content = content
        self.is_edited = True
        self.views.clear()
        self.notes.clear()
        self.looked.clear()

    def is_visible_to(self, user: str, now: datetime) -> bool:
        """Whether it shows in that person's window."""
        if self.only_for is None:
            return True
        return self.only_for == user and now - self.at < TARGETED_LIFE


@dataclass(slots=True, kw_only=True)
class Conversation:
    """A person's chat with the app, a channel, or a chat of several people."""

    id: str
    kind: Place
    name: str
    is_private: bool
    members: list[str]
    has_app: bool = True
    messages: list[Message] = field(default_factory=list)
    last_read: dict[str, str] = field(default_factory=dict)
    typing_until: datetime | None = None

    @property
    def type(self) -> str:
        """Teams' word for this kind of place in activities."""
        return {"app": "personal", "channel": "channel", "chat": "groupChat"}[self.kind]

    def message(self, message_id: str) -> Message | None:
        """Return the message with that id, unless it was deleted."""
        found = (each for each in reversed(self.messages) if each.id == message_id)
        return next((each for each in found if not each.is_deleted), None)

    def visible_to(self, user: str, now: datetime) -> list[Message]:
        """Return what that person sees, oldest first."""
        return [each for each in self.messages if each.is_visible_to(user, now)]

    def unread_by(self, user: str, now: datetime) -> int:
        """How many messages of others that person has not seen."""
        since = self.last_read.get(user, "")
        seen = self.visible_to(user, now)
        return sum(each.id > since and each.sender != user and not each.is_deleted for each in seen)
