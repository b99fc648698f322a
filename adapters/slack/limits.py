"""What Slack refuses: one table of its limits and one walk over a payload.

Sources: the Block Kit reference, slack_sdk's models and PLATFORMS 1; where they disagree, the
smaller figure. The total is our own budget: Slack answers `msg_blocks_too_long` somewhat above it.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Surface: TypeAlias = Literal["message", "modal", "home"]
Json: TypeAlias = Mapping[str, Any]

MOST_TEXT = 12_000
MOST_VIEW_BYTES = 250_000

# kind: {field: (fewest, most)}. A text's size is its length, a list's the number of its items, a
# number's its value. "field[]" limits each item of a list; "*" is whatever has the field.
LIMITS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "message": {"text": (0, 40_000), "blocks": (0, 50), "attachments": (0, 100)},
    "modal": {"title": (1, 24), "submit": (1, 24), "close": (1, 24), "blocks": (1, 100)},
    "home": {"blocks": (1, 100)},
    "*": {
        "private_metadata": (0, 3_000),
        "callback_id": (0, 255),
        "external_id": (0, 255),
        "block_id": (1, 255),
        "action_id": (1, 255),
        "placeholder": (1, 150),
        "option_groups": (1, 100),
        "options": (1, 100),
        "initial_options": (1, 100),
        "accessibility_label": (0, 75),
        "segments": (1, 6),
        "series": (1, 6),
    },
    "plain_text": {"text": (1, 3_000)},
    "mrkdwn": {"text": (1, 3_000)},
    "text": {"text": (1, MOST_TEXT)},
    "raw_text": {"text": (1, MOST_TEXT)},
    "markdown": {"text": (1, 12_000)},
    "header": {"text": (1, 150)},
    "section": {"text": (1, 3_000), "fields": (1, 10), "fields[]": (1, 2_000)},
    "context": {"elements": (1, 10)},
    "context_actions": {"elements": (1, 5)},
    "actions": {"elements": (1, 25)},
    "image": {"image_url": (1, 3_000), "alt_text": (1, 2_000), "title": (1, 2_000)},
    "input": {"label": (1, 2_000), "hint": (1, 2_000)},
    "button": {"text": (1, 75), "value": (0, 2_000), "url": (0, 3_000), "agent_prompt": (0, 4_000)},
    "icon_button": {"text": (1, 75), "value": (0, 2_000), "visible_to_user_ids": (1, 10)},
    "feedback_button": {"text": (1, 75), "value": (0, 2_000)},
    "confirm": {"title": (1, 100), "text": (1, 300), "confirm": (1, 30), "deny": (1, 30)},
    "option": {"text": (1, 75), "value": (1, 150), "description": (1, 75), "url": (0, 3_000)},
    "option_group": {"label": (1, 75)},
    "overflow": {"options": (1, 5)},
    "radio_buttons": {"options": (1, 10)},
    "checkboxes": {"options": (1, 10)},
    "plain_text_input": {"max_length": (1, 3_000), "min_length": (0, 3_000)},
    "file_input": {"max_files": (1, 10)},
    "table": {"rows": (1, 100), "rows[]": (1, 20), "column_settings": (0, 20)},
    "data_table": {"rows": (2, 101), "rows[]": (1, 20), "page_size": (1, 100)},
    "data_visualization": {"title": (1, 50)},
    "axis_config": {"categories": (1, 20), "categories[]": (1, 20)},
    "segment": {"label": (1, 20)},
    "point": {"label": (1, 20)},
    "alert": {"text": (1, 200)},
    "card": {"title": (1, 150), "subtitle": (1, 150), "body": (1, 200)},
    "container": {"title": (1, 150), "subtitle": (1, 150), "child_blocks": (1, 10)},
    "carousel": {"elements": (1, 10)},
}
# Each group of fields names alternatives, one of which must be there.
REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "message": (("text", "blocks"),),
    "modal": (("title",), ("blocks",)),
    "home": (("blocks",),),
    "section": (("text", "fields"),),
    "header": (("text",),),
    "context": (("elements",),),
    "actions": (("elements",),),
    "input": (("label",), ("element",)),
    "button": (("text",),),
    "confirm": (("title",), ("text",)),
    "option": (("text",), ("value",)),
    "option_group": (("label",), ("options",)),
    "static_select": (("options", "option_groups"),),
    "multi_static_select": (("options", "option_groups"),),
    **dict.fromkeys(("radio_buttons", "checkboxes", "overflow"), (("options",),)),
    "table": (("rows",),),
    "data_table": (("rows",), ("caption",)),
    "data_visualization": (("title",), ("chart",)),
    "card": (("hero_image", "title", "actions", "body"),),
    "container": (("title", "rich_text_title"), ("child_blocks",)),
}
ONLY_ON: Mapping[str, tuple[Surface, ...]] = {
    "alert": ("modal",),
    "carousel": ("message", "home"),
    "container": ("message",),
    "context_actions": ("message",),
    "data_table": ("message",),
    "data_visualization": ("message",),
    "file_input": ("modal",),
    "table": ("message",),
}
MOST_OF_A_KIND: Mapping[str, int] = {"table": 1, "data_visualization": 2}
# Composition objects have no type of their own: where they hang says what they are.
KIND_BY_PLACE: Mapping[str, str] = {
    "options": "option",
    "initial_option": "option",
    "initial_options": "option",
    "option_groups": "option_group",
    "positive_button": "feedback_button",
    "negative_button": "feedback_button",
    "segments": "segment",
    "data": "point",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One object of a payload: where it is, what it is, and the block that it belongs to."""

    path: str
    kind: str
    fields: Json
    block: str


def faults(surface: Surface, payload: Json) -> tuple[str, ...]:
    """Return what Slack would refuse, each with its path and the limit; empty when all is well."""
    parts = list(_walk(payload, Part("", surface, payload, "")))
    of_parts = (fault for part in parts for fault in _faults_of(part, surface))
    return (*of_parts, *_repeats(parts), *_totals(surface, payload, parts))


def _walk(node: Any, at: Part) -> Iterator[Part]:
    """Yield every object in the payload, outermost first."""
    if isinstance(node, Mapping):
        yield at
        for key, child in node.items():
            yield from _walk(child, _child(at, key, child, ""))
    elif isinstance(node, list):
        for number, child in enumerate(node):
            yield from _walk(child, _child(at, at.kind, child, f"[{number}]"))


def _child(at: Part, key: str, child: Any, index: str) -> Part:
    path = at.path + (index or f".{key}")
    fields = child if isinstance(child, Mapping) else {}
    # A list passes its key on as its kind, so that its items know where they hang.
    kind = str(fields.get("type") or (KIND_BY_PLACE.get(key, key) if fields else key))
    is_block = (index and key in ("blocks", "child_blocks")) or kind == "card"
    return Part(path.lstrip("."), kind, fields, path if is_block else at.block)


def _faults_of(part: Part, surface: Surface) -> Iterator[str]:
    for field in part.fields:
        for shape in (field, f"{field}[]"):
            limit = LIMITS.get(part.kind, {}).get(shape) or LIMITS["*"].get(shape)
            yield from _out_of_limits(part, shape, *limit) if limit else ()
    for names in REQUIRED.get(part.kind, ()):
        if not any(part.fields.get(name) for name in names):
            yield f"{part.path or surface}: needs {' or '.join(names)}"
    if surface not in ONLY_ON.get(part.kind, (surface,)):
        yield f"{part.path}: a {part.kind} can't be in a {surface}"
    if part.kind == "data_table":
        yield from _uneven_rows(part)
    offered = _items(part, "options")
    if offered and part.fields.get("initial_option", offered[0]) not in offered:
        yield f"{part.path}.initial_option: is not one of the options"


def _out_of_limits(part: Part, shape: str, least: int, most: int) -> Iterator[str]:
    name = shape.removesuffix("[]")
    named = {name: part.fields[name]}
    if name != shape:
        named = {f"{name}[{number}]": item for number, item in enumerate(_items(part, name))}
    for label, value in named.items():
        size, unit = _size(value)
        if not least <= size <= most:
            bound = f"at most {most}" if size > most else f"at least {least}"
            yield f"{part.path}.{label}: {size} {unit}, {bound}".lstrip(".")


def _size(value: Any) -> tuple[int, str]:
    """Return how big it is; nothing, where it has not the shape of anything that we can send."""
    match value:
        case {"text": str(text)} | str(text):
            return len(text), "characters"
        case list():
            return len(value), "items"
        case int():
            return value, "as its value"
        case _:
            return 0, "characters"


def _items(part: Part, name: str) -> list[Any]:
    items = part.fields.get(name)
    return items if isinstance(items, list) else []


def _uneven_rows(part: Part) -> Iterator[str]:
    rows = [row for row in _items(part, "rows") if isinstance(row, list)]
    if len({len(row) for row in rows}) > 1:
        yield f"{part.path}.rows: all need the same number of cells"
    headings = (cell for row in rows[:1] for cell in row if isinstance(cell, Mapping))
    if any(cell.get("type") == "rich_text" for cell in headings):
        yield f"{part.path}.rows[0]: a heading can't be rich_text"


def _repeats(parts: list[Part]) -> Iterator[str]:
    """Yield block ids that return within the payload, and action ids within a block."""
    seen = Counter(
        (part.block if field == "action_id" else "blocks", field, str(part.fields[field]))
        for part in parts
        for field in ("block_id", "action_id")
        if field in part.fields
    )
    for (where, field, name), count in seen.items():
        if count > 1:
            yield f"{where}: {field} {name} {count} times, at most 1"


def _totals(surface: Surface, payload: Json, parts: list[Part]) -> Iterator[str]:
    """Yield what is too much, or missing, in the payload as a whole."""
    kinds = Counter(part.kind for part in parts if part.fields)
    for kind, most in MOST_OF_A_KIND.items():
        if kinds[kind] > most:
            yield f"{surface}: {kinds[kind]} of {kind}, at most {most}"
    if surface == "modal" and kinds["input"] and not payload.get("submit"):
        yield "modal.submit: needed when there is an input"
    if surface == "message":
        texts = (part.fields.get("text") for part in parts if part.path)
        total = sum(len(text) for text in texts if isinstance(text, str))
        if total > MOST_TEXT:
            yield f"message: {total} characters in all blocks, at most {MOST_TEXT}"
    elif (size := len(json.dumps(payload).encode())) > MOST_VIEW_BYTES:
        yield f"{surface}: {size} bytes, at most {MOST_VIEW_BYTES}"
