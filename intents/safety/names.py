"""Names in a sentence: a capital where none belongs, or a title in front."""

import re
from collections.abc import Collection

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
SENTENCE_ENDS = frozenset(".!?:\n\u2022")
TITLE = re.compile(
    r"\b(?:mr|mrs|ms|mx|dr|miss)\b\.?\s+(?!who\b|you\b|the\b|a\b)[a-z]", re.IGNORECASE
)
# "Tyler in 9C", "Ryan H", "Mia has": a first word has a capital anyway, so what follows decides.
FIRST = re.compile(r"\W*([A-Z][a-z]+)(?= (?:[A-Z]\b|has\b|is\b|was\b|keeps\b|in \d))")
LONGEST = 40_000
MOSTLY = 0.5
NEAR = 4


def holds_a_name(text: str, proper: Collection[str]) -> bool:
    """Tell whether a text seems to name a person; `proper` are words with a capital that do not."""
    if TITLE.search(text[:LONGEST]):
        return True
    if (first := FIRST.match(text[:LONGEST])) and _may_be(first[1], proper):
        return True
    found = [(each.group(), _before(text, each.start())) for each in WORD.finditer(text[:LONGEST])]
    capitals = sum(word[0].isupper() for word, _ in found)
    if capitals > MOSTLY * len(found):
        return False  # shouted, or written as a heading
    return any(
        word[0].isupper() and before not in SENTENCE_ENDS and _may_be(word, proper)
        for word, before in found
    )


def _before(text: str, start: int) -> str:
    """Return the last character before a word that is no space; a full stop for the first word."""
    near = text[max(0, start - NEAR) : start].rstrip()
    return near[-1] if near else "."


def _may_be(word: str, proper: Collection[str]) -> bool:
    plain = word.casefold().removesuffix("'s").removesuffix("\u2019s")
    return not word.isupper() and plain not in proper
