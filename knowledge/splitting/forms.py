"""Step 5: forms, signature blocks and tables are set apart, so that no answer quotes them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from knowledge.splitting.passage import Passage, Passages, Role
from knowledge.splitting.wording import is_finished, opens_list

_LONGEST_FIELD = 8
_LEAST_FIELDS = 3
_BLOCK_OF_NAMES = 4
_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}|☐|☑|☒|□")
_SIGNING = re.compile(
    r"(?:signed|signature|print(?:ed)? name)\b(?:.*[:_….]|(?: (?:by|of)\b.{0,30})?$)", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\b(?:head ?teacher|principal|chair|chief executive|ceo|governors?|directors?|trustees?"
    r"|deputy head|executive head)\b",
    re.IGNORECASE,
)


def with_forms_set_apart(passages: Passages) -> Passages:
    """Return the passages, each form as one FORM and each place to sign as one SIGNATURE."""
    marked = _with_closing_signature(tuple(map(_signing, passages)))
    found: list[Passage] = []
    for is_short, run in groupby(marked, key=_may_be_field):
        block = tuple(run)
        is_form = is_short and sum(map(_is_field, block)) >= _LEAST_FIELDS
        found.extend((merged(block, Role.FORM),) if is_form else block)
    return tuple(_with_signatures_merged(found))


def merged(block: Passages, role: Role, separator: str = " ") -> Passage:
    """Several passages as one."""
    text = separator.join(passage.text for passage in block)
    return replace(block[0], text=text, role=role, lines=(block[0].lines[0], block[-1].lines[1]))


def _signing(passage: Passage) -> Passage:
    is_place_to_sign = passage.is_text and _SIGNING.match(passage.text) is not None
    return replace(passage, role=Role.SIGNATURE) if is_place_to_sign else passage


def _may_be_field(passage: Passage) -> bool:
    is_short = len(passage.text.split()) <= _LONGEST_FIELD
    is_plain = not passage.is_marked and passage.level is None
    is_line = is_short and is_plain and not passage.text.endswith(".")
    is_kept = passage.is_text or passage.role is Role.SIGNATURE
    return is_kept and (_BLANK.search(passage.text) is not None or is_line)


def _is_field(passage: Passage) -> bool:
    """Whether something is to be written here. Fields stand in runs: a list would break the run."""
    return opens_list(passage.text) or _BLANK.search(passage.text) is not None


def _with_closing_signature(passages: Passages) -> Passages:
    """Return the passages; the names under the last sentence of a document are its signature."""
    start = len(passages)
    while start and _may_be_name(passages[start - 1]):
        start -= 1
    block = passages[start:]
    is_signature = 0 < len(block) <= _BLOCK_OF_NAMES and any(_is_office(line) for line in block)
    if start == 0 or not is_signature or not _may_stand_above(passages[start - 1]):
        return passages
    return passages[:start] + tuple(replace(line, role=Role.SIGNATURE) for line in block)


def _may_stand_above(passage: Passage) -> bool:
    return passage.role is Role.SIGNATURE or is_finished(passage.text)


def _may_be_name(passage: Passage) -> bool:
    is_short = len(passage.text.split()) <= _LONGEST_FIELD
    return passage.is_text and is_short and not passage.is_marked and not is_finished(passage.text)


def _is_office(passage: Passage) -> bool:
    return _OFFICE.search(passage.text) is not None


def _with_signatures_merged(passages: list[Passage]) -> Iterator[Passage]:
    for is_signature, run in groupby(passages, key=lambda passage: passage.role is Role.SIGNATURE):
        block = tuple(run)
        if is_signature:
            yield merged(block, Role.SIGNATURE, ", ")
        else:
            yield from block
