"""What a policy says about itself: title, version, owner, last and next review."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from knowledge.control_keys import ControlKey, key_and_value, key_of
from knowledge.document_dates import find_first_day, find_last_day, later_by_months
from knowledge.reading.paragraphs import Paragraph
from knowledge.splitting import opening_of
from knowledge.splitting.cleaning import clean
from knowledge.splitting.opening import is_date_or_version
from knowledge.splitting.passage import Passage

_LONGEST_LINE = 14
_NEAR_EDGE = 15
_WIDE = 3

_VERSION = re.compile(r"\bv(?:ersion|\.)?\s*:?\s*(\d+(?:\.\d+)*)", re.IGNORECASE)
_WAS_APPROVED = re.compile(
    r"\b(?:approved|adopted|ratified|agreed|last reviewed|last updated|reviewed and updated)\b"
    r"([^.]{0,80})",
    re.IGNORECASE,
)
_WILL_BE_REVIEWED = re.compile(
    r"\b(?:next review(?:ed)?|(?:will|is to|to) be (?:next )?reviewed|due for review"
    r"|review is due)\b"
    r"([^.]{0,80})",
    re.IGNORECASE,
)
_CYCLES = (
    (re.compile(r"\btermly|every term"), 4),
    (re.compile(r"six[- ]monthly|6[- ]monthly|twice a year|every (?:six|6) months"), 6),
    (re.compile(r"biennial|(?:two|2)[- ]year|every (?:other|second) year|(?:two|2) years"), 24),
    (re.compile(r"triennial|(?:three|3)[- ]year|(?:three|3) years"), 36),
    (re.compile(r"annual|yearly|every year|(?:one|1) year|12 months"), 12),
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; "" or None where it says nothing.

    A month without a day counts from its first day for what has happened, and to its last day for
    what is due. A next review that is not written is worked out from a written cycle.
    """

    title: str = ""
    version: str = ""
    owner: str = ""
    approved_on: date | None = None
    next_review: date | None = None


def read_metadata(paragraphs: Iterable[Paragraph]) -> Metadata:
    """Return what the document says about itself."""
    paragraphs = tuple(paragraphs)
    passages = clean(paragraphs)
    pairs = tuple(_pairs(passages))
    edges = passages if len(passages) <= _NEAR_EDGE * 2 else _edges(passages)
    approved_on = _last_review(pairs, edges)
    return Metadata(
        title=opening_of(paragraphs).title,
        version=_version(pairs, edges),
        owner=next(iter(_values(pairs, ControlKey.OWNER)), ""),
        approved_on=approved_on,
        next_review=_next_review(pairs, edges, approved_on),
    )


def _edges(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the start and the end of a document, where it speaks about itself."""
    return (*passages[:_NEAR_EDGE], *passages[-_NEAR_EDGE:])


Pair = tuple[ControlKey, str]


def _pairs(passages: Sequence[Passage]) -> Iterator[Pair]:
    """Yield every key with its value, from tables and from lines such as "Owner: the head"."""
    for name, value in _named_values(passages):
        key = key_of(name)
        if key and value:
            yield key, value


def _named_values(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    for passage, below in zip_longest(passages, passages[1:]):
        if not passage.cells:
            if pair := key_and_value(passage.text):
                yield pair
        elif below and _is_key_row(passage.cells, below.cells):
            yield from zip(passage.cells, below.cells, strict=False)
        else:
            filled = [cell for cell in passage.cells if cell]
            yield from zip(filled[::2], filled[1::2], strict=False)


def _is_key_row(cells: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a row holds keys whose values stand in the row below."""
    known = sum(key_of(cell) is not None for cell in cells)
    is_wide = len(cells) >= _WIDE or (len(cells) > 1 and known == len(cells))
    return is_wide and known > 1 and len(below) >= known and key_of(below[0]) is None


def _values(pairs: Sequence[Pair], key: ControlKey) -> list[str]:
    return [value for known, value in pairs if known is key]


def _version(pairs: Sequence[Pair], edges: Sequence[Passage]) -> str:
    if written := _values(pairs, ControlKey.VERSION):
        return written[0]
    found = (_VERSION.search(passage.text) for passage in edges if _is_short(passage))
    return next((match.group(1) for match in found if match), "")


def _is_short(passage: Passage) -> bool:
    return len(passage.text.split()) <= _LONGEST_LINE


def _last_review(pairs: Sequence[Pair], edges: Sequence[Passage]) -> date | None:
    """Return the latest day on which the document was approved or reviewed."""
    values = _values(pairs, ControlKey.LAST_REVIEW)
    values += [
        match.group(1) for passage in edges for match in _WAS_APPROVED.finditer(passage.text)
    ]
    if not any(map(find_first_day, values)):
        values = [passage.text for passage in edges if is_date_or_version(passage.text)]
    return max(filter(None, map(find_first_day, values)), default=None)


def _next_review(
    pairs: Sequence[Pair], edges: Sequence[Passage], approved_on: date | None
) -> date | None:
    """Return the day by which the document says that it must be reviewed."""
    values = _values(pairs, ControlKey.NEXT_REVIEW)
    values += [
        match.group(1) for passage in edges for match in _WILL_BE_REVIEWED.finditer(passage.text)
    ]
    if written := max(filter(None, map(find_last_day, values)), default=None):
        return written
    months = _months(" ".join((*_values(pairs, ControlKey.CYCLE), *values)))
    return later_by_months(approved_on, months) if approved_on and months else None


def _months(cycle: str) -> int:
    return next((months for form, months in _CYCLES if form.search(cycle.casefold())), 0)
