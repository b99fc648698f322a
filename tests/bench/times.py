"""Seconds of the processor: taken, and summed up.

Nothing that is measured waits for anything, so on an idle computer these are the seconds that pass;
on a busy one they leave out what others take.
"""

from collections.abc import Callable
from statistics import quantiles
from time import process_time
from typing import TypeVar

Times = list[float]
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds that some work takes, and what came of it."""
    began = process_time()
    done = work()
    return process_time() - began, done


def p50(times: Times) -> float:
    """Return the time that half of the questions stay under."""
    return quantiles(times, n=100)[49]


def p99(times: Times) -> float:
    """Return the time that 99 of 100 questions stay under."""
    return quantiles(times, n=100)[98]
