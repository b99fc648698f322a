"""The shapes in which Slack speaks over HTTP: whatever looks otherwise is refused (input 16).

Only what Bolt or our readers take apart is described. Words are checked to be strings and no more,
since what people type need not be well-formed.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, Field, InstanceOf, TypeAdapter, ValidationError

Words: TypeAlias = InstanceOf[str] | None
Loose: TypeAlias = dict[str, Any] | None


class Named(BaseModel):
    """A person, workspace or channel."""

    id: str
    team_id: str | None = None
    enterprise_id: str | None = None


Who: TypeAlias = str | Named | None


class Message(BaseModel):
    """A message that something was done to."""

    text: Words = None
    user: Who = None
    ts: str | None = None
    thread_ts: str | None = None


class Event(BaseModel):
    """What happened; unknown types are welcome, Bolt ignores them (input 17)."""

    type: str
    subtype: str | None = None
    user: Who = None
    channel: Who = None
    team: Who = None
    enterprise: Who = None
    user_team: str | None = None
    channel_type: str | None = None
    bot_id: str | None = None
    tab: str | None = None
    text: Words = None
    ts: str | None = None
    thread_ts: str | None = None
    files: list[dict[str, Any]] | None = None
    message: Message | None = None
    previous_message: Message | None = None


class Authorization(BaseModel):
    """An installation that the event is meant for."""

    team_id: str | None = None
    enterprise_id: str | None = None
    user_id: str | None = None


class EventCallback(BaseModel):
    """An event."""

    type: Literal["event_callback"]
    team_id: str
    event_id: str
    event: Event
    enterprise_id: str | None = None
    authorizations: list[Authorization] | None = None
    is_ext_shared_channel: bool | None = None


class UrlVerification(BaseModel):
    """The question whether this address is ours."""

    type: Literal["url_verification"]
    challenge: str


class RateLimited(BaseModel):
    """The news that Slack holds events back."""

    type: Literal["app_rate_limited"]
    team_id: str


class Title(BaseModel):
    """The title of a view."""

    text: Words


class State(BaseModel):
    """The answers in a view, by block and action."""

    values: dict[str, dict[str, dict[str, Any]]]


class View(BaseModel):
    """A modal or Home tab."""

    id: str
    type: str
    callback_id: str
    hash: str | None = None
    private_metadata: Words = None
    app_installed_team_id: str | None = None
    title: Title | None = None
    state: State | None = None


class Action(BaseModel):
    """A pressed button or a changed answer."""

    type: str
    action_id: str
    block_id: str
    value: Words = None


class Interaction(BaseModel):
    """What every interaction says."""

    user: Named
    team: Who = None
    enterprise: Who = None
    channel: Who = None
    message: Message | None = None
    container: Loose = None
    response_urls: list[dict[str, Any]] = Field(default_factory=list)


class Pressed(Interaction):
    """Buttons and changed answers."""

    type: Literal["block_actions"]
    trigger_id: str
    actions: Annotated[list[Action], Field(min_length=1)]
    view: View | None = None


class Viewed(Interaction):
    """A modal that was sent or closed."""

    type: Literal["view_submission", "view_closed"]
    view: View


class Shortcut(Interaction):
    """A shortcut, on a message or anywhere."""

    type: Literal["message_action", "shortcut"]
    callback_id: str
    trigger_id: str


class Suggestion(Interaction):
    """A request for the options of a list."""

    type: Literal["block_suggestion"]
    action_id: str
    value: Words


class Command(BaseModel):
    """A slash command."""

    command: Annotated[str, Field(pattern="^/")]
    team_id: str
    user_id: str
    channel_id: str
    trigger_id: str


class CertificateCheck(BaseModel):
    """Slack's look at our certificate."""

    ssl_check: Literal["1"]


POSTED: TypeAdapter[object] = TypeAdapter(
    Annotated[EventCallback | UrlVerification | RateLimited, Field(discriminator="type")]
)
INTERACTION: TypeAdapter[object] = TypeAdapter(
    Annotated[Pressed | Viewed | Shortcut | Suggestion, Field(discriminator="type")]
)
FORM: TypeAdapter[object] = TypeAdapter(Command | CertificateCheck)


def fits(payload: Mapping[str, Any], shape: TypeAdapter[object]) -> bool:
    """Tell whether a payload has that shape."""
    try:
        shape.validate_python(payload)
    except ValidationError:
        return False
    return True
