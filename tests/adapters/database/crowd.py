"""A crowd: several threads that begin at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

ResultT = TypeVar("ResultT")
PATIENCE = 60.0


def at_once(*acts: Callable[[], ResultT]) -> Sequence[ResultT]:
    """Do all of it, each in a thread of its own, and return what each came to, in order."""
    start = Barrier(len(acts))

    def begin(act: Callable[[], ResultT]) -> ResultT:
        start.wait(PATIENCE)
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(begin, acts, timeout=PATIENCE))
