"""The emulated workspace: its people, places and messages. No network."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from adapters.sandbox.community import Community
from adapters.sandbox.people import SandboxChannel, SandboxPerson
from adapters.sandbox.slack.identity import BOT_USER_ID, TEAM_ID
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.views import ViewShelf


class Workspace(Community):
    """Everything that Slack would remember."""

    def __init__(
        self,
        people: Sequence[SandboxPerson],
        channels: Sequence[SandboxChannel],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(people, now)
        self.views = ViewShelf(now)
        self._last_ts = 0
        rooms = [self._direct_line(person) for person in people if person.from_team is None]
        rooms += [self._room(channel) for channel in channels]
        self.conversations = {each.id: each for each in rooms}

    def next_ts(self) -> str:
        """Return a message timestamp that is later than all before it."""
        micros = int(self.now().timestamp() * 1_000_000)
        self._last_ts = max(micros, self._last_ts + 100)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def add(self, conversation: Conversation, message: Message) -> Message:
        """Put the message into the conversation; its writer has read so far."""
        conversation.messages.append(message)
        if message.only_for is None:
            conversation.last_read[message.user] = message.ts
        if message.is_from_app:
            conversation.status = ""
        self.touch()
        return message

    def read(self, conversation: Conversation, user: str) -> None:
        """Note that this person has seen everything in the conversation."""
        if conversation.unread_by(user):
            conversation.last_read[user] = conversation.messages[-1].ts
            self.touch()

    def line_to(self, user: str) -> Conversation | None:
        """Return the DM between the app and a person."""
        lines = (each for each in self.conversations.values() if each.kind == "app")
        return next((each for each in lines if user in each.members), None)

    def seen_by(self, user: str) -> list[Conversation]:
        """Return the conversations in that person's sidebar: the app's first."""
        return [each for each in self.conversations.values() if user in each.members]

    def unread_by(self, user: str) -> int:
        """Return what that person's bell shows: a channel only turns bold, as in Slack."""
        told = (each for each in self.seen_by(user) if each.kind != "channel")
        return sum(each.unread_by(user) for each in told)

    def is_shared(self, conversation: Conversation) -> bool:
        """Whether somebody of another organisation is in the conversation."""
        return any(self.team_of(member) != TEAM_ID for member in conversation.members)

    def team_of(self, user: str) -> str:
        """Return the workspace that a person belongs to."""
        person = self.people.get(user)
        return TEAM_ID if person is None else person.from_team or TEAM_ID

    @staticmethod
    def _direct_line(person: SandboxPerson) -> Conversation:
        return Conversation(
            id=f"D{person.id.removeprefix('U')}",
            kind="app",
            name=person.name,
            is_private=True,
            members=[person.id, BOT_USER_ID],
        )

    def _room(self, channel: SandboxChannel) -> Conversation:
        guests_out = [each.id for each in self.people.values() if not each.is_guest]
        members = list(guests_out if channel.members is None else channel.members)
        has_app = channel.has_app and not channel.is_direct
        return Conversation(
            id=channel.id,
            kind="im" if channel.is_direct else "channel",
            name=channel.name,
            is_private=channel.is_private or channel.is_direct,
            members=[*members, *([BOT_USER_ID] if has_app else [])],
        )


def moment_of(ts: str) -> datetime:
    """When a message timestamp was."""
    return datetime.fromtimestamp(float(ts), UTC)
