"""What was learned: how much each feature is worth, and when an answer is sure enough to give.

Plain numbers, made by the training from made-up schools' policies and questions, once with the
sentence model and once without it. Nobody's real policy or question is in them.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from knowledge.features import Evidence

Column: TypeAlias = NDArray[np.float64]
FIVE = 5
AT_BEST = ("pieces", "whole", "topic", "words of all")


class Learned(BaseModel):
    """The worth of features for the order of clauses, and for the chance that the first is right.

    Below `floor` the policies count as silent; from `sure` on the answer is given without a doubt.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ranking: Mapping[str, float]
    confidence: Mapping[str, float]
    start: float
    floor: float
    sure: float

    def scores(self, evidence: Evidence) -> Column:
        """Return the score of every clause; a feature that is not there counts for nothing."""
        known = [name for name in self.ranking if name in evidence.columns]
        table = np.stack([evidence.columns[name] for name in known])
        weights = np.array([self.ranking[name] for name in known])
        found: Column = weights @ table
        return found

    def chance(self, evidence: Evidence, scores: Column) -> float:
        """Return how likely it is, 0 to 1, that the first clause answers."""
        seen = about_the_first(evidence, scores)
        sum_ = self.start + sum(w * seen.get(name, 0.0) for name, w in self.confidence.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, sum_))))


@cache
def load_learned(*, with_model: bool) -> Learned:
    """Return what is shipped."""
    source = files("knowledge").joinpath("learned.json").read_text(encoding="utf-8")
    return Learned.model_validate(json.loads(source)["with model" if with_model else "by words"])


def about_the_first(evidence: Evidence, scores: Column) -> Mapping[str, float]:
    """Return what tells whether the first clause is a right one: how it stands among the others."""
    order = np.sort(scores)[::-1]
    columns = evidence.columns
    shares = np.exp(scores - order[0])
    shares /= shares.sum()
    above = float(order[0] - scores.mean())
    best = int(scores.argmax())
    return {
        **{name: float(column[best]) for name, column in columns.items()},
        **{f"{name} at best": float(columns[name].max()) for name in AT_BEST if name in columns},
        "lead": float(order[0] - order[min(1, len(order) - 1)]),
        "lead of five": float(order[0] - order[min(FIVE - 1, len(order) - 1)]),
        "above the mean": above,
        "far above the mean": above / (float(scores.std()) + 1e-6),
        "share": float(shares.max()),
        "doubt": float(-(shares * np.log(shares + 1e-9)).sum()),
        "known": evidence.known,
        "number of words": float(evidence.words),
        "best topic": max(evidence.topics.values(), default=0.0),
    }
