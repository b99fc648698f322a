"""Rounds: the loop that keeps delivery and clockwork going."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, TypeVar

from bot.clockwork import Clockwork
from bot.delivery import Delivery
from bot.errors import StorageDown, place_of

POLL_SECONDS = 0.25
TICK_EVERY = 20
ItemT = TypeVar("ItemT")

log = logging.getLogger(__name__)


class Upkeep(Protocol):
    """What has to be looked at now and then, in every process."""

    def is_due(self) -> bool:
        """Tell whether it is time for a look."""

    def look(self) -> None:
        """Look, and put right what is no longer so."""


class Rounds:
    """Delivers what is due, several times a second, and lets time pass, several times a minute."""

    def __init__(
        self, delivery: Delivery, clockwork: Clockwork, upkeep: Upkeep | None = None
    ) -> None:
        self._delivery = delivery
        self._clockwork = clockwork
        self._upkeep = upkeep
        self._knock = asyncio.Event()

    def knock(self) -> None:
        """Say that the outbox has something new, so that nobody waits for the next poll."""
        self._knock.set()

    async def go_once(self) -> None:
        """Let time pass and deliver, now."""
        if self._upkeep:
            await asyncio.to_thread(self._upkeep.look)
        await self._pass_time()
        await self._delivery.flush()

    async def go(self, stop: asyncio.Event) -> None:
        """Go round until told to stop; a fault in one round does not end the next."""
        loop = asyncio.get_running_loop()
        ticked = float("-inf")
        while not stop.is_set():
            try:
                if self._upkeep and self._upkeep.is_due():
                    await asyncio.to_thread(self._upkeep.look)
                if loop.time() - ticked >= TICK_EVERY:
                    ticked = loop.time()
                    await self._pass_time()
                await self._delivery.flush()
            except Exception as bug:  # noqa: BLE001 - the outermost loop of everything that goes out
                _tell("round failed", bug)
                await asyncio.sleep(POLL_SECONDS)
            await self._rest()

    async def _pass_time(self) -> None:
        """Wake what is due; what cannot be woken keeps nothing else asleep."""
        await asyncio.to_thread(self._clockwork.sweep)
        for errand in self._clockwork.errands():
            await _alone(self._clockwork.run, errand, "daily task not done: round failed")
        for case in await asyncio.to_thread(self._clockwork.due):
            await _alone(self._clockwork.wake, case, "case not woken: round failed")
        for draft in await asyncio.to_thread(self._clockwork.left_alone):
            await _alone(self._clockwork.watch, draft, "form not looked at: round failed")

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._knock.wait(), POLL_SECONDS)
        self._knock.clear()


async def _alone(do: Callable[[ItemT], None], item: ItemT, failed: str) -> None:
    """Do something for one of many; what goes wrong with it stops none of the others."""
    try:
        await asyncio.to_thread(do, item)
    except StorageDown:
        raise
    except Exception as bug:  # noqa: BLE001 - as above, for each of them
        _tell(failed, bug)


def _tell(event: str, bug: Exception) -> None:
    """Tell the journal what kind of fault it was and where, without its words."""
    log.error(event, extra={"kind": type(bug).__name__, "at": place_of(bug)})
