"""The gate in front of HTTP mode: only what Slack has signed just now gets through (A1).

It stands before Bolt, which is handed the accepted body as in Socket Mode, already trusted. Until
the signature is right nothing is parsed, logged or answered in other words than "refused".
"""

import re
from collections.abc import AsyncIterable, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier

from adapters.slack.shapes import FORM, INTERACTION, POSTED, fits
from adapters.wire.bodies import Headers, decoded, header, json_object
from bot.ports import Clock

MOST_BYTES = 768 * 1024
"""A view may have 250 KB, and a form triples the length of what it quotes."""
MOST_FIELDS = 100
MOST_SECRETS = 2
TIMESTAMP = re.compile(r"[0-9]{10}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
LENGTH = re.compile(r"[0-9]{1,9}")
CHARSET = re.compile(r"\s*(?:charset=\"?utf-?8\"?)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request that Slack has signed: its payload, in the form that Socket Mode has it too."""

    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that goes no further; every one is answered with the same words."""

    status: HTTPStatus
    words: ClassVar[str] = "refused"


class _Now(SignatureClock):
    """Our clock, as the verifier reads it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock().timestamp()


class Gate:
    """Checks requests; during a rotation two signing secrets are good."""

    def __init__(
        self, signing_secrets: Sequence[str], clock: Clock, max_bytes: int = MOST_BYTES
    ) -> None:
        if not 1 <= len(signing_secrets) <= MOST_SECRETS:
            raise ValueError("give one signing secret, or two while you change it")
        self._verifiers = [SignatureVerifier(secret, _Now(clock)) for secret in signing_secrets]
        self._max_bytes = max_bytes

    async def receive(self, headers: Headers, chunks: AsyncIterable[bytes]) -> Accepted | Refused:
        """Check a request as it comes in; what is refused for its headers is never read."""
        if refused := self._at_first_sight(headers):
            return refused
        body = bytearray()
        async for chunk in chunks:
            body += chunk
            if len(body) > self._max_bytes:
                break
        return self.check(headers, bytes(body))

    def check(self, headers: Headers, raw_body: bytes) -> Accepted | Refused:
        """Check a whole request."""
        if len(raw_body) > self._max_bytes:
            return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if refused := self._at_first_sight(headers):
            return refused
        if (text := decoded(raw_body)) is None or not self._is_signed(headers, raw_body):
            return Refused(HTTPStatus.UNAUTHORIZED)
        media, _, parameters = header(headers, "content-type").partition(";")
        reader = READERS.get(media.strip().lower())
        if reader is None or header(headers, "content-encoding"):
            return Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        body = reader(text) if CHARSET.fullmatch(parameters) else None
        return Refused(HTTPStatus.BAD_REQUEST) if body is None else Accepted(body)

    def _at_first_sight(self, headers: Headers) -> Refused | None:
        length = header(headers, "content-length")
        if length and not (LENGTH.fullmatch(length) and int(length) <= self._max_bytes):
            return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        has_shape = TIMESTAMP.fullmatch(
            header(headers, "x-slack-request-timestamp")
        ) and SIGNATURE.fullmatch(header(headers, "x-slack-signature"))
        return None if has_shape else Refused(HTTPStatus.UNAUTHORIZED)

    def _is_signed(self, headers: Headers, raw_body: bytes) -> bool:
        timestamp = header(headers, "x-slack-request-timestamp")
        signature = header(headers, "x-slack-signature")
        # Every secret is tried, so that the time taken does not tell which one was right.
        found = [it.is_valid(raw_body, timestamp, signature) for it in self._verifiers]
        return any(found)


def _posted(text: str) -> Mapping[str, Any] | None:
    """Return an event."""
    payload = json_object(text)
    return payload if payload is not None and fits(payload, POSTED) else None


def _form(text: str) -> Mapping[str, Any] | None:
    """Return a command, or the interaction that the field `payload` holds."""
    try:
        pairs = parse_qsl(
            text,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        return None
    fields = dict(pairs)
    if len(fields) < len(pairs):
        return None
    if fields.keys() != {"payload"}:
        return fields if fits(fields, FORM) else None
    payload = json_object(fields["payload"])
    return payload if payload is not None and fits(payload, INTERACTION) else None


READERS: Mapping[str, Callable[[str], Mapping[str, Any] | None]] = {
    "application/json": _posted,
    "application/x-www-form-urlencoded": _form,
}
