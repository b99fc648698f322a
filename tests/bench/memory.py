"""What a loaded school weighs, measured in a process of its own for each search.

The policies are handed over ready: what reading a document leaves behind would hide the rest.
"""

import gc
import os
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.evaluation.questions import Asked
from tests.bench.ways import Schools, ours, theirs

T = TypeVar("T")

MEGABYTE = 1_000_000
PAGE = os.sysconf("SC_PAGE_SIZE")
SMALL = Policy("p", "Kites", (Clause("p/1", "1", ClauseKind.PARAGRAPH, (), "Kites fly."),))
QUESTION = Asked("q", "small", "kites", "", "plain", "answerable", (), frozenset())


@dataclass(frozen=True, slots=True)
class Weight:
    """Megabytes: of the process once all is there but the schools, and of each school.

    `resident` is what the process grew by, `traced` what Python and numpy asked for.
    """

    shared: float
    resident: float
    traced: float


def weigh(name: str, schools: Schools) -> Weight:
    """Return what the schools weigh in the search of that name."""
    shared, resident = apart(_grow, name, schools, False)  # noqa: FBT003 - a process takes no names
    _, traced = apart(_grow, name, schools, True)  # noqa: FBT003
    return Weight(shared, resident, traced)


def resident() -> float:
    """Return the megabytes of memory that this process holds."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * PAGE / MEGABYTE


def apart(work: Callable[..., T], *given: object) -> T:
    """Return what comes of some work in a new process, which nothing else has grown."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def _grow(name: str, schools: Schools, is_traced: bool) -> tuple[float, float]:  # noqa: FBT001
    way = {**ours(), **theirs()}[name]
    way({"small": (SMALL,)})(QUESTION)
    if is_traced:
        tracemalloc.start()
    before = _held(is_traced)
    answer = way(schools)
    grown = _held(is_traced) - before
    del answer  # until here it had to stay
    return before, grown / len(schools)


def _held(is_traced: bool) -> float:  # noqa: FBT001
    gc.collect()
    return tracemalloc.get_traced_memory()[0] / MEGABYTE if is_traced else resident()
