"""Forms and pages as Teams shows them: in the conversation, or in a dialog over it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from secrets import token_hex

from adapters.teams.actions import Stamp
from adapters.teams.adapter import Answer
from adapters.teams.forms import form_card, page
from adapters.teams.parts import Message
from adapters.teams.words import Json
from adapters.wire.words import clip
from bot.conversation.cards import Card
from bot.conversation.exchange import Dialog
from bot.forms.form import Form

CARD = "application/vnd.microsoft.card.adaptive"
WORDS = "application/vnd.microsoft.activity.message"
NAME = "Dutydesk"
TITLE_LIMIT = 64
SUMMARY_LIMIT = 100
NO_ERRORS: Mapping[str, str] = {}


def title_of(dialog: Dialog) -> str:
    """Return what the form is for."""
    return dialog.form.title() if issubclass(dialog.form, Form) else dialog.form.name


def form_message(dialog: Dialog, sheet: str = "", errors: Mapping[str, str] = NO_ERRORS) -> Message:
    """Return a form as a message; it keeps its `sheet` while it is drawn again."""
    drawn = form_card(dialog, Stamp(), sheet or token_hex(16), errors)
    return Message(card=drawn, summary=clip(title_of(dialog), SUMMARY_LIMIT))


def form_page(
    dialog: Dialog,
    sheet: str = "",
    errors: Mapping[str, str] = NO_ERRORS,
    above: Sequence[Card] = (),
) -> Answer:
    """Return a form as a dialog."""
    stamp = Stamp(surface="dialog")
    drawn = form_card(dialog, stamp, sheet or token_hex(16), errors, above)
    return _dialog(title_of(dialog), drawn)


def last_page(cards: Sequence[Card]) -> Answer:
    """Return cards as a dialog: the last page of a form, or what stands in its place.

    The title of the first is the dialog's, and is not said twice.
    """
    first, *others = cards
    shown = (replace(first, title=""), *others) if len(first.title) <= TITLE_LIMIT else cards
    return _dialog(first.title or NAME, page(shown, Stamp(surface="dialog")))


def in_place(card: Json) -> Answer:
    """Return what shows a card in place of the one that was pressed."""
    return Answer(HTTPStatus.OK, {"statusCode": 200, "type": CARD, "value": card})


def in_words(words: str) -> Answer:
    """Return what shows a line under the card that was pressed."""
    return Answer(HTTPStatus.OK, {"statusCode": 200, "type": WORDS, "value": words})


def _dialog(title: str, card: Json) -> Answer:
    attached = {"contentType": CARD, "content": card}
    shown = {
        "title": clip(title, TITLE_LIMIT),
        "height": "large",
        "width": "medium",
        "card": attached,
    }
    return Answer(HTTPStatus.OK, {"task": {"type": "continue", "value": shown}})
