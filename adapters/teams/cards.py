"""Cards as Adaptive Cards.

They are plain dicts of exactly the elements that we send, checked by our own walk in `limits`.
microsoft-teams-cards would be one more dependency for forty lines of JSON; it declares none of its
own though it imports pydantic, and it accepts fields that it does not know, so it checks nothing.

Whatever a person typed is shown as typed: words stand in `TextRun`s, never in a `TextBlock` or a
`FactSet`, which read Markdown. Long words are spread over blocks; nothing that is quoted is cut.
"""

from dataclasses import dataclass
from itertools import chain
from typing import assert_never

from adapters.teams.actions import Stamp, data_of, pressing, titled
from adapters.teams.schema import KEY, MOST_USERS
from adapters.teams.tables import table
from adapters.teams.words import (
    FAINT,
    STRONG,
    Json,
    elements,
    groups,
    led,
    paragraph,
    paragraphs,
    run,
)
from adapters.wire.words import clip
from bot.conversation.cards import (
    Alert,
    Block,
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Items,
    Note,
    Quote,
    Table,
    Text,
)

NAME = "Dutydesk"
HEADER_LIMIT = 150
CONFIRM_LIMIT = 300
# Teams moves the seventh into a menu, and on a phone cuts the words of those that share a row.
ROW_OF_BUTTONS = 5
WIDTH_OF_ROW = 44
EDGES_OF_BUTTON = 5
CLOSE: Json = {"spacing": "small"}


@dataclass(frozen=True, slots=True)
class Refresh:
    """What Teams asks us when one of the `users` looks at a card: to show it as it is now."""

    means: str
    users: tuple[str, ...]


def card(it: Card, stamp: Stamp, refresh: Refresh | None = None) -> Json:
    """Return a card that fits into one message; `parts.messages` takes any."""
    return framed(blocks(it, stamp), stamp, refresh)


def framed(shown: list[Json], stamp: Stamp, refresh: Refresh | None = None) -> Json:
    """Return elements as a card; one with nothing to say has a name."""
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "msteams": {"width": "Full"},
        **({"refresh": refreshing(refresh, stamp)} if refresh else {}),
        "body": shown or [paragraph(run(NAME))],
    }


def refreshing(refresh: Refresh, stamp: Stamp) -> Json:
    """Return whose own view of a card Teams fetches when they look at it."""
    data = data_of("see", stamp, means=refresh.means)
    see = {"type": "Action.Execute", "title": "See it as it is now", "verb": data[KEY]["do"]}
    return {"action": {**see, "data": data}, "userIds": list(refresh.users[:MOST_USERS])}


def blocks(it: Card, stamp: Stamp) -> list[Json]:
    """Return the title and every block of a card; a divider is a line above what follows it."""
    shown, is_divided = title(it.title), False
    for each in it.body:
        drawn = block(each, stamp)
        if drawn and is_divided:
            drawn[0] = {**drawn[0], "separator": True, "spacing": "large"}
        is_divided = isinstance(each, Divider) or (is_divided and not drawn)
        shown += drawn
    return shown


def title(text: str) -> list[Json]:
    """Return the header; a title too long for one becomes a bold paragraph, whole."""
    if not text.strip():
        return []
    size = {"size": "large"} if len(text) <= HEADER_LIMIT else {}
    return paragraphs(elements(text, **size, **STRONG))


def block(it: Block, stamp: Stamp) -> list[Json]:  # noqa: C901 - one case for each
    """Return the elements for one block of a card; none where it says nothing."""
    match it:
        case Text(text, lead):
            return paragraphs(led(lead, text))
        case Alert(text, lead):
            return boxed("attention", paragraphs(led(lead, text)))
        case Note(text):
            return paragraphs(elements(text, **FAINT), **CLOSE)
        case Quote(text, source):
            return [*boxed("emphasis", paragraphs(elements(text))), *block(Note(source), stamp)]
        case Facts(pairs):
            facts = (paragraphs(led(f"{label}:", it), **CLOSE) for label, it in pairs)
            return list(chain.from_iterable(facts))
        case Items(items):
            listed = (paragraphs(elements(f"• {item}"), **CLOSE) for item in items)
            return list(chain.from_iterable(listed))
        case Table():
            return table(it)
        case Divider():
            return []
        case Buttons(buttons):
            return rows([button(it, stamp) for it in buttons])
        case _:
            assert_never(it)


def boxed(style: str, shown: list[Json]) -> list[Json]:
    """Return each element in a box of its own: attention for a warning, emphasis for a quote."""
    return [{"type": "Container", "style": style, "items": [it]} for it in shown]


def rows(actions: list[Json]) -> list[Json]:
    """Return actions in rows that a phone shows with all their words."""
    return [
        {"type": "ActionSet", "actions": row}
        for fitting in groups(actions)
        for row in groups(fitting, WIDTH_OF_ROW, ROW_OF_BUTTONS, _width)
    ]


def button(it: Button, stamp: Stamp) -> Json:
    """Return the action of a button; one that asks first unfolds the question and a second button.

    `Action.Execute` cannot ask by itself.
    """
    if not it.confirm.strip():
        return pressing(it.label, it.means, stamp, it.style)
    asks = paragraph(*elements(clip(it.confirm, CONFIRM_LIMIT)))
    does = pressing(f"Yes: {it.label}", it.means, stamp, it.style)
    unfolded = {"type": "AdaptiveCard", "version": "1.5", "body": [asks, *rows([does])]}
    style = {"style": does["style"]} if "style" in does else {}
    return {"type": "Action.ShowCard", "title": titled(it.label), "card": unfolded, **style}


def _width(action: Json) -> int:
    return len(action["title"]) + EDGES_OF_BUTTON
