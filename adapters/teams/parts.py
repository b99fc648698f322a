"""What one message to Teams carries."""

from dataclasses import dataclass
from typing import Any

from adapters.teams.citations import Citation


@dataclass(frozen=True, slots=True)
class Message:
    """One message as Teams is to show it."""

    text: str = ""
    card: dict[str, Any] | None = None
    summary: str = ""
    suggested: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    feedback: bool = False
