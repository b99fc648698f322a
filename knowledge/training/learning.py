"""Learning: from the examples of all schools to what knowledge/learned.json holds."""

import json
import math
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import numpy as np

from knowledge import learned
from knowledge.learned import AT_BEST, Learned, about_the_first
from knowledge.training.examples import Example, Right
from knowledge.training.fitting import Numbers, chances, fit_chance, fit_order

SHIPPED = Path(learned.__file__).with_name("learned.json")
BY_MODEL = ("pieces", "pieces behind", "pieces apart", "whole", "whole apart", "heading", "opening")
STEPS = 500
FOLDS, FOLD_STEPS = 4, 300
# So many of the questions that have an answer get one, and get it without a doubt.
ANSWERED, SURELY = 0.93, 0.65
# What tells how sure the first clause is: its stand among the others, itself, the question.
TELLING = (
    *("lead", "lead of five", "above the mean", "share", "doubt", "far above the mean"),
    *("pieces", "pieces apart", "whole", "words of all", "words matched", "topic"),
    *("opens a list", "very short", "amount given", "amount lacking", "person given"),
    *("person lacking", "consequence given", "consequence lacking", "meaning given"),
    *("permission given", "permission lacking", "steps given", "steps lacking", "length"),
    *(f"{name} at best" for name in AT_BEST),
    *("known", "number of words", "best topic"),
)

Examples: TypeAlias = Sequence[Sequence[Example]]
Names: TypeAlias = list[str]
Both: TypeAlias = Mapping[str, Learned]


def learn_both(schools: Examples) -> Both:
    """Return what is learned from the examples of each school: with the model, and by words."""
    by_words = [[example.without(BY_MODEL) for example in school] for school in schools]
    return {"with model": learn(schools), "by words": learn(by_words)}


def learn(schools: Examples) -> Learned:
    """Return what is learned from the examples of each school."""
    order = _order(schools, STEPS)
    names, seen, is_answered = _seen_anew(schools)
    worth, start = fit_chance(seen, is_answered)
    right = np.sort(chances(seen, worth, start)[is_answered])[::-1]
    return Learned(
        ranking={name: round(value, 5) for name, value in order.ranking.items()},
        confidence={name: round(float(w), 5) for name, w in zip(names, worth, strict=True)},
        start=round(start, 5),
        floor=round(_reached(right, ANSWERED), 3),
        sure=round(_reached(right, SURELY), 3),
    )


def write(found: Both, path: Path = SHIPPED) -> None:
    """Write the file that is shipped."""
    numbers = {way: each.model_dump() for way, each in found.items()}
    path.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")


def read(path: Path = SHIPPED) -> Both:
    """Return what a file holds."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return {way: Learned.model_validate(numbers) for way, numbers in held.items()}


def difference(one: Both, other: Both) -> tuple[float, str]:
    """Return the largest difference between two, and where it is; infinite for a missing number."""
    first, second = _numbers(one), _numbers(other)
    apart = {
        name: abs(first.get(name, math.inf) - second.get(name, -math.inf))
        for name in {**first, **second}
    }
    return max((size, name) for name, size in apart.items())


def _order(schools: Examples, steps: int) -> Learned:
    """Return what puts the clauses in order, and knows no chance yet."""
    ranking = fit_order(list(chain.from_iterable(schools)), steps)
    return Learned(ranking=ranking, confidence={}, start=0, floor=0, sure=0)


def _seen_anew(schools: Examples) -> tuple[Names, Numbers, Right]:
    """Return what tells about each first clause, found in schools that the order did not learn.

    An order looks surer of the questions it learned from than of any that staff will ask.
    """
    seen: list[Mapping[str, float]] = []
    right: list[bool] = []
    folds = min(FOLDS, len(schools))
    for fold in range(folds):
        others = [school for at, school in enumerate(schools) if at % folds != fold]
        order = _order(others, FOLD_STEPS)
        for example in chain.from_iterable(schools[fold::folds]):
            seen.append(about_the_first(example.evidence, order.scores(example.evidence)))
            right.append(bool(example.right.any()))
    names = [name for name in TELLING if name in seen[0]]
    rows = np.array([[each[name] for name in names] for each in seen])
    return names, rows, np.array(right)


def _reached(best_first: Numbers, share: float) -> float:
    """Return the chance that this share of the questions reaches."""
    return float(best_first[math.ceil(share * len(best_first)) - 1])


def _numbers(both: Both) -> Mapping[str, float]:
    """Return every number by a name of its own."""
    found: dict[str, float] = {}
    for way, each in both.items():
        found |= {f"{way}, ranking, {name}": value for name, value in each.ranking.items()}
        found |= {f"{way}, confidence, {name}": value for name, value in each.confidence.items()}
        found |= {f"{way}, {name}": getattr(each, name) for name in ("start", "floor", "sure")}
    return found
