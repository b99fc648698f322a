"""What Teams refuses: one walk over a payload, past the tables of `schema`.

The total is our own budget: the documentation gives 28 KB, 40 KB and 100 KB in different places,
and others measured 40 KB, in UTF-8 (BotFramework-Services issue 228).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

from adapters.teams.schema import KEY, LIMITS, SHAPES, VALUES
from adapters.teams.words import size

Surface: TypeAlias = Literal["chat", "dialog"]
Json: TypeAlias = Mapping[str, Any]

MOST_BYTES = 25_000
ONLY_ON: Mapping[str, Surface] = {"Action.Execute": "chat", "refresh": "chat"}
# Objects without a type of their own: where they hang says what they are.
KIND_BY_PLACE: Mapping[str, str] = {
    "attachments": "attachment",
    "choices": "choice",
    "columns": "column",
}
# What is not Teams' to read, and what is not ours to judge.
OPAQUE = ("data", "channelData", "from", "recipient", "conversation")
RuleT = TypeVar("RuleT")


@dataclass(frozen=True, slots=True)
class Part:
    """One object of a payload: where it is, what it is, and the card that it belongs to."""

    path: str
    kind: str
    fields: Json
    card: str | None


def faults(surface: Surface, payload: Json) -> tuple[str, ...]:
    """Return what Teams would refuse, each with its path and the limit; empty when all is well."""
    kind = str(payload.get("type", "answer"))
    parts = list(_walk(payload, Part("", kind, payload, "" if kind == "AdaptiveCard" else None)))
    of_parts = (fault for part in parts for fault in _faults_of(part, surface))
    return (*of_parts, *_repeats(parts), *_totals(payload, parts))


def _walk(node: Any, at: Part) -> Iterator[Part]:
    """Yield every object in the payload, outermost first."""
    if isinstance(node, Mapping):
        yield at
        for key, child in node.items():
            if key not in OPAQUE:
                yield from _walk(child, _child(at, key, child, ""))
    elif isinstance(node, list):
        for number, child in enumerate(node):
            yield from _walk(child, _child(at, at.kind, child, f"[{number}]"))


def _child(at: Part, key: str, child: Any, index: str) -> Part:
    path = (at.path + (index or f".{key}")).lstrip(".")
    is_object = isinstance(child, Mapping)
    fields = child if is_object else {}
    # A list passes its key on as its kind, so that its items know where they hang.
    kind = str(fields.get("type") or (KIND_BY_PLACE.get(key, key) if is_object else key))
    is_outermost = kind == "AdaptiveCard" and at.card is None
    return Part(path, kind, fields, path if is_outermost else at.card)


def _faults_of(part: Part, surface: Surface) -> Iterator[str]:
    if part.card is not None:
        yield from _out_of_shape(part)
    for field, value in part.fields.items():
        if limit := _rule(LIMITS, part, field):
            yield from _out_of_limits(part, field, *limit)
        known = _rule(VALUES, part, field)
        if known and value not in known:
            yield f"{part.path}.{field}: not one of {', '.join(known)}".lstrip(".")
    if surface != ONLY_ON.get(part.kind, surface):
        yield f"{part.path}: a {part.kind} can't be in a {surface}"
    yield from _faults_within(part, surface)


def _faults_within(part: Part, surface: Surface) -> Iterator[str]:
    """Yield what does not fit together in one element."""
    match part.kind:
        case "Action.Execute" | "Action.Submit":
            yield from _faults_of_action(part, surface)
        case "Input.ChoiceSet":
            yield from _faults_of_choices(part)
        case "Table":
            yield from _uneven_rows(part)


def _rule(table: Mapping[str, Mapping[str, RuleT]], part: Part, field: str) -> RuleT | None:
    own = table.get(part.kind, {}).get(field)
    return own or (table["*"].get(field) if part.card is not None else None)


def _out_of_shape(part: Part) -> Iterator[str]:
    if part.kind not in SHAPES:
        yield f"{part.path}: a {part.kind} is nothing that we send"
        return
    needs, may = (fields.split() for fields in SHAPES[part.kind])
    for field in needs:
        if not part.fields.get(field):
            yield f"{part.path}: needs {field}".lstrip(": ")
    for field in part.fields:
        if field not in ("type", *needs, *may):
            yield f"{part.path}: a {part.kind} has no {field}".lstrip(": ")


def _out_of_limits(part: Part, field: str, least: int, most: int) -> Iterator[str]:
    extent, unit = _extent(part.fields[field])
    if not least <= extent <= most:
        bound = f"at most {most}" if extent > most else f"at least {least}"
        yield f"{part.path}.{field}: {extent} {unit}, {bound}".lstrip(".")


def _extent(value: Any) -> tuple[int, str]:
    """Return how big it is; nothing, where it has not the shape of anything that we can send."""
    match value:
        case str():
            return len(value), "characters"
        case list():
            return len(value), "items"
        case int():
            return value, "as its value"
        case _:
            return 0, "characters"


def _faults_of_action(part: Part, surface: Surface) -> Iterator[str]:
    data = part.fields.get("data")
    ours = data.get(KEY) if isinstance(data, Mapping) else None
    if not isinstance(ours, Mapping) or not isinstance(data, Mapping):
        yield f"{part.path}.data: needs {KEY}"
        return
    if part.kind == "Action.Execute":
        fallback = part.fields.get("fallback")
        own = {"type": "Action.Submit", "title": part.fields.get("title"), "data": data}
        is_same = isinstance(fallback, Mapping) and {**fallback, **own} == fallback
        if not is_same and not part.path.endswith("refresh.action"):
            yield f"{part.path}: needs an Action.Submit of the same title and data as its fallback"
        if part.fields.get("verb") != ours.get("do"):
            yield f"{part.path}.verb: is not what the data says"
    elif surface == "chat" and not part.path.endswith(".fallback") and "msteams" not in data:
        yield f"{part.path}: an Action.Submit in a chat opens a dialog, or is a fallback"


def _faults_of_choices(part: Part) -> Iterator[str]:
    is_many = bool(part.fields.get("isMultiSelect"))
    choices = [it.get("value") for it in _items(part, "choices") if isinstance(it, Mapping)]
    values = [it for it in choices if isinstance(it, str)]
    if len(set(values)) != len(values):
        yield f"{part.path}.choices: two of them have the same value"
    if is_many and any("," in value for value in values):
        yield f"{part.path}.choices: a comma parts the values"
    chosen = str(part.fields.get("value", ""))
    if {*(chosen.split(",") if is_many else [chosen])} - {"", *values}:
        yield f"{part.path}.value: is not one of the choices"


def _uneven_rows(part: Part) -> Iterator[str]:
    width = len(_items(part, "columns"))
    cells = [row.get("cells") for row in _items(part, "rows") if isinstance(row, Mapping)]
    if any(not isinstance(it, list) or len(it) != width for it in cells):
        yield f"{part.path}.rows: each needs a cell for each column"


def _items(part: Part, name: str) -> list[Any]:
    items = part.fields.get(name)
    return items if isinstance(items, list) else []


def _repeats(parts: list[Part]) -> Iterator[str]:
    """Yield ids of inputs that return within a card."""
    ids = Counter(
        (p.card, str(p.fields["id"])) for p in parts if p.card is not None and "id" in p.fields
    )
    for (card, name), count in ids.items():
        if count > 1:
            yield f"{card or 'card'}: id {name} {count} times, at most 1"


def _totals(payload: Json, parts: list[Part]) -> Iterator[str]:
    """Yield what is too much, or missing, in the payload as a whole."""
    text = payload.get("text")
    if payload.get("type") == "message" and not text and not payload.get("attachments"):
        yield "message: needs text or attachments"
    for part in parts:
        mark = f"[{part.fields.get('position')}]"
        if part.kind == "citation" and part.fields and mark not in str(text):
            yield f"{part.path}: {mark} is not in the text"
    if (extent := size(payload)) > MOST_BYTES:
        yield f"payload: {extent} bytes, at most {MOST_BYTES}"
