"""What a press on one of our cards sends back; `answers` reads it.

It lies under one key, beside what a client adds of its own: the inputs of the card.
"""

from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, Literal, TypeAlias

from adapters.teams.limits import Surface
from adapters.teams.schema import KEY, MOST_IN_TITLE
from adapters.teams.words import Json
from adapters.wire.carried import carried
from adapters.wire.words import clip, legible
from bot.conversation.cards import Style
from bot.conversation.intent import Intent

Do: TypeAlias = Literal["press", "choose", "send", "open", "see"]

MEANS_LIMIT = 2_000
STYLES: dict[Style, Json] = {
    Style.PLAIN: {},
    Style.PRIMARY: {"style": "positive"},
    Style.DANGER: {"style": "destructive"},
}
OPENS_DIALOG: Json = {"msteams": {"type": "task/fetch"}}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all actions of one drawing share: its nonce, new each time, and where it is shown.

    `opens` names the intents that are answered by a dialog, where no form may stand in the chat.
    """

    nonce: str = field(default_factory=lambda: token_hex(8))
    surface: Surface = "chat"
    opens: frozenset[str] = frozenset()


def pressing(
    label: str, means: Intent, stamp: Stamp, style: Style = Style.PLAIN, on: Json | None = None
) -> Json:
    """Return the action of a button; where it quotes people, it carries what there is room for.

    `on` says what form the button stands on: its answer takes the place of that form.
    """
    own = {"means": carried(means, MEANS_LIMIT), **(on or {})}
    if means.name in stamp.opens and stamp.surface == "chat":
        return _submit(label, {**data_of("open", stamp, **own), **OPENS_DIALOG}, style)
    return action(label, data_of("press", stamp, **own), stamp, style)


def action(label: str, data: Json, stamp: Stamp, style: Style = Style.PLAIN) -> Json:
    """Return an action as that surface takes it; an older client takes the fallback."""
    submit = _submit(label, data, style)
    if stamp.surface == "dialog":
        return submit
    return {**submit, "type": "Action.Execute", "verb": data[KEY]["do"], "fallback": submit}


def data_of(do: Do, stamp: Stamp, **carrying: Any) -> Json:
    """Return what an action sends back."""
    return {KEY: {"do": do, "card": stamp.nonce, **carrying}}


def titled(label: str) -> str:
    """Return an action's title as typed, clipped where it must be; none is empty."""
    return clip(legible(label), MOST_IN_TITLE).strip() or "-"


def _submit(label: str, data: Json, style: Style) -> Json:
    return {"type": "Action.Submit", "title": titled(label), "data": data, **STYLES[style]}
