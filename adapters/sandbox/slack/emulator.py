"""The emulated Slack as one thing: its workspace, its rules, and the way to the app."""

from collections.abc import Mapping
from typing import Any

from adapters.sandbox.faults import Faults
from adapters.sandbox.slack.app_manifest import AppManifest
from adapters.sandbox.slack.block_check import BlockCheck, Surface, complaints
from adapters.sandbox.slack.courier import Courier
from adapters.sandbox.slack.events import Events
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.payloads import Payloads
from adapters.sandbox.slack.refusals import ApiRefusal
from adapters.sandbox.slack.socket_mode import SocketMode
from adapters.sandbox.slack.tickets import ResponsePlaces, Triggers
from adapters.sandbox.slack.workspace import Workspace


class SlackEmulator:
    """What every Web API method and every gesture in the window works on."""

    def __init__(self, workspace: Workspace, manifest: AppManifest, check: BlockCheck) -> None:
        self.workspace = workspace
        self.manifest = manifest
        self.check = check
        self.address = ""
        self.socket_mode = SocketMode()
        self.courier = Courier(self.socket_mode)
        self.faults = Faults()
        self.triggers = Triggers(workspace.now)
        self.responses = ResponsePlaces(workspace.now)
        self.events = Events(workspace, manifest)
        self.payloads = Payloads(workspace)

    def response_url(self, user: str, place: Conversation, message_ts: str | None = None) -> str:
        """Return a new response URL for what this person just did in this place."""
        return f"{self.address}/response/{self.responses.issue(user, place.id, message_ts)}"

    def require_valid(self, surface: Surface, payload: Mapping[str, Any]) -> None:
        """Refuse what Slack would refuse, with its error code for that surface."""
        found = complaints(surface, payload, self.check)
        if found:
            error = "invalid_blocks" if surface == "message" else "invalid_arguments"
            messages = [f"[ERROR] {each}" for each in found]
            raise ApiRefusal(error, errors=found, response_metadata={"messages": messages})

    def require_scope(self, scope: str) -> None:
        """Refuse what the manifest did not ask leave for."""
        if scope not in self.manifest.scopes:
            provided = ",".join(self.manifest.scopes)
            raise ApiRefusal("missing_scope", needed=scope, provided=provided)

    def announce(self, place: Conversation, message: Message) -> None:
        """Tell the app of a message that it wrote itself, as Slack does."""
        for event in self.events.of_message(place, message):
            self.courier.tell_later(event)

    def announce_change(self, place: Conversation, message: Message, before: Any) -> None:
        """Tell the app of an edited or deleted message."""
        for event in self.events.of_change(place, message, before):
            self.courier.tell_later(event)
