"""Forms as Slack modals."""

import json
from collections.abc import Sequence
from datetime import date
from typing import assert_never

from adapters.slack.cards import blocks
from adapters.slack.limits import Surface
from adapters.slack.parts import MOST_IN_VIEW, NAME, fitted
from adapters.slack.words import Json, plain
from bot.conversation.cards import Card
from bot.conversation.exchange import Dialog
from bot.forms.form import Form, Kind, Question

TITLE_LIMIT = 24
LABEL_LIMIT = 2_000
OPTION_LIMIT = 75
MOST_RADIO_BUTTONS = 8
MOST_CHECKBOXES = 10
MOST_OPTIONS = 100
MOST_CHARACTERS = 3_000
# What a form takes of a story (`Words`): Slack says so while it is typed, not only when it is sent.
MOST_IN_STORY = 2_000
ANSWER = "answer"
AT_EVERY_LETTER: Json = {"trigger_actions_on": ["on_character_entered"]}
MODAL: Surface = "modal"


def modal(dialog: Dialog, above: Sequence[Card] = ()) -> Json:
    """Return the view that asks every question that is open; what is carried rides along.

    Warnings come `above` the form's own lines, and both above the questions.
    """
    form = dialog.form
    if not issubclass(form, Form):
        raise TypeError(f"{form.name} is not a form")
    lines = [*above, *((Card("", dialog.card.body),) if dialog.card else ())]
    is_kept = any(question.ask.steers for question in form.questions())
    questions = [
        input_block(it, dialog, is_kept=is_kept) for it in form.open_questions(dialog.answers)
    ]
    shown = [it for card in lines for it in blocks(card, MODAL)]
    return {
        "type": "modal",
        "callback_id": form.name,
        "title": plain(form.short, TITLE_LIMIT),
        "submit": plain(form.send, TITLE_LIMIT),
        "close": plain("Cancel", TITLE_LIMIT),
        "private_metadata": json.dumps(form.carried(dialog.answers)),
        "blocks": [*(fitted(shown, MOST_IN_VIEW - len(questions)) if shown else ()), *questions],
    }


def page(cards: Sequence[Card], title: str = "") -> Json:
    """Return cards as a modal: the last page of a form, or a case opened from the home page."""
    return {
        "type": "modal",
        "callback_id": "page",
        "title": plain(title or NAME, TITLE_LIMIT),
        "close": plain("Close", TITLE_LIMIT),
        "blocks": fitted([block for card in cards for block in blocks(card, MODAL)]),
    }


def input_block(question: Question, dialog: Dialog, *, is_kept: bool) -> Json:
    """Return one input; its `block_id` is the field's name.

    A form that keeps its answers while they are given tells of each of them at once: of words,
    that is at every letter, for a modal that is shut says nothing of what stood in it.
    """
    element = {"action_id": ANSWER, **widget(question, dialog)}
    if is_kept and element["type"] == "plain_text_input":
        element["dispatch_action_config"] = AT_EVERY_LETTER
    shown: Json = {
        "type": "input",
        "block_id": question.name,
        "label": plain(question.ask.prompt, LABEL_LIMIT),
        "optional": not question.required,
        "dispatch_action": is_kept,
        "element": element,
    }
    if question.ask.hint:
        shown["hint"] = plain(question.ask.hint, LABEL_LIMIT)
    return shown


def widget(question: Question, dialog: Dialog) -> Json:
    """Return the Slack element that fits the kind of answer, filled in as far as it is known."""
    known = dialog.answers.get(question.name)
    match question.kind:
        case Kind.TEXT | Kind.MOMENT:
            return _text_input(known, is_long=False)
        case Kind.LONG_TEXT:
            return _text_input(known, is_long=True)
        case Kind.DATE:
            return {
                "type": "datepicker",
                **({"initial_date": str(known)} if _is_day(known) else {}),
            }
        case Kind.YES_NO | Kind.CHOICE:
            return _one_of(question.choices, _as_value(known))
        case Kind.PERSON:
            return _one_of(dialog.people, _as_value(known))
        case Kind.CHOICES:
            return _some_of(question.choices, known)
        case _:
            assert_never(question.kind)


def _text_input(known: object, *, is_long: bool) -> Json:
    most = MOST_IN_STORY if is_long else MOST_CHARACTERS
    shown: Json = {"type": "plain_text_input", "multiline": is_long, "max_length": most}
    return {**shown, "initial_value": str(known)[:most]} if known else shown


def _one_of(choices: tuple[tuple[str, str], ...], known: str) -> Json:
    """Few choices are seen at once, more are searched; where there are none, people type."""
    if not choices:
        return _text_input(known, is_long=False)
    options = [_option(value, label) for value, label in choices]
    chosen = next((option for option in options if option["value"] == known), None)
    initial = {"initial_option": chosen} if chosen else {}
    if len(options) > MOST_OPTIONS:
        return {"type": "static_select", "option_groups": _groups(options), **initial}
    kind = "radio_buttons" if len(choices) <= MOST_RADIO_BUTTONS else "static_select"
    return {"type": kind, "options": options, **initial}


def _groups(options: list[Json]) -> list[Json]:
    """Return options in groups of a hundred, each named by its first and its last."""
    starts = range(0, len(options), MOST_OPTIONS)
    found = [options[start : start + MOST_OPTIONS] for start in starts][:MOST_OPTIONS]
    return [{"label": plain(_range(group), OPTION_LIMIT), "options": group} for group in found]


def _range(group: list[Json]) -> str:
    first, last = (option["text"]["text"].partition(",")[0] for option in (group[0], group[-1]))
    return f"{first} to {last}"


def _some_of(choices: tuple[tuple[str, str], ...], known: object) -> Json:
    options = [_option(value, label) for value, label in choices]
    values = {str(each) for each in known} if isinstance(known, (list, tuple)) else set()
    chosen = [option for option in options if option["value"] in values]
    kind = "checkboxes" if len(choices) <= MOST_CHECKBOXES else "multi_static_select"
    return {"type": kind, "options": options, **({"initial_options": chosen} if chosen else {})}


def _option(value: str, label: str) -> Json:
    return {"text": plain(label, OPTION_LIMIT), "value": value}


def _as_value(known: object) -> str:
    if isinstance(known, bool):
        return "true" if known else "false"
    return "" if known is None else str(known)


def _is_day(known: object) -> bool:
    try:
        return bool(known) and bool(date.fromisoformat(str(known)))
    except ValueError:
        return False
