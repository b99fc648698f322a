"""What the wording of a line gives away: a sentence, a title, a definition, a list that opens."""

import re

LONGEST_TITLE = 12
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|should|must|may|might|can|cannot|could"
    r"|do|does|did|don['\u2019]t)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:what|how|who|when|where|why|which)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|\S@\S", re.IGNORECASE)
_POINTS_BELOW = re.compile(r"\b(?:following|below|as follows)\b", re.IGNORECASE)
_OPENS = re.compile(r":\s*[-\u2013—]?$")
_QUOTED = r"[“\"\u2018'][^\u201d\"\u2019']{2,60}[\u201d\"\u2019']"
_DEFINES = re.compile(
    rf"\bdefine[sd]?\b.{{0,20}}{_QUOTED}|^{_QUOTED}\s+(?:means|refers to|is defined|can be defined)"
    r"|^[^.:;]{2,60}\s[-\u2013—]\s+means\b|^[^.:;]{2,60}\s+means\s+(?:any|all|the|a|an)\b",
    re.IGNORECASE,
)
_HANGS = re.compile(
    r"\b(?:the|a|an|of|to|and|or|in|on|by|for|with|from|at|as|that|which|their|its|our|your"
    r"|any|all|this|these|be|is|are|must|will|should|may|can|not)$",
    re.IGNORECASE,
)
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def has_verb(text: str) -> bool:
    """Whether the text has one of the verbs without which policies have no sentences."""
    return _VERB.search(text) is not None


def opens_list(text: str) -> bool:
    """Whether the text ends in a colon, so that what follows finishes its sentence."""
    return _OPENS.search(text) is not None


def points_below(text: str) -> bool:
    """Whether the text announces what stands under it, with or without a colon."""
    return opens_list(text) or _POINTS_BELOW.search(text) is not None


def is_finished(text: str) -> bool:
    """Whether the text ends as a sentence, a list item or the opening of a list ends."""
    return text.rstrip("\"'\u201d\u2019)").endswith((".", "!", "?", ";", ":")) or opens_list(text)


def hangs(text: str) -> bool:
    """Whether the text stops at a word that no sentence ends with."""
    return _HANGS.search(text) is not None


def continues(text: str) -> bool:
    """Whether the text can only be the rest of a sentence: it starts with a small letter."""
    return text[:1].islower() and not _ADDRESS.match(text)


def has_address(text: str) -> bool:
    """Whether the text holds a web or e-mail address."""
    return _ADDRESS.search(text) is not None


def is_title_like(text: str) -> bool:
    """Whether a line reads as a heading: short, capitalised, not a sentence, nothing after it."""
    words = text.split()
    if not words or len(words) > LONGEST_TITLE or not text.lstrip("“\"\u2018'(")[:1].isupper():
        return False
    if text.endswith((".", ";", ",", ":", "!")) or opens_list(text) or has_address(text):
        return False
    return _ASKS.match(text) is not None or not (has_verb(text) or points_below(text))


def is_definition(text: str) -> bool:
    """Whether the text says what a term means."""
    return _DEFINES.search(text) is not None


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words in small letters without signs, for comparing a heading with its copy."""
    return tuple(word for word in _NOT_A_WORD.split(text.casefold().replace("\u2019", "")) if word)


def without_closing(title: str) -> str:
    """Return a heading without the colon or full stop that ends it."""
    return re.sub(r"\s*(?:[:.]\s*[-\u2013—]?)+$", "", title)
