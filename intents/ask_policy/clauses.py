"""A clause as blocks of a card: its own words, where it stands, and how old it is.

A clause of more than `ROOM` words shows its opening first, whole sentences and whole points only,
and says that it goes on; the rest is one press away.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from bot.conversation.cards import Alert, Block, Items, Note, Quote, Text
from bot.turn import Turn
from intents import advice
from intents.ask_policy.finding import why
from knowledge.clauses import Clause, Policy
from knowledge.library import Quoted

ROOM = 60
SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]*(?=\s+[\"'\u201c\u2018(]?[A-Z])")
# A full stop behind these ends no sentence: "e.g. Facebook", "No. 4", "Mr. Green".
NO_END = re.compile(r"(?:\b(?:e\.g|i\.e|etc|no|mr|mrs|ms|dr|st|vs|cf|para)|\b\w)\.$", re.IGNORECASE)
GOES_ON = "The clause goes on."


@dataclass(frozen=True, slots=True)
class Excerpt:
    """As much of a clause as is shown at once: the beginning of its text, and its first points."""

    text: str
    items: tuple[Clause, ...]
    is_whole: bool


def excerpt(quoted: Quoted, room: int = ROOM) -> Excerpt:
    """Return the clause, or whole sentences and points from its beginning that fit the room."""
    clause, items = quoted.clause, quoted.items
    left = room - _length(clause.stem)
    text = _opening(clause.text, left)
    if text != clause.text:
        return Excerpt(text, (), is_whole=False)
    so_far = accumulate((_length(item.text) for item in items), initial=_length(text))
    fitting = sum(length <= left for length in so_far) - 1
    shown = items[: max(fitting, 1)]
    return Excerpt(text, shown, is_whole=shown == items)


def clause_blocks(quoted: Quoted, turn: Turn, room: int | None = None) -> tuple[Block, ...]:
    """Return a clause with its source and its review date: whole, or as much as has room."""
    shown = excerpt(quoted, room) if room else Excerpt(quoted.clause.text, quoted.items, True)  # noqa: FBT003
    return tuple(_blocks(quoted, shown, turn))


def _blocks(quoted: Quoted, shown: Excerpt, turn: Turn) -> Iterator[Block]:
    if quoted.clause.stem:
        yield Text(quoted.clause.stem)
    yield Quote(shown.text)
    if shown.items:
        yield Items(tuple(_item(item.text, item.conjunction) for item in shown.items))
    yield Note(source(quoted, turn))
    if not shown.is_whole:
        yield Note(GOES_ON)
    if words := why(quoted):
        yield Note(f"Why this clause: {', '.join(words)}.")
    if quoted.policy.is_overdue(turn.today) and quoted.policy.next_review:
        owner = quoted.policy.owner or "the headteacher"
        review = month(quoted.policy.next_review)
        yield Alert(advice.say("G06", turn, date=review, owner=owner))


def name_of(quoted: Quoted) -> str:
    """Return what a clause is called: "Staff conduct: 4.2"."""
    return f"{quoted.policy.title}: {quoted.clause.label}"


def source(quoted: Quoted, turn: Turn) -> str:
    """Return policy, number, heading, version, review date and school, on one line."""
    policy, clause = quoted.policy, quoted.clause
    parts = [turn.school.name, _titled(policy), clause.label]
    if clause.heading:
        parts.append(clause.heading)
    parts.append(review_state(policy, turn.today))
    return " · ".join(parts)


def review_state(policy: Policy, today: date) -> str:
    """Return when the policy is or was due for review, in words."""
    if policy.next_review is None:
        return "No review date given"
    was = "Review was due" if policy.is_overdue(today) else "Next review"
    return f"{was} {month(policy.next_review)}"


def month(day: date) -> str:
    """Return a month as people write it: March 2027."""
    return f"{day:%B %Y}"


def around(quoted: Quoted) -> tuple[Clause, ...]:
    """Return the clauses right before and after, in the same section; at most two."""
    clause, by_id = quoted.clause, {each.id: each for each in quoted.policy.clauses}
    while clause.parent in by_id:
        clause = by_id[clause.parent]
    section = _section(quoted.policy.clauses, clause)
    at = section.index(clause)
    return (*section[max(at - 1, 0) : at], *section[at + 1 : at + 2])


def _section(clauses: Sequence[Clause], clause: Clause) -> list[Clause]:
    """Return the clauses under the same heading that stand for themselves."""
    return [
        each
        for each in clauses
        if each is clause
        or (each.path == clause.path and each.parent is None and each.kind.is_quotable)
    ]


def _opening(text: str, room: int) -> str:
    """Return as many whole sentences as there is room for, and at least the first."""
    if _length(text) <= room:
        return text
    ends = [end.end() for end in SENTENCE_END.finditer(text)]
    ends = [end for end in ends if not NO_END.search(text[:end])] or [len(text)]
    fitting = [end for end in ends if _length(text[:end]) <= room]
    return text[: fitting[-1] if fitting else ends[0]]


def _length(text: str) -> int:
    return len(text.split())


def _titled(policy: Policy) -> str:
    return f"{policy.title}, version {policy.version}" if policy.version else policy.title


def _item(text: str, conjunction: str) -> str:
    return f"{text} {conjunction}" if conjunction else text
