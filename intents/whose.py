"""Whose: what is one rule for staff and another for pupils is asked about once (DOMAIN 7, 5)."""

import re

from intents.spelling import read_words

THING = re.compile(r"\b(?:smart ?|mobile )?(?:phones?|mobiles?|watch(?:es)?)\b", re.IGNORECASE)
# Words that say whose it is, or that it is about a call.
SAID = re.compile(
    r"i|i[mvd]e?|my|me|we|our|us|they|their|staff(?:room)?|school|teachers?|tas?|colleagues?|supply"
    r"|volunteers?|governors?|visitors?|parents?|mums?|dads?|carers?|pupils?|child(?:ren)?|kids?"
    r"|students?|boys?|girls?|class(?:es)?|forms?|year|yr?\d{1,2}|ks\d|reception|sixth|number"
    r"|calls?|ring|line"
)
MOST_WORDS = 12
ASKED = (
    ("Staff", "Can staff use their own {}?"),
    ("Pupils", "Can pupils bring and use their own {}?"),
)


def whose(question: str) -> tuple[tuple[str, str], ...]:
    """Return what to ask for staff and for pupils, where a question leaves open whose rule it is.

    Each is a label and the plain question behind it; none where it is said whose it is.
    """
    words = read_words(question)
    if len(words) > MOST_WORDS or any(SAID.fullmatch(word) for word in words):
        return ()
    found = THING.search(question)
    if found is None:
        return ()
    return tuple((label, asked.format(found.group())) for label, asked in ASKED)
