"""The shapes in which Teams speaks: whatever looks otherwise is refused (inputs 27 and 28).

Only what our readers take apart is described. Words are checked to be strings and no more, since
what people type need not be well-formed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

Words: TypeAlias = InstanceOf[str] | None
Loose: TypeAlias = dict[str, Any]
Name: TypeAlias = Annotated[str, Field(min_length=1)]


class Shape(BaseModel):
    """A part of a payload, whose names are written as on the wire."""

    model_config = ConfigDict(alias_generator=to_camel)


class Account(Shape):
    """A person or a bot."""

    id: Name
    name: Words = None
    aad_object_id: str | None = None
    tenant_id: str | None = None


class Conversation(Shape):
    """A chat, or a thread of a channel."""

    id: Name
    conversation_type: str | None = None
    tenant_id: str | None = None
    is_group: bool | None = None


class Attachment(Shape):
    """A file, a card, or the message itself once more as HTML."""

    content_type: str
    name: Words = None
    content: Any = None
    content_url: str | None = None


class Entity(Shape):
    """A mention, or what Teams knows beside the words."""

    type: str
    text: Words = None
    mentioned: Account | None = None


class Activity(Shape):
    """What every activity says; unknown types are welcome."""

    type: Name
    id: str | None = None
    name: str | None = None
    timestamp: datetime | None = None
    local_timestamp: datetime | None = None
    service_url: Name
    channel_id: Name
    sender: Annotated[Account, Field(alias="from")]
    conversation: Conversation
    recipient: Account | None = None
    channel_data: Loose
    text: Words = None
    reply_to_id: str | None = None
    action: str | None = None
    attachments: list[Attachment] | None = None
    entities: list[Entity] | None = None
    members_added: list[Account] | None = None
    members_removed: list[Account] | None = None
    value: Any = None


class Pressed(Shape):
    """The button of a card, as `Action.Execute` brings it."""

    type: Name
    verb: str | None = None
    data: Loose | None = None


class Execute(Shape):
    """A pressed button; `trigger` tells a press from a refresh by itself."""

    action: Pressed
    trigger: str | None = None


class Task(Shape):
    """A dialog that is to open, or that was sent."""

    data: Any = None
    context: Loose | None = None


class Command(Shape):
    """A command of the message extension, on a message or anywhere."""

    command_id: Name
    command_context: str | None = None
    message_payload: Loose | None = None
    data: Any = None


class Feedback(Shape):
    """What somebody thinks of a message."""

    action_name: str
    action_value: Loose | None = None


ACTIVITY: TypeAdapter[object] = TypeAdapter(Activity)
VALUES: Mapping[str, TypeAdapter[object]] = {
    "adaptiveCard/action": TypeAdapter(Execute),
    "task/fetch": TypeAdapter(Task),
    "task/submit": TypeAdapter(Task),
    "composeExtension/fetchTask": TypeAdapter(Command),
    "composeExtension/submitAction": TypeAdapter(Command),
    "message/submitAction": TypeAdapter(Feedback),
}
"""The shapes of what an invoke brings, by its name; others are none of ours."""


def fits(activity: Mapping[str, Any]) -> bool:
    """Tell whether an activity has the shape of its kind."""
    value = VALUES.get(str(activity.get("name"))) if activity.get("type") == "invoke" else None
    try:
        ACTIVITY.validate_python(activity)
        if value:
            value.validate_python(activity.get("value"))
    except ValidationError:
        return False
    return True
