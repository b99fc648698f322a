"""What the app asks of the Bot Connector, and what that is about."""

from dataclasses import dataclass, field
from http import HTTPStatus

from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.identity import THREAD, JsonObject
from adapters.sandbox.teams.messages import Conversation, Message
from adapters.sandbox.teams.refusals import ConnectorRefusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One call: the ids in its address, its body, and whether one person only is meant."""

    conversation: str = ""
    activity: str = ""
    member: str = ""
    is_targeted: bool = False
    body: JsonObject = field(default_factory=dict)

    def as_json(self) -> JsonObject:
        """Return the call as the truth log keeps it."""
        named = {"conversation": self.conversation, "activity": self.activity}
        return named | {"member": self.member, "is_targeted": self.is_targeted, "body": self.body}


def place_of(teams: TeamsEmulator, conversation: str) -> tuple[Conversation, str]:
    """Return the conversation of that id, and the post in whose thread it is."""
    name, _, thread = conversation.partition(THREAD)
    place = teams.workspace.conversations.get(name)
    if place is None:
        raise ConnectorRefusal(HTTPStatus.NOT_FOUND, "ConversationNotFound")
    if not place.has_app:
        raise ConnectorRefusal(HTTPStatus.FORBIDDEN, "BotNotInConversationRoster")
    return place, thread


def place_to_write(teams: TeamsEmulator, asked: Asked) -> tuple[Conversation, str | None]:
    """Return the conversation that the app may write into, and the post that it answers."""
    place, thread = place_of(teams, asked.conversation)
    if place.kind == "app" and not teams.workspace.is_here(place.members[0]):
        raise ConnectorRefusal(HTTPStatus.FORBIDDEN, "ConversationBlockedByUser")
    if place.kind != "channel":
        return place, None
    answered = place.message(asked.activity or thread)
    if answered is None and (asked.activity or thread):
        raise ConnectorRefusal(HTTPStatus.NOT_FOUND, "ActivityNotFoundInConversation")
    return place, None if answered is None else answered.post


def own_message(teams: TeamsEmulator, asked: Asked) -> Message:
    """Return the message of the app's that a call is about."""
    place, _ = place_of(teams, asked.conversation)
    message = place.message(asked.activity)
    if message is None or asked.is_targeted != (message.only_for is not None):
        raise ConnectorRefusal(HTTPStatus.NOT_FOUND, "ActivityNotFoundInConversation")
    if not message.is_from_app:
        raise ConnectorRefusal(HTTPStatus.FORBIDDEN, "NotEnoughPermissions")
    return message
