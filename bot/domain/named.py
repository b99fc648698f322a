"""The people a case is about, by name, kept apart from its story (DOMAIN 6.3).

The story says P1 and P2; the names stand in this list alone. `key` finds the same pupil, or the
same account, in other cases of the school (R21).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

TOKEN = re.compile(r"\bP\d+\b")


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
        """The same for the same name however it is typed; an account is one in every year."""
        plain = " ".join(re.findall(r"\w+", self.name.casefold()))
        return f"{self.part is Part.ACCOUNT}:{plain}"


def with_tokens(text: str, people: Iterable[Named]) -> str:
    """Return a story with the tokens of people in place of their names, longest name first."""
    for person in sorted(people, key=lambda each: -len(each.name)):
        for words in (person.name, *_first_name(person)):
            text = re.sub(rf"\b{re.escape(words)}\b", person.token, text, flags=re.IGNORECASE)
    return text


def with_names(text: str, people: Iterable[Named]) -> str:
    """Return a story as those who may read the names see it: Mia Cole (P1)."""
    names = {person.token: f"{person.name} ({person.token})" for person in people}
    return TOKEN.sub(lambda found: names.get(found[0], found[0]), text)


def _first_name(person: Named) -> tuple[str, ...]:
    """Return the first name where there is a surname too: it identifies a child just as well."""
    first, _, rest = person.name.partition(" ")
    return (first,) if rest and person.part is not Part.ACCOUNT else ()
