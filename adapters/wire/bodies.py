"""What every gate asks of a request: headers that stand once, and JSON that is not too deep."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

MOST_DEPTH = 40

Headers: TypeAlias = Mapping[str, str]


def header(headers: Headers, name: str) -> str:
    """Return a header that is there once, by its name in small letters, or nothing."""
    values = [value for key, value in headers.items() if key.lower() == name]
    return values[0] if len(values) == 1 else ""


def decoded(raw_body: bytes) -> str | None:
    """Return the text of a body, if it is UTF-8."""
    try:
        return raw_body.decode()
    except UnicodeDecodeError:
        return None


def json_object(text: str) -> dict[str, Any] | None:
    """Return the JSON object that a text holds, if it holds one that is not too deep."""
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and not is_deeper(value, MOST_DEPTH) else None


def is_deeper(value: Any, levels: int) -> bool:
    """Tell whether more than so many objects and lists lie in one another."""
    layer = [value]
    for _ in range(levels):
        layer = [
            inner
            for outer in layer
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return any(isinstance(it, (dict, list)) for it in layer)


def _no_number(name: str) -> None:
    raise ValueError(name)
