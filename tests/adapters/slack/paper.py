"""Small forms for these tests: one that is only filled in, and one about a case."""

from typing import Annotated, ClassVar

from bot.forms.form import Ask, Form


class Story(Form):
    """Tell a story"""

    name: ClassVar[str] = "story"
    short: ClassVar[str] = "A story"
    title_: Annotated[str, Ask("What is it called?")]
    text: Annotated[str, Ask("What happened?", long=True)]


class Leave(Form):
    """Ask about a case"""

    name: ClassVar[str] = "leave"
    short: ClassVar[str] = "About a case"
    case: str
    why: Annotated[str, Ask("Why?", long=True)]


class Steered(Form):
    """Say how urgent it is"""

    name: ClassVar[str] = "steered"
    short: ClassVar[str] = "Urgent?"
    is_urgent: Annotated[bool, Ask("Is it urgent?", steers=True)]
    reason: Annotated[
        str | None, Ask("Why so urgent?", when=lambda a: str(a.get("is_urgent")).lower() == "true")
    ] = None
