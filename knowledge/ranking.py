"""The order of the clauses for a question: BM25, corrected by a few traits, each explained."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.index import ClauseIndex, Entry
from knowledge.question import Question, Term
from knowledge.synonyms import Synonyms
from knowledge.traits import Traits, make_plain, read_traits

SATURATION = 1.2  # BM25's k1: how soon more of the same word stops counting


@dataclass(frozen=True, slots=True)
class Ranked:
    """A clause (`position` in the index), its score, the terms of the question that it has."""

    position: int
    entry: Entry
    traits: Traits
    score: float
    matched: tuple[Term, ...]


def favour_audience(question: Question, traits: Traits) -> float:
    """Prefer the people asked about: an act is ruled apart for staff, pupils and parents."""
    if question.audience is None or traits.audience is None:
        return 1.0
    return 1.15 if question.audience is traits.audience else 0.85


def favour_rules(question: Question, traits: Traits) -> float:
    """Prefer a rule to an introduction where the asker wants to know what is allowed."""
    return 1.2 if question.asks_permission and traits.rules else 1.0


def favour_definitions(question: Question, traits: Traits) -> float:
    """Prefer the definition of a word to its uses where its meaning is asked."""
    return 1.4 if question.asks_meaning and traits.defines else 1.0


def avoid_contents(_question: Question, traits: Traits) -> float:
    """Hold back a line that only repeats a heading: it is contents, not an answer."""
    return 0.5 if traits.repeats_heading else 1.0


Correction = Callable[[Question, Traits], float]
CORRECTIONS: tuple[Correction, ...] = (
    favour_audience,
    favour_rules,
    favour_definitions,
    avoid_contents,
)


class Ranker:
    """Puts one school's clauses in order for a question."""

    def __init__(
        self,
        index: ClauseIndex,
        synonyms: Synonyms,
        corrections: tuple[Correction, ...] = CORRECTIONS,
    ) -> None:
        """Read the traits of every clause of the index once."""
        headings = {make_plain(head) for entry in index.entries for head in entry.clause.path}
        self._index = index
        self._traits = [read_traits(entry, synonyms, headings) for entry in index.entries]
        self._corrections = corrections

    def rank(self, question: Question) -> list[Ranked]:
        """Return every clause that answers to any word of the question, best first."""
        scores: defaultdict[int, float] = defaultdict(float)
        matched: defaultdict[int, list[Term]] = defaultdict(list)
        for term in question.terms:
            for position, gain in self._score(term).items():
                scores[position] += gain
                matched[position].append(term)
        ranked = [
            Ranked(
                position,
                self._index.entries[position],
                self._traits[position],
                score * self._correct(question, position),
                tuple(matched[position]),
            )
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

    def _correct(self, question: Question, position: int) -> float:
        factor = 1.0
        for correction in self._corrections:
            factor *= correction(question, self._traits[position])
        return factor
