"""Ordinals: how Word and web pages write the number of a list item."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_ALPHABET = 26
_MOST_REPEATS = 5


def roman(number: int) -> str:
    """Return the number in small Roman letters, in digits where Romans had none."""
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def repeated_letter(number: int) -> str:
    """Return the number as Word counts in letters: a ... z, aa, bb."""
    repeats, place = divmod(number - 1, _ALPHABET)
    if not 0 <= repeats < _MOST_REPEATS:
        return str(number)
    return chr(ord("a") + place) * (repeats + 1)


def letters(number: int) -> str:
    """Return the number as web pages count in letters: a ... z, aa, ab."""
    if number < 1:
        return str(number)
    written = ""
    while number:
        number, place = divmod(number - 1, _ALPHABET)
        written = chr(ord("a") + place) + written
    return written


def ordinal(number: int) -> str:
    """Return the number as 1st, 2nd, 3rd."""
    teens = range(11, 14)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}th" if number % 100 in teens else f"{number}{ending}"


WORD_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02d}",
        "lowerLetter": repeated_letter,
        "upperLetter": lambda number: repeated_letter(number).upper(),
        "lowerRoman": roman,
        "upperRoman": lambda number: roman(number).upper(),
        "ordinal": ordinal,
        "none": lambda _: "",
    }
)

WEB_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "1": str,
        "decimal": str,
        "decimal-leading-zero": lambda number: f"{number:02d}",
        "a": letters,
        "lower-alpha": letters,
        "lower-latin": letters,
        "A": lambda number: letters(number).upper(),
        "upper-alpha": lambda number: letters(number).upper(),
        "upper-latin": lambda number: letters(number).upper(),
        "i": roman,
        "lower-roman": roman,
        "I": lambda number: roman(number).upper(),
        "upper-roman": lambda number: roman(number).upper(),
    }
)
