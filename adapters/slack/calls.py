"""Calls to Slack's Web API: each payload is checked against the limits before it leaves."""

from collections.abc import Mapping
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.cards import Json
from adapters.slack.limits import faults
from bot.errors import DeliveryError

# Errors that another try would only repeat (RELIABILITY 2.3 C5).
HOPELESS = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "message_not_found",
        "cant_update_message",
        "msg_blocks_too_long",
        "msg_too_long",
        "not_in_channel",
        "token_revoked",
        "user_disabled",
        "user_not_found",
    }
)
QUIET = {"unfurl_links": False, "unfurl_media": False}


class OverLimit(Exception):
    """A payload that Slack would refuse; the faults say where. It is a bug in a renderer."""


class SlackCalls:
    """The few calls we make, with errors that the outbox understands."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def post(self, channel: str, message: Json, ref: str = "", thread: str = "") -> str:
        """Post a message and return its timestamp; `ref` lets it be found again."""
        _check("message", message)
        extra: Json = {"thread_ts": thread} if thread else {}
        if ref:
            extra["metadata"] = {"event_type": "dutydesk_notice", "event_payload": {"ref": ref}}
        sent = await self._call("chat.postMessage", channel=channel, **message, **QUIET, **extra)
        return str(sent["ts"])

    async def post_ephemeral(self, channel: str, user: str, message: Json, thread: str) -> None:
        """Show a message to one person in a channel."""
        _check("message", message)
        extra: Json = {"thread_ts": thread} if thread else {}
        await self._call("chat.postEphemeral", channel=channel, user=user, **message, **extra)

    async def update(self, channel: str, ts: str, message: Json) -> None:
        """Show a message in place of an earlier one."""
        _check("message", message)
        await self._call("chat.update", channel=channel, ts=ts, **message)

    async def open_view(self, trigger_id: str, view: Json) -> None:
        """Open a modal."""
        _check("modal", view)
        await self._call("views.open", trigger_id=trigger_id, view=view)

    async def update_view(self, view_id: str, view: Json, seen: str) -> None:
        """Draw an open modal again, unless it has changed since it was seen."""
        _check("modal", view)
        await self._call("views.update", view_id=view_id, hash=seen, view=view)

    async def publish_home(self, user: str, view: Json) -> None:
        """Show somebody's own page."""
        _check("home", view)
        await self._call("views.publish", user_id=user, view=view)

    async def direct_channel(self, user: str) -> str:
        """Return the channel of the direct messages with a person."""
        opened = await self._call("conversations.open", users=user)
        return str(opened["channel"]["id"])

    async def find(self, channel: str, ref: str) -> str | None:
        """Return the timestamp of the message that carries `ref`, if it is there."""
        history = await self._call(
            "conversations.history", channel=channel, include_all_metadata=True, limit=100
        )
        for message in history["messages"]:
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("ref") == ref:
                return str(message["ts"])
        return None

    async def _call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        try:
            response = await self._client.api_call(method, json=arguments)
        except SlackApiError as error:
            raise _delivery_error(method, error) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise DeliveryError(f"{method}: {type(error).__name__}") from error
        data: Mapping[str, Any] = response.data if isinstance(response.data, dict) else {}
        return data


def _check(surface: Any, payload: Json) -> None:
    if found := faults(surface, payload):
        raise OverLimit(*found)


def _delivery_error(method: str, error: SlackApiError) -> DeliveryError:
    code = str(error.response.get("error", "unknown"))
    after = error.response.headers.get("Retry-After")
    retry_after = float(after) if after and str(after).isdigit() else None
    return DeliveryError(f"{method}: {code}", permanent=code in HOPELESS, retry_after=retry_after)
