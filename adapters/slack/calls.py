"""Calls to Slack's Web API: each payload is checked against the limits before it leaves."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.limits import Surface, faults
from adapters.slack.words import Json
from adapters.wire.payloads import found, text_at
from bot.errors import DeliveryError

# Errors that another try would only repeat (RELIABILITY 2.3 C5).
HOPELESS = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "ekm_access_denied",
        "invalid_arguments",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "messages_tab_disabled",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "restricted_action",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "user_not_visible",
    }
)
# A message that was deleted or can't be edited any more (C13); a view that was closed or changed.
GONE = frozenset(
    {
        "cant_update_message",
        "edit_window_closed",
        "message_not_found",
        "not_found",
        "hash_conflict",
    }
)
# A trigger is good once, for three seconds (C11).
TOO_LATE = frozenset(
    {
        "exchanged_trigger_id",
        "expired_trigger_id",
        "invalid_trigger_id",
        "trigger_exchanged",
        "trigger_expired",
    }
)
QUIET: Json = {"unfurl_links": False, "unfurl_media": False}
LITERAL: Json = {"parse": "none", "link_names": False}
CODE = re.compile(r"[a-z0-9_]{1,60}")
LONGEST_PAUSE = 3_600.0
NO_ANSWER = "not an answer of Slack's"


class OverLimit(DeliveryError):
    """A payload that Slack would refuse; the faults say where. It is a bug in a renderer."""

    def __init__(self, wrong: tuple[str, ...]) -> None:
        super().__init__("; ".join(wrong[:3]), permanent=True)


class Gone(DeliveryError):
    """What should be redrawn is not there any more, or not as it was."""


class NotNow(DeliveryError):
    """Slack is busy and did not take it, or does not know whether it did."""


class TooLate(DeliveryError):
    """The person's press or command is too long ago for a form to open."""


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
        own = {"channel": channel, **message, **QUIET, **LITERAL, **extra}
        sent = await self._write("chat.postMessage", own)
        return _said(sent, "ts")

    async def post_ephemeral(self, channel: str, user: str, message: Json, thread: str) -> None:
        """Show a message to one person in a channel."""
        _check("message", message)
        extra: Json = {"thread_ts": thread} if thread else {}
        own = {"channel": channel, "user": user, **message, **LITERAL, **extra}
        await self._write("chat.postEphemeral", own)

    async def update(self, channel: str, ts: str, message: Json) -> None:
        """Show a message in place of an earlier one."""
        _check("message", message)
        await self._write("chat.update", {"channel": channel, "ts": ts, **message, **LITERAL})

    async def open_view(self, trigger_id: str, view: Json) -> None:
        """Open a modal."""
        _check("modal", view)
        await self._write("views.open", {"trigger_id": trigger_id, "view": view})

    async def update_view(self, view_id: str, view: Json, seen: str) -> str:
        """Draw an open modal again, if it still is as it was seen; return its new hash."""
        _check("modal", view)
        own = {"view_id": view_id, "view": view, **({"hash": seen} if seen else {})}
        answer = await self._write("views.update", own)
        return text_at(answer, "view", "hash")

    async def publish_home(self, user: str, view: Json) -> None:
        """Show somebody's own page."""
        _check("home", view)
        await self._write("views.publish", {"user_id": user, "view": view})

    async def direct_channel(self, user: str) -> str:
        """Return the channel of the direct messages with a person."""
        opened = await self._write("conversations.open", {"users": user})
        return _said(opened, "channel", "id")

    async def find(self, channel: str, ref: str) -> str | None:
        """Return the timestamp of the message that carries `ref`, if it is there."""
        # What only reads takes no JSON: Slack answers invalid_arguments to it.
        asked = {"channel": channel, "include_all_metadata": True, "limit": 100}
        history = await self._call("conversations.history", http_verb="GET", params=asked)
        for message in found(history, "messages") or ():
            if text_at(message, "metadata", "event_payload", "ref") == ref:
                return _said(message, "ts")
        return None

    async def own_team(self) -> str:
        """Return the workspace that the token is for."""
        return _said(await self._write("auth.test", {}), "team_id")

    async def _write(self, method: str, arguments: Json) -> Mapping[str, Any]:
        return await self._call(method, json=arguments)

    async def _call(self, method: str, **request: Any) -> Mapping[str, Any]:
        try:
            response = await self._client.api_call(method, **request)
        except SlackApiError as error:
            raise refusal(method, error.response) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise DeliveryError(f"{method}: {type(error).__name__}") from error
        except (AttributeError, ValueError) as error:
            # What stands between us and Slack answered, and the SDK trips over it.
            raise DeliveryError(NO_ANSWER) from error
        data: Mapping[str, Any] = response.data if isinstance(response.data, dict) else {}
        return data


def _said(answer: object, *path: str) -> str:
    """Return what Slack must have said, or raise `DeliveryError`."""
    if not (text := text_at(answer, *path)):
        raise DeliveryError(NO_ANSWER)
    return text


def _check(surface: Surface, payload: Json) -> None:
    if wrong := faults(surface, payload):
        raise OverLimit(wrong)


def refusal(method: str, response: Any) -> DeliveryError:
    """Return the error for what Slack said, in the few words that may stand in a log."""
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    reason = f"{method}: {code if CODE.fullmatch(code) else f'http {status}'}"
    if code in GONE:
        return Gone(reason, permanent=True)
    if code in TOO_LATE:
        return TooLate(reason, permanent=True)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotNow(reason, retry_after=_pause(response))
    return DeliveryError(reason, permanent=code in HOPELESS)


def _pause(response: Any) -> float | None:
    after = str(response.headers.get("Retry-After", ""))
    return min(float(after), LONGEST_PAUSE) if re.fullmatch(r"[0-9]{1,9}", after) else None
