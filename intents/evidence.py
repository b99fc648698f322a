"""Evidence: how much each feature of a sentence speaks for a meaning, learnt from examples.

A feature's evidence for a meaning is the logarithm of how much more often it occurs in that
meaning's examples than in all of them. The evidence of a sentence is the sum: the strongest
meaning is the answer, and the terms of the sum are the explanation.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import log
from typing import Generic, TypeVar

MeaningT = TypeVar("MeaningT", bound=Hashable)
Features = frozenset[str]

# Every meaning is thought to have this many more examples that are like all the others.
IMAGINED = 2.0
SIGN_WEIGHS = 2.0
RARE = 0.05
PAIR_WEIGHS = 0.5


class Evidence(Generic[MeaningT]):
    """What the examples say about every feature that occurs in them."""

    def __init__(self, examples: Mapping[MeaningT, Sequence[Features]]) -> None:
        counts = {
            meaning: Counter(feature for example in those for feature in example)
            for meaning, those in examples.items()
        }
        everywhere = Counter[str]()
        for count in counts.values():
            everywhere.update(count)
        total = sum(map(len, examples.values())) + 1
        self._telling = {word for word, often in everywhere.items() if often < RARE * total}
        self._meanings = tuple(examples)
        # By meaning, in that order.
        self._weights = {
            feature: tuple(
                _weight(feature)
                * _evidence(count[feature], len(examples[meaning]), (often + 0.5) / total)
                for meaning, count in counts.items()
            )
            for feature, often in everywhere.items()
        }

    def telling(self, features: Iterable[str]) -> int:
        """Return how many words of a sentence are known and not to be found in every other one."""
        return sum(each in self._telling and each.isalnum() for each in features)

    def weigh(self, features: Iterable[str]) -> dict[MeaningT, float]:
        """Return the evidence for each meaning; features of no example say nothing."""
        nothing = (0.0,) * len(self._meanings)
        known = (self._weights[feature] for feature in features if feature in self._weights)
        sums = map(sum, zip(nothing, *known, strict=True))
        return dict(zip(self._meanings, sums, strict=True))


def _evidence(often: int, examples: int, usual: float) -> float:
    return log((often + IMAGINED * usual) / (examples + IMAGINED) / usual)


def _weight(feature: str) -> float:
    """Return how much a feature counts: a sign is of all words, two neighbours say it twice."""
    if feature.startswith("<"):
        return SIGN_WEIGHS
    return PAIR_WEIGHS if " " in feature else 1.0
