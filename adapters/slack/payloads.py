"""Slack's payloads, taken apart without trust: what has another shape is missing."""

import json
from collections.abc import Mapping

from adapters.wire.payloads import Body, Unreadable, found, text_at
from adapters.wire.words import legible


def team_of(body: Body) -> str:
    """Return the workspace whose installation a payload is for, as Bolt finds it."""
    return next((team for team in _teams(body) if team), "")


def _teams(body: Body) -> tuple[str, ...]:
    installations = found(body, "authorizations")
    first = installations[0] if isinstance(installations, list) and installations else None
    return (
        text_at(body, "view", "app_installed_team_id"),
        text_at(body, "team", "id"),
        text_at(first, "team_id"),
        text_at(body, "team_id"),
        text_at(body, "user", "team_id"),
    )


def pressed(body: Body) -> Body:
    """Return the button that was pressed, or the answer that was changed."""
    actions = found(body, "actions")
    if not isinstance(actions, list) or not actions or not isinstance(actions[0], Mapping):
        raise Unreadable("actions")
    return actions[0]


def is_typed(body: Body) -> bool:
    """Tell whether a letter was typed in a form, or taken away."""
    return text_at(pressed(body), "type") == "plain_text_input"


def values(view: Body) -> dict[str, object]:
    """Return the answers of a view and what it carried, by field."""
    blocks = found(view, "state", "values")
    if not isinstance(blocks, Mapping):
        raise Unreadable("view.state.values")
    answers = {name: answer(block) for name, block in blocks.items()}
    given = {name: value for name, value in answers.items() if value not in (None, "", [])}
    return {**given, **carried(view)}


def carried(view: Body) -> dict[str, object]:
    """Return what a view carried unseen: nothing, if it came back as something else."""
    try:
        data = json.loads(text_at(view, "private_metadata") or "{}")
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def answer(block: object) -> object:
    """Return the raw answer to one question, or None if it was left empty."""
    match next(iter(block.values()), None) if isinstance(block, Mapping) else None:
        case {"type": "plain_text_input", "value": str(text)}:
            return legible(text)
        case {"type": "datepicker", "selected_date": str(day)}:
            return day
        case {"type": "checkboxes" | "multi_static_select", "selected_options": list(options)}:
            return [value for option in options if (value := text_at(option, "value"))]
        case {"selected_option": option}:
            return text_at(option, "value") or None
        case _:
            return None
