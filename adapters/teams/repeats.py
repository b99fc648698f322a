"""What Teams delivers twice is answered twice in the same words, and done once."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from adapters.teams.adapter import Answer

REMEMBERED = 1_000


class Repeats:
    """Remembers the newest answers, those that are being given among them."""

    def __init__(self) -> None:
        self._given: dict[str, asyncio.Future[Answer]] = {}

    async def once(self, key: str, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the answer to what has that key; one that failed is tried again."""
        if known := self._given.get(key):
            return await asyncio.shield(known)
        given = asyncio.ensure_future(work())
        self._given[key] = given
        given.add_done_callback(lambda _: self._forget_failed(key, given))
        if len(self._given) > REMEMBERED:
            del self._given[next(iter(self._given))]
        return await asyncio.shield(given)

    def _forget_failed(self, key: str, given: asyncio.Future[Answer]) -> None:
        has_failed = given.cancelled() or given.exception() is not None
        if has_failed or given.result().status >= HTTPStatus.BAD_REQUEST:
            self._given.pop(key, None)
