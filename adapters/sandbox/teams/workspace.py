"""The emulated tenant: its people, places and messages. No network."""

from collections.abc import Callable, Sequence
from datetime import datetime

from adapters.sandbox.community import Community
from adapters.sandbox.people import SandboxChannel, SandboxPerson
from adapters.sandbox.teams.dialogs import Dialog
from adapters.sandbox.teams.identity import (
    TENANT_ID,
    account,
    channel_thread,
    chat_thread,
    object_id,
    personal_chat,
    tenant_of,
)
from adapters.sandbox.teams.messages import Conversation, Message


class Workspace(Community):
    """Everything that Teams would remember."""

    def __init__(
        self,
        people: Sequence[SandboxPerson],
        channels: Sequence[SandboxChannel],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(people, now)
        self.dialogs: dict[str, Dialog] = {}
        self._last_id = 0
        places = [_chat_with_app(person) for person in people if person.from_team is None]
        places += [self._room(channel) for channel in channels]
        self.conversations = {each.id: each for each in places}

    def next_id(self) -> str:
        """Return a message id, which is a number of milliseconds, later than all before it."""
        self._last_id = max(int(self.now().timestamp() * 1000), self._last_id + 1)
        return str(self._last_id)

    def add(self, conversation: Conversation, message: Message) -> Message:
        """Put the message into the conversation; its writer has read so far."""
        conversation.messages.append(message)
        conversation.last_read[message.sender] = message.id
        if message.is_from_app:
            conversation.typing_until = None
        self.touch()
        return message

    def read(self, conversation: Conversation, user: str) -> None:
        """Note that this person has seen everything in the conversation."""
        if conversation.unread_by(user, self.now()):
            conversation.last_read[user] = conversation.messages[-1].id
            self.touch()

    def chat_with(self, user: str) -> Conversation | None:
        """Return the chat between the app and a person."""
        return self.conversations.get(personal_chat(user))

    def named(self, name: str) -> SandboxPerson | None:
        """Return the person of that object id or account."""
        people = self.people.values()
        return next(
            (each for each in people if name in {object_id(each.id), account(each.id)}), None
        )

    def seen_by(self, user: str) -> list[Conversation]:
        """Return the conversations in that person's list: the app's first."""
        return [each for each in self.conversations.values() if user in each.members]

    def unread_by(self, user: str) -> int:
        """Return what that person's bell shows: a channel only turns bold, as in Teams."""
        told = (each for each in self.seen_by(user) if each.kind != "channel")
        return sum(each.unread_by(user, self.now()) for each in told)

    def is_member(self, user: str) -> bool:
        """Whether that person's account is in this tenant."""
        return tenant_of(self.people[user].from_team) == TENANT_ID

    def _room(self, channel: SandboxChannel) -> Conversation:
        guests_out = [each.id for each in self.people.values() if not each.is_guest]
        members = list(guests_out if channel.members is None else channel.members)
        is_chat = channel.is_private or channel.is_direct
        return Conversation(
            id=chat_thread(channel.id) if is_chat else channel_thread(channel.id),
            kind="chat" if is_chat else "channel",
            name="" if channel.is_direct else channel.name,
            is_private=is_chat,
            members=members,
            has_app=channel.has_app and not channel.is_direct,
        )


def _chat_with_app(person: SandboxPerson) -> Conversation:
    return Conversation(
        id=personal_chat(person.id),
        kind="app",
        name=person.name,
        is_private=True,
        members=[person.id],
    )
