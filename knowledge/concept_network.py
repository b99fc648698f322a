"""The concept network of the field: which topics a question asks about, and a clause rules on.

"a mum wants to follow me on insta" and "requests from carers must be declined" share no word. They
share a topic, whose examples in `concepts/` say both.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

from knowledge.concept_cache import learn_or_recall
from knowledge.concept_learning import Learnt, features_of
from knowledge.synonyms import Synonyms, load_synonyms
from knowledge.vocabulary import split_words

# Chosen on eight made-up schools; figures within a point of these are as good.
AROUND = 0.5  # the words above a clause, of its heading and of the line that opens its list
FEW = 12  # topics of a text
SHARPNESS = 3
NEIGHBOUR = 0.2  # of a topic's share, to each topic that is easily taken for it

Shares: TypeAlias = Mapping[str, float]


class ConceptNetwork:
    """Topics by id, found in the words of questions and of clauses."""

    def __init__(self, learnt: Learnt, synonyms: Synonyms) -> None:
        self.names: Mapping[str, str] = learnt.names
        self._near = learnt.near
        self._weights = learnt.weights
        self._synonyms = synonyms

    def of_question(self, words: Sequence[str]) -> Shares:
        """Return what a question is about: shares that sum to 1; none where no word is known.

        The topics that are easily confused get a little, as the asker may have meant them.
        """
        best = self._best(dict.fromkeys(features_of(words, self._synonyms), 1.0))
        shares: defaultdict[str, float] = defaultdict(float)
        for topic, share in best.items():
            shares[topic] += share
            for near in self._near.get(topic, ()):
                shares[near] += share * NEIGHBOUR
        return _sum_to_one(shares)

    def of_clause(self, text: str, heading: str = "", stem: str = "") -> Shares:
        """Return what a clause rules on: shares that sum to 1; none where no word is known.

        `heading` and `stem` are the words above it, as `Clause` has them.
        """
        features: defaultdict[str, float] = defaultdict(float)
        for part, weight in ((text, 1.0), (heading, AROUND), (stem, AROUND)):
            for feature in features_of(split_words(part), self._synonyms):
                features[feature] += weight
        return self._best(features)

    def _best(self, features: Mapping[str, float]) -> Shares:
        scores = [0.0] * len(self.names)
        for feature, weight in features.items():
            for topic, evidence in self._weights.get(feature, ()):
                scores[topic] += weight * evidence
        ranked = sorted(zip(scores, self.names, strict=True), reverse=True)[:FEW]
        return _sum_to_one({topic: score**SHARPNESS for score, topic in ranked if score > 0})


def meet(asked: Shares, ruled: Shares) -> float:
    """Return how much a question and a clause are about the same, from 0 to 1."""
    shared = sum(share * ruled[topic] for topic, share in asked.items() if topic in ruled)
    return shared / (_length(asked) * _length(ruled)) if shared else 0.0


@cache
def load_network(own: Path | None = None, folder: Path | None = None) -> ConceptNetwork:
    """Return the shipped network, with a school's own topics in it, or raise BadConcepts.

    In `folder` it keeps what it has learnt, for the next start.
    """
    return ConceptNetwork(learn_or_recall(own, folder), load_synonyms())


def _sum_to_one(shares: Mapping[str, float]) -> Shares:
    total = sum(shares.values())
    return {topic: share / total for topic, share in shares.items()}


def _length(shares: Shares) -> float:
    return math.sqrt(sum(share * share for share in shares.values()))
