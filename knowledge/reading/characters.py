"""Characters: what a document may carry into a clause, and what is taken out of it."""

import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_WHITE = " \t\n\r\v\f\x1c\x1d\x1e\x85"
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf0e0\uf02d", "•")


def without_invisible(text: str) -> str:
    """Return the text without control, zero-width, direction and surrogate characters.

    Tabs stay. The private characters with which symbol fonts draw bullets become "•".
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_readable(character) for character in text)


def tidy(text: str) -> str:
    """Return the readable text with white space folded to single spaces."""
    return " ".join(without_invisible(text).split())


def _readable(character: str) -> str:
    if character in _BULLETS:
        return _BULLETS[character]
    if character in _WHITE:
        return "\t" if character == "\t" else " "
    return "" if unicodedata.category(character) in _INVISIBLE else character
