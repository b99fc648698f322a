"""Corrections: a form that was sent with mistakes, drawn again as it was filled in."""

from collections.abc import Mapping
from dataclasses import replace
from secrets import token_hex

from adapters.wire.turns import Turns
from bot.conversation.exchange import Changed, Dialog, Incoming, Submitted


class Corrections:
    """Asks for the form that was sent: Teams, unlike Slack, keeps none of it on the screen."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    async def of(self, incoming: Incoming) -> Dialog | None:
        """Return the form as it was sent; None where it cannot be shown any more."""
        sent = incoming.event
        if not isinstance(sent, Submitted):
            return None
        return await self.keep(incoming, sent.form, sent.values)

    async def keep(
        self, incoming: Incoming, form: str, values: Mapping[str, object]
    ) -> Dialog | None:
        """Keep what stands in a form, and return the form."""
        # A turn of its own, which nobody delivers twice.
        key = f"{incoming.key}:{token_hex(8)}"
        kept = replace(incoming, key=key, event=Changed(form, values))
        shown = await self._turns.take(kept)
        return shown.dialog if shown else None
