"""Wishes: what kind of thing a question wants to know, and which clauses give such a thing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """One kind: how it is asked for, and the words of a clause that gives it."""

    asked: re.Pattern[str]
    given: re.Pattern[str]


def _wish(asked: str, given: str) -> Wish:
    return Wish(re.compile(rf"\b(?:{asked})\b"), re.compile(rf"\b(?:{given})\b"))


WISHES: Mapping[str, Wish] = {
    "permission": _wish(
        r"allowed|ok|okay|permitted|(?:can|could|may|am|are|is|should|do|must)"
        r" (?:a|an|i|it|my|pupils|parents|staff|the|they|we|you)",
        r"must|never|not|may|should|allowed|permitted|cannot|advised|avoid|only|required",
    ),
    "meaning": _wish(
        r"counts? as|what counts|what is|whats|means?|meaning|defined?|definition",
        r"means?|defines?|defined|definition|refers to|includes?",
    ),
    "amount": _wish(
        r"when|how (?:far|late|long|many|much|often|old|soon)|what (?:age|date|day|time)",
        r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirteen|first|once|twice"
        r"|(?:half-)?term(?:s|ly)?|(?:day|week|month|year|hour|minute|time)s?|daily|weekly|monthly"
        r"|yearly|annual(?:ly)?|regular(?:ly)?|immediately|soon|age|before|after|when(?:ever)?"
        r"|always|never",
    ),
    "person": _wish(
        r"who|whos|whose|whom|which person",
        r"head ?teacher|head|principal|dsl|designated|safeguarding lead|governors?|co-?ordinator"
        r"|lead|managers?|technician|member of staff|class teacher|trust|office",
    ),
    "steps": _wish(
        r"what (?:do|should|shall|can) (?:i|we|you)|how (?:do|should|can) (?:i|we)|what now"
        r"|what next",
        r"report\w*|inform\w*|tell|contact\w*|save|keep|screenshots?|record\w*|refer\w*|ask|request"
        r"|complete|log|pass|notify|seek",
    ),
    "consequence": _wish(
        r"what happens|happens? if|in trouble|into trouble|sacked|sanction\w*|punish\w*"
        r"|consequences?|ban|banned|disciplin\w*",
        r"disciplin\w*|sanction\w*|dismiss\w*|misconduct|confiscat\w*|ban\w*|consequences?"
        r"|withdraw\w*|removed|warnings?|legal action|police",
    ),
    "law": _wish(
        r"laws?|legal|legislation|gdpr|act|statutory|guidance",
        r"act (?:19|20)\d\d|legislation|gdpr|data protection act|statutory|guidance",
    ),
}


def wished(text: str) -> frozenset[str]:
    """Return the kinds that a question asks for; `text` is in small letters."""
    return frozenset(name for name, wish in WISHES.items() if wish.asked.search(text))


def given(text: str) -> frozenset[str]:
    """Return the kinds that a clause gives; `text` is in small letters."""
    return frozenset(name for name, wish in WISHES.items() if wish.given.search(text))
