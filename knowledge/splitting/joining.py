"""Step 8: what a page break or a careless export cut in two is one passage again."""

import re
from dataclasses import replace

from knowledge.splitting.passage import UNMARKED, Passage, Passages
from knowledge.splitting.wording import continues, hangs, has_verb, is_finished, points_below

_LONGEST = 5_000  # characters: no sentence that a page break cut is longer
_HYPHENATED = re.compile(r"[a-z]-$")
_JOINING_WORD = re.compile(r"(and|or|and/or)[,;]?", re.IGNORECASE)


def rejoined(passages: Passages) -> Passages:
    """Return the passages, every sentence whole; an "or" between items stays with the first."""
    joined: list[Passage] = []
    for passage in passages:
        if not joined or not _may_be_joined(joined[-1], passage):
            joined.append(passage)
        elif _is_joining_word(passage):
            joined[-1] = replace(joined[-1], conjunction=passage.text)
        elif _lost_first_line(joined, passage):
            joined[-1] = replace(_as_one(joined[-1], passage), mark=passage.mark)
        elif _carries_on(joined[-1], passage):
            joined[-1] = _as_one(joined[-1], passage)
        else:
            joined.append(passage)
    return tuple(joined)


def _may_be_joined(before: Passage, after: Passage) -> bool:
    return before.is_text and after.is_text and len(before.text) <= _LONGEST


def _is_joining_word(passage: Passage) -> bool:
    return passage.mark is UNMARKED and _JOINING_WORD.fullmatch(passage.text) is not None


def _carries_on(before: Passage, after: Passage) -> bool:
    """Whether a sentence that a page break cut goes on here."""
    if after.is_marked or is_finished(before.text):
        return False
    return continues(after.text) or hangs(before.text)


def _lost_first_line(joined: list[Passage], bullet: Passage) -> bool:
    """Whether the bullet slipped to the second line of its item.

    The line above it stands unmarked in the middle of a list, and is a sentence without an end.
    """
    line = joined[-1]
    is_in_list = len(joined) > 1 and joined[-2].mark.kind is bullet.mark.kind
    is_close = not bullet.is_after_gap and bullet.is_marked and not line.is_marked
    if not (is_in_list and is_close and is_finished(bullet.text)):
        return False
    return has_verb(line.text) and not is_finished(line.text) and not points_below(line.text)


def _as_one(before: Passage, after: Passage) -> Passage:
    separator = "" if _HYPHENATED.search(before.text) and after.text[:1].islower() else " "
    text = f"{before.text}{separator}{after.text}"
    return replace(before, text=text, lines=(before.lines[0], after.lines[1]))
