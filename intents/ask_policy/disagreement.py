"""Two policies of one school that say different things: claimed only where it is certain.

It is certain where one clause says that somebody must not do a thing, another clause of another
policy says that they may, in nearly the same words, and neither makes an exception. What is less
plain than that is left to the reader.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from knowledge.library import Quoted
from knowledge.vocabulary import STOP_WORDS, split_words, stem

RULE = re.compile(r"(?P<who>[^.;:!?]*?)\b(?P<verdict>must not|may not|may)\b(?P<what>[^.;:!?]*)")
EXCEPTION = re.compile(
    r"\b(?:unless|except|exceptions?|only|if|when|while|until|where|without|provided|but)\b",
    re.IGNORECASE,
)
ALIKE = 0.6


def disagreeing(found: Sequence[Quoted]) -> tuple[Quoted, Quoted] | None:
    """Return the first two clauses of two policies of which one forbids what the other allows."""
    pairs = combinations(found, 2)
    return next(((one, other) for one, other in pairs if _disagree(one, other)), None)


def _disagree(one: Quoted, other: Quoted) -> bool:
    if one.policy.id == other.policy.id or one.items or other.items:
        return False
    ours, theirs = _rule(one), _rule(other)
    if ours is None or theirs is None or ours[1] == theirs[1]:
        return False
    return ours[0] == theirs[0] and _share(ours[2], theirs[2]) >= ALIKE


def _rule(quoted: Quoted) -> tuple[frozenset[str], bool, frozenset[str]] | None:
    """Return who a clause speaks of, whether they may, and what; None where it is not so plain."""
    text = f"{quoted.clause.stem} {quoted.clause.text}"
    rules = list(RULE.finditer(text))
    if len(rules) != 1 or EXCEPTION.search(text):
        return None
    rule = rules[0]
    who, what = _stems(rule["who"]), _stems(rule["what"])
    return (who, rule["verdict"] == "may", what) if who and what else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in split_words(text) if word not in STOP_WORDS)


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return len(ours & theirs) / len(ours | theirs)
