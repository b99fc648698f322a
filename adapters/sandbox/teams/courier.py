"""How Teams' news reach the app: signed, with fifteen seconds to answer, repeated on request."""

import asyncio
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

import aiohttp

from adapters.sandbox.refusals import NotAcknowledged
from adapters.sandbox.teams.identity import JsonObject

PATIENCE_SECONDS = 15.0
_REMEMBERED = 10_000
_TAKEN = {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED}

Repeat = Literal["same_id", "new_id"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One post to the app and its answer; `status` is 0 where there was none in time."""

    activity: JsonObject
    status: int
    body: JsonObject


class Courier:
    """Brings activities to the app; `sign` returns the token for one."""

    def __init__(self, sign: Callable[[JsonObject], str]) -> None:
        self.url = ""
        self.patience = PATIENCE_SECONDS
        self.delivered: deque[Delivery] = deque(maxlen=_REMEMBERED)
        self._sign = sign
        self._repeats: deque[Repeat] = deque()
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """Whether an activity is waiting for its answer."""
        return self._under_way > 0

    def repeat_next(self, *repeats: Repeat) -> None:
        """Bring the next activity so many times more, as Teams does when an answer gets lost."""
        self._repeats.extend(repeats)

    async def ask(self, activity: JsonObject) -> JsonObject:
        """Return the app's answer to the first delivery; raises `NotAcknowledged`."""
        repeats = [self._repeats.popleft() for _ in range(len(self._repeats))]
        self._under_way += 1
        try:
            first = await self._bring(activity)
            for repeat in repeats:
                await self._bring(_again(activity, repeat))
        finally:
            self._under_way -= 1
        if not first.status:
            raise NotAcknowledged("timeout")
        if first.status not in _TAKEN:
            raise NotAcknowledged("http_error")
        return first.body

    async def tell(self, activity: JsonObject) -> bool:
        """Whether the app took note of an activity that asks for no answer."""
        try:
            await self.ask(activity)
        except NotAcknowledged:
            return False
        return True

    async def _bring(self, activity: JsonObject) -> Delivery:
        try:
            async with asyncio.timeout(self.patience):
                status, body = await self._post(activity)
        except (TimeoutError, aiohttp.ClientError, ValueError):
            status, body = 0, {}
        delivery = Delivery(activity, status, body)
        self.delivered.append(delivery)
        return delivery

    async def _post(self, activity: JsonObject) -> tuple[int, JsonObject]:
        headers = {"Authorization": f"Bearer {self._sign(activity)}"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, json=activity, headers=headers) as response,
        ):
            is_json = response.content_type == "application/json"
            answer = await response.json() if is_json else None
            return response.status, answer if isinstance(answer, dict) else {}


def _again(activity: JsonObject, repeat: Repeat) -> JsonObject:
    return activity if repeat == "same_id" else activity | {"id": f"f:{uuid.uuid4()}"}
