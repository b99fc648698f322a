"""Traits of a clause that help to tell whether it can be the answer, whatever it is about."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from knowledge.audience import Audience, find_audience
from knowledge.clauses import ClauseKind
from knowledge.index import Entry
from knowledge.synonyms import Synonyms
from knowledge.vocabulary import split_words

_RULES = re.compile(
    r"\b(advised|allowed|avoid|cannot|may|must|never|not|only|permitted|required|should)\b"
)
_DEFINES = re.compile(r"\b(means?|defines?|defined|refers to|includes?)\b")
_AMOUNT = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirteen|first|once|twice"
    r"|(half-)?term(s|ly)?|(day|week|month|year|hour|minute|time)s?|daily|weekly|monthly|yearly"
    r"|annual(ly)?|regular(ly)?|immediately|soon|age|before|after|when(ever)?|always|never)\b"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What kind of statement a clause is."""

    audience: Audience | None
    rules: bool
    defines: bool
    gives_amount: bool
    repeats_heading: bool


def read_traits(entry: Entry, synonyms: Synonyms, headings: AbstractSet[str]) -> Traits:
    """Return the traits of a clause; `headings` are those of the whole school, made plain."""
    clause, text = entry.clause, entry.clause.text.casefold()
    return Traits(
        audience=_audience(entry, synonyms),
        rules=_RULES.search(text) is not None,
        defines=clause.kind is ClauseKind.DEFINITION
        or "definition" in clause.heading.casefold()
        or _DEFINES.search(text) is not None,
        gives_amount=_AMOUNT.search(text) is not None,
        repeats_heading=make_plain(text) in headings,
    )


def make_plain(heading: str) -> str:
    """Return a heading without its number, capitals and closing marks."""
    return heading.casefold().strip(" .:0123456789")


def _audience(entry: Entry, synonyms: Synonyms) -> Audience | None:
    """Return whom the clause rules: its own words say it best, then what stands above it."""
    clause = entry.clause
    for text in (clause.text, clause.stem, " ".join(clause.path)):
        if audience := find_audience(split_words(text), synonyms):
            return audience
    return None
