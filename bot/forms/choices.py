"""Choices: answers picked from a list, by button, by number or in a person's own words."""

from enum import StrEnum
from typing import Self

from rapidfuzz import fuzz, process

CLOSE_ENOUGH = 82
SHOWN = 12


class Choice(StrEnum):
    """One of a few answers: its value is stored, its label is read."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member from its value and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class YesNoUnsure(Choice):
    """An answer to a question where not knowing counts as yes (rule 2)."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SURE = "not_sure", "Not sure"

    @property
    def counts_as_yes(self) -> bool:
        """Whether to act as if the answer were yes: "not sure" does."""
        return self is not YesNoUnsure.NO


class NoSuchChoice(ValueError):
    """What was typed is none of the answers on offer."""

    def __init__(self, choices: tuple[tuple[str, str], ...]) -> None:
        shown = ", ".join(label for _, label in choices[:SHOWN])
        super().__init__(f"Please choose one of: {shown}")


UNSURE = ("dont know", "don't know", "unsure", "maybe", "dunno", "no idea", "not certain", "idk")
YES = ("y", "yeah", "yep", "yup", "true", "ok", "aye")
NO = ("n", "nope", "nah", "false", "none")


def read_choice(text: str, choices: tuple[tuple[str, str], ...]) -> str:
    """Return the value of the choice meant: by value, label, number, or close enough in words."""
    said = text.strip().casefold()
    by_word = {value.casefold(): value for value, _ in choices}
    by_word |= {label.casefold(): value for value, label in choices}
    by_word |= {str(number): value for number, (value, _) in enumerate(choices, 1)}
    by_word |= {word: by_word["not_sure"] for word in UNSURE if "not_sure" in by_word}
    by_word |= {word: by_word["yes"] for word in YES if "yes" in by_word}
    by_word |= {word: by_word["no"] for word in NO if "no" in by_word}
    if said in by_word:
        return by_word[said]
    labels = [word for word in by_word if len(word) > 1 and not word.isdigit()]
    best = process.extractOne(said, labels, scorer=fuzz.WRatio, score_cutoff=CLOSE_ENOUGH)
    if best is None:
        raise NoSuchChoice(choices)
    return by_word[best[0]]
