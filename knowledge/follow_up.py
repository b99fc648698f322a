"""Follow-up questions: those that say too little without the question before."""

from collections.abc import Sequence

OPENINGS = frozenset({"and", "but", "or", "so", "what about", "how about", "what if"})
POINTERS = frozenset({"it", "that", "they", "them", "this", "those", "there", "then", "one"})
QUESTION_WORDS = frozenset(
    str.split("""
    am are can could did do does has have how is may must shall should was what whats when where
    which who whos why will would
    """)
)
FEW = 1


def leans_on_previous(words: Sequence[str], strong_terms: int) -> bool:
    """Whether a question needs the one before ("and at lunch?"); `strong_terms` are its own."""
    return bool(words) and (
        _opens_as_continuation(words)
        or (strong_terms <= FEW and not POINTERS.isdisjoint(words))
        or (strong_terms <= FEW and words[0] not in QUESTION_WORDS)
        or strong_terms == 0
    )


def _opens_as_continuation(words: Sequence[str]) -> bool:
    return words[0] in OPENINGS or " ".join(words[:2]) in OPENINGS
