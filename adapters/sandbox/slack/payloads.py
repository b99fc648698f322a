"""The payloads that Slack sends when people do things with the app, in Slack's exact shapes."""

from adapters.sandbox.slack.app_manifest import Shortcut
from adapters.sandbox.slack.identity import (
    APP_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    VERIFICATION_TOKEN,
    JsonObject,
)
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.views import View
from adapters.sandbox.slack.workspace import Workspace


class Payloads:
    """Builds interaction and command payloads from the workspace's state."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def command(self, user: str, place: Conversation, command: str, text: str) -> JsonObject:
        """Return the form fields of a slash command, without its trigger and response URL."""
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "team_domain": TEAM_DOMAIN,
            "channel_id": place.id,
            "channel_name": place.payload_name,
            "user_id": user,
            "user_name": self._user_name(user),
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
        }

    def press_in_message(self, user: str, place: Conversation, message: Message) -> JsonObject:
        """block_actions from a message, without its actions; an ephemeral one is not repeated."""
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": place.id,
            "is_ephemeral": message.only_for is not None,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        body = self._interaction("block_actions", user) | {
            "container": container,
            "channel": {"id": place.id, "name": place.payload_name},
            "state": message.state_for(user),
        }
        return body if message.only_for else body | {"message": message.as_json()}

    def press_in_view(self, view: View) -> JsonObject:
        """block_actions from a modal or a Home tab, without its actions."""
        return self._interaction("block_actions", view.user) | {
            "container": {"type": "view", "view_id": view.id},
            "view": self._view(view),
        }

    def submission(self, view: View) -> JsonObject:
        """view_submission of a modal."""
        body = self._interaction("view_submission", view.user)
        return body | {"view": self._view(view), "response_urls": []}

    def closing(self, view: View, *, is_cleared: bool) -> JsonObject:
        """view_closed of a modal that asked to be told."""
        body = self._interaction("view_closed", view.user)
        return body | {"view": self._view(view), "is_cleared": is_cleared}

    def global_shortcut(self, user: str, shortcut: Shortcut) -> JsonObject:
        """Return a shortcut from the composer's menu."""
        body = self._interaction("shortcut", user) | {"callback_id": shortcut.callback_id}
        return body | {"action_ts": self._workspace.next_ts()}

    def message_shortcut(
        self, user: str, shortcut: Shortcut, place: Conversation, message: Message
    ) -> JsonObject:
        """Return a shortcut from a message's menu."""
        return self._interaction("message_action", user) | {
            "callback_id": shortcut.callback_id,
            "action_ts": self._workspace.next_ts(),
            "message_ts": message.ts,
            "channel": {"id": place.id, "name": place.payload_name},
            "message": message.as_json(),
        }

    def _view(self, view: View) -> JsonObject:
        return view.as_json() | {"team_id": self._workspace.team_of(view.user)}

    def _interaction(self, kind: str, user: str) -> JsonObject:
        name = self._user_name(user)
        team_id = self._workspace.team_of(user)
        return {
            "type": kind,
            "team": {"id": team_id, "domain": TEAM_DOMAIN if team_id == TEAM_ID else "elsewhere"},
            "user": {"id": user, "username": name, "name": name, "team_id": team_id},
            "api_app_id": APP_ID,
            "token": VERIFICATION_TOKEN,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _user_name(self, user: str) -> str:
        return self._workspace.people[user].name.lower().replace(" ", ".")
