"""Payloads that somebody broke: a thing gone, or something else in its place."""

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.adapters.slack.recorded import Body

# Junk in the place of anything, at any depth.
JUNK: st.SearchStrategy[object] = st.sampled_from(
    [None, True, 0, -1.5, "", "x", [], [None], [[1]], {}, {"id": []}, {"type": "event_callback"}]
)


def places(node: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path in a payload."""
    children: list[tuple[Any, Any]] = []
    if isinstance(node, dict):
        children = list(node.items())
    elif isinstance(node, list):
        children = list(enumerate(node))
    return [path] * bool(path) + [at for key, it in children for at in places(it, (*path, key))]


def broken(body: Body, path: tuple[Any, ...], junk: object, *, is_gone: bool) -> Body:
    """The payload with one thing taken out or replaced."""
    copy: Any = deepcopy(body)
    node = copy
    for key in path[:-1]:
        node = node[key]
    if is_gone and isinstance(node, dict):
        del node[path[-1]]
    else:
        node[path[-1]] = junk
    whole: Body = copy
    return whole
