"""Likeness: which family of risk a message sounds like, though it holds none of the listed words.

People find new words for what hurts. So every message is also weighed against examples of each
family and of ordinary talk (evidence.py); it takes clear evidence for a family to count.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from intents.evidence import Evidence, Features
from intents.sentences import Sentences

ORDINARY = "ordinary"
# In the logarithms of evidence.py; measured in evaluation/.
CLEARLY = 8.0
# A long message is read in passages that overlap, from both ends.
READ_AT_MOST = 4_000
PASSAGE = 40


def sounds_like(text: str) -> frozenset[str]:
    """Return the families that a passage of a text sounds like."""
    sentences, evidence = _learnt()
    found = (_family(evidence, sentences.features(passage)) for passage in _passages(text))
    return frozenset(family for family in found if family)


def _family(evidence: Evidence[str], features: Features) -> str:
    weighed = evidence.weigh(features)
    ordinary = weighed.pop(ORDINARY)
    family = max(weighed, key=lambda each: weighed[each])
    return family if weighed[family] - ordinary > CLEARLY else ""


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


def _read(folder: str, name: str) -> Mapping[str, Sequence[str]]:
    source = files("intents").joinpath(folder, name)
    if not source.is_file():
        return {}
    lists: Mapping[str, Sequence[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return lists
