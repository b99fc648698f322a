"""HTTP mode: events, interactions and commands posted to the app with Slack's v0 signature."""

import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from adapters.sandbox.refusals import NotAcknowledged
from adapters.sandbox.slack.courier import Parcel
from adapters.sandbox.slack.identity import VERIFICATION_TOKEN, JsonObject

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


def _wall_clock() -> datetime:
    return datetime.now(UTC)


class SignedHttp:
    """Posts to the app's request URL. Signatures carry real time, also when the sandbox's moved."""

    def __init__(
        self, request_url: str, signing_secret: str, now: Callable[[], datetime] = _wall_clock
    ) -> None:
        self._url = request_url
        self._verifier = SignatureVerifier(signing_secret)
        self._now = now

    async def introduce(self) -> None:
        """Slack's url_verification handshake; raises `NotAcknowledged` if the app fails it."""
        challenge = secrets.token_hex(16)
        payload = {
            "type": "url_verification",
            "token": VERIFICATION_TOKEN,
            "challenge": challenge,
        }
        answer = await self.deliver(Parcel("events_api", payload))
        if challenge not in {answer.get("challenge"), answer.get("text")}:
            raise NotAcknowledged("challenge_failed", may_retry=False)

    async def deliver(self, parcel: Parcel) -> JsonObject:
        """Return what the app answered with its 200."""
        kind, body = _encoded(parcel)
        headers = self._signed(body) | {"Content-Type": kind} | _retry_headers(parcel)
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(self._url, data=body.encode(), headers=headers) as response,
            ):
                if response.status != HTTPStatus.OK:
                    may_retry = response.headers.get("X-Slack-No-Retry") != "1"
                    raise NotAcknowledged("http_error", may_retry=may_retry)
                return _decoded(response.content_type, await response.text())
        except aiohttp.ClientError as broken:
            raise NotAcknowledged("connection_failed") from broken

    def _signed(self, body: str) -> dict[str, str]:
        timestamp = str(int(self._now().timestamp()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body) or ""
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }


def _encoded(parcel: Parcel) -> tuple[str, str]:
    match parcel.kind:
        case "events_api":
            return _JSON, json.dumps(parcel.payload)
        case "interactive":
            return _FORM, urlencode({"payload": json.dumps(parcel.payload)})
        case "slash_commands":
            return _FORM, urlencode(parcel.payload)


def _retry_headers(parcel: Parcel) -> dict[str, str]:
    if parcel.attempt == 0:
        return {}
    reason = "http_timeout" if parcel.reason == "timeout" else parcel.reason
    return {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": reason}


def _decoded(content_type: str, body: str) -> JsonObject:
    if content_type == _JSON and body:
        answer = json.loads(body)
        return answer if isinstance(answer, dict) else {}
    return {"text": body} if body else {}
