"""views.*: modals and Home tabs that the app opens and redraws."""

import json
from collections.abc import Mapping
from typing import Any

from adapters.sandbox.slack.arguments import required
from adapters.sandbox.slack.block_check import Surface
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.identity import JsonObject
from adapters.sandbox.slack.refusals import ApiRefusal
from adapters.sandbox.slack.views import View

MAX_VIEW_BYTES = 250_000


def open_view(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """views.open."""
    definition = _definition(slack, arguments, "modal")
    user = slack.triggers.exchange(required(arguments, "trigger_id"))
    return _shown(slack, slack.workspace.views.open(user, definition))


def push(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """views.push."""
    definition = _definition(slack, arguments, "modal")
    user = slack.triggers.exchange(required(arguments, "trigger_id"))
    return _shown(slack, slack.workspace.views.push(user, definition))


def update(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """views.update."""
    views = slack.workspace.views
    view = views.find(arguments.get("view_id"), arguments.get("external_id"))
    definition = _definition(slack, arguments, view.definition["type"])
    views.change(view, definition, arguments.get("hash"))
    return _shown(slack, view)


def publish(slack: SlackEmulator, arguments: JsonObject) -> JsonObject:
    """views.publish."""
    user = required(arguments, "user_id")
    if not slack.manifest.has_home:
        raise ApiRefusal("not_enabled")
    if user not in slack.workspace.people:
        complaint = "[ERROR] user_id is not a member of this workspace"
        raise ApiRefusal("invalid_arguments", response_metadata={"messages": [complaint]})
    definition = _definition(slack, arguments, "home")
    return _shown(slack, slack.workspace.views.publish(user, definition, arguments.get("hash")))


def require_showable(slack: SlackEmulator, definition: Mapping[str, Any], surface: Surface) -> None:
    """Refuse a view that Slack would refuse."""
    if len(json.dumps(definition, ensure_ascii=False).encode()) > MAX_VIEW_BYTES:
        raise ApiRefusal("view_too_large")
    if not isinstance(definition.get("blocks"), list):
        complaint = "[ERROR] missing required field: blocks"
        raise ApiRefusal("invalid_arguments", response_metadata={"messages": [complaint]})
    if surface == "modal" and not definition.get("title"):
        complaint = "[ERROR] missing required field: title [json-pointer:/view]"
        raise ApiRefusal("invalid_arguments", response_metadata={"messages": [complaint]})
    slack.require_valid(surface, definition)


def _definition(slack: SlackEmulator, arguments: JsonObject, surface: Surface) -> JsonObject:
    definition = arguments.get("view")
    if not isinstance(definition, dict):
        complaint = "[ERROR] missing required field: view"
        raise ApiRefusal("invalid_arguments", response_metadata={"messages": [complaint]})
    require_showable(slack, definition, surface)
    return definition


def _shown(slack: SlackEmulator, view: View) -> JsonObject:
    slack.workspace.touch()
    return {"view": view.as_json()}
