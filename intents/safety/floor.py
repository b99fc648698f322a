"""The safety floor: the words that bring up a card before anything else is understood.

It errs towards showing the card. It never decides that something is *not* a concern (rule 2).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, get_args

import yaml
from pydantic import BaseModel, ConfigDict
from rapidfuzz.distance import DamerauLevenshtein

Kind: TypeAlias = Literal[
    "adult_unsafe", "self_harm", "nudes", "emergency", "adult_contact", "abuse", "extremism"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
WORD = re.compile(r"[a-z0-9]+")
GAP = 2
LONG_ENOUGH = 5
READ_AT_MOST = 20_000

Phrase: TypeAlias = tuple[tuple[str, ...], ...]


class Alarm(BaseModel):
    """Which card comes up; `is_lesson` where the words sound like teaching, not like a child."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    is_lesson: bool = False


def alarm_in(text: str) -> Alarm | None:
    """Return the first alarm in a text, however it is spelt; None where there is none."""
    said = _words(text)
    book = _book()
    found = next((kind for kind in KINDS if _any(book[kind], said)), None)
    return Alarm(kind=found, is_lesson=_any(book["lesson"], said)) if found else None


def is_about_somebody(text: str) -> bool:
    """Tell whether a sentence seems to be about one real person (rule 4), not about a rule."""
    return any(pattern.search(" ".join(_words(text))) for pattern in SOMEBODY)


_WHO = r"(?:boy|girl|lad|kid|child|pupil|student|parent|mum|dad|teacher|ta|colleague|head)"
SOMEBODY = (
    re.compile(rf"\b(?:that|this|the) (?:\w+ ){{0,2}}{_WHO} (?:who|and|in|with|from|that)\b"),
    re.compile(rf"\b(?:y|yr|year) ?\d+ {_WHO}\b"),
    re.compile(rf"\b(?:what happened|anyone know|did you (?:see|hear)|heard about) .*\b{_WHO}\b"),
    re.compile(r"\b(?:his|her|their) (?:mum|dad|parents|phone|photo|photos|pics?|nudes?)\b"),
    re.compile(r"\b(?:mr|mrs|miss|ms|dr) [a-z]+\b"),
)


def _any(phrases: Sequence[Phrase], said: Sequence[str]) -> bool:
    return any(_occurs(phrase, said) for phrase in phrases)


def _occurs(phrase: Phrase, said: Sequence[str]) -> bool:
    return any(_follows(phrase, said, start) for start in range(len(said)))


def _follows(phrase: Phrase, said: Sequence[str], start: int) -> bool:
    """Tell whether the phrase begins at `start`, with no more than GAP words between its own."""
    if not _is_one_of(phrase[0], said[start]):
        return False
    at = start
    for wanted in phrase[1:]:
        near = range(at + 1, min(at + 2 + GAP, len(said)))
        following = next((n for n in near if _is_one_of(wanted, said[n])), None)
        if following is None:
            return False
        at = following
    return True


def _is_one_of(wanted: tuple[str, ...], word: str) -> bool:
    return any(_is_same(each, word) for each in wanted)


def _is_same(wanted: str, word: str) -> bool:
    """Compare two words, with one slip of the finger allowed in a long one."""
    is_prefix = wanted.endswith("*")
    stem = wanted.rstrip("*")
    if word == stem or (is_prefix and word.startswith(stem)):
        return True
    if len(stem) < LONG_ENOUGH or word in _harmless() or word[:1] != stem[:1]:
        return False
    compared = word[: len(stem)] if is_prefix else word
    return DamerauLevenshtein.distance(compared, stem, score_cutoff=1) <= 1


def _words(text: str) -> list[str]:
    plain = text[:READ_AT_MOST].casefold().replace("'", "").replace("\u2019", "")
    return WORD.findall(plain)


@cache
def _book() -> Mapping[str, Sequence[Phrase]]:
    source = files("intents.safety").joinpath("words.yaml").read_text(encoding="utf-8")
    families: Mapping[str, Sequence[str]] = yaml.safe_load(source)
    return {name: [tuple(_phrase(line)) for line in lines] for name, lines in families.items()}


@cache
def _harmless() -> frozenset[str]:
    return frozenset(word for phrase in _book()["harmless"] for word in phrase[0])


def _phrase(line: str) -> Iterator[tuple[str, ...]]:
    for part in str(line).split():
        yield tuple(part.split("|"))
