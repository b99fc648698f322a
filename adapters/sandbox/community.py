"""The people of an emulated platform, and the count of what changed before their eyes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from adapters.sandbox.people import SandboxPerson


class Community:
    """Who has an account, and a counter that moves at every change that somebody may see."""

    def __init__(self, people: Sequence[SandboxPerson], now: Callable[[], datetime]) -> None:
        self.now = now
        self.people = {person.id: person for person in people}
        self.seq = 0
        self._listeners: set[Callable[[], None]] = set()

    def touch(self) -> None:
        """Something changed that somebody may see."""
        self.seq += 1
        for listener in tuple(self._listeners):
            listener()

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have `listener` called at every change; returns how to stop that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def is_here(self, user: str) -> bool:
        """Whether that person exists and can sign in."""
        return user in self.people and not self.people[user].is_deactivated

    def here(self) -> list[SandboxPerson]:
        """Return everybody who can sign in."""
        return [each for each in self.people.values() if not each.is_deactivated]

    def seats(self) -> list[dict[str, Any]]:
        """Return everybody whose seat can be taken, as the page lists them."""
        return [each.as_seen() | {"is_staff": each.is_staff} for each in self.here()]
