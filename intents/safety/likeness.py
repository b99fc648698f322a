"""Likeness: which family of risk a message sounds like, though it holds none of the listed words.

People find new words for what hurts. So every message is also weighed against examples of each
family and of ordinary talk (evidence.py); it takes clear evidence for a family to count, and in a
few words also one that says what they are about: "I would rather not" sounds like many things.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from intents.evidence import Evidence
from intents.sentences import Sentences, words_of

ORDINARY = "ordinary"
# In the logarithms of evidence.py; measured in evaluation/.
CLEARLY = 8.0
# A long message is read in passages that overlap, from both ends.
READ_AT_MOST = 4_000
PASSAGE = 40
A_FEW_WORDS = 6


def sounds_like(text: str) -> frozenset[str]:
    """Return the families that a passage of a text sounds like."""
    return frozenset(family for passage in _passages(text) if (family := _family(passage)))


def _family(passage: str) -> str:
    sentences, evidence = _learnt()
    weighed = evidence.weigh(sentences.features(passage))
    ordinary = weighed.pop(ORDINARY)
    family = max(weighed, key=lambda each: weighed[each])
    is_clear = weighed[family] - ordinary > CLEARLY
    return family if is_clear and _says_enough(passage, family) else ""


def _says_enough(passage: str, family: str) -> bool:
    """Tell whether words say what they are about; of a few, one must, and not of ordinary talk."""
    words = words_of(passage)
    if len(words) > A_FEW_WORDS:
        return True
    sentences, evidence = _learnt()
    said = sentences.features(" ".join(word for word in words if word not in _plain()))
    weighed = (evidence.weigh({each}) for each in said if each.isalnum())
    return any(each[family] >= each[ORDINARY] for each in weighed)


def _passages(text: str) -> Iterator[str]:
    """Return the text in passages of some words, each beginning in the middle of the last."""
    read = text
    if len(text) > 2 * READ_AT_MOST:
        read = f"{text[:READ_AT_MOST]} {text[-READ_AT_MOST:]}"
    words = read.split()
    for start in range(0, max(len(words) - PASSAGE // 2, 1), PASSAGE // 2):
        yield " ".join(words[start : start + PASSAGE])


@cache
def _learnt() -> tuple[Sentences, Evidence[str]]:
    """Return what the examples teach; the other folders' phrases are ordinary talk."""
    own = _read("safety", "examples.yaml")
    folders = sorted(each.name for each in files("intents").iterdir() if each.is_dir())
    spoken = [
        line for name in folders for lines in _read(name, "phrases.yaml").values() for line in lines
    ]
    examples = {**own, ORDINARY: [*own[ORDINARY], *spoken]}
    sentences = Sentences(line for lines in examples.values() for line in lines)
    features = {
        family: [sentences.features(line) for line in lines] for family, lines in examples.items()
    }
    return sentences, Evidence(features)


@cache
def _plain() -> frozenset[str]:
    """Return the words that carry a sentence and say nothing of what it is about."""
    lines = _read("safety", "plain.yaml")["words"]
    return frozenset(word for line in lines for word in line.split())


def _read(folder: str, name: str) -> Mapping[str, Sequence[str]]:
    source = files("intents").joinpath(folder, name)
    if not source.is_file():
        return {}
    lists: Mapping[str, Sequence[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return lists
