"""What was filled into a form: Slack's spelling of it, and Slack's own checks before sending."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from yarl import URL

from adapters.sandbox.slack.elements import (
    VALUE_KEYS,
    initial_value,
    offered_options,
    stateful_elements,
)
from adapters.sandbox.slack.identity import JsonObject

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WITH_OPTIONS = {"static_select", "radio_buttons", "multi_static_select", "checkboxes"}


def values_of(blocks: Sequence[JsonObject], filled: Mapping[str, Any]) -> JsonObject:
    """Return `state.values`: every element that can hold something, with nulls where it does not.

    `filled` is what the page sent; anything in it that is not in the blocks is ignored.
    """
    values: JsonObject = {}
    for block, element in stateful_elements(blocks):
        block_id, action_id, kind = block["block_id"], element["action_id"], element["type"]
        key = VALUE_KEYS[kind]
        sent = (filled.get(block_id) or {}).get(action_id)
        value = initial_value(element) if sent is None else sent.get(key)
        empty: list[JsonObject] | None = [] if key.endswith("s") else None
        values.setdefault(block_id, {})[action_id] = {"type": kind, key: value or empty}
    return values


def faults_in(blocks: Sequence[JsonObject], values: JsonObject) -> dict[str, str]:
    """Return by block what Slack's client would not send; empty when all is well."""
    faults = {}
    for block, element in stateful_elements(blocks):
        state = values[block["block_id"]][element["action_id"]]
        value = state[VALUE_KEYS[element["type"]]]
        fault = _fault(block, element, value)
        if fault:
            faults[block["block_id"]] = fault
    return faults


def _fault(block: JsonObject, element: JsonObject, value: Any) -> str:
    if not value:
        is_required = block["type"] == "input" and not block.get("optional", False)
        return "Please complete this required field." if is_required else ""
    if element["type"] in _WITH_OPTIONS:
        return _fault_of_choice(element, value)
    if isinstance(value, str) and VALUE_KEYS[element["type"]] == "value":
        return _fault_of_length(element, value) or _fault_of_format(element, value)
    return ""


def _fault_of_choice(element: JsonObject, value: Any) -> str:
    offered = {option["value"] for option in offered_options(element)}
    chosen = value if isinstance(value, list) else [value]
    is_offered = all(option.get("value") in offered for option in chosen)
    limit = element.get("max_selected_items", len(offered))
    if not is_offered:
        return "Please choose one of the options."
    return f"Please choose {limit} at most." if len(chosen) > limit else ""


def _fault_of_length(element: JsonObject, value: str) -> str:
    shortest = element.get("min_length", 0)
    longest = element.get("max_length", 3000)
    if len(value) < shortest:
        return f"Please write at least {shortest} characters."
    return f"Please write {longest} characters at most." if len(value) > longest else ""


def _fault_of_format(element: JsonObject, value: str) -> str:
    match element["type"]:
        case "email_text_input":
            return "" if _EMAIL.fullmatch(value) else "Please enter a valid email address."
        case "url_text_input":
            return "" if _is_address(value) else "Please enter a valid URL, with https:// in front."
        case "number_input":
            return _fault_of_number(element, value)
        case _:
            return ""


def _is_address(value: str) -> bool:
    try:
        address = URL(value)
    except ValueError:
        return False
    return address.scheme in {"http", "https"} and bool(address.host)


def _fault_of_number(element: JsonObject, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Please enter a number."
    if not element.get("is_decimal_allowed", False) and number != int(number):
        return "Please enter a whole number."
    lowest, highest = element.get("min_value"), element.get("max_value")
    if lowest is not None and number < Decimal(lowest):
        return f"Please enter {lowest} or more."
    if highest is not None and number > Decimal(highest):
        return f"Please enter {highest} or less."
    return ""
