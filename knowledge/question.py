"""A question as the index can look it up: terms, other words that would do, whom it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.audience import ASKER, Audience, find_audience
from knowledge.follow_up import leans_on_previous
from knowledge.index import name_concept
from knowledge.spelling import Speller
from knowledge.synonyms import Mention, Synonyms
from knowledge.vocabulary import MAX_WORDS, STOP_WORDS, WEAK_WORDS, shorten, split_words, stem

SAME = 0.9  # another way of saying it
PART = 0.5  # a clause about the whole that the word is a part of
WEAK = 0.3  # a word of asking
EARLIER = 0.5  # a word of the question before


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked about: the asker's words, their weight, and the index terms that match."""

    words: str
    weight: float
    alternatives: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, shortened and with its spelling put right.

    One that `leans` says too little without the question before it.
    """

    words: tuple[str, ...]
    terms: tuple[Term, ...]
    audience: Audience | None
    leans: bool = False


class QuestionReader:
    """Reads questions with the spelling of one school's clauses."""

    def __init__(self, speller: Speller, synonyms: Synonyms) -> None:
        """Read with these known words and synonyms."""
        self._speller = speller
        self._synonyms = synonyms

    def read(self, text: str, previous: str = "") -> Question:
        """Return the question, with the terms of the one before if it leans on that."""
        words = self._words(text)
        terms = self._terms(words, 1.0)
        strong = sum(term.weight == 1.0 for term in terms)
        leans = bool(previous) and leans_on_previous(words, strong)
        if leans:
            earlier = self._words(previous)
            terms += self._terms(earlier, EARLIER)
            words = [*words, *earlier]
        audience = find_audience(words, self._synonyms, ASKER)
        return Question(tuple(words), _without_repeats(terms), audience, leans)

    def _words(self, text: str) -> list[str]:
        return self._speller.repair_all(split_words(shorten(text))[:MAX_WORDS])

    def _terms(self, words: Sequence[str], weight: float) -> list[Term]:
        stems = [stem(word) for word in words]
        terms, at = [], 0
        while at < len(words):
            mention = self._synonyms.longest_at(stems, at) or Mention(at, at + 1, ())
            said = words[at : mention.end]
            if not _is_empty(said):
                terms.append(self._term(said, mention, weight))
            at = mention.end
        return terms

    def _term(self, said: Sequence[str], mention: Mention, weight: float) -> Term:
        alternatives = [(stem(said[0]), 1.0)] if len(said) == 1 else []
        alternatives += [(name_concept(concept), SAME) for concept in mention.concepts]
        alternatives += [
            (name_concept(whole), PART)
            for concept in mention.concepts
            for whole in self._synonyms.wholes.get(concept, ())
        ]
        if len(said) == 1 and said[0] in WEAK_WORDS:
            weight *= WEAK
        return Term(" ".join(said), weight, tuple(alternatives))


def _is_empty(said: Sequence[str]) -> bool:
    return len(said) == 1 and (said[0] in STOP_WORDS or len(said[0]) == 1)


def _without_repeats(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return one term for each set of alternatives, the heaviest."""
    best: dict[tuple[tuple[str, float], ...], Term] = {}
    for term in terms:
        if term.alternatives not in best or best[term.alternatives].weight < term.weight:
            best[term.alternatives] = term
    return tuple(best.values())
