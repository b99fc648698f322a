"""The people a case is about, by name, kept apart from its story (DOMAIN 6.3).

The story says P1 and P2; the names stand in this list alone. `key` finds the same pupil, or the
same account, in other cases of the school (R21).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

TOKEN = re.compile(r"\bP\d+\b")
NEXT_WORD = re.compile(r"[^\S\n]+(\w+)")
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "prof"})
APOSTROPHES = re.compile("['\u2018\u2019`]")
# Names that are words too: in a story they count only with a capital.
WORDS = """
    abbey amber april art ash august autumn banks bell best bill bird bishop black bond brook brown
    bush carol chance chase church cook crystal dale dawn day dean drew eve faith field fox frank
    gale gay grace grant gray green hall harmony heath hill holly hope hunt hunter iris ivy jade jay
    joy june king lane lily little long love marsh mark mason may mercy miles miller moon moss oak
    olive page park parks pat pearl penny piper pitt poppy price prince ray read reed rice rich rob
    robin rose ruby rusty sandy sharp short silver sky small smart stone storm strong sue summer
    swift trinity violet wade wall walker ward waters way west white will willow winter wolf wood
    woods worth young
"""
ALSO_WORDS = frozenset(WORDS.split())


class Part(StrEnum):
    """What somebody is to a case."""

    TARGET = "target"
    ALLEGED = "alleged"
    OTHER = "other"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Named:
    """One person, or one account, of a case; `token` is P1, `year` a class, a year or a post."""

    token: str
    part: Part
    name: str
    year: str = ""

    @property
    def key(self) -> str:
        """The same for the same name however it is typed: "Cole, Mia", "MIA COLE"."""
        marks = unicodedata.normalize("NFKD", APOSTROPHES.sub("", self.name.casefold()))
        plain = "".join(each for each in marks if not unicodedata.combining(each))
        parts = re.findall(r"\w+", plain)
        is_account = self.part is Part.ACCOUNT
        return f"{is_account}:{' '.join(parts if is_account else sorted(parts))}"


def with_tokens(text: str, people: Iterable[Named]) -> str:
    """Return a story with tokens in place of names: full ones first, the longest before others.

    A first name alone is somebody's only where no other surname follows it and nobody else who is
    named shares it; a surname alone may be anybody's. In doubt a name stays as it was written: to
    take one child for another is worse.
    """
    known = tuple(people)
    full = {words: _tokens(words, known) for each in known for words in _full(each)}
    for words in sorted(full, key=len, reverse=True):
        text = _pattern(words, re.IGNORECASE).sub(full[words], text)
    for word, token in _first_names(known).items():
        is_word = word in ALSO_WORDS
        found = _pattern(word.capitalize() if is_word else word, _case(is_word=is_word))
        text = found.sub(partial(_unless_surname, token=token), text)
    return text


def with_names(text: str, people: Iterable[Named]) -> str:
    """Return a story as those who may read the names see it: Mia Cole (P1)."""
    names = {person.token: f"{person.name} ({person.token})" for person in people}
    return TOKEN.sub(lambda found: names.get(found[0], found[0]), text)


def _full(person: Named) -> tuple[str, ...]:
    """Return how a full name is written: "Cole, Mia" is Mia Cole too; one word is no full name."""
    words = _words(person)
    if person.part is Part.ACCOUNT:
        return (person.name.casefold(),)
    if len(words) == 1:
        return ()
    return tuple(dict.fromkeys((" ".join(words), person.name.casefold())))


def _tokens(words: str, people: Iterable[Named]) -> str:
    """Return whose full name it is; of two with the same name it is never said which."""
    return " or ".join(each.token for each in people if words in _full(each))


def _first_names(people: Sequence[Named]) -> Mapping[str, str]:
    """Return first names in small letters with their token, unless it is in another's name too."""
    persons = [each for each in people if each.part is not Part.ACCOUNT and _words(each)]
    parts = Counter(word for each in persons for word in set(_words(each)))
    first = ((_words(each)[0], each.token) for each in persons)
    return {
        word: token
        for word, token in first
        if parts[word] == 1 and len(word) > 1 and word not in TITLES
    }


def _words(person: Named) -> list[str]:
    """Return the words of a name in small letters, the first name first."""
    last, comma, first = person.name.casefold().partition(",")
    return f"{first} {last}".split() if comma else last.split()


def _pattern(words: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """Return what finds words that stand alone, however far apart they are written."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w)(?<!\w[-\u2010\u2011]){spaced}(?!\w|[-\u2010\u2011]\w)", flags)


def _case(*, is_word: bool) -> re.RegexFlag:
    return re.NOFLAG if is_word else re.IGNORECASE


def _unless_surname(found: re.Match[str], token: str) -> str:
    """Return the token of a first name; with another surname behind it, it is somebody else."""
    following = NEXT_WORD.match(found.string, found.end())
    is_another = following is not None and following[1] != "I" and following[1][0].isupper()
    return found[0] if is_another and following and not TOKEN.match(following[1]) else token
