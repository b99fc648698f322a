"""Words on their way in or out: legible, and short where they must be."""

import re

# Half a surrogate pair and NUL are no text; an override makes "gpj.exe" of "exe.jpg".
ILLEGIBLE = re.compile("[\x00\ud800-\udfff]")
OVERRIDES = re.compile("[\u202d\u202e]")


def legible(text: str) -> str:
    """Return text that can be stored, sent and read in the order in which it was typed."""
    return OVERRIDES.sub("", ILLEGIBLE.sub("\ufffd", text))


def clip(text: str, limit: int) -> str:
    """Return a label that fits, cut at a word; never for a clause, which stays whole."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if not text[limit - 1].isspace():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip() + "…"
