"""Questions about policies that outlive the chat: answers that are kept, and what nobody answers.

Neither says who asked: there is nobody stored to see (DOMAIN 6.9).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.people import PersonId, SchoolId

KEEP_GAPS = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A person's answer, shown up to a day to whoever asks the same.

    `wording` is the question as it is compared. `clause` is the one that it explains, "" where no
    policy covers it, and `basis` the fingerprint of the policies that it rests on.
    """

    school: SchoolId
    ref: str
    wording: str
    question: str
    answer: str
    by: PersonId
    given_on: date
    until: date
    clause: str = ""
    basis: str = ""


class Miss(StrEnum):
    """What was wrong with the answer to a question."""

    UNANSWERED = "unanswered"
    UNHELPFUL = "unhelpful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question that the policies did not answer, without names, and the day it was asked."""

    school: SchoolId
    asked_on: date
    miss: Miss
    wording: str
    question: str
