"""Understanding: which capability's phrases are closest to what somebody typed.

Phrases are examples of how people say it (phrases.yaml in each folder), not patterns. A sentence
is compared with each by the stems it shares, rare stems counting most, and by letters, so that
slips of the finger and forms of words do no harm.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from math import log

import snowballstemmer
import yaml
from rapidfuzz import fuzz

from intents.capability import Capability, Meaning

WORD = re.compile(r"[a-z0-9]+")
SURE_ENOUGH = 0.62
CLEARLY_MORE = 0.06
LONGEST = 600
STEMS_WEIGH = 0.75


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sentence seems to mean, closest first; torn when two meanings are as close."""

    meanings: tuple[Meaning, ...] = ()
    is_torn: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """One phrase of one meaning, ready to be compared. A meaning of None is a policy question."""

    meaning: Meaning | None
    text: str
    stems: frozenset[str]


class Understanding:
    """Compares sentences with every capability's phrases."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._stemmer = snowballstemmer.stemmer("english")
        self._capabilities = tuple(capabilities)

    def guess(self, text: str) -> Guess:
        """Return the closest meanings; none where the sentence is a question for the policies."""
        said = text[:LONGEST].casefold()
        stems = self._stems(said)
        if not stems:
            return Guess()
        scored = self._scored(said, stems)
        (best, score), (_, next_best) = scored[0], scored[1] if len(scored) > 1 else (None, 0.0)
        if best is None or score < SURE_ENOUGH:
            return Guess()
        if score - next_best < CLEARLY_MORE:
            torn = tuple(meaning for meaning, _ in scored[:2] if meaning)
            return Guess(torn, is_torn=len(torn) > 1)
        return Guess((best,))

    def _scored(self, said: str, stems: frozenset[str]) -> Sequence[tuple[Meaning | None, float]]:
        best: dict[Meaning | None, float] = {}
        for example in self._examples:
            score = self._closeness(said, stems, example)
            best[example.meaning] = max(score, best.get(example.meaning, 0.0))
        return sorted(best.items(), key=lambda found: found[1], reverse=True)

    def _closeness(self, said: str, stems: frozenset[str], example: Example) -> float:
        """Return 0..1: shared stems by their rarity, and the letters of the whole."""
        shared = self._weight(stems & example.stems)
        whole = min(self._weight(stems), self._weight(example.stems) * 1.6)
        by_stems = shared / max(whole, self._weight(example.stems), 1e-9)
        by_letters = fuzz.token_set_ratio(said, example.text) / 100
        return STEMS_WEIGH * by_stems + (1 - STEMS_WEIGH) * by_letters

    def _weight(self, stems: frozenset[str]) -> float:
        return sum(self._rarity.get(stem, 0.0) for stem in stems)

    @cached_property
    def _examples(self) -> Sequence[Example]:
        return [
            Example(meaning, phrase, self._stems(phrase))
            for capability in self._capabilities
            for meaning, phrases in _phrases(capability)
            for phrase in phrases
        ]

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        count = Counter(stem for example in self._examples for stem in example.stems)
        return {stem: log(1 + len(self._examples) / n) for stem, n in count.items()}

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(self._stemmer.stemWords(WORD.findall(text.casefold())))


def _phrases(capability: Capability) -> Iterable[tuple[Meaning | None, Sequence[str]]]:
    """Return a folder's phrases by meaning; those under "question" belong to the policies."""
    source = files("intents").joinpath(capability.name, "phrases.yaml")
    if not source.is_file():
        return
    book: Mapping[str, Sequence[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    by_key: dict[str, Meaning | None] = {
        meaning.phrases: meaning for meaning in capability.meanings
    }
    by_key["question"] = None
    for key, phrases in book.items():
        yield by_key[key], [phrase.casefold() for phrase in phrases]
