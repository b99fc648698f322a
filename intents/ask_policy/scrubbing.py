"""A question without names, addresses and numbers, so that it can be kept without its asker."""

import re

from bot.forms.addresses import find_addresses
from bot.turn import Turn
from intents.safety.floor import alarm_in, is_about_somebody
from knowledge.vocabulary import STOP_WORDS

GAP = "\u2026"
EMAIL = re.compile(r"\S+@\S+")
TITLED = re.compile(
    r"\b(?:mr|mrs|ms|mx|dr|miss|sir)\b\.?\s+[^\W\d_]+(?:['\u2019-][^\W\d_]+)*", re.IGNORECASE
)
NUMBERED = re.compile(r"@\w+|\w*\d[\w.,:/-]*")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
GAPS = re.compile(rf"{GAP}(?:\s*{GAP})+")
LONGEST = 300


def scrubbed(question: str, turn: Turn) -> str:
    """Return a question without what could name a person, a site or a number."""
    text = question[:LONGEST]
    for address in find_addresses(text):
        text = text.replace(address, GAP)
    for pattern in (EMAIL, TITLED, NUMBERED):
        text = pattern.sub(GAP, text)
    names = _names(turn)
    text = WORD.sub(lambda word: GAP if _bare(word[0]) in names else word[0], text)
    return GAPS.sub(GAP, " ".join(text.split())).strip()


def fit_to_keep(question: str, turn: Turn) -> str:
    """Return a question as it may be kept; "" for one with an alarm, or about one real person."""
    if alarm_in(question):
        return ""
    text = scrubbed(question, turn)
    return "" if is_about_somebody(text) else text


def _names(turn: Turn) -> frozenset[str]:
    """Return every part of the names of those who are on the school's list, pupils included."""
    people = turn.directory.people(turn.school.id)
    parts = {_bare(part) for person in people for part in person.name.split()}
    return frozenset(part for part in parts if len(part) > 1 and part not in STOP_WORDS)


def _bare(word: str) -> str:
    """Return a word as it is compared, without the ending of "Amy's"."""
    return re.sub("['\u2019]s$", "", word.casefold())
