"""From notices to cards, at the moment of delivery."""

import json
from collections.abc import Iterable
from typing import Any

from bot.conversation.cards import Card
from bot.turn import Turn
from intents.capability import Capability, Told


class Composer:
    """Turns what the outbox holds into what its reader sees."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._told: dict[str, Told[Any]] = {
            told.notice.name: told for capability in capabilities for told in capability.told
        }

    def compose(self, payload: str, turn: Turn) -> Card | None:
        """Return the card that tells a notice, as things stand now; None if nothing is left."""
        name, data = json.loads(payload)
        told = self._told[name]
        return told.compose(told.notice.model_validate(data), turn)
