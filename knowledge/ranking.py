"""The order of the clauses by words alone: BM25 over the words and concepts of a question."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.index import ClauseIndex
from knowledge.question import Question, Term
from knowledge.synonyms import Synonyms
from knowledge.traits import make_plain, read_traits

SATURATION = 1.2  # BM25's k1: how soon more of the same word stops counting


@dataclass(frozen=True, slots=True)
class Ranked:
    """A clause (`position` in the index), its score, the terms of the question that it has."""

    position: int
    score: float
    matched: tuple[Term, ...]


class Ranker:
    """Puts one school's clauses in order for a question."""

    def __init__(self, index: ClauseIndex, synonyms: Synonyms) -> None:
        """Read the traits of every clause of the index once."""
        headings = {make_plain(head) for entry in index.entries for head in entry.clause.path}
        self._index = index
        self.traits = [read_traits(entry, synonyms, headings) for entry in index.entries]

    def rank(self, question: Question) -> list[Ranked]:
        """Return every clause that answers to any word of the question, best first."""
        scores: defaultdict[int, float] = defaultdict(float)
        matched: defaultdict[int, list[Term]] = defaultdict(list)
        for term in question.terms:
            for position, gain in self._score(term).items():
                scores[position] += gain
                matched[position].append(term)
        ranked = [
            Ranked(position, score, tuple(matched[position]))
            for position, score in sorted(scores.items())
        ]
        return sorted(ranked, key=lambda found: -found.score)

    def _score(self, term: Term) -> Mapping[int, float]:
        """Return BM25 of a term: of several words that would do, the best one counts."""
        best: dict[int, float] = {}
        for name, worth in term.alternatives:
            rarity = self._index.rarity(name) * worth * term.weight
            for position, count in self._index.find(name).items():
                gain = rarity * count * (SATURATION + 1) / (count + SATURATION)
                best[position] = max(gain, best.get(position, 0.0))
        return best
