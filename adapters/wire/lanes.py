"""Lanes: work that is done in the background, one after another in each place."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.errors import DeliveryError

Work: TypeAlias = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)


class Lanes:
    """Shows replies while nobody waits for them, in the order in which they came in each place."""

    def __init__(self) -> None:
        self._last: dict[str, asyncio.Task[None]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether everything is on the screen."""
        return not self._last

    def put(self, place: str, work: Work, *, waits: bool = True) -> None:
        """Do it soon: behind what was put in the same place, or at once if it waits for nothing."""
        before = self._last.get(place) if waits else None
        task = asyncio.create_task(_after(before, work))
        own = place if waits else f"{place} {id(task)}"
        self._last[own] = task
        task.add_done_callback(lambda _: self._forget(own, task))

    async def settle(self) -> None:
        """Wait until everything is on the screen."""
        while self._last:
            await asyncio.wait(set(self._last.values()))

    def _forget(self, place: str, task: asyncio.Task[None]) -> None:
        if self._last.get(place) is task:
            del self._last[place]
        if not task.cancelled() and (bug := task.exception()):
            log.error("reply not shown", extra={"kind": type(bug).__name__})


async def _after(before: asyncio.Task[None] | None, work: Work) -> None:
    if before:
        await asyncio.wait([before])
    try:
        await work()
    except DeliveryError as error:
        log.error("reply not shown", extra={"reason": str(error)})  # noqa: TRY400
