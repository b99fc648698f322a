"""What in an Adaptive Card can be pressed, filled in or refreshed."""

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.sandbox.refusals import WindowRefusal
from adapters.sandbox.teams.identity import JsonObject

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
# What a client sends for an input that nobody touched; nothing where there is no default here.
_UNTOUCHED = {"Input.Text": "", "Input.Date": "", "Input.Time": "", "Input.Number": ""}


def cards_of(activity: Mapping[str, Any]) -> list[JsonObject]:
    """Return the Adaptive Cards that are attached to an activity."""
    attached = activity.get("attachments") or ()
    return [each["content"] for each in attached if each.get("contentType") == CARD_TYPE]


def actions_in(card: JsonObject) -> Iterator[JsonObject]:
    """Return all that can be pressed: also fallbacks, for which older clients stand."""
    return (each for each in _objects(card) if _kind(each).startswith("Action."))


def has_action(card: JsonObject, action: JsonObject) -> bool:
    """Whether exactly that action is in the card."""
    return any(each == action for each in actions_in(card))


def filled(card: JsonObject, inputs: Mapping[str, str]) -> JsonObject:
    """Return what a client sends of the inputs: what was filled in, else what stood there."""
    values: JsonObject = {}
    for element in _objects(card):
        if not _kind(element).startswith("Input."):
            continue
        untouched = element.get("value", _UNTOUCHED.get(_kind(element)))
        value = inputs.get(element["id"], untouched)
        _require_offered(element, value)
        if value is not None:
            values[element["id"]] = value
    return values


def data_of(action: JsonObject, inputs: JsonObject) -> JsonObject:
    """Return the data that an action sends: its own, with the inputs beside it."""
    own = action.get("data")
    return {**own, **inputs} if isinstance(own, dict) else inputs


def refresh_of(card: JsonObject, account: str) -> JsonObject | None:
    """Return the action by which that account's client refreshes the card by itself."""
    refresh = card.get("refresh")
    if not isinstance(refresh, dict):
        return None
    users = refresh.get("userIds") or [account]
    action: JsonObject | None = refresh.get("action")
    return action if account in users else None


def _require_offered(element: JsonObject, value: str | None) -> None:
    """Refuse a choice that is not there; choices of several come with commas between them."""
    if _kind(element) != "Input.ChoiceSet" or not value:
        return
    offered = {choice["value"] for choice in element["choices"]}
    chosen = value.split(",") if element.get("isMultiSelect") else [value]
    if not set(chosen) <= offered:
        raise WindowRefusal("Please choose one of the options.")


def _objects(part: Any) -> Iterator[JsonObject]:
    """Yield the objects of a card, without what is hidden in data or done by itself."""
    if isinstance(part, list):
        for each in part:
            yield from _objects(each)
    if isinstance(part, dict):
        yield part
        for key, value in part.items():
            if key not in {"data", "refresh"}:
                yield from _objects(value)


def _kind(element: JsonObject) -> str:
    return str(element.get("type", ""))
