"""The Events API: what happens in the workspace, for those events that the manifest asks for."""

import secrets
from collections.abc import Iterator

from adapters.sandbox.slack.app_manifest import AppManifest
from adapters.sandbox.slack.identity import (
    APP_ID,
    BOT_USER_ID,
    TEAM_ID,
    VERIFICATION_TOKEN,
    JsonObject,
)
from adapters.sandbox.slack.messages import Conversation, Message
from adapters.sandbox.slack.workspace import Workspace

_SUBSCRIPTIONS = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}


class Events:
    """Builds the event payloads that an app with this manifest receives."""

    def __init__(self, workspace: Workspace, manifest: AppManifest) -> None:
        self._workspace = workspace
        self._manifest = manifest

    def of_message(self, place: Conversation, message: Message) -> Iterator[JsonObject]:
        """Return the events of a new message: none where the app is no member."""
        if not place.has_app:
            return
        body = self._placed(message.as_json(), place, message.ts)
        if not message.is_from_app:
            body |= {"team": self._workspace.team_of(message.user)}
        if self._workspace.is_shared(place):
            body |= {"user_team": body["team"], "source_team": body["team"]}
        if _SUBSCRIPTIONS[place.channel_type] in self._manifest.events:
            yield self._callback(body, place)
        is_mention = f"<@{BOT_USER_ID}>" in message.text and not message.is_from_app
        if is_mention and place.kind == "channel" and "app_mention" in self._manifest.events:
            mention = {key: value for key, value in body.items() if key != "channel_type"}
            yield self._callback(mention | {"type": "app_mention"}, place)

    def of_change(
        self, place: Conversation, message: Message, before: JsonObject
    ) -> Iterator[JsonObject]:
        """Return the event of an edited or deleted message."""
        if not place.has_app or _SUBSCRIPTIONS[place.channel_type] not in self._manifest.events:
            return
        event: JsonObject = {"type": "message", "hidden": True, "previous_message": before}
        if message.is_deleted:
            event |= {"subtype": "message_deleted", "deleted_ts": message.ts}
        else:
            event |= {"subtype": "message_changed", "message": message.as_json()}
        ts = self._workspace.next_ts()
        yield self._callback(self._placed(event | {"ts": ts}, place, ts), place)

    def of_home(self, user: str, place: Conversation, tab: str) -> Iterator[JsonObject]:
        """Return the event of a person who opened the app's Home or Messages tab."""
        if "app_home_opened" not in self._manifest.events:
            return
        event: JsonObject = {
            "type": "app_home_opened",
            "user": user,
            "channel": place.id,
            "tab": tab,
            "event_ts": self._workspace.next_ts(),
        }
        view = self._workspace.views.homes.get(user)
        if tab == "home" and view is not None:
            event["view"] = view.as_json()
        yield self._callback(event, place)

    def of_person(self, user_object: JsonObject) -> Iterator[JsonObject]:
        """Return the event of a person whose account changed."""
        if "user_change" in self._manifest.events:
            ts = self._workspace.next_ts()
            event = {"type": "user_change", "user": user_object, "cache_ts": int(float(ts))}
            yield self._callback(event | {"event_ts": ts})

    @staticmethod
    def _placed(event: JsonObject, place: Conversation, ts: str) -> JsonObject:
        return event | {"channel": place.id, "event_ts": ts, "channel_type": place.channel_type}

    def _callback(self, event: JsonObject, place: Conversation | None = None) -> JsonObject:
        """Return the event in its outer wrapping."""
        authorization = {
            "enterprise_id": None,
            "team_id": TEAM_ID,
            "user_id": BOT_USER_ID,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "context_team_id": TEAM_ID,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(self._workspace.now().timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": place is not None and self._workspace.is_shared(place),
            "event_context": f"4-{secrets.token_urlsafe(48)}",
        }
