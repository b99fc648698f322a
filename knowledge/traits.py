"""Traits of a clause that help to tell whether it can be the answer, whatever it is about."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from knowledge.audience import Audience, find_audience
from knowledge.index import Entry
from knowledge.synonyms import Synonyms
from knowledge.vocabulary import split_words


@dataclass(frozen=True, slots=True)
class Traits:
    """Whom a clause rules, and whether it is no more than a line of the contents."""

    audience: Audience | None
    repeats_heading: bool


def read_traits(entry: Entry, synonyms: Synonyms, headings: AbstractSet[str]) -> Traits:
    """Return the traits of a clause; `headings` are those of the whole school, made plain."""
    return Traits(_audience(entry, synonyms), make_plain(entry.clause.text) in headings)


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
