"""An intent is one thing a person can want, whole enough to act on."""

import json
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Intent(BaseModel):
    """A typed request; text, buttons, commands and forms all end up as one of these."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: ClassVar[str]

    @property
    def understood(self) -> str:
        """What the person turned out to want, in one word, for tools and for the journal."""
        return self.name

    def payload(self) -> str:
        """Return what a button carries: the name and the data, as JSON."""
        return json.dumps([self.name, self.model_dump(mode="json", exclude_defaults=True)])
