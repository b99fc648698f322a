"""The dialogs that are open over people's windows."""

import uuid
from dataclasses import dataclass, field

from adapters.sandbox.teams.identity import JsonObject
from adapters.sandbox.teams.messages import Conversation, Message


@dataclass(slots=True, kw_only=True)
class Dialog:
    """A dialog over a conversation: a page with a card, or a sentence.

    `message` is the one whose button or menu opened it. `command` is empty where a button did;
    else it is what the message extension says again with each page.
    """

    place: Conversation
    message: Message | None = None
    command: JsonObject = field(default_factory=dict)
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    title: str = ""
    card: JsonObject | None = None
    text: str = ""

    def as_seen(self) -> JsonObject:
        """Return what the page draws."""
        return {"id": self.id, "title": self.title, "card": self.card, "text": self.text}
