"""Block Kit's interactive elements: where they sit, what they hold, and who can see them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from adapters.sandbox.slack.identity import JsonObject

VALUE_KEYS: Mapping[str, str] = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
_INITIAL_KEYS = {"value": "initial_value", "rich_text_value": "initial_value", "files": ""}


def initial_value(element: Mapping[str, Any]) -> Any:
    """Return what the element holds before anybody touched it: often None or an empty list."""
    key = VALUE_KEYS[element["type"]]
    initial = _INITIAL_KEYS.get(key, key.replace("selected_", "initial_"))
    return element.get(initial) or ([] if key.endswith("s") else None)


def every_block(blocks: Sequence[JsonObject]) -> Iterator[JsonObject]:
    """All blocks, with those inside containers and carousels."""
    for block in blocks:
        yield block
        yield from every_block(block.get("child_blocks", ()))
        if block.get("type") == "carousel":
            yield from every_block(block.get("elements", ()))


def elements_of(block: JsonObject) -> list[JsonObject]:
    """Return the interactive elements of one block."""
    match block.get("type"):
        case "input":
            return [block["element"]]
        case "section":
            return [block["accessory"]] if "accessory" in block else []
        case "actions" | "context_actions":
            return list(block["elements"])
        case "card":
            return list(block.get("actions", ()))
        case _:
            return []


def stateful_elements(blocks: Sequence[JsonObject]) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Each (block, element) that has a place in `state.values`."""
    for block in every_block(blocks):
        for element in elements_of(block):
            if element["type"] in VALUE_KEYS:
                yield block, element


def find_element(
    blocks: Sequence[JsonObject], block_id: str, action_id: str
) -> tuple[JsonObject, JsonObject] | None:
    """Return the (block, element) with these ids."""
    for block in every_block(blocks):
        if block.get("block_id") == block_id:
            for element in elements_of(block):
                if element.get("action_id") == action_id:
                    return block, element
    return None


def offered_options(element: Mapping[str, Any]) -> list[JsonObject]:
    """Return the options of a select, radio, checkbox or overflow element, ungrouped."""
    groups = element.get("option_groups") or ()
    return [*element.get("options", ()), *(option for each in groups for option in each["options"])]


def with_ids(blocks: Sequence[Mapping[str, Any]], within: str = "") -> list[JsonObject]:
    """Return a copy in which every block and interactive element has an id, as in Slack.

    A block that is drawn again in the same place keeps its id, so that a press on a page that is
    just being redrawn counts, as it does in Slack.
    """
    named = []
    for number, original in enumerate(blocks):
        own_id = original.get("block_id") or _short_id(within, number, original)
        block: JsonObject = {**original, "block_id": own_id}
        for key in ("element", "accessory"):
            if key in block:
                block[key] = _with_action_id(block[key], own_id)
        for key in ("elements", "actions"):
            if key in block and block["type"] in {"actions", "context_actions", "card"}:
                block[key] = [_with_action_id(each, own_id, n) for n, each in enumerate(block[key])]
        if "child_blocks" in block:
            block["child_blocks"] = with_ids(block["child_blocks"], own_id)
        if block["type"] == "carousel":
            block["elements"] = with_ids(block["elements"], own_id)
        named.append(block)
    return named


def _with_action_id(element: Mapping[str, Any], within: str, number: int = 0) -> JsonObject:
    is_interactive = element.get("type") in {*VALUE_KEYS, "button", "overflow", "icon_button"}
    if not is_interactive and element.get("type") != "feedback_buttons":
        return dict(element)
    return {**element, "action_id": element.get("action_id") or _short_id(within, number, element)}


def _short_id(*what: object) -> str:
    return sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:8]


def visible_to(blocks: Sequence[JsonObject], user: str) -> list[JsonObject]:
    """Return the blocks as one person sees them: without the buttons that are meant for others."""
    seen: list[JsonObject] = []
    for original in blocks:
        block = _seen_block(original, user)
        if block is not None:
            seen.append(block)
    return seen


def _seen_block(block: JsonObject, user: str) -> JsonObject | None:
    kept = dict(block)
    if "accessory" in block and not _is_for(block["accessory"], user):
        del kept["accessory"]
    for key in ("elements", "actions"):
        if key in block and block["type"] in {"actions", "card"}:
            kept[key] = [each for each in block[key] if _is_for(each, user)]
    for key in ("child_blocks", "elements"):
        if key == "child_blocks" or block["type"] == "carousel":
            kept |= {key: visible_to(block[key], user)} if key in block else {}
    return None if kept["type"] == "actions" and not kept["elements"] else kept


def _is_for(element: Mapping[str, Any], user: str) -> bool:
    return user in element.get("visible_to_user_ids", (user,))
