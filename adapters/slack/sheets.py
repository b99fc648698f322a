"""Sheets: open forms, whose changes are saved in the order in which they were made.

Slack tells of every letter and sets no limit to how often. So a letter is saved while no other of
the same form is, and what newer ones have overtaken by then is not saved at all. What comes late
never takes the place of what is newer, and nothing is kept of a form once it is sent.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from adapters.slack.payloads import pressed
from adapters.wire.payloads import Body, found, text_at
from bot.conversation.exchange import Changed, Incoming

REMEMBERED = 1_000


@dataclass
class Sheet:
    """One open form: the newest that is known of it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    at: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    is_sent: bool = False


class Sheets:
    """The forms that are open, or were lately."""

    def __init__(self) -> None:
        self._sheets: dict[str, Sheet] = {}

    @asynccontextmanager
    async def changing(self, incoming: Incoming, body: Body) -> AsyncIterator[Incoming | None]:
        """Wait until the form is free, and give the change as it stands by then.

        None where the form is sent, or where newer words have overtaken these.
        """
        sheet, at = self._of(body), text_at(pressed(body), "action_ts")
        event = incoming.event
        if isinstance(event, Changed) and at >= sheet.at:
            sheet.at, sheet.values = at, event.values
        async with sheet.lock:
            is_overtaken = not incoming.key and at != sheet.at
            if sheet.is_sent or is_overtaken or not isinstance(event, Changed):
                yield None
            else:
                yield replace(incoming, event=replace(event, values=sheet.values))

    @asynccontextmanager
    async def sending(self, body: Body) -> AsyncIterator[Sheet]:
        """Wait until the form is free, and give it, so that it can be marked as sent."""
        sheet = self._of(body)
        async with sheet.lock:
            yield sheet

    def _of(self, body: Body) -> Sheet:
        view = found(body, "view")
        own = text_at(view, "external_id") or text_at(view, "id")
        name = f"{text_at(body, 'team', 'id')} {own}"
        sheet = self._sheets.pop(name, None) or Sheet()
        self._sheets[name] = sheet
        if len(self._sheets) > REMEMBERED:
            del self._sheets[next(iter(self._sheets))]
        return sheet
