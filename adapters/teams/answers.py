"""What comes back from our cards, taken apart without trust: it travelled through a client.

What is not ours is nothing. What says that it is ours and has another shape is `Unreadable`, and
an answer of another shape is no answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from adapters.teams.inputs import MANY, ONE
from adapters.teams.schema import KEY
from adapters.wire.payloads import Body, Unreadable, found, text_at
from adapters.wire.words import legible

NONCE = re.compile(r"[0-9a-f]{16}")
SHEET = re.compile(r"[0-9a-f]{32}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,99}")
MOST_MEANT = 4_000
MOST_NUMBER = 2**53


@dataclass(frozen=True, slots=True)
class Press:
    """A button: the payload of the intent it means.

    One that stands on a form brings what was filled in, and its answer takes the form's place.
    """

    card: str
    means: str
    form: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choose:
    """An answer in a form that other questions depend on."""

    card: str
    sheet: str
    form: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Send:
    """A form that is filled in."""

    card: str
    sheet: str
    form: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Open:
    """A button that opens a dialog."""

    card: str
    means: str


@dataclass(frozen=True, slots=True)
class See:
    """A look at a card that shows each reader their own; `means` says what it shows."""

    card: str
    means: str


Said: TypeAlias = Press | Choose | Send | Open | See


def said(value: object) -> Said | None:
    """Return what was done on a card of ours; None for what does not come from one."""
    if not isinstance(value, Mapping) or KEY not in value:
        return None
    ours = found(value, KEY)
    card = _matching(NONCE, ours, "card")
    match text_at(ours, "do"):
        case "press" if text_at(ours, "form"):
            return Press(card, _meant(ours), *_filled_in(ours, value)[1:])
        case "press":
            return Press(card, _meant(ours))
        case "open":
            return Open(card, _meant(ours))
        case "see":
            return See(card, _meant(ours, least=0))
        case "choose":
            return Choose(card, *_filled_in(ours, value))
        case "send":
            return Send(card, *_filled_in(ours, value))
        case _:
            raise Unreadable(f"{KEY}.do")


def inputs(value: Body) -> dict[str, object]:
    """Return what a client added for the inputs of a card, by question."""
    typed = {name: legible(it) for name, it in value.items() if isinstance(it, str)}
    one = {name.removeprefix(ONE): it for name, it in typed.items() if name.startswith(ONE)}
    many = {name.removeprefix(MANY): it for name, it in typed.items() if name.startswith(MANY)}
    listed = {name: [part for part in it.split(",") if part] for name, it in many.items()}
    return {name: it for name, it in {**one, **listed}.items() if NAME.fullmatch(name)}


def answer(value: object) -> object:
    """Return an answer that we sent ourselves, or None for what we never send."""
    match value:
        case str():
            return legible(value)
        case bool():
            return value
        case int() if abs(value) < MOST_NUMBER:
            return value
        case list():
            return [legible(part) for part in value if isinstance(part, str)]
        case _:
            return None


def _filled_in(ours: Body, value: Body) -> tuple[str, str, dict[str, object]]:
    """Return the sheet, the form, and its answers: known before, tapped now, typed now."""
    known = found(ours, "known")
    tapped = {text_at(ours, "question"): text_at(ours, "answer")}
    carried = {**(known if isinstance(known, Mapping) else {}), **tapped}
    ours_before = {name: answer(it) for name, it in carried.items() if _is_name(name)}
    given = {**ours_before, **inputs(value)}
    answers = {name: it for name, it in given.items() if it not in (None, "", [])}
    return _matching(SHEET, ours, "sheet"), _matching(NAME, ours, "form"), answers


def _is_name(name: object) -> bool:
    return isinstance(name, str) and NAME.fullmatch(name) is not None


def _matching(pattern: re.Pattern[str], ours: object, field: str) -> str:
    if not pattern.fullmatch(text := text_at(ours, field)):
        raise Unreadable(f"{KEY}.{field}")
    return text


def _meant(ours: object, least: int = 1) -> str:
    """Return what a button means, if we could have sent it."""
    payload = text_at(ours, "means")
    if not least <= len(payload) <= MOST_MEANT:
        raise Unreadable(f"{KEY}.means")
    return payload
