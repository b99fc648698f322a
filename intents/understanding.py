"""Understanding: what a typed sentence most likely means.

Phrases are examples of how people say it (phrases.yaml in each folder), not patterns. A sentence is
read as features (sentences.py), and each feature speaks for or against each meaning (evidence.py).
What is put as a question belongs to the policies unless the words clearly say otherwise: asking
whether one may do a thing is not doing it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import yaml

from intents.capability import Capability, Meaning
from intents.evidence import Evidence
from intents.sentences import LONGEST, Sentences
from intents.spelling import read_words

# In the logarithms of evidence.py.
QUESTION = 4.0
CLEARLY_MORE = 1.5
ENOUGH = 2.0
A_FEW = 2


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sentence seems to mean.

    No meaning is a question for the policies, or, where it `is_unclear`, nothing that is known.
    `is_torn` where two are as close: two meanings, or one and the policies.
    """

    meanings: tuple[Meaning, ...] = ()
    is_torn: bool = False
    is_unclear: bool = False


class Understanding:
    """Compares sentences with every capability's phrases."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        phrases = _phrases(capabilities)
        self._sentences = Sentences(phrase for those in phrases.values() for phrase in those)
        self._evidence = Evidence[Meaning | None](
            {
                meaning: [self._sentences.features(phrase) for phrase in those]
                for meaning, those in phrases.items()
            }
        )

    def guess(self, text: str) -> Guess:
        """Return what a sentence means, or the two that are as close."""
        if not any(word.isalpha() for word in read_words(text[:LONGEST])):
            return Guess(is_unclear=True)
        asks = self._sentences.is_question(text)
        features = self._sentences.features(text)
        weighed = self._evidence.weigh(features)
        weighed[None] = weighed.get(None, 0.0) + QUESTION * asks
        (best, most), (second, less) = sorted(
            weighed.items(), key=lambda each: each[1], reverse=True
        )[:2]
        is_close = most - less < CLEARLY_MORE
        if is_close and most < ENOUGH:
            return Guess(is_unclear=not asks and self._evidence.telling(features) < A_FEW)
        if is_close:
            return Guess(tuple(each for each in (best, second) if each), is_torn=True)
        return Guess((best,) if best else ())


def _phrases(capabilities: Iterable[Capability]) -> Mapping[Meaning | None, Sequence[str]]:
    """Return the phrases by meaning; those under "question" belong to the policies."""
    found: dict[Meaning | None, list[str]] = defaultdict(list)
    for capability in capabilities:
        source = files("intents").joinpath(capability.name, "phrases.yaml")
        if not source.is_file():
            continue
        by_key: dict[str, Meaning | None] = {each.phrases: each for each in capability.meanings}
        by_key["question"] = None
        book: Mapping[str, Sequence[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
        for key, phrases in book.items():
            found[by_key[key]] += phrases
    return found
