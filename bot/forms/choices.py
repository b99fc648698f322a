"""Choices: answers picked from a list, by button, by number or in a person's own words.

A wrong guess can send a report to the person it is about, or turn "right now" into "no". So whole
words count, never parts of words; what fits two answers, or says "not", is asked again.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import StrEnum
from typing import Self, TypeAlias

from rapidfuzz import fuzz

Choices: TypeAlias = tuple[tuple[str, str], ...]
Words: TypeAlias = tuple[str, ...]

CLOSE_ENOUGH = 82
SHORTEST_WITH_A_SLIP = 3
SHOWN = 12
WORD = re.compile(r"[^\W_]+")
BETWEEN = re.compile(r"[,;\n]+")
AND = re.compile(r"\s+(?:and|plus)\s+|\s*[&+]\s*", re.IGNORECASE)


class Choice(StrEnum):
    """One of a few answers: its value is stored, its label is read."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member from its value and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, value: object) -> Self:
        """Return the member that is stored as this value."""
        return next(member for member in cls if member.value == value)


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
    """What was typed is none of the answers on offer, or more than one of them."""

    def __init__(self, choices: Choices, *, is_torn: bool = False) -> None:
        shown = ", ".join(label for _, label in choices[:SHOWN])
        sentence = f"Please choose one of: {shown}"
        if is_torn:
            sentence = f"I'm not sure which one you mean. {sentence}"
        elif len(choices) > SHOWN:
            sentence = "I can't find that in the list. For a person, type first name and surname."
        super().__init__(sentence)
        self.is_torn = is_torn


class NoSuchPerson(NoSuchChoice):
    """A name that is nobody's who can be chosen."""

    def __str__(self) -> str:
        """Return what to do; all staff are too many to list."""
        return NOBODY


NOBODY = "I know nobody of that name who can be chosen here. Please type first name and surname."
MEANS: dict[str, tuple[str, ...]] = {
    "not_sure": ("don't know", "unsure", "maybe", "dunno", "no idea", "not certain", "idk"),
    "yes": ("y", "yeah", "yea", "yep", "yup", "true", "ok", "aye", "sure"),
    "no": ("n", "nope", "nah", "false", "none"),
}
MEANS |= {
    "true": MEANS["yes"],
    "false": MEANS["no"],
    "unknown": ("not sure", *MEANS["not_sure"]),
}
FILLERS = frozenset(
    WORD.findall(
        "a an and the i it is was its im on in at by to of from for my think they were be "
        "mr mrs miss ms mx dr sir please"
    )
)
NEGATIONS = frozenset(
    WORD.findall(
        "not no never none nor neither without dont doesnt didnt isnt wasnt arent werent cant"
    )
)
NOTHING = frozenset(
    ("none", "no", "nothing", "na", "n a", "not listed", "not on the list", "not in the list")
)


def read_choice(text: str, choices: Choices) -> str:
    """Return the value of the choice meant: by value, label, number, or in nearly its words."""
    if text in dict(choices):
        return text
    said = _words(text)
    for find in (_exactly, _numbered, _named, _in_part, _nearly):
        values = find(said, choices)
        if len(values) == 1:
            return values.pop()
        if values:
            raise NoSuchChoice(tuple(c for c in choices if c[0] in values), is_torn=True)
    raise NoSuchChoice(choices)


def read_person(text: str, people: Choices) -> str:
    """Return the id of the person meant, by their name or nearly."""
    try:
        return read_choice(text, people)
    except NoSuchChoice as error:
        if error.is_torn:
            raise
        raise NoSuchPerson(people) from error


def read_choices(text: str, choices: Choices) -> tuple[str, ...]:
    """Return the values of several choices, typed with commas or "and" between, each once."""
    if all(part.isdigit() for part in text.split()):
        parts: Iterable[str] = text.split()
    else:
        parts = (part for part in BETWEEN.split(text) if part.strip())
    return tuple(dict.fromkeys(value for part in parts for value in _one_or_more(part, choices)))


def says_nothing(text: str, choices: Choices) -> bool:
    """Tell whether the words leave a question out, where no choice is called so."""
    said = _words(text)
    return (not said or " ".join(said) in NOTHING) and not _exactly(said, choices)


def _one_or_more(part: str, choices: Choices) -> Iterator[str]:
    """Read a part; one that is torn or unknown as a whole may be two with "and" between."""
    pieces = AND.split(part)
    try:
        yield read_choice(part, choices)
    except NoSuchChoice:
        if len(pieces) == 1:
            raise
        yield from (read_choice(piece, choices) for piece in pieces if piece.strip())


def _words(text: str) -> Words:
    plain = text.casefold().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return tuple(WORD.findall(plain))


def _phrases(choices: Choices) -> Iterator[tuple[Words, str]]:
    """Return the ways to say each choice, with its value."""
    for value, label in choices:
        for phrase in (value, label, *MEANS.get(value, ())):
            yield _words(phrase), value


def _exactly(said: Words, choices: Choices) -> set[str]:
    return {value for phrase, value in _phrases(choices) if phrase == said}


def _numbered(said: Words, choices: Choices) -> set[str]:
    number = " ".join(said)
    return {value for n, (value, _) in enumerate(choices, 1) if str(n) == number}


def _named(said: Words, choices: Choices) -> set[str]:
    """Return the choices whose words stand in what was said: "yes please", "on whatsapp"."""
    found = [(span, v) for phrase, v in _phrases(choices) for span in _spans(phrase, said)]
    widest = [(span, v) for span, v in found if not any(span < other for other, _ in found)]
    covered = {place for span, _ in widest for place in span}
    denied = any(word in NEGATIONS for n, word in enumerate(said) if n not in covered)
    values = {value for _, value in widest}
    return values if not denied or values <= {"no", "false"} else set()


def _spans(phrase: Words, said: Words) -> Iterator[frozenset[int]]:
    """Return the places where a phrase stands whole in what was said."""
    if not phrase:
        return
    for start in range(len(said) - len(phrase) + 1):
        if said[start : start + len(phrase)] == phrase:
            yield frozenset(range(start, start + len(phrase)))


def _in_part(said: Words, choices: Choices) -> set[str]:
    """Return the choices that have every word said: a surname, the first word of a label."""
    return _where_each_fits(said, choices, lambda word, words: word in words)


def _nearly(said: Words, choices: Choices) -> set[str]:
    """Return the choices that were meant with a slip of the finger."""
    if not NEGATIONS.isdisjoint(said):
        denials = ((p, value) for p, value in _phrases(choices) if not NEGATIONS.isdisjoint(p))
        return {value for p, value in denials if _is_close(" ".join(said), " ".join(p))}
    return _where_each_fits(
        said,
        choices,
        # A slip never makes a no: "nne" is nothing, and is asked again (rule 2).
        lambda word, phrase: any(_is_close(word, each) for each in phrase if each not in NEGATIONS),
    )


def _where_each_fits(
    said: Words, choices: Choices, fits: Callable[[str, Collection[str]], bool]
) -> set[str]:
    meant = [word for word in said if word not in FILLERS]
    if not meant:
        return set()
    ways = _phrases(choices)
    return {value for phrase, value in ways if all(fits(word, phrase) for word in meant)}


def _is_close(one: str, other: str) -> bool:
    is_long = min(len(one), len(other)) >= SHORTEST_WITH_A_SLIP
    return is_long and fuzz.ratio(one, other) >= CLOSE_ENOUGH
