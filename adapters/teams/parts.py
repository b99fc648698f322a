"""What fits where: a card as one message or several, and cards that Teams takes."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from secrets import token_hex
from typing import Any

from adapters.teams.actions import Stamp
from adapters.teams.cards import (
    HEADER_LIMIT,
    NAME,
    Refresh,
    block,
    blocks,
    framed,
    refreshing,
    title,
)
from adapters.teams.citations import Citation, citations, marked
from adapters.teams.limits import MOST_BYTES
from adapters.teams.schema import MOST_IN_SUMMARY, MOST_SUGGESTED
from adapters.teams.words import Json, groups, size
from adapters.wire.words import clip, legible
from bot.conversation.cards import Card, Note

# What stands around the body: the activity and its summary, the title, and the frame.
AROUND = 4_000
ROOM = MOST_BYTES - AROUND
MOST_IN_BODY = 400
# Where others read, a button that begins a form opens it over the conversation, to its presser.
OPENS = frozenset(("begin_form", "open_form"))
THERE_IS_MORE = Note('There is more than fits here. Say "my cases" to me in a message to see it.')


@dataclass(frozen=True, slots=True)
class Message:
    """One message as Teams is to show it.

    `text` is Markdown, and empty unless there are citations; `summary` is all that a lock screen
    shows. `suggested` are at most three things to say next.
    """

    text: str = ""
    card: dict[str, Any] | None = None
    summary: str = ""
    suggested: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    feedback: bool = False


def messages(
    card: Card,
    *,
    nonce: str = "",
    refresh: Refresh | None = None,
    suggested: tuple[str, ...] = (),
    is_shared: bool = False,
) -> tuple[Message, ...]:
    """Return a card as the messages that it takes, in order.

    Its last buttons are on the last, and so are the refresh and what is suggested.
    """
    stamp = Stamp(nonce or token_hex(8), opens=OPENS if is_shared else frozenset())
    own = {"refresh": refreshing(refresh, stamp)} if refresh else {}
    has_header = 0 < len(card.title.strip()) <= HEADER_LIMIT
    shown = blocks(Card("", card.body) if has_header else card, stamp)
    parts = list(groups(shown, ROOM - size(own), MOST_IN_BODY)) or [[]]
    names = [_name(card.title, number, len(parts)) for number in range(1, len(parts) + 1)]
    *before, last = (
        Message(
            card=framed([*(title(name) if has_header else ()), *part], stamp),
            summary=clip(legible(name), MOST_IN_SUMMARY),
        )
        for name, part in zip(names, parts, strict=True)
    )
    ending = replace(last, card={**(last.card or {}), **own}, suggested=suggested[:MOST_SUGGESTED])
    return (*before, ending)


def quoted(card: Card) -> tuple[Message, ...]:
    """Return an answer, with its clauses as citations where they fit, and a way to rate it."""
    cited, shown = citations(card), messages(card)
    if cited and len(shown) == 1:
        body = messages(Card("", card.body))[0].card
        text = marked(card.title, cited)
        whole = replace(shown[0], text=text, card=body, citations=cited)
        if _weight(whole) <= ROOM:
            shown = (whole,)
    return (*shown[:-1], replace(shown[-1], feedback=True))


def fitted(shown: Sequence[Json], room: int) -> list[Json]:
    """Return the elements, or as many as fit and a line that says so."""
    if size(shown) <= room and len(shown) <= MOST_IN_BODY:
        return list(shown)
    more = block(THERE_IS_MORE, Stamp())
    sizes = accumulate(size(each) + len(", ") for each in shown[:MOST_IN_BODY])
    left = room - size(more)
    return [*(it for it, so_far in zip(shown, sizes, strict=False) if so_far <= left), *more]


def _name(text: str, number: int, of: int) -> str:
    """Return what a message is called: its title, and which of several it is."""
    called = text if text.strip() else NAME
    return called if of == 1 else f"{clip(called, HEADER_LIMIT - 20)} ({number} of {of})"


def _weight(message: Message) -> int:
    """Return the size of a message; what stands in a pop-up is JSON within JSON."""
    pop_ups = (size(json.dumps(asdict(each))) for each in message.citations)
    return size(message.text) + size(message.card) + sum(pop_ups)
