"""Where a conversation happens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One conversation on one platform.

    `is_private` is true where only this person and the assistant can read. `opens_dialogs` is true
    where a dialog can be opened in answer to what just happened, `in_dialog` where it happened in
    one, so that the answer can be its last page.
    """

    platform: str
    conversation: str = ""
    thread: str = ""
    is_private: bool = True
    opens_dialogs: bool = False
    in_dialog: bool = False


NOWHERE = Place("clockwork")
