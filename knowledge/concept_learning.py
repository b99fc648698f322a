"""What the examples of the concept network teach: how much each word speaks for each topic.

A topic counts as one long document of BM25: words, pairs of neighbouring words, and synonyms.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from pydantic import BaseModel, ConfigDict

from knowledge.concept_files import Topic
from knowledge.index import name_concept
from knowledge.synonyms import Synonyms
from knowledge.vocabulary import split_words, stem

# Chosen on eight made-up schools; figures within a point of these are as good.
SATURATION = 1.2
LENGTH = 0.75
PAIR = 0.5  # two neighbours say again what each has said
COMMON = 0.4  # what stands in more of the topics tells none of them

Weights = dict[str, list[tuple[int, float]]]


class Learnt(BaseModel):
    """The topics by id, and by each feature its weight for the topics, named by their position."""

    model_config = ConfigDict(frozen=True)

    names: dict[str, str]
    near: dict[str, list[str]]
    weights: Weights


def learn(topics: Sequence[Topic], synonyms: Synonyms) -> Learnt:
    """Return what the lines of the topics teach."""
    return Learnt.model_construct(
        names={topic.id: topic.name for topic in topics},
        near=_both_ways(topics),
        weights=_weigh([_count(topic, synonyms) for topic in topics]),
    )


def features_of(words: Sequence[str], synonyms: Synonyms) -> set[str]:
    """Return what of a text can speak for a topic."""
    stems = [stem(word) for word in words]
    return {*stems, *map("+".join, pairwise(stems)), *_concepts(stems, synonyms)}


def _concepts(stems: Sequence[str], synonyms: Synonyms) -> Iterator[str]:
    for mention in synonyms.all_in(stems):
        yield from map(name_concept, mention.concepts)


def _count(topic: Topic, synonyms: Synonyms) -> Counter[str]:
    """Return in how many lines of a topic each feature stands."""
    lines = (topic.name, *topic.asks, *topic.says)
    return Counter(chain.from_iterable(features_of(split_words(line), synonyms) for line in lines))


def _weigh(counts: Sequence[Counter[str]]) -> Weights:
    having = Counter(chain.from_iterable(counts))
    telling = {
        feature: _rarity(feature, topics, len(counts))
        for feature, topics in having.items()
        if topics <= COMMON * len(counts)
    }
    usual = sum(count.total() for count in counts) / (len(counts) or 1)
    weights: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for position, count in enumerate(counts):
        discount = SATURATION * (1 - LENGTH + LENGTH * count.total() / usual)
        for feature, often in count.items():
            # Most pairs stand once in the whole network: they say nothing, and cost most.
            stands_once = often == 1 == having[feature]
            if feature in telling and not (stands_once and _is_pair(feature)):
                gain = telling[feature] * (SATURATION + 1) * often / (often + discount)
                weights[feature].append((position, round(gain, 3)))
    return dict(weights)


def _rarity(feature: str, having: int, topics: int) -> float:
    rarity = math.log(1 + (topics - having + 0.5) / (having + 0.5))
    return rarity * PAIR if _is_pair(feature) else rarity


def _is_pair(feature: str) -> bool:
    return "+" in feature


def _both_ways(topics: Iterable[Topic]) -> dict[str, list[str]]:
    near: defaultdict[str, set[str]] = defaultdict(set)
    for topic in topics:
        for other in topic.near:
            near[topic.id].add(other)
            near[other].add(topic.id)
    return {topic: sorted(others) for topic, others in near.items()}
