"""Step 4: the bullet or number in front of a passage is told apart from its words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.splitting.passage import UNMARKED, Mark, MarkKind, Passage, Passages
from knowledge.splitting.sequences import confirmed

_BULLET = re.compile(r"([·•▪■◦○●‣⁃∙➢➤►❖\uf0a7\uf0b7\uf0d8]|[-–—*o](?=\s|$))\s*")  # noqa: RUF001
_PART = re.compile(
    r"((?i:section|part|chapter|appendix|annexe?|schedule))\s+(\d{1,2}|[A-Z]|[IVX]+)\b"
)
_CLOCK = re.compile(r"\d{1,2}\.\d{2}\s*(?:am|pm)\b", re.IGNORECASE)
_NUMBERS = (
    (MarkKind.DECIMAL, re.compile(r"\(?([1-9]\d?(?:\.[1-9]\d?)+)\.?[):]?(?=\s|$)\s*")),
    (MarkKind.DECIMAL, re.compile(r"\(?([1-9]\d?)(?:\.0)?[.):](?=\s|$)\s*")),
    (MarkKind.BARE, re.compile(r"([1-9]\d?)(?=\s+[A-Z“])\s+")),
    (MarkKind.ROMAN, re.compile(r"\(?([ivxl]+|[IVXL]+)[.)](?=\s|$)\s*")),
    (MarkKind.LETTER, re.compile(r"\(?([a-z]|[A-Z])[.)](?=\s|$)\s*")),
)
_IN_BRACKETS = re.compile(r"\([a-zA-Z]{1,5}\)\s")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def with_marks(passages: Passages) -> Passages:
    """Return the passages with their bullets and numbers taken out of the text."""
    unbulleted = _with_lone_bullets_moved([_without_bullet(passage) for passage in passages])
    readings = [_readings(passage) for passage in unbulleted]
    chosen = confirmed(readings, [_is_sure(passage) for passage in unbulleted])
    return tuple(_marked(passage, mark) for passage, mark in zip(unbulleted, chosen, strict=True))


def _is_sure(passage: Passage) -> bool:
    """Whether the format or a pair of brackets says that this is a number."""
    return passage.label != "" or _IN_BRACKETS.match(passage.text) is not None


def _without_bullet(passage: Passage) -> Passage:
    found = _BULLET.match(passage.text)
    if passage.label or not found or passage.cells:
        return passage
    bullet = Mark(MarkKind.BULLET, found.group(1))
    return replace(passage, text=passage.text[found.end() :], mark=bullet)


def _with_lone_bullets_moved(passages: Sequence[Passage]) -> Passages:
    """Return the passages; a bullet alone on its line belongs to the line below."""
    moved: list[Passage] = []
    waiting: Passage | None = None
    for passage in passages:
        if passage.is_marked and not passage.text:
            waiting = passage
            continue
        if waiting and not passage.is_marked:
            lines = (waiting.lines[0], passage.lines[1])
            moved.append(replace(passage, mark=waiting.mark, lines=lines, indent=waiting.indent))
        else:
            moved.append(passage)
        waiting = None
    return tuple(moved)


def _readings(passage: Passage) -> tuple[Mark, ...]:
    """Everything that the start of the passage may be: "i." is a roman one or the letter i."""
    source = _source(passage)
    if passage.cells or _CLOCK.match(source):
        return ()
    if found := _PART.match(source):
        word, place = found.groups()
        name = place.upper() if word.lower() == "section" else f"{word[0].upper()}{place.upper()}"
        return (Mark(MarkKind.PART, name, _ordinal(found.group(2))),)
    marks = ((kind, form.match(source)) for kind, form in _NUMBERS)
    return tuple(_mark(kind, found.group(1)) for kind, found in marks if found)


def _source(passage: Passage) -> str:
    if not passage.label:
        return passage.text
    closed = passage.label if passage.label.endswith((".", ")", ":")) else f"{passage.label}."
    return f"{closed} "


def _mark(kind: MarkKind, text: str) -> Mark:
    if kind in (MarkKind.DECIMAL, MarkKind.BARE):
        return Mark(kind, text, int(text.rsplit(".", maxsplit=1)[-1]))
    value = _roman_value(text.lower()) if kind is MarkKind.ROMAN else _ordinal(text)
    return Mark(kind, text, value)


def _ordinal(text: str) -> int:
    return int(text) if text.isdigit() else ord(text[0].lower()) - ord("a") + 1


def _roman_value(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def _marked(passage: Passage, mark: Mark) -> Passage:
    if passage.label:
        bullet = Mark(MarkKind.BULLET, passage.label)
        return replace(passage, mark=bullet if mark is UNMARKED else mark)
    if mark is UNMARKED:
        return passage
    text = _without_number(passage.text, mark)
    if mark.kind is MarkKind.BARE:
        mark = replace(mark, kind=MarkKind.DECIMAL)
    return replace(passage, mark=mark, text=text)


def _without_number(text: str, mark: Mark) -> str:
    if mark.kind is MarkKind.PART:
        return text
    forms = (form for kind, form in _NUMBERS if kind is mark.kind)
    found = next(found for form in forms if (found := form.match(text)))
    return text[found.end() :]
