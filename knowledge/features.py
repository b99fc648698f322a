"""Features: what speaks for each clause as the answer to a question, as columns of numbers.

A column has one number for each clause of a school. What they are worth together was learned
(knowledge/learned.py); with a column left out the rest still works.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.clauses import ClauseKind
from knowledge.concept_network import ConceptNetwork, Shares, meet
from knowledge.index import ClauseIndex, Entry
from knowledge.meaning import Meanings, openings_of
from knowledge.question import Question, Term
from knowledge.ranking import Ranked, Ranker
from knowledge.traits import Traits
from knowledge.wishes import WISHES, given, wished

Column: TypeAlias = NDArray[np.float64]
VERY_SHORT = 6
# Kinds that put an asker off who did not ask for them.
UNASKED = ("consequence", "law", "meaning")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The columns of a question, what was found out about it, and which terms each clause has."""

    columns: Mapping[str, Column]
    topics: Shares
    known: float
    words: int
    matched: Mapping[int, tuple[Term, ...]] = field(default_factory=dict)


class ClauseFeatures:
    """What is known of a school's clauses before anybody asks."""

    def __init__(
        self, index: ClauseIndex, ranker: Ranker, network: ConceptNetwork, meanings: Meanings | None
    ) -> None:
        self._index, self._ranker, self._network = index, ranker, network
        self._meanings = meanings
        self.topics = [_topics(network, entry) for entry in index.entries]
        self.openings = openings_of(index.entries)
        self._given = [given(_words(entry)) for entry in index.entries]
        self._standing = _standing(index.entries, ranker.traits)
        self._audiences = [traits.audience for traits in ranker.traits]

    def weigh(self, question: Question, text: str) -> Evidence:
        """Return everything that speaks for or against each clause; `text` is what was typed."""
        ranked = self._ranker.rank(question)
        topics = self._network.of_question(question.words)
        met = np.array([meet(topics, ruled) for ruled in self.topics])
        columns = {
            **self._by_words(question, ranked),
            **self._by_audience(question),
            **self._by_wish(question),
            **self._standing,
            "topic": met,
            "topic behind": met - met.max(initial=0.0),
        }
        if self._meanings:
            columns |= self._meanings.columns(text)
        words = len(question.terms)
        known = sum(any(self._index.find(n) for n, _ in t.alternatives) for t in question.terms)
        matched = {found.position: found.matched for found in ranked}
        return Evidence(columns, topics, known / max(1, words), words, matched)

    def _by_words(self, question: Question, ranked: Sequence[Ranked]) -> dict[str, Column]:
        """Return BM25 against the best clause and against all that was asked for."""
        size = len(self._index.entries)
        scores, matched = np.zeros(size), np.zeros(size)
        for found in ranked:
            scores[found.position] = found.score
            matched[found.position] = len(found.matched)
        best = scores.max(initial=0.0)
        wanted = sum(self._worth(question, number) for number in range(len(question.terms)))
        return {
            "words": scores / best if best else scores,
            "words of all": scores / (2.2 * wanted) if wanted else scores,
            "words matched": matched / max(1, len(question.terms)),
        }

    def _worth(self, question: Question, number: int) -> float:
        term = question.terms[number]
        return term.weight * max(
            (self._index.rarity(name) * worth for name, worth in term.alternatives), default=0.0
        )

    def _by_audience(self, question: Question) -> dict[str, Column]:
        asked = question.audience
        same = [asked is not None and each is asked for each in self._audiences]
        other = [None not in (asked, each) and each is not asked for each in self._audiences]
        return {"same people": np.array(same, float), "other people": np.array(other, float)}

    def _by_wish(self, question: Question) -> dict[str, Column]:
        """Return, for each kind of thing that can be asked for, whether a clause gives it."""
        wants = wished(" ".join(question.words))
        columns = {}
        for name in WISHES:
            has = np.array([name in each for each in self._given], float)
            nothing = np.zeros_like(has)
            columns[f"{name} given"] = has if name in wants else nothing
            columns[f"{name} lacking"] = 1 - has if name in wants else nothing
            if name in UNASKED:
                columns[f"{name} unasked"] = nothing if name in wants else has
        return columns


def _topics(network: ConceptNetwork, entry: Entry) -> Shares:
    clause = entry.clause
    return network.of_clause(clause.text, clause.heading, clause.stem)


def _words(entry: Entry) -> str:
    return f"{entry.clause.stem} {entry.clause.text}".casefold()


def _standing(entries: Sequence[Entry], traits: Sequence[Traits]) -> dict[str, Column]:
    """Return what a clause is, whatever is asked."""
    sizes = np.array([len(entry.clause.text.split()) for entry in entries], float)
    places = np.arange(len(entries)) / max(1, len(entries))

    def is_kind(kind: ClauseKind) -> Column:
        return np.array([entry.clause.kind is kind for entry in entries], float)

    return {
        "opens a list": is_kind(ClauseKind.STEM),
        "item of a list": is_kind(ClauseKind.ITEM),
        "definition": is_kind(ClauseKind.DEFINITION),
        "length": np.array([math.log1p(size) for size in sizes]),
        "very short": (sizes < VERY_SHORT).astype(float),
        "repeats a heading": np.array([each.repeats_heading for each in traits], float),
        "place": places,
    }
