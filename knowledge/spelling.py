"""Spelling: unknown words of a question put right against the words that are known."""

from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.synonyms import Synonyms
from knowledge.vocabulary import STOP_WORDS, WEAK_WORDS, split_words, stem

SHORTEST = 4  # a shorter word has too many neighbours to guess from
LONG = 8  # from here two slips are allowed
MAX_REPAIRS = 12  # of one question, so that a page of nonsense costs little (A18)


class Speller:
    """Repairs a word that nobody here knows; never touches one that is known."""

    def __init__(self, preferred: Iterable[str], known: Iterable[str]) -> None:
        """`preferred` words (of clauses and synonyms) win over merely `known` ones in a tie."""
        self._preferred = frozenset(preferred)
        words = self._preferred | frozenset(known)
        self._words = words
        self._stems = frozenset(map(stem, words))
        self._by_initial: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            if len(word) >= SHORTEST:
                self._by_initial[word[0]].append(word)

    def is_known(self, word: str) -> bool:
        """Whether the word, or another ending of it, needs no repair."""
        return word in self._words or stem(word) in self._stems or not word.isalpha()

    def repair_all(self, words: list[str]) -> list[str]:
        """Return the words of a question with at most `MAX_REPAIRS` of them put right."""
        repaired, left = [], MAX_REPAIRS
        for word in words:
            needs_repair = left > 0 and not self.is_known(word)
            left -= needs_repair
            repaired.append(self.repair(word) if needs_repair else word)
        return repaired

    def repair(self, word: str) -> str:
        """Return the known word that was most likely meant, or the word itself."""
        if self.is_known(word) or len(word) < SHORTEST:
            return word
        slips = 2 if len(word) >= LONG else 1
        near = process.extract(
            word, self._by_initial[word[0]], scorer=OSA.distance, score_cutoff=slips, limit=5
        )
        return min(near, key=self._doubt)[0] if near else word

    def _doubt(self, match: tuple[str, float, int]) -> tuple[float, bool, str]:
        word, slips, _ = match
        return slips, word not in self._preferred, word


def build_speller(clause_words: Iterable[str], synonyms: Synonyms) -> Speller:
    """Return the speller of one school: its clauses' words, the synonyms, everyday words."""
    everyday = files("knowledge").joinpath("everyday.txt").read_text(encoding="utf-8")
    return Speller(
        preferred=[*clause_words, *synonyms.words],
        known=[*split_words(everyday), *STOP_WORDS, *WEAK_WORDS],
    )
