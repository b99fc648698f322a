"""Figures of the search: is the right clause first, and is the product silent when it should be."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.evaluation.questions import Asked
from knowledge.library import Answer, Library

FEW = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the library said to one question."""

    asked: Asked
    found: tuple[str, ...]
    confidence: float
    was_answered: bool

    @property
    def rank(self) -> int | None:
        """The place, from 1, of the first right clause among those shown."""
        places = (place for place, clause in enumerate(self.found, 1) if clause in self.asked.gold)
        return next(places, None)

    @property
    def parts_in_three(self) -> float:
        """The share of the parts of a complete answer that the first three clauses hold."""
        shown = frozenset(self.found[:FEW])
        return sum(bool(part & shown) for part in self.asked.groups) / len(self.asked.groups)


@dataclass(frozen=True, slots=True)
class Figures:
    """Quality over answerable questions; every figure is a share from 0 to 1.

    `recall_at_3` counts the parts of a complete answer, `in_three` whether any right clause is
    there. `mean_reciprocal_rank` knows only the five clauses that an answer shows.
    """

    questions: int
    recall_at_1: float
    in_three: float
    recall_at_3: float
    mean_reciprocal_rank: float


@dataclass(frozen=True, slots=True)
class Silence:
    """How many unanswerable questions are answered when `coverage` of the answerable are."""

    coverage: float
    floor: float
    false_answers: float


def ask_all(library: Library, questions: Iterable[Asked]) -> tuple[Outcome, ...]:
    """Return the outcome of every question; what is withheld as not covered is ranked too."""
    return tuple(_ask(library, asked) for asked in questions)


def measure_ranking(outcomes: Iterable[Outcome]) -> Figures:
    """Return the quality of the order of clauses; unanswerable questions are left out."""
    answerable = [outcome for outcome in outcomes if outcome.asked.is_answerable]
    ranks = [outcome.rank for outcome in answerable]
    return Figures(
        questions=len(answerable),
        recall_at_1=_mean([rank == 1 for rank in ranks]),
        in_three=_mean([rank is not None and rank <= FEW for rank in ranks]),
        recall_at_3=_mean([outcome.parts_in_three for outcome in answerable]),
        mean_reciprocal_rank=_mean([1 / rank if rank else 0.0 for rank in ranks]),
    )


def measure_by_style(outcomes: Iterable[Outcome]) -> dict[str, Figures]:
    """Return the quality for each style of question: plain, typo, follow ..."""
    return _measure_by(lambda asked: asked.style, outcomes)


def measure_by_school(outcomes: Iterable[Outcome]) -> dict[str, Figures]:
    """Return the quality for each school."""
    return _measure_by(lambda asked: asked.school, outcomes)


def measure_silence(outcomes: Sequence[Outcome], coverage: float) -> Silence:
    """Return the false answers at the highest floor that still answers `coverage` (0..1]."""
    right = sorted(_confidences(outcomes, is_answerable=True), reverse=True)
    if not right:
        return Silence(coverage, 0.0, 0.0)
    floor = right[math.ceil(coverage * len(right)) - 1]
    wrong = _confidences(outcomes, is_answerable=False)
    return Silence(coverage, floor, _mean([confidence >= floor for confidence in wrong]))


def measure_floor(outcomes: Iterable[Outcome]) -> tuple[float, float]:
    """Return the answered shares of answerable and unanswerable questions, at the real floor."""
    known = list(outcomes)
    return (
        _mean([outcome.was_answered for outcome in known if outcome.asked.is_answerable]),
        _mean([outcome.was_answered for outcome in known if not outcome.asked.is_answerable]),
    )


def measure_kinds(outcomes: Iterable[Outcome], floor: float) -> dict[str, tuple[int, float]]:
    """Return, for each kind of question without an answer, how many and the share answered."""
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        if not outcome.asked.is_answerable:
            kinds[outcome.asked.kind].append(outcome.confidence >= floor)
    return {kind: (len(those), _mean(those)) for kind, those in sorted(kinds.items())}


def _measure_by(key: Callable[[Asked], str], outcomes: Iterable[Outcome]) -> dict[str, Figures]:
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.asked.is_answerable:
            groups[key(outcome.asked)].append(outcome)
    return {name: measure_ranking(those) for name, those in sorted(groups.items())}


def _ask(library: Library, asked: Asked) -> Outcome:
    reply = library.answer(asked.text, asked.school, asked.previous)
    clauses = reply.clauses if isinstance(reply, Answer) else reply.nearest
    found = tuple(quoted.clause.id for quoted in clauses)
    return Outcome(asked, found, reply.confidence, isinstance(reply, Answer))


def _confidences(outcomes: Iterable[Outcome], *, is_answerable: bool) -> list[float]:
    return [o.confidence for o in outcomes if o.asked.is_answerable is is_answerable]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
