"""A look at a window of the sandbox, as the page takes it: again at every change, never between."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from adapters.sandbox.page_api import ChatWindow

ScreenT = TypeVar("ScreenT")


class Glance(Generic[ScreenT]):
    """What one person's page shows."""

    def __init__(
        self, window: ChatWindow, user: str, draw: Callable[[Mapping[str, Any]], ScreenT]
    ) -> None:
        self._window = window
        self._user = user
        self._draw = draw
        self._seen: tuple[int, ScreenT] | None = None

    @property
    def screen(self) -> ScreenT:
        """What is drawn since the newest change."""
        if self._seen is None or self._seen[0] != self._window.seq:
            self._seen = self._window.seq, self._draw(self._window.snapshot(self._user))
        return self._seen[1]
