"""Step 7b: a numbered list that only repeats the headings below it is a table of contents."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from knowledge.splitting.passage import MarkKind, Passage, Passages, Role
from knowledge.splitting.wording import plain_words

_LEAST_ENTRIES = 2


def with_lists_of_headings(passages: Passages) -> Passages:
    """Return the passages, lists that repeat the headings below them with role CONTENTS."""
    found: list[Passage] = []
    for is_numbered, run in groupby(passages, key=_is_numbered_item):
        block = tuple(run)
        below = passages[len(found) + len(block) :]
        is_contents = is_numbered and len(block) >= _LEAST_ENTRIES and _repeats(block, below)
        found.extend(replace(line, role=Role.CONTENTS) if is_contents else line for line in block)
    return tuple(found)


def _is_numbered_item(passage: Passage) -> bool:
    is_number = passage.mark.kind is MarkKind.DECIMAL and not passage.mark.is_own_number
    return passage.is_text and is_number


def _repeats(block: Passages, below: Passages) -> bool:
    """Whether nearly every line gives words of the heading with the same number."""
    headings = [passage for passage in below if passage.role is Role.HEADING]
    repeated = sum(any(_is_short_for(line, heading) for heading in headings) for line in block)
    return repeated * 4 >= len(block) * 3


def _is_short_for(line: Passage, heading: Passage) -> bool:
    is_same_number = not heading.is_marked or heading.mark.text == line.mark.text
    return is_same_number and _are_within(plain_words(line.text), plain_words(heading.text))


def _are_within(words: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether the words come in the longer text in the same order."""
    rest = iter(longer)
    return all(word in rest for word in words)
