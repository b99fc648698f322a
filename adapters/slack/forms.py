"""Forms as Slack modals."""

import json
from typing import assert_never

from adapters.slack.cards import Json, blocks, plain
from bot.conversation.cards import Card
from bot.conversation.exchange import Dialog
from bot.forms.form import Form, Kind, Question

TITLE_LIMIT = 24
LABEL_LIMIT = 2_000
OPTION_LIMIT = 75
MOST_RADIO_BUTTONS = 5
MOST_CHECKBOXES = 10
MOST_OPTIONS = 100
MOST_CHARACTERS = 3_000
ANSWER = "answer"


def modal(dialog: Dialog) -> Json:
    """Return the view that asks every question that is open; what is carried rides along."""
    form = dialog.form
    if not issubclass(form, Form):
        raise TypeError(f"{form.name} is not a form")
    above = blocks(Card("", dialog.card.body)) if dialog.card else []
    questions = form.open_questions(dialog.answers)
    return {
        "type": "modal",
        "callback_id": form.name,
        "title": plain(form.short, TITLE_LIMIT),
        "submit": plain(form.send, TITLE_LIMIT),
        "close": plain("Cancel", TITLE_LIMIT),
        "private_metadata": json.dumps(form.carried(dialog.answers)),
        "blocks": [*above, *(input_block(question, dialog) for question in questions)],
    }


def page(cards: tuple[Card, ...], title: str = "Dutydesk") -> Json:
    """Return cards as a modal: the last page of a form, or a case opened from the home page."""
    return {
        "type": "modal",
        "callback_id": "page",
        "title": plain(title, TITLE_LIMIT),
        "close": plain("Close", TITLE_LIMIT),
        "blocks": [block for card in cards for block in blocks(card)],
    }


def input_block(question: Question, dialog: Dialog) -> Json:
    """Return one input; its `block_id` is the field's name."""
    element = {"action_id": ANSWER, **widget(question, dialog)}
    shown: Json = {
        "type": "input",
        "block_id": question.name,
        "label": plain(question.ask.prompt, LABEL_LIMIT),
        "optional": not question.required,
        "dispatch_action": question.ask.steers,
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
            return {"type": "datepicker", **({"initial_date": str(known)} if known else {})}
        case Kind.YES_NO | Kind.CHOICE:
            return _one_of(question.choices, _as_value(known))
        case Kind.PERSON:
            return _one_of(dialog.people, _as_value(known))
        case Kind.CHOICES:
            return _some_of(question.choices, known)
        case _:
            assert_never(question.kind)


def _text_input(known: object, *, is_long: bool) -> Json:
    shown: Json = {"type": "plain_text_input", "multiline": is_long, "max_length": MOST_CHARACTERS}
    return {**shown, "initial_value": str(known)[:MOST_CHARACTERS]} if known else shown


def _one_of(choices: tuple[tuple[str, str], ...], known: str) -> Json:
    """Few choices are seen at once, more are picked, and a very long list is typed."""
    if len(choices) > MOST_OPTIONS:
        return _text_input(known, is_long=False)
    options = [_option(value, label) for value, label in choices]
    chosen = next((option for option in options if option["value"] == known), None)
    kind = "radio_buttons" if len(choices) <= MOST_RADIO_BUTTONS else "static_select"
    return {"type": kind, "options": options, **({"initial_option": chosen} if chosen else {})}


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
