"""What fits where: a card as one message or several, and views that Slack takes."""

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate

from adapters.slack.cards import HEADER_LIMIT, block, blocks, title
from adapters.slack.limits import MOST_TEXT, MOST_VIEW_BYTES
from adapters.slack.markup import escaped
from adapters.slack.words import Json, weight
from adapters.wire.words import clip, legible
from bot.conversation.cards import Card, Note

NAME = "Dutydesk"
MOST_BLOCKS = 48
MOST_WEIGHT = MOST_TEXT - 1_000
MOST_IN_VIEW = 100
ON_LOCK_SCREEN = 300
THERE_IS_MORE = Note('There is more than fits here. Say "my cases" to me in a message to see it.')


def messages(card: Card) -> tuple[Json, ...]:
    """Return a card as the messages that it takes, in order; its last buttons are on the last."""
    has_header = len(card.title.strip()) > 0 and len(card.title) <= HEADER_LIMIT
    groups = list(packed(blocks(Card("", card.body) if has_header else card))) or [[]]
    names = [_name(card.title, number, len(groups)) for number in range(1, len(groups) + 1)]
    return tuple(
        _message(name, [*(title(name) if has_header else ()), *group])
        for name, group in zip(names, groups, strict=True)
    )


def packed(shown: Sequence[Json]) -> Iterator[list[Json]]:
    """Yield blocks in groups that fit into one message each; Slack takes one table in each."""
    group: list[Json] = []
    for it in shown:
        is_second_table = it["type"] == "table" and any(b["type"] == "table" for b in group)
        is_full = len(group) == MOST_BLOCKS or weight([*group, it]) > MOST_WEIGHT
        if group and (is_second_table or is_full):
            yield group
            group = []
        group.append(it)
    if group:
        yield group


def home(card: Card) -> Json:
    """Return the view of somebody's own page."""
    return {"type": "home", "blocks": fitted(blocks(card, "home"))}


def fitted(shown: Sequence[Json], room: int = MOST_IN_VIEW) -> list[Json]:
    """Return the blocks of a view, or as many as fit and a line that says so."""
    if not shown:
        return [{"type": "divider"}]
    if len(shown) <= room and _bytes(shown) < MOST_VIEW_BYTES // 2:
        return list(shown)
    sizes = accumulate(_bytes([it]) for it in shown[: room - 1])
    kept = [it for it, size in zip(shown, sizes, strict=False) if size < MOST_VIEW_BYTES // 2]
    return [*kept, *block(THERE_IS_MORE)]


def _message(name: str, shown: list[Json]) -> Json:
    """Return the `text` and `blocks` of a message; the text is all a lock screen shows."""
    return {"text": escaped(clip(legible(name), ON_LOCK_SCREEN)), "blocks": shown}


def _name(text: str, number: int, of: int) -> str:
    """Return what a message is called: its title, and which of several it is."""
    called = text if text.strip() else NAME
    return called if of == 1 else f"{clip(called, HEADER_LIMIT - 20)} ({number} of {of})"


def _bytes(shown: Sequence[Json]) -> int:
    return len(json.dumps(shown))
