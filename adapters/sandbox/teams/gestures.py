"""What a person can do in the Teams window, as the page sends it.

Conversations, messages and dialogs are named by their `id` in the snapshot. `action` is the
action object exactly as it stands in the card that this person sees (also one in a ShowCard, or a
`fallback`); `inputs` are the values of the card's inputs by their ids, all of them text: what is
left out keeps the value that it was drawn with, and what the card does not have is ignored.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Gesture(BaseModel):
    """Something that the person `user` did."""

    model_config = ConfigDict(frozen=True)

    user: str = Field(alias="as")


class Say(_Gesture):
    """Typed a message and sent it; `thread` is the channel post that it answers."""

    kind: Literal["say"]
    conversation: str
    text: str = Field(max_length=28_000)
    thread: str | None = None


class Upload(_Gesture):
    """Sent a file; only its name exists."""

    kind: Literal["upload"]
    conversation: str
    name: str = Field(min_length=1, max_length=255)


class Suggestion(_Gesture):
    """Tapped one of the suggestions under the newest message."""

    kind: Literal["suggestion"]
    conversation: str
    message: str
    title: str


class Press(_Gesture):
    """Pressed a button in a message: an Action.Execute or an Action.Submit."""

    kind: Literal["press"]
    conversation: str
    message: str
    action: dict[str, Any]
    inputs: dict[str, str] = Field(default_factory=dict)


class Refresh(_Gesture):
    """Chose "Refresh card" in a message's menu."""

    kind: Literal["refresh"]
    conversation: str
    message: str


class Feedback(_Gesture):
    """Gave a thumb up or down to an answer, perhaps with words."""

    kind: Literal["feedback"]
    conversation: str
    message: str
    reaction: Literal["like", "dislike"]
    text: str = Field(default="", max_length=4000)


class RunCommand(_Gesture):
    """Ran a slash command: it opens a dialog, or sends a message that only the app reads."""

    kind: Literal["command"]
    conversation: str
    id: str
    text: str = Field(default="", max_length=28_000)


class RunMessageAction(_Gesture):
    """Chose one of the app's actions in a message's menu."""

    kind: Literal["message_action"]
    conversation: str
    message: str
    id: str


class PressInDialog(_Gesture):
    """Pressed a button in the open dialog, which sends what was filled in."""

    kind: Literal["dialog_press"]
    dialog: str
    action: dict[str, Any]
    inputs: dict[str, str] = Field(default_factory=dict)


class CloseDialog(_Gesture):
    """Closed the open dialog, of which the app hears nothing."""

    kind: Literal["dialog_close"]
    dialog: str


class Read(_Gesture):
    """Looked at a conversation: it counts as read, and cards that ask for it are refreshed."""

    kind: Literal["read"]
    conversation: str


Gesture: TypeAlias = Annotated[
    Say
    | Upload
    | Suggestion
    | Press
    | Refresh
    | Feedback
    | RunCommand
    | RunMessageAction
    | PressInDialog
    | CloseDialog
    | Read,
    Field(discriminator="kind"),
]
GESTURE: TypeAdapter[Gesture] = TypeAdapter(Gesture)
