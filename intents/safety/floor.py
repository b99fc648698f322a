"""The safety floor: the words that bring up a card before anything else is understood.

It errs towards showing the card. It never decides that something is *not* a concern (rule 2): words
about teaching or about a rule only make the card smaller, and one word that sounds like a real
person brings the whole card back.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, get_args

import yaml
from pydantic import BaseModel, ConfigDict

from intents.phrase_book import PhraseBook, Places, without
from intents.safety.likeness import sounds_like
from intents.safety.names import holds_a_name
from intents.spelling import read_words

Kind: TypeAlias = Literal[
    "adult_unsafe", "self_harm", "emergency", "nudes", "adult_contact", "abuse", "extremism"
]
# The gravest first: of several families in one message it decides the card.
KINDS: tuple[Kind, ...] = get_args(Kind)


class Alarm(BaseModel):
    """Which card comes up.

    `is_lesson` where the words sound like teaching or a rule, not like a child. `with_nudes` where
    the card is a graver one, and sexual pictures are mentioned too. `is_about_staff` where the
    words name a member of staff, so that nobody is told of them before the form asks who it is.
    `is_guessed` where no listed word was found, and the message only sounds like others.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    is_lesson: bool = False
    with_nudes: bool = False
    is_about_staff: bool = False
    is_guessed: bool = False


def alarm_in(text: str) -> Alarm | None:
    """Return the gravest alarm in a text, however it is spelt; None where there is none."""
    book = _book()
    said = book.places(read_words(text))
    alarming = without(said, book.covered("harmless", said))
    found = [kind for kind in KINDS if book.occurs(kind, alarming)]
    is_guessed = not found
    if is_guessed:
        alike = sounds_like(text)
        found = [kind for kind in KINDS if kind in alike]
    if "adult_unsafe" in found:
        found = _whose(found, book, said)
    if not found:
        return None
    return Alarm(
        kind=found[0],
        is_lesson=found[0] != "adult_unsafe" and _is_lesson(book, said),
        with_nudes="nudes" in found[1:],
        is_about_staff=book.occurs("staff", said),
        is_guessed=is_guessed,
    )


def _whose(found: list[Kind], book: PhraseBook, said: Places) -> list[Kind]:
    """Return the families, where words of despair may be a child's and not the writer's own."""
    if book.occurs("reported", said):
        return [kind for kind in found if kind != "adult_unsafe"] or ["self_harm"]
    if book.occurs("somebody_else", said):
        return [kind for kind in found if kind != "adult_unsafe"] or found
    return found


def is_about_somebody(text: str) -> bool:
    """Tell whether a sentence seems to be about one real person (rule 4), not about a rule."""
    book = _book()
    said = book.places(read_words(text))
    return _is_real(book, said, "about_somebody") or holds_a_name(text, _proper())


def _is_lesson(book: PhraseBook, said: Places) -> bool:
    return book.occurs("lesson", said) and not _is_real(book, said, "real")


def _is_real(book: PhraseBook, said: Places, signs: str) -> bool:
    """Tell whether a real person is meant: who stands in "if a pupil ..." is not real yet."""
    return book.occurs(signs, without(said, book.covered("supposed", said)))


@cache
def _book() -> PhraseBook:
    """Return the words that ship with the product."""
    words, contexts = _read("words"), _read("contexts")
    groups = {**words["groups"], **contexts["groups"]}
    return PhraseBook({**words["lists"], **contexts["lists"]}, groups, words["ordinary"]["words"])


@cache
def _proper() -> frozenset[str]:
    """Return the words that are written with a capital and name nobody."""
    return frozenset(word for line in _read("contexts")["names"]["none"] for word in line.split())


def _read(name: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    source = files("intents.safety").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    book: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(source)
    return book
