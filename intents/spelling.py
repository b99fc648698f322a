"""What was typed, as plain words: capitals, accents, tricks and slips of the finger undone."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from unicodedata import normalize

from rapidfuzz.distance import OSA

WORD = re.compile(r"[a-z0-9]+(?:\*+[a-z0-9]*)*")
# Apostrophes, accents that normalising has split off, and characters that nobody sees.
LEFT_OUT = re.compile("['`\u00b4\u2018\u2019\u02bc\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
# Five times what a chat platform carries; of more than this, the middle is not read.
READ_AT_MOST = 200_000
SPELLED_OUT = 3
LEET = str.maketrans("013457", "oieast")
RUN = re.compile(r"(.)\1{2,}")

ONE_SLIP, ONE_SUBSTITUTION, TWO_SLIPS = 5, 7, 11


def read_words(text: str) -> list[str]:
    """Return the words of a text; letters that stand alone in a row are one word ("n u d e s")."""
    if len(text) > READ_AT_MOST:
        text = f"{text[: READ_AT_MOST // 2]} {text[-READ_AT_MOST // 2 :]}"
    plain = text if text.isascii() else normalize("NFKD", text)
    return _put_together(WORD.findall(LEFT_OUT.sub("", plain.casefold())))


def _put_together(words: Sequence[str]) -> list[str]:
    joined: list[str] = []
    single: list[str] = []
    for word in (*words, ""):
        if len(word) == 1:
            single.append(word)
            continue
        joined += ["".join(single)] if len(single) >= SPELLED_OUT else single
        single = []
        joined.append(word)
    return joined[:-1]


class Spelling:
    """Finds which known word a typed one stands for.

    A word of five letters or more may hold one slip (a letter too many, too few, or two swapped),
    from seven letters also a wrong letter, from eleven letters two slips. The first letter must be
    right. Ordinary words are never taken for slips.
    """

    def __init__(self, known: Collection[str], ordinary: Collection[str]) -> None:
        self._known = frozenset(known)
        self._ordinary = frozenset(ordinary)
        self._near: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= ONE_SLIP:
                self._near[word[0], len(word)].append(word)

    def is_known(self, word: str) -> bool:
        """Tell whether a word is one of the known ones, exactly."""
        return word in self._known

    def meant(self, word: str) -> Iterator[str]:
        """Return the known words that a typed one may stand for."""
        for form in _forms(word):
            if form in self._known:
                yield form
        if word not in self._known and word not in self._ordinary:
            yield from self._slips(word)

    def _slips(self, word: str) -> Iterator[str]:
        for length in range(max(ONE_SLIP, len(word) - 2), len(word) + 3):
            for known in self._near.get((word[0], length), ()):
                if _is_slip(word, known):
                    yield known


def _forms(word: str) -> Iterator[str]:
    """Return a word as typed, and with stretched letters and digits for letters undone."""
    yield word
    if RUN.search(word):
        yield RUN.sub(r"\1", word)
        yield RUN.sub(r"\1\1", word)
    if not word.isalpha() and not word.isdigit():
        yield word.translate(LEET)


def _is_slip(word: str, known: str) -> bool:
    if "*" in word:
        return len(word) == len(known) and all(
            a in (b, "*") for a, b in zip(word, known, strict=True)
        )
    allowed = 2 if len(known) >= TWO_SLIPS else 1
    if OSA.distance(word, known, score_cutoff=allowed) > allowed:
        return False
    return (
        len(known) >= ONE_SUBSTITUTION or len(word) != len(known) or sorted(word) == sorted(known)
    )
