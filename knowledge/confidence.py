"""Confidence: how likely it is that the best clause found answers the question."""

import math
from collections.abc import Iterable, Sequence

from knowledge.index import ClauseIndex
from knowledge.question import Question, Term
from knowledge.ranking import Ranked

# A logistic regression over four shares, fitted on one half of the development questions (62
# that the policies answer, 14 that they do not) and rounded; reported on the other half only.
START = -1.2
KNOWN = 0.4
COVERED = 0.8
LEAD = 1.5
NO_AMOUNT = -0.9

NOT_COVERED_BELOW = 0.32  # 90 % of the answerable questions of that half stay above


def judge(question: Question, ranked: Sequence[Ranked], index: ClauseIndex) -> float:
    """Return the chance, 0 to 1, that the first clause is a right answer."""
    if not ranked:
        return 0.0
    evidence = (
        START
        + KNOWN * _known_share(question, index)
        + COVERED * _covered_share(question, ranked[0], index)
        + LEAD * _lead(ranked)
        + NO_AMOUNT * lacks_amount(question, ranked[0])
    )
    return 1 / (1 + math.exp(-evidence))


def lacks_amount(question: Question, best: Ranked) -> bool:
    """Whether a time, age or number is asked for, and the clause gives none at all."""
    return question.asks_amount and not best.traits.gives_amount


def _known_share(question: Question, index: ClauseIndex) -> float:
    """Return how much of the question, rare words counting more, any clause speaks of."""
    told = {term: _weight_told(term, index) for term in question.terms}
    known = sum(told[t] for t in question.terms if any(map(index.find, _names(t))))
    return known / (sum(told.values()) or 1.0)


def _covered_share(question: Question, best: Ranked, index: ClauseIndex) -> float:
    """Return how many of the question's terms the best clause itself speaks of."""
    covered = sum(
        term.weight * max(w for name, w in term.alternatives if best.position in index.find(name))
        for term in best.matched
    )
    return covered / (sum(term.weight for term in question.terms) or 1.0)


def _lead(ranked: Sequence[Ranked]) -> float:
    """Return how far the best is ahead of the next; two alike leave doubt."""
    following = ranked[1].score if len(ranked) > 1 else 0.0
    return 1 - following / ranked[0].score


def _weight_told(term: Term, index: ClauseIndex) -> float:
    return term.weight * max(map(index.rarity, _names(term)))


def _names(term: Term) -> Iterable[str]:
    return (name for name, _ in term.alternatives)
