"""The inputs of a form: one for each kind of answer, filled in as far as it is known."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias, assert_never

from adapters.teams.schema import MOST_CHARACTERS, MOST_CHOICES
from adapters.teams.words import Json
from adapters.wire.words import clip, legible
from bot.forms.form import Kind, Question

Choices: TypeAlias = Sequence[tuple[str, str]]

MOST_RADIO_BUTTONS = 8
MOST_CHECKBOXES = 10
LABEL_LIMIT = 200
CHOICE_LIMIT = 100
ONE, MANY = "one.", "many."


def input_element(question: Question, known: object, people: Choices, most: int) -> Json:
    """Return the input for a question; its id says which it is, and whether it has one answer.

    Of what is known, at most so many characters are filled in.
    """
    prefix = MANY if question.kind is Kind.CHOICES else ONE
    own = {"id": f"{prefix}{question.name}", "label": label(question)}
    return {**widget(question, known, people, most), **own}


def label(question: Question) -> str:
    """Return the question as it is asked; whoever may leave it out is told so."""
    prompt = question.ask.prompt
    return clip(prompt if question.required else f"{prompt} (if you like)", LABEL_LIMIT)


def widget(question: Question, known: object, people: Choices, most: int) -> Json:
    """Return the element that fits the kind of answer."""
    match question.kind:
        case Kind.TEXT | Kind.MOMENT:
            return _text(known, most)
        case Kind.LONG_TEXT:
            return {**_text(known, most), "isMultiline": True}
        case Kind.DATE:
            return {"type": "Input.Date", **({"value": str(known)} if _is_day(known) else {})}
        case Kind.YES_NO | Kind.CHOICE:
            return _one_of(question.choices, as_value(known), "compact")
        case Kind.PERSON:
            if not 0 < len(people) <= MOST_CHOICES:
                return _text(known, most)
            # A name may hold what radio buttons would read as Markdown; what unfolds reads none.
            return _one_of(people, as_value(known), "filtered")
        case Kind.CHOICES:
            return _some_of(question.choices, known)
        case _:
            assert_never(question.kind)


def as_value(known: object) -> str:
    """Return an answer as the value of a choice."""
    if isinstance(known, bool):
        return "true" if known else "false"
    return "" if known is None else str(known)


def _text(known: object, most: int) -> Json:
    shown: Json = {"type": "Input.Text", "maxLength": MOST_CHARACTERS}
    return {**shown, "value": legible(str(known))[:most]} if known else shown


def _one_of(choices: Choices, known: str, folded: str) -> Json:
    """Few choices are seen at once, more unfold; a long list of people can be searched."""
    is_short = folded == "compact" and len(choices) <= MOST_RADIO_BUTTONS
    chosen = {"value": known} if known in dict(choices) else {}
    return {**_choice_set(choices, "expanded" if is_short else folded), **chosen}


def _some_of(choices: Choices, known: object) -> Json:
    values = {str(each) for each in known} if isinstance(known, (list, tuple)) else set()
    chosen = [value for value, _ in choices if value in values]
    style = "expanded" if len(choices) <= MOST_CHECKBOXES else "compact"
    shown = {**_choice_set(choices, style), "isMultiSelect": True}
    return {**shown, "value": ",".join(chosen)} if chosen else shown


def _choice_set(choices: Choices, style: str) -> Json:
    shown = [
        {"title": clip(legible(text), CHOICE_LIMIT), "value": value} for value, text in choices
    ]
    element: Json = {"type": "Input.ChoiceSet", "style": style, "choices": shown, "wrap": True}
    hint = {"compact": "Choose", "filtered": "Type a name or choose"}.get(style)
    return {**element, "placeholder": hint} if hint else element


def _is_day(known: object) -> bool:
    try:
        return bool(known) and bool(date.fromisoformat(str(known)))
    except ValueError:
        return False
