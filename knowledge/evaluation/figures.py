"""Every figure of a run under a short name, and how far chance alone could move it.

`hit1`, `in3`, `recall3` and `mrr` are about the order of clauses, over the questions that the
policies answer. `false95` and `false80` are the shares of the others that are answered at the floor
that still answers 95 % and 80 %; `answered` and `wrongly` are what is answered at the real floor.
A style or a school goes before a dot: `follow.hit1`, `oakfield.in3`.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from statistics import quantiles

from knowledge.evaluation.measure import (
    Figures,
    Outcome,
    measure_by_school,
    measure_by_style,
    measure_floor,
    measure_ranking,
    measure_silence,
)

COVERAGES: Mapping[str, float] = {"false95": 0.95, "false80": 0.80}
RESAMPLES = 1_000
SEED = 5  # the same intervals for the same answers

Interval = tuple[float, float]


def name_all(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return every figure of a run by its name."""
    groups = {**measure_by_style(outcomes), **measure_by_school(outcomes)}
    parts = {
        f"{group}.{name}": share
        for group, figures in groups.items()
        for name, share in name_order(figures).items()
    }
    return {**name_whole(outcomes), **parts}


def name_whole(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return the figures over all questions by their names."""
    answered, wrongly = measure_floor(outcomes)
    return {
        **name_order(measure_ranking(outcomes)),
        **{name: measure_silence(outcomes, c).false_answers for name, c in COVERAGES.items()},
        "answered": answered,
        "wrongly": wrongly,
    }


def name_order(figures: Figures) -> dict[str, float]:
    """Return the figures of the order of clauses by their names."""
    return {
        "hit1": figures.recall_at_1,
        "in3": figures.in_three,
        "recall3": figures.recall_at_3,
        "mrr": figures.mean_reciprocal_rank,
    }


def estimate(
    outcomes: Sequence[Outcome],
    measure: Callable[[Sequence[Outcome]], Mapping[str, float]] = name_whole,
    resamples: int = RESAMPLES,
) -> dict[str, Interval]:
    """Return where each figure lies in 95 of 100 draws of as many questions (the bootstrap).

    Questions with an answer and those without are drawn apart: how many there are of each was a
    choice, not chance.
    """
    chance = Random(SEED)  # noqa: S311 - nothing secret hangs on it
    kinds = [
        [outcome for outcome in outcomes if outcome.asked.is_answerable is is_answerable]
        for is_answerable in (True, False)
    ]
    draws = [
        measure([each for kind in kinds if kind for each in chance.choices(kind, k=len(kind))])
        for _ in range(resamples)
    ]
    return {name: _middle([draw[name] for draw in draws]) for name in measure(outcomes)}


def _middle(values: Sequence[float]) -> Interval:
    cuts = quantiles(values, n=40, method="inclusive")
    return cuts[0], cuts[-1]
