"""When two questions are the same one: the same words, whatever their capitals and commas.

Nothing cleverer: of two questions that only sound alike, one would get the other's answer.
"""

from rapidfuzz.distance import OSA

from intents.spelling import read_words

POLITE = frozenset(("a", "an", "the", "please", "pls", "plz", "thanks", "hi", "hello", "just"))
CONTINUES = frozenset(("and", "but", "or", "so", "what about", "how about"))
LONGEST = 400
ENOUGH = 3
ONE_SLIP = 5


def wording_of(question: str) -> str:
    """Return a question as it is compared."""
    words = (word for word in read_words(question) if word not in POLITE)
    return " ".join(words)[:LONGEST]


def is_same(wording: str, other: str) -> bool:
    """Tell whether two wordings are the same, but for a slip in a word of five letters or more."""
    ours, theirs = wording.split(), other.split()
    return len(ours) == len(theirs) and all(map(_is_same_word, ours, theirs))


def is_alike(wording: str, other: str) -> bool:
    """Tell whether two wordings hold the same words in any order: enough to count them as one."""
    return is_same(" ".join(sorted(wording.split())), " ".join(sorted(other.split())))


def stands_alone(wording: str) -> bool:
    """Tell whether a question says enough by itself: "and at lunch?" does not."""
    words = wording.split()
    opening = {words[0], " ".join(words[:2])} if words else CONTINUES
    return len(words) >= ENOUGH and not opening & CONTINUES


def in_full(question: str, previous: str) -> str:
    """Return a question that leans on the one before together with it, any other as it is."""
    leans = previous and not stands_alone(wording_of(question))
    return f"{previous} {question}" if leans else question


def _is_same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    is_long = min(len(word), len(other)) >= ONE_SLIP and word.isalpha() and other.isalpha()
    return is_long and OSA.distance(word, other, score_cutoff=1) <= 1
