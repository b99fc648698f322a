"""Notices: facts worth telling someone. Small, typed, stored in the outbox until delivered."""

import json
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Notice(BaseModel):
    """Something to tell one person; it becomes a card at delivery, from the state of that moment.

    It holds ids, never names or stories (rule 4). `living` names the thing that its cards show:
    the messenger remembers every copy, and a `redraw` changes the copies without a new message.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: ClassVar[str]

    redraw: bool = False

    @property
    def living(self) -> str:
        """The key of the living card this notice is about, or "" for a card nobody changes."""
        return ""

    def payload(self) -> str:
        """Return what the outbox stores: the name and the data, as JSON."""
        return json.dumps([self.name, self.model_dump(mode="json", exclude_defaults=True)])


class CaseNotice(Notice):
    """Something to tell about a case."""

    case: str

    @property
    def living(self) -> str:
        """Every card about a case is redrawn when the case moves on."""
        return f"case:{self.case}"
