"""The search of one school: from a question to its clauses, best first, and how sure that is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.clauses import Policy
from knowledge.concept_network import ConceptNetwork, Shares, load_network
from knowledge.features import ClauseFeatures, Evidence
from knowledge.index import ClauseIndex, Entry
from knowledge.learned import Learned, load_learned
from knowledge.meaning import Meanings
from knowledge.model.port import SentenceModel
from knowledge.question import QuestionReader
from knowledge.ranking import Ranker
from knowledge.spelling import build_speller
from knowledge.synonyms import Synonyms, load_synonyms
from knowledge.wishes import WISHES

Column: TypeAlias = NDArray[np.float64]
MOST_TOPICS = 2
NEAR = 3.0  # in the logarithm of the odds
TINY = 1e-6
MOSTLY_KNOWN = 0.4  # as a share of what is asked about
# What an answer may lack, and then says so.
DETAILS = ("amount", "person")
DETAIL = re.compile(r"\b(?:how (?:far|late|long|many|much|often|old|soon)|when|who)\b")


@dataclass(frozen=True, slots=True)
class Tools:
    """What every search needs, whatever the school: words, topics, a model, what was learned."""

    synonyms: Synonyms
    network: ConceptNetwork
    model: SentenceModel | None
    learned: Learned

    @classmethod
    def of(
        cls, synonyms: Synonyms | None, model: SentenceModel | None, concepts: Path | None
    ) -> "Tools":
        """Return the shipped tools, with a school's own topics if it has any."""
        learned = load_learned(with_model=model is not None)
        return cls(synonyms or load_synonyms(), load_network(concepts), model, learned)


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found: its score, and the words and topics that it shares."""

    entry: Entry
    score: float
    words: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the clauses say to a question; `is_silent` where none seems to answer."""

    ranked: tuple[Hit, ...]
    confidence: float
    is_silent: bool
    is_sure: bool
    missing: str


class Search:
    """Finds clauses among one school's policies."""

    def __init__(self, policies: Sequence[Policy], tools: Tools) -> None:
        self._tools = tools
        index = ClauseIndex(policies, tools.synonyms)
        self.entries = index.entries
        self._reader = QuestionReader(build_speller(index.words, tools.synonyms), tools.synonyms)
        ranker = Ranker(index, tools.synonyms)
        has_model = tools.model is not None and bool(index.entries)
        meanings = Meanings(tools.model, index.entries) if has_model and tools.model else None
        self._features = ClauseFeatures(index, ranker, tools.network, meanings)

    def find(self, text: str, previous: str, most: int) -> Found:
        """Return at most so many clauses for what was typed, and how sure the first one is."""
        question = self._reader.read(text, previous)
        if not self.entries or not question.words:
            return Found((), 0.0, is_silent=True, is_sure=False, missing="")
        evidence = self._features.weigh(question, " ".join(question.words))
        learned = self._tools.learned
        scores = self._opening_first(learned.scores(evidence), evidence)
        chance = learned.chance(evidence, scores)
        return Found(
            self._hits(evidence, scores, most),
            chance,
            is_silent=chance < learned.floor or self._hears_nothing(evidence, scores),
            is_sure=chance >= learned.sure and not _is_strange(evidence, scores),
            missing=_missing(text, evidence, scores),
        )

    def _hears_nothing(self, evidence: Evidence, scores: Column) -> bool:
        """Tell whether nothing asked about is known; by words alone the first clause must say some.

        A sentence model may be right about a clause that shares no word with the question.
        """
        says_some = evidence.columns["words matched"][int(scores.argmax())]
        return not evidence.known or (self._tools.model is None and not says_some)

    def _opening_first(self, scores: Column, evidence: Evidence) -> Column:
        """Put the line that opens a list before its best point, where permission is asked for.

        "Friends from before" reads as leave; below "Do not accept parents, except" it does not.
        """
        best = int(scores.argmax())
        opening = self._features.openings[best]
        asks = evidence.columns["permission given"].any()
        if opening < 0 or not asks or scores[opening] < scores[best] - NEAR:
            return scores
        moved = scores.copy()
        moved[[opening, best]] = scores[best], scores[best] - TINY
        return moved

    def _hits(self, evidence: Evidence, scores: Column, most: int) -> tuple[Hit, ...]:
        best = np.argsort(-scores, kind="stable")[:most]
        return tuple(
            Hit(
                self.entries[place],
                float(scores[place]),
                tuple(term.words for term in evidence.matched.get(int(place), ())),
                self._shared(evidence.topics, int(place)),
            )
            for place in best
        )

    def _shared(self, asked: Shares, place: int) -> tuple[str, ...]:
        """Return the names of the topics that a question and a clause share most."""
        ruled = self._features.topics[place]
        shared = {topic: asked[topic] * ruled[topic] for topic in asked if topic in ruled}
        best = sorted(shared, key=lambda topic: -shared[topic])[:MOST_TOPICS]
        return tuple(self._tools.network.names[topic] for topic in best)


def _is_strange(evidence: Evidence, scores: Column) -> bool:
    """Tell whether most of the question is unheard of, or the first clause is about other people.

    The chances were learned from questions about policies; "can I wear jeans" sounds like one.
    """
    best = int(scores.argmax())
    says_nothing_of_it = not evidence.columns["words matched"][best]
    is_about_others = bool(evidence.columns["other people"][best])
    return evidence.known < MOSTLY_KNOWN or says_nothing_of_it or is_about_others


def _missing(text: str, evidence: Evidence, scores: Column) -> str:
    """Return the detail that was asked for and that the first clause does not give, as asked."""
    best = int(scores.argmax())
    asked = DETAIL.search(text.casefold())
    if asked is None:
        return ""
    lacks = [name for name in DETAILS if evidence.columns[f"{name} lacking"][best]]
    fits = [name for name in lacks if WISHES[name].asked.search(asked[0])]
    return asked[0] if fits else ""
