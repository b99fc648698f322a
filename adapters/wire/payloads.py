"""What comes over a wire, taken apart without trust: what has another shape is missing."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Body: TypeAlias = Mapping[str, Any]


class Unreadable(Exception):
    """A payload without something that we cannot do without; it names the place, never a value."""


def found(body: object, *path: str) -> Any:
    """Return what lies at the end of a path of keys; None where there is no such path."""
    for key in path:
        body = body.get(key) if isinstance(body, Mapping) else None
    return body


def text_at(body: object, *path: str) -> str:
    """Return the text at the end of a path; nothing where there is none."""
    value = found(body, *path)
    return value if isinstance(value, str) else ""


def needed(body: object, *path: str) -> str:
    """Return the text at the end of a path, or raise `Unreadable`."""
    if not (value := text_at(body, *path)):
        raise Unreadable(".".join(path))
    return value
