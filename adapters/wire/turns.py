"""Turns: what came in, answered by the assistant in a thread, and counted while it is under way."""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from bot.conversation.exchange import Incoming, Reply
from bot.errors import StorageDown

log = logging.getLogger(__name__)


class Desk(Protocol):
    """Whoever answers: the assistant. Raises `StorageDown` when nothing could be saved."""

    def handle(self, incoming: Incoming) -> Reply:
        """Answer what came in, after it is saved."""


class Turns:
    """Hands events to the assistant; `knock` says that the outbox may hold something new."""

    def __init__(self, assistant: Desk, knock: Callable[[], None]) -> None:
        self._assistant = assistant
        self._knock = knock
        self._under_way: set[asyncio.Future[None]] = set()

    async def take(self, incoming: Incoming) -> Reply | None:
        """Return the answer, after it is saved; None when nothing could be saved."""
        under_way: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._under_way.add(under_way)
        try:
            reply = await asyncio.to_thread(self._assistant.handle, incoming)
        except StorageDown:
            log.error("turn not saved", extra={"place": incoming.place.platform})  # noqa: TRY400
            return None
        finally:
            self._under_way.discard(under_way)
            under_way.set_result(None)
        self._knock()
        return reply

    async def settle(self) -> None:
        """Wait until everything that came in is answered."""
        while self._under_way:
            await asyncio.wait(self._under_way)
