"""People's screens: replies appear there one after another, while nobody waits for them."""

from collections.abc import Sequence

from adapters.slack.replies import PAUSES, Replies
from adapters.slack.spots import Spot
from adapters.slack.workspaces import Workspaces
from adapters.wire.lanes import Lanes
from bot.conversation.exchange import Reply


class Screens:
    """Shows replies in the background, in the order in which they came in each place."""

    def __init__(self, workspaces: Workspaces, pauses: Sequence[float] = PAUSES) -> None:
        self._workspaces = workspaces
        self._pauses = pauses
        self._replies: dict[str, Replies] = {}
        self._lanes = Lanes()

    @property
    def is_empty(self) -> bool:
        """Whether everything is on the screen."""
        return self._lanes.is_empty

    def show(self, reply: Reply, at: Spot) -> None:
        """Show a reply soon; what is typed after it is answered after it."""
        is_opening = reply.dialog is not None and not at.view_id
        # A form has three seconds to open, so it waits for nothing.
        self._lanes.put(at.place, lambda: self._show(reply, at), waits=not is_opening)

    async def settle(self) -> None:
        """Wait until everything is on the screen."""
        await self._lanes.settle()

    async def _show(self, reply: Reply, at: Spot) -> None:
        await self._of(at.team).show(reply, at)

    def _of(self, team: str) -> Replies:
        if team not in self._replies:
            self._replies[team] = Replies(self._workspaces.calls(team), self._pauses)
        return self._replies[team]
