"""People's screens: replies appear there one after another, while nobody waits for them."""

import asyncio
import logging
from collections.abc import Sequence

from adapters.slack.replies import PAUSES, Replies
from adapters.slack.spots import Spot
from adapters.slack.workspaces import Workspaces
from bot.conversation.exchange import Reply
from bot.errors import DeliveryError

log = logging.getLogger(__name__)


class Screens:
    """Shows replies in the background, in the order in which they came in each place."""

    def __init__(self, workspaces: Workspaces, pauses: Sequence[float] = PAUSES) -> None:
        self._workspaces = workspaces
        self._pauses = pauses
        self._replies: dict[str, Replies] = {}
        self._last: dict[str, asyncio.Task[None]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether everything is on the screen."""
        return not self._last

    def show(self, reply: Reply, at: Spot) -> None:
        """Show a reply soon; what is typed after it is answered after it."""
        is_opening = reply.dialog is not None and not at.view_id
        # A form has three seconds to open, so it waits for nothing.
        before = None if is_opening else self._last.get(at.place)
        task = asyncio.create_task(self._show(reply, at, before))
        place = f"{at.place} {at.trigger_id}" if is_opening else at.place
        self._last[place] = task
        task.add_done_callback(lambda _: self._forget(place, task))

    async def settle(self) -> None:
        """Wait until everything is on the screen."""
        while self._last:
            await asyncio.wait(set(self._last.values()))

    async def _show(self, reply: Reply, at: Spot, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before])
        try:
            await self._of(at.team).show(reply, at)
        except DeliveryError as error:
            log.error("reply not shown", extra={"reason": str(error)})  # noqa: TRY400

    def _of(self, team: str) -> Replies:
        if team not in self._replies:
            self._replies[team] = Replies(self._workspaces.calls(team), self._pauses)
        return self._replies[team]

    def _forget(self, place: str, task: asyncio.Task[None]) -> None:
        if self._last.get(place) is task:
            del self._last[place]
        if not task.cancelled() and (bug := task.exception()):
            extra = {"kind": type(bug).__name__}
            log.error("reply not shown", extra=extra)
