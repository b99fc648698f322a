"""How Slack's news reach the app: three seconds to acknowledge, and events are brought again."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from adapters.sandbox.refusals import NotAcknowledged
from adapters.sandbox.slack.identity import JsonObject

RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)
PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Parcel:
    """One payload on its way to the app; `attempt` counts the earlier ones."""

    kind: Literal["events_api", "interactive", "slash_commands"]
    payload: JsonObject
    attempt: int = 0
    reason: str = ""


class Line(Protocol):
    """A way to the app: Socket Mode, or signed HTTP requests."""

    async def deliver(self, parcel: Parcel) -> JsonObject:
        """Return what the app acknowledged with; raises `NotAcknowledged`."""
        ...


class Courier:
    """Brings parcels over the line that is in use. `pace` below 1 shortens the waits for tests."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.pace = 1.0
        self.patience = PATIENCE_SECONDS
        self._tasks: set[asyncio.Task[None]] = set()
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """Whether a parcel is waiting for its acknowledgement; one brought again does not count."""
        return self._under_way > 0

    async def ask(self, parcel: Parcel) -> JsonObject:
        """Return the acknowledgement of an interaction, which is never brought twice."""
        self._under_way += 1
        try:
            return await self._bring(parcel)
        finally:
            self._under_way -= 1

    async def tell(self, payload: JsonObject) -> bool:
        """Whether the app acknowledged an event at once; if not, it is brought three times more."""
        parcel = Parcel("events_api", payload)
        try:
            await self.ask(parcel)
        except NotAcknowledged as refusal:
            self._in_background(self._bring_again(parcel, refusal))
            return False
        return True

    def tell_later(self, payload: JsonObject) -> None:
        """Bring an event that nobody in the window waits for."""
        self._in_background(self._tell_unwatched(payload))

    async def stop(self) -> None:
        """No retry survives the end of the sandbox."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _bring(self, parcel: Parcel) -> JsonObject:
        try:
            return await asyncio.wait_for(self.line.deliver(parcel), self.patience)
        except TimeoutError:
            raise NotAcknowledged("timeout") from None

    async def _tell_unwatched(self, payload: JsonObject) -> None:
        await self.tell(payload)

    async def _bring_again(self, parcel: Parcel, refusal: NotAcknowledged) -> None:
        for attempt, seconds in enumerate(RETRY_AFTER_SECONDS, start=1):
            if not refusal.may_retry:
                return
            await asyncio.sleep(seconds * self.pace)
            again = Parcel(parcel.kind, parcel.payload, attempt, refusal.reason)
            try:
                await self._bring(again)
            except NotAcknowledged as next_refusal:
                refusal = next_refusal
            else:
                return

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
