"""The truth log: what the app called, and what took effect."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_REMEMBERED_CALLS = 10_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the truth log keeps it; `answer` is what took effect, not what was sent back."""

    method: str
    arguments: dict[str, Any]
    answer: dict[str, Any]


class Calls:
    """The newest calls of the app, and how many of them are being carried out now."""

    def __init__(self) -> None:
        self.made: deque[Call] = deque(maxlen=_REMEMBERED_CALLS)
        self.under_way = 0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Count a call while it is carried out."""
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1
