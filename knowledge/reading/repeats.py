"""Lines that come again and again in a document, whatever page number they carry."""

import re
from collections import Counter
from collections.abc import Iterable

_DIGITS = re.compile(r"\d+")
_TIMES = 3


def shape_of(line: str) -> str:
    """Return the line with every number written as #, so that "Page 3" and "Page 4" are one."""
    return " ".join(_DIGITS.sub("#", line).casefold().split())


def repeated_shapes(lines: Iterable[str]) -> frozenset[str]:
    """Return the shapes that occur often enough to be printed on every page."""
    counts = Counter(shape_of(line) for line in lines)
    return frozenset(shape for shape, times in counts.items() if shape and times >= _TIMES)
