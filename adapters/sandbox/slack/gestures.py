"""What a person can do in the Slack window, as the page sends it."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Gesture(BaseModel):
    """Something that the person `user` did."""

    model_config = ConfigDict(frozen=True)

    user: str = Field(alias="as")


class Say(_Gesture):
    """Typed a message and sent it."""

    kind: Literal["say"]
    conversation: str
    text: str = Field(max_length=40_000)
    thread_ts: str | None = None


class RunCommand(_Gesture):
    """Ran a slash command."""

    kind: Literal["command"]
    conversation: str
    command: str
    text: str = ""


class Press(_Gesture):
    """Pressed or changed something in a message."""

    kind: Literal["press"]
    conversation: str
    ts: str
    block_id: str
    action_id: str
    action: dict[str, Any] = Field(default_factory=dict)


class OpenHome(_Gesture):
    """Opened one of the app's tabs."""

    kind: Literal["home_open"]
    tab: Literal["home", "messages"] = "home"


class PressAtHome(_Gesture):
    """Pressed or changed something in the Home tab."""

    kind: Literal["home_press"]
    block_id: str
    action_id: str
    action: dict[str, Any] = Field(default_factory=dict)


class PressInModal(_Gesture):
    """Pressed or changed something in a modal."""

    kind: Literal["view_action"]
    view_id: str
    block_id: str
    action_id: str
    action: dict[str, Any] = Field(default_factory=dict)
    state: dict[str, Any] = Field(default_factory=dict)


class Submit(_Gesture):
    """Sent a modal."""

    kind: Literal["submit"]
    view_id: str
    state: dict[str, Any] = Field(default_factory=dict)


class Close(_Gesture):
    """Closed a modal."""

    kind: Literal["close"]
    view_id: str


class RunShortcut(_Gesture):
    """Chose a shortcut, from a message's menu or from the composer's."""

    kind: Literal["shortcut"]
    callback_id: str
    conversation: str | None = None
    ts: str | None = None


class Read(_Gesture):
    """Looked at a conversation."""

    kind: Literal["read"]
    conversation: str


class Upload(_Gesture):
    """Sent a file; only its name exists."""

    kind: Literal["upload"]
    conversation: str
    name: str = Field(min_length=1, max_length=255)


class MoveClock(_Gesture):
    """Let hours pass."""

    kind: Literal["clock"]
    hours: float = Field(gt=0, le=24 * 400)


Gesture: TypeAlias = Annotated[
    Say
    | RunCommand
    | Press
    | OpenHome
    | PressAtHome
    | PressInModal
    | Submit
    | Close
    | RunShortcut
    | Read
    | Upload
    | MoveClock,
    Field(discriminator="kind"),
]
GESTURE: TypeAdapter[Gesture] = TypeAdapter(Gesture)
