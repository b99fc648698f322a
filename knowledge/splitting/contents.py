"""Step 3: the table of contents goes; the headings that it names are remembered."""

import re
from dataclasses import dataclass

from knowledge.splitting.passage import Passage, Passages, Role
from knowledge.splitting.wording import LONGEST_TITLE, plain_words

_TITLE = re.compile(r"(?:table of )?contents(?: page)?:?", re.IGNORECASE)
_LEADERS = re.compile(r"\s*(?:[.…_·]\s*){3,}(\d{1,3})$")
_SPACED = re.compile(r"\s+(\d{1,3})$")
_LEAST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """A document without its table of contents, and the headings that the table named."""

    passages: Passages
    headings: frozenset[tuple[str, ...]] = frozenset()

    def names(self, text: str) -> bool:
        """Whether the table of contents names this line as a heading."""
        return plain_words(text) in self.headings


def without_contents(passages: Passages) -> Contents:
    """Return the passages without the table of contents, if the document has one."""
    start = _start(passages)
    if start is None:
        return Contents(passages)
    end = start + 1 if _TITLE.fullmatch(passages[start].text) else start
    entries: list[str] = []
    while end < len(passages) and (entry := _entry(passages[end])):
        entries.append(entry)
        end += 1
    if not entries:
        return Contents(passages)
    named = (plain_words(entry) for entry in entries)
    headings = frozenset(words for words in named if 0 < len(words) <= LONGEST_TITLE)
    return Contents(passages[:start] + passages[end:], headings)


def _start(passages: Passages) -> int | None:
    for place, passage in enumerate(passages):
        if _TITLE.fullmatch(passage.text):
            return place
        run = passages[place : place + _LEAST_ENTRIES]
        if len(run) == _LEAST_ENTRIES and all(_has_leaders(entry) for entry in run):
            return place
    return None


def _has_leaders(passage: Passage) -> bool:
    return _LEADERS.search(passage.text) is not None


def _entry(passage: Passage) -> str:
    """Return the heading that a line of the table names, or nothing when it is no such line."""
    if passage.role is Role.ROW:
        *title, page = passage.cells
        return re.sub(r"[\s.…]+$", "", " ".join(title)) if page.isdigit() else ""
    for form in (_LEADERS, _SPACED):
        if form.search(passage.text):
            return form.sub("", passage.text)
    return ""
