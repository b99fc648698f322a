"""Phrases: word lists as data, and where in a text they occur.

A line of a list is one or more words in order, with at most `GAP` others between two of them;
"a & b" is in either order, with at most `NEAR` between. "a|b" is either word, CAPITALS any word of
a group, "word~" the word with its endings (word, words, worded, wording).

Where a word occurs is kept as the bits of a number, bit 0 for the first word of the text. To follow
a phrase is then to shift and to mask: a long text costs no more than it is long.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import TypeAlias

from intents.spelling import Spelling

GAP = 2
NEAR = 6
MOST_SPELLED = 4_000
PAIRED = 5
# Short words that double their last letter before an ending: stab, stabbed.
DOUBLED = re.compile("[^aeiou]{1,3}[aeiou][^aeiouwxy]")

Places: TypeAlias = Mapping[str, int]
Word: TypeAlias = frozenset[str]
Lists: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Sides that stand near each other in any order; each is words in order, one of several."""

    sides: tuple[tuple[Word, ...], ...]

    def ends(self, places: Places, gap: int) -> int:
        """Return the places where it ends."""
        found, *others = (_ends(side, places, gap) for side in self.sides)
        for other in others:
            near = _after(found, NEAR) | _before(found, NEAR)
            found = near & other
        return found


def _ends(side: tuple[Word, ...], places: Places, gap: int) -> int:
    first, *rest = side
    found = _places(first, places)
    for word in rest:
        found = _after(found, gap) & _places(word, places) if found else 0
    return found


def _places(word: Word, places: Places) -> int:
    """Return the places of whichever word it is."""
    return reduce(or_, (places[each] for each in word & places.keys()), 0)


class PhraseBook:
    """Lists of phrases by name, and the words that they are made of."""

    def __init__(self, lists: Lists, groups: Lists, ordinary: Iterable[str]) -> None:
        phrases = {
            name: tuple(_phrase(line, groups) for line in lines) for name, lines in lists.items()
        }
        self._lists = {name: _by_first_word(those) for name, those in phrases.items()}
        sides = (side for those in phrases.values() for phrase in those for side in phrase.sides)
        self._spelling = Spelling(
            {each for side in sides for word in side for each in word},
            {word for line in ordinary for word in line.split()},
        )

    def places(self, words: Sequence[str]) -> Places:
        """Return where each word of the book occurs in a text, however it is spelt."""
        found: dict[str, list[int]] = defaultdict(list)
        meant: dict[str, tuple[str, ...]] = {}
        for at, word in enumerate(words):
            if word not in meant:
                meant[word] = self._meant(word, len(meant))
            for known in meant[word]:
                found[known].append(at)
        for at, pair in enumerate(map("".join, pairwise(words))):
            if len(pair) >= PAIRED and self._spelling.is_known(pair):
                found[pair].append(at)
        return {known: _bits(at, len(words)) for known, at in found.items()}

    def covered(self, name: str, places: Places) -> int:
        """Return the places that the phrases of a list cover, each word right behind the last."""
        cover = 0
        for phrase in self._beginning(name, places):
            ends = phrase.ends(places, gap=0)
            cover |= reduce(or_, (ends >> back for back in range(len(phrase.sides[0]))))
        return cover

    def occurs(self, name: str, places: Places) -> bool:
        """Tell whether any phrase of a list occurs."""
        return any(phrase.ends(places, GAP) for phrase in self._beginning(name, places))

    def _beginning(self, name: str, places: Places) -> Iterator[Phrase]:
        """Return the phrases of a list whose first word is in the text: of hundreds, a few."""
        by_first_word = self._lists[name]
        return (phrase for word in places for phrase in by_first_word.get(word, ()))

    def _meant(self, word: str, so_far: int) -> tuple[str, ...]:
        """Return what a word stands for; a text of nothing but new words is not spelt for ever."""
        if so_far > MOST_SPELLED:
            return (word,) if self._spelling.is_known(word) else ()
        return tuple(dict.fromkeys(self._spelling.meant(word)))


def without(places: Places, cover: int) -> Places:
    """Return the places that are not covered."""
    return {known: at & ~cover for known, at in places.items()} if cover else places


def _after(bits: int, gap: int) -> int:
    return reduce(or_, (bits << step for step in range(1, gap + 2)))


def _before(bits: int, gap: int) -> int:
    return reduce(or_, (bits >> step for step in range(1, gap + 2)))


def _bits(places: Iterable[int], length: int) -> int:
    held = bytearray(length // 8 + 1)
    for at in places:
        held[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(held, "little")


def _phrase(line: str, groups: Lists) -> Phrase:
    """Return a line as steps; in "a b & c" each side is in order, and the sides in any."""
    sides = [
        tuple(frozenset(_choices(part, groups)) for part in side.split())
        for side in str(line).split(" & ")
    ]
    return Phrase(tuple(sides))


def _by_first_word(phrases: Iterable[Phrase]) -> Mapping[str, Sequence[Phrase]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        for word in phrase.sides[0][0]:
            found[word].append(phrase)
    return dict(found)


def _choices(part: str, groups: Lists) -> Iterator[str]:
    """Return the words of "boy|girl|WEAPON|stab~", groups and endings written out."""
    for word in part.split("|"):
        if word.isupper():
            for line in groups[word]:
                yield from _choices(line, groups)
        else:
            yield from _endings(word)


def _endings(word: str) -> Iterator[str]:
    """Return "stab~" as stab, stabs, stabbed, stabbing, and any other word as it is."""
    stem = word.rstrip("~")
    yield stem
    if stem == word:
        return
    yield stem + ("es" if stem.endswith(("s", "sh", "ch", "x")) else "s")
    root = stem.removesuffix("e")
    if DOUBLED.fullmatch(stem):
        root = stem + stem[-1]
    yield f"{root}ed"
    yield f"{root}ing"
