"""A sentence as its features: the stems of its words, neighbours among them, and its signs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml

from intents.phrase_book import Lists, PhraseBook
from intents.spelling import Spelling, read_words
from knowledge.vocabulary import stem

LONGEST = 600
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
CLASS = re.compile(r"(?:y|yr|ks)?\d{1,2}[a-z]{0,3}")
CLAUSE = re.compile(r"[.!?,;:\n]| [-\u2013] ")


class Sentences:
    """Reads sentences with the words that the examples use; others are repaired towards them."""

    def __init__(self, examples: Iterable[str]) -> None:
        book = _book()
        self._signs = PhraseBook(book["signs"], book["groups"], ())
        self._names = tuple(book["signs"])
        self._openers = _words(book["questions"]["openers"])
        self._leads_in = _words(book["questions"]["leads_in"])
        known = {word for example in examples for word in words_of(example)}
        self._spelling = Spelling(known, ())

    def features(self, text: str) -> frozenset[str]:
        """Return what a sentence shows."""
        words = [self._repaired(word) for word in words_of(text)]
        stems = [stem(word) for word in words]
        places = self._signs.places(words)
        pairs = (f"{one} {other}" for one, other in pairwise(stems))
        signs = (f"<{name}>" for name in self._names if self._signs.occurs(name, places))
        first = (f"first {stem}" for stem in stems[:1])
        return frozenset((*stems, *pairs, *signs, *first))

    def is_question(self, text: str) -> bool:
        """Tell whether a sentence is put as a question, at its beginning or its end."""
        said = text[:LONGEST]
        clauses = [words for each in CLAUSE.split(said) if (words := read_words(each))]
        return bool(clauses) and (
            said.rstrip().endswith("?")
            or any(self._opens_a_question(words) for words in (*clauses[:1], *clauses[-1:]))
            or self._signs.occurs("asks_what_to_do", self._signs.places(read_words(said)))
        )

    def _opens_a_question(self, words: Sequence[str]) -> bool:
        first = next((word for word in words if word not in self._leads_in), "")
        return first in self._openers

    def _repaired(self, word: str) -> str:
        return next(iter(self._spelling.meant(word)), word)


def words_of(text: str) -> list[str]:
    """Return the words of a sentence; an address and a class stand for any other of their kind."""
    plain = ADDRESS.sub(" https ", text[:LONGEST])
    return ["year" if CLASS.fullmatch(word) else word for word in read_words(plain)]


@cache
def _book() -> Mapping[str, Lists]:
    source = files("intents").joinpath("signs.yaml").read_text(encoding="utf-8")
    book: Mapping[str, Lists] = yaml.safe_load(source)
    return book


def _words(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())
