"""Words that mean the same to a school, read from synonyms.yaml."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.vocabulary import split_words, stem_all


class SynonymFile(BaseModel):
    """The form of synonyms.yaml: lists of ways of saying one thing, and things that have parts."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    same: dict[str, list[str]]
    kinds: dict[str, list[str]] = {}


@dataclass(frozen=True, slots=True)
class Mention:
    """Concepts named by the words from `start` up to, not including, `end`."""

    start: int
    end: int
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Concepts of the field, found by the stems of the phrases that name them."""

    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    wholes: Mapping[str, tuple[str, ...]]
    words: frozenset[str]
    openings: frozenset[str]
    longest: int

    def all_in(self, stems: Sequence[str]) -> Iterator[Mention]:
        """Yield every mention, overlapping ones too: what a clause could be found by."""
        for start in range(len(stems)):
            if stems[start] not in self.openings:
                continue
            for end in range(start + 1, min(start + self.longest, len(stems)) + 1):
                if concepts := self.phrases.get(tuple(stems[start:end])):
                    yield Mention(start, end, concepts)

    def longest_at(self, stems: Sequence[str], start: int) -> Mention | None:
        """Return the longest mention that begins at `start`: what an asker most likely means."""
        for end in range(min(start + self.longest, len(stems)), start, -1):
            if concepts := self.phrases.get(tuple(stems[start:end])):
                return Mention(start, end, concepts)
        return None


@cache
def load_synonyms() -> Synonyms:
    """Return the synonyms that are shipped with Dutydesk."""
    text = files("knowledge").joinpath("synonyms.yaml").read_text(encoding="utf-8")
    return read_synonyms(text)


def read_synonyms(text: str) -> Synonyms:
    """Return the synonyms of a YAML text; a fault in its form is an error naming the place."""
    content = SynonymFile.model_validate(yaml.safe_load(text))
    same = _with_plain_kinds(content)
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for concept, phrases in same.items():
        for phrase in phrases:
            found[tuple(stem_all(phrase))].add(concept)
    return Synonyms(
        phrases={phrase: tuple(sorted(concepts)) for phrase, concepts in found.items() if phrase},
        wholes=_wholes(content),
        words=frozenset(word for words in same.values() for p in words for word in split_words(p)),
        openings=frozenset(phrase[0] for phrase in found if phrase),
        longest=max(map(len, found), default=0),
    )


def _with_plain_kinds(content: SynonymFile) -> dict[str, list[str]]:
    """Return the concepts, a part that is only a word ("tiktok") being a concept of its own."""
    parts = [part for parts in content.kinds.values() for part in parts]
    return {part: [part] for part in parts} | content.same


def _wholes(content: SynonymFile) -> dict[str, tuple[str, ...]]:
    wholes: defaultdict[str, list[str]] = defaultdict(list)
    for whole, parts in content.kinds.items():
        for part in parts:
            wholes[part].append(whole)
    return {part: tuple(names) for part, names in wholes.items()}
