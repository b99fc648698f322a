"""Keeps what Slack brought to the app, to bring it again."""

import asyncio

from adapters.sandbox.slack.courier import Line, Parcel
from adapters.sandbox.slack.identity import JsonObject
from tests.support.school import School


class Recorder:
    """A line that remembers every parcel that went over it."""

    def __init__(self, school: School) -> None:
        """Listen from now on."""
        self.parcels: list[Parcel] = []
        self._school = school
        self._line: Line = school.sandbox.courier.line
        school.sandbox.courier.line = self

    async def deliver(self, parcel: Parcel) -> JsonObject:
        """Deliver as usual."""
        self.parcels.append(parcel)
        return await self._line.deliver(parcel)

    async def brings_everything_again(self) -> None:
        """Deliver every parcel twice more, both at once, in the order in which they came."""
        for parcel in tuple(self.parcels):
            again = Parcel(parcel.kind, parcel.payload, attempt=1, reason="timeout")
            await asyncio.gather(self._line.deliver(again), self._line.deliver(again))
            await self._school.playground.slack.settle()
