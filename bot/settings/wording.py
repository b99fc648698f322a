"""What pydantic found wrong, in plain words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TypeVar, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from bot.settings.lines import Loc
from bot.settings.people import OWN_TAG, SAME_TAG
from bot.settings.words import PLAIN, list_of

_Kind = TypeVar("_Kind")
_CLOSE_ENOUGH = 70
_WORD = re.compile(r"[A-Za-z_ ]{1,30}")

_SENTENCES = {
    "model_type": "'{word}' needs words and values under it, each on its own line.",
    "dict_type": "'{word}' needs words and values under it, each on its own line.",
    "tuple_type": "'{word}' needs a list: each item on its own line after a hyphen.",
    "string_type": "'{word}' needs one value, not a list.",
    "string_too_short": "'{word}' is empty.",
    "int_parsing": "'{word}' should be a whole number.",
    "int_from_float": "'{word}' should be a whole number.",
    "float_parsing": "'{word}' should be a number.",
    "bool_parsing": "'{word}' should be yes or no.",
    "date_type": "'{word}' should be a date, like 2026-09-01.",
    "time_type": "'{word}' should be a time, like 08:15.",
    "zoneinfo_str": "I don't know this time zone. Schools in the UK use Europe/London.",
}


def place_in_file(error: ErrorDetails) -> Loc:
    """Return where the error is in the file, without the steps that are only pydantic's."""
    return tuple(step for step in error["loc"] if step not in (OWN_TAG, SAME_TAG))


def sentence(error: ErrorDetails, root: type[BaseModel]) -> str:
    """Return what is wrong and what to do, for a person who edits the settings by hand."""
    kind, place = error["type"], error["loc"]
    word = _last_word(place)
    if kind == PLAIN:
        return str(error["msg"])
    if kind == "extra_forbidden":
        return unknown(word, words_at(root, place[:-1]))
    if kind == "missing":
        return f"'{word}' is missing here. Add a line that starts with '{word}:'."
    if kind == "enum":
        return unknown(str(error["input"]), _choices(root, place))
    return _SENTENCES.get(kind, "'{word}' can't have this value: " + error["msg"]).format(word=word)


def unknown(word: str, known: Sequence[str]) -> str:
    """Return that a word is not known, with the nearest one that is, or all of them."""
    # Only what looks like a word is repeated: somebody may have pasted a secret.
    start = (
        f"I don't know the word '{word}'." if _WORD.fullmatch(word) else "I don't know this word."
    )
    near = nearest(word, known)
    if near is not None:
        return f"{start} Did you mean '{near}'?"
    return f"{start} It can be {list_of(sorted(known))}."


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that looks most like a word; None where none is close."""
    found = process.extractOne(
        word.lower(), sorted(known), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH
    )
    return found[0] if found else None


def words_at(root: type[BaseModel], place: Loc) -> tuple[str, ...]:
    """Return the words that the settings know at a place."""
    fields = (each.model_fields.items() for each in _models_at(root, place))
    return tuple(dict.fromkeys(f.alias or name for items in fields for name, f in items))


def _choices(root: type[BaseModel], place: Loc) -> tuple[str, ...]:
    *around, last = (step for step in place if isinstance(step, str))
    known = _found_in(_annotations(_models_at(root, tuple(around)), last), StrEnum)
    return tuple(dict.fromkeys(choice.value for each in known for choice in each))


def _models_at(root: type[BaseModel], place: Loc) -> list[type[BaseModel]]:
    models = [root]
    for step in place:
        if step in (OWN_TAG, SAME_TAG):
            is_same = step == SAME_TAG
            models = [each for each in models if ("same_as" in each.model_fields) is is_same]
        elif isinstance(step, str):
            # A word that the school chose, the key of a mapping, leads nowhere new.
            models = list(_found_in(_annotations(models, step), BaseModel)) or models
    return models


def _annotations(models: Iterable[type[BaseModel]], word: str) -> Iterator[object]:
    for model in models:
        for name, field in model.model_fields.items():
            if word in (field.alias, name):
                yield field.annotation


def _found_in(annotations: Iterable[object], kind: type[_Kind]) -> Iterator[type[_Kind]]:
    for annotation in annotations:
        if isinstance(annotation, type) and issubclass(annotation, kind):
            yield annotation
        yield from _found_in(get_args(annotation), kind)


def _last_word(place: Loc) -> str:
    words = [step for step in place if isinstance(step, str) and step not in (OWN_TAG, SAME_TAG)]
    return words[-1] if words else "settings"
