"""Bad weather on request: what the next calls of a platform's API shall suffer."""

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "rate_limited", "server_error", "server_error_after_accept", "hang_after_accept", "refused"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong; `seconds` is the Retry-After or how long the answer hangs.

    `error` is the platform's own code. Slack answers a refusal with 200, Teams with `status`.
    """

    kind: FaultKind
    seconds: float = 1
    error: str = ""
    status: int = 500

    @property
    def is_after_accept(self) -> bool:
        """Whether the call takes effect before it goes wrong."""
        return self.kind in {"server_error_after_accept", "hang_after_accept"}


class Faults:
    """The faults that are waiting, by the name of the method."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def plan(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls of `method` go wrong."""
        self._waiting[method].extend([fault] * times)

    def clear(self) -> None:
        """Fair weather again."""
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """Return the fault that hits this call."""
        waiting = self._waiting[method]
        return waiting.popleft() if waiting else None
