"""Modals and App Home tabs: the stack of each person and the rules of views.*."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.sandbox.slack.elements import VALUE_KEYS, initial_value, stateful_elements, with_ids
from adapters.sandbox.slack.identity import APP_ID, BOT_ID, TEAM_ID, JsonObject
from adapters.sandbox.slack.refusals import ApiRefusal

MAX_STACK = 3
_SEEN_BY_THE_PAGE = ("type", "title", "submit", "close", "clear_on_close")


@dataclass(slots=True, kw_only=True)
class View:
    """One modal or Home tab as Slack keeps it."""

    id: str
    user: str
    definition: JsonObject
    root_id: str
    previous_id: str | None
    hash: str
    values: JsonObject = field(default_factory=dict)

    @property
    def blocks(self) -> list[JsonObject]:
        """Its blocks, each with an id."""
        blocks: list[JsonObject] = self.definition["blocks"]
        return blocks

    def state(self) -> JsonObject:
        """`state` with a value, null or an empty list for every element that can hold one."""
        values: JsonObject = {}
        for block, element in stateful_elements(self.blocks):
            block_id, action_id, kind = block["block_id"], element["action_id"], element["type"]
            blank = {"type": kind, VALUE_KEYS[kind]: initial_value(element)}
            kept = self.values.get(block_id, {}).get(action_id)
            is_same_kind = kept is not None and kept["type"] == kind
            values.setdefault(block_id, {})[action_id] = kept if is_same_kind else blank
        return {"values": values}

    def as_json(self) -> JsonObject:
        """Return the view object that answers and payloads carry."""
        defaults = {"callback_id": "", "external_id": "", "private_metadata": ""}
        flags = {"clear_on_close": False, "notify_on_close": False}
        looks = {"title": None, "submit": None, "close": None}
        ids = {"team_id": TEAM_ID, "app_id": APP_ID, "app_installed_team_id": TEAM_ID}
        return {
            **(defaults | flags | looks | self.definition),
            **ids,
            "bot_id": BOT_ID,
            "id": self.id,
            "hash": self.hash,
            "state": self.state(),
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
        }

    def as_seen(self) -> JsonObject:
        """Return what the page draws: nothing that Slack hides from people."""
        shown = {key: self.definition.get(key) for key in _SEEN_BY_THE_PAGE}
        places = {"root_view_id": self.root_id, "previous_view_id": self.previous_id}
        body = {"blocks": self.blocks, "state": self.state()}
        return shown | places | body | {"id": self.id, "hash": self.hash}


class ViewShelf:
    """Every open modal and published Home tab in the workspace."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """Return the person's open modals, top last."""
        return self.stacks.setdefault(user, [])

    def open(self, user: str, definition: Mapping[str, Any]) -> View:
        """Open a modal in place of whatever was open."""
        self._require_type(definition, "modal")
        view = self._new_view(user, definition)
        self.stacks[user] = [view]
        return view

    def push(self, user: str, definition: Mapping[str, Any]) -> View:
        """Put a modal on top of the one that is open."""
        self._require_type(definition, "modal")
        stack = self.stack(user)
        if not stack:
            raise ApiRefusal("not_found")
        if len(stack) >= MAX_STACK:
            raise ApiRefusal("push_limit_reached")
        view = self._new_view(user, definition)
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        return view

    def publish(self, user: str, definition: Mapping[str, Any], known_hash: str | None) -> View:
        """Show or replace the person's Home tab."""
        self._require_type(definition, "home")
        if user in self.homes:
            self.change(self.homes[user], definition, known_hash)
        else:
            self.homes[user] = self._new_view(user, definition)
        return self.homes[user]

    def change(
        self, view: View, definition: Mapping[str, Any], known_hash: str | None = None
    ) -> None:
        """Redraw a view; what was typed stays where block and action ids are the same."""
        if known_hash and known_hash != view.hash:
            raise ApiRefusal("hash_conflict")
        self._require_type(definition, view.definition["type"])
        view.definition = self._kept(definition, view.id)
        view.hash = self._new_hash()

    def find(self, view_id: str | None, external_id: str | None) -> View:
        """Return the open view with one of these ids."""
        for view in self._all():
            own_external_id = view.definition.get("external_id")
            if view.id == view_id or (external_id and own_external_id == external_id):
                return view
        raise ApiRefusal("not_found")

    def close(self, view: View) -> None:
        """Take away the view and everything above it; the one below shows again."""
        stack = self.stack(view.user)
        if view in stack:
            del stack[stack.index(view) :]

    def close_all(self, user: str) -> None:
        """No modal left on that person's screen."""
        self.stacks[user] = []

    def _all(self) -> list[View]:
        return [*self.homes.values(), *(view for stack in self.stacks.values() for view in stack)]

    def _new_view(self, user: str, definition: Mapping[str, Any]) -> View:
        view_id = f"V{secrets.token_hex(5).upper()}"
        return View(
            id=view_id,
            user=user,
            definition=self._kept(definition, view_id),
            root_id=view_id,
            previous_id=None,
            hash=self._new_hash(),
        )

    def _kept(self, definition: Mapping[str, Any], view_id: str) -> JsonObject:
        external_id = definition.get("external_id")
        others = (view for view in self._all() if view.id != view_id)
        taken = {each.definition.get("external_id") for each in others}
        if external_id and external_id in taken:
            raise ApiRefusal("duplicate_external_id")
        return {**definition, "blocks": with_ids(definition["blocks"])}

    def _new_hash(self) -> str:
        return f"{int(self._now().timestamp())}.{secrets.token_hex(4)}"

    @staticmethod
    def _require_type(definition: Mapping[str, Any], kind: str) -> None:
        if definition.get("type") != kind:
            complaint = f"[ERROR] must be {kind} [json-pointer:/view/type]"
            raise ApiRefusal("invalid_arguments", response_metadata={"messages": [complaint]})
