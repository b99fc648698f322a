"""Audience: whose conduct a clause rules, and whose a question is about."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from knowledge.synonyms import Synonyms
from knowledge.vocabulary import stem


class Audience(StrEnum):
    """People whose conduct policies rule separately."""

    STAFF = "staff"
    LEADERS = "leaders"
    PUPILS = "pupils"
    PARENTS = "parents"
    GOVERNORS = "governors"
    VISITORS = "visitors"


BY_CONCEPT: Mapping[str, Audience] = {
    "staff": Audience.STAFF,
    "colleagues": Audience.STAFF,
    "headteacher": Audience.LEADERS,
    "senior leaders": Audience.LEADERS,
    "pupils": Audience.PUPILS,
    "past pupils": Audience.PUPILS,
    "parents": Audience.PARENTS,
    "governors": Audience.GOVERNORS,
    "visitors": Audience.VISITORS,
}

# Only staff ask, so whoever says "I" asks about staff.
ASKER: Mapping[str, Audience] = dict.fromkeys(["i", "im", "ive", "me", "my", "we"], Audience.STAFF)

OPENING_WORDS = 8  # the doer stands near the front; further on people are mostly objects


def find_audience(
    words: Sequence[str], synonyms: Synonyms, pronouns: Mapping[str, Audience] | None = None
) -> Audience | None:
    """Return whom the opening words speak of first, `pronouns` ("I") counting as people."""
    stems = [stem(word) for word in words]
    for position, word in enumerate(words[:OPENING_WORDS]):
        if pronouns and word in pronouns:
            return pronouns[word]
        mention = synonyms.longest_at(stems, position)
        for concept in mention.concepts if mention else ():
            if concept in BY_CONCEPT:
                return BY_CONCEPT[concept]
    return None
