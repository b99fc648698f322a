"""A person at work, on whichever platform: what they do there, and what they then see."""

from collections import Counter
from datetime import datetime
from typing import Any, Protocol


class Person(Protocol):
    """Acts on, and sees, exactly what their platform's window shows to them."""

    id: str
    errors: dict[str, str]
    effort: Counter[str]

    # --- what they do ---

    async def says(self, text: str, to: str | None = None, *, in_thread: bool = False) -> None:
        """Send a message: to the app, or `to` a channel by name; perhaps below the newest there."""

    async def uploads(self, name: str, to: str | None = None) -> None:
        """Send a file of that name."""

    async def runs(self, line: str, to: str | None = None) -> None:
        """Run a slash command: `/policy who may phone parents?`."""

    async def runs_shortcut(self, name: str, on: str | None = None) -> None:
        """Choose a shortcut by name; `on` is a part of the message whose menu it is in."""

    async def opens_form(self, wish: str) -> None:
        """Say what they want, and have the form for it open."""

    async def answers_in_chat(self, wish: str) -> None:
        """Say what they want, and choose to be asked for it question by question."""

    async def opens_home(self) -> None:
        """Look at their own page."""

    async def reads(self, conversation: str | None = None) -> None:
        """Look at a conversation: the app's, or one by name."""

    async def presses(self, label: str) -> None:
        """Press the button with that label: in the open form, else the newest one."""

    async def fills(self, **answers: Any) -> None:
        """Fill in fields of the open form, named by field or label."""

    async def submits(self) -> None:
        """Send the open form; complaints are then in `errors`, by label, and can be seen."""

    async def closes(self) -> None:
        """Close what is open over the conversation, if anything is."""

    async def waits_for(self, text: str) -> None:
        """Wait until that text is on the screen."""

    # --- what they see ---

    def texts(self) -> list[str]:
        """Everything that can be read: each message, then what is open."""

    def sees(self, text: str) -> bool:
        """Whether that text is on the screen; spaces and line breaks count alike."""

    def labels(self) -> list[str]:
        """The labels of all buttons and fields."""

    def answers(self) -> list[str]:
        """What the assistant wrote to them."""

    def asides(self) -> list[str]:
        """What of it only they see where others read."""

    def quotes(self) -> list[str]:
        """What of it is quoted, character for character."""

    def arrivals(self, text: str) -> list[datetime]:
        """When the messages came that now say that."""

    def bell(self) -> int:
        """How many messages they have not read."""

    @property
    def form(self) -> str | None:
        """What the open form says, or the page in its place; None where nothing is open."""

    def questions(self) -> list[str]:
        """The labels of the open form's fields, in order; none where no form is open."""

    def entries(self) -> dict[str, str]:
        """What stands in each field of the open form, by the field's name."""

    @property
    def home(self) -> str:
        """What their own page says."""
