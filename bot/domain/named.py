"""The people a case is about, by name, kept apart from its story (DOMAIN 6.3).

The story says P1 and P2; the names stand in this list alone. `key` finds the same pupil, or the
same account, in other cases of the school (R21).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

TOKEN = re.compile(r"\bP\d+\b")
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

    A first name and a surname identify a child just as well, so they go too; one that several
    people share becomes all of their tokens.
    """
    known = tuple(people)
    for person in sorted(known, key=lambda each: -len(each.name)):
        text = _pattern(person.name, re.IGNORECASE).sub(person.token, text)
    for part, token in _parts(known).items():
        flags = re.NOFLAG if part in ALSO_WORDS else re.IGNORECASE
        words = part.capitalize() if part in ALSO_WORDS else part
        text = _pattern(words, flags).sub(token, text)
    return text


def with_names(text: str, people: Iterable[Named]) -> str:
    """Return a story as those who may read the names see it: Mia Cole (P1)."""
    names = {person.token: f"{person.name} ({person.token})" for person in people}
    return TOKEN.sub(lambda found: names.get(found[0], found[0]), text)


def _pattern(words: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """Return what finds words that stand alone, however far apart they are written."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", flags)


def _parts(people: Iterable[Named]) -> Mapping[str, str]:
    """Return first names and surnames in small letters, each with the tokens of those it fits."""
    found: dict[str, list[str]] = {}
    for person in people:
        words = person.name.split()
        if person.part is Part.ACCOUNT or len(words) == 1:
            continue
        for word in dict.fromkeys((words[0].casefold(), words[-1].casefold())):
            found.setdefault(word.strip(",."), []).append(person.token)
    return {word: " or ".join(tokens) for word, tokens in found.items() if len(word) > 1}
