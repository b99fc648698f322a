"""The gate in front of Teams: only what Bot Framework has signed for us gets through (A2).

It stands before the SDK, which is handed the accepted activity as already checked. The token is
checked before a byte of the body is read; until it is right nothing is parsed, logged or answered
in other words than "refused".
"""

import re
from collections.abc import AsyncIterable, Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, Protocol

import jwt
from jwt.exceptions import PyJWTError
from jwt.types import Options

from adapters.teams.keys import KeysUnavailable, SigningKey
from adapters.teams.service_urls import may_be_called
from adapters.teams.shapes import fits
from adapters.wire.bodies import Headers, decoded, header, json_object
from adapters.wire.payloads import found, text_at
from bot.ports import Clock

MOST_BYTES = 1024 * 1024
ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
ALGORITHM = "RS256"
LEEWAY_SECONDS = 300
BEARER = re.compile(r"Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)")
LENGTH = re.compile(r"[0-9]{1,9}")
JSON_TYPE = re.compile(r"application/json\s*(?:;\s*charset=\"?utf-?8\"?)?\s*", re.IGNORECASE)
UNCHECKED: Options = {"verify_signature": False}
# The times are ours to check, by our own clock.
CHECKED: Options = {
    "require": ["exp", "nbf", "iss", "aud"],
    "strict_aud": True,
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request that Bot Framework has signed for us."""

    activity: dict[str, Any]
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that goes no further; every one is answered with the same words."""

    status: HTTPStatus
    words: ClassVar[str] = "refused"


class Keys(Protocol):
    """Whoever knows the keys."""

    async def find(self, name: str) -> SigningKey | None:
        """Return the key of that name, if there is one, or raise `KeysUnavailable`."""


class Gate:
    """Checks requests; only the tenants of our schools are let in."""

    def __init__(
        self,
        app_id: str,
        tenants: Collection[str],
        keys: Keys,
        clock: Clock,
        *,
        trusts_loopback: bool = False,
    ) -> None:
        self._app_id = app_id.strip().lower()
        self._tenants = frozenset(tenant.strip().lower() for tenant in tenants)
        if not (self._app_id and self._tenants and all(self._tenants)):
            raise ValueError("give the app's id, and the tenant of every school")
        self._keys = keys
        self._clock = clock
        self._trusts_loopback = trusts_loopback

    async def receive(self, headers: Headers, chunks: AsyncIterable[bytes]) -> Accepted | Refused:
        """Check a request as it comes in; nothing is read of one that has no right token."""
        length = header(headers, "content-length")
        if length and not (LENGTH.fullmatch(length) and int(length) <= MOST_BYTES):
            return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            claims = await self._claims(header(headers, "authorization"))
        except KeysUnavailable:
            # Our own lack: Teams is to come again.
            return Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        if claims is None:
            return Refused(HTTPStatus.UNAUTHORIZED)
        body = bytearray()
        async for chunk in chunks:
            body += chunk
            if len(body) > MOST_BYTES:
                return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self._opened(headers, claims, bytes(body))

    async def _claims(self, authorization: str) -> Mapping[str, Any] | None:
        """Return what the token says, if Bot Framework has signed it for us."""
        bearer = BEARER.fullmatch(authorization)
        if not bearer or not (name := self._key_of(bearer[1])):
            return None
        key = await self._keys.find(name)
        if key is None or CHANNEL not in key.endorsements:
            return None
        return self._signed(bearer[1], key)

    def _key_of(self, token: str) -> str:
        """Return the name of the key that a token needs; nobody is asked for those not for us."""
        try:
            said = jwt.decode_complete(token, options=UNCHECKED)
        except PyJWTError:
            return ""
        is_likely = (
            text_at(said, "header", "alg") == ALGORITHM
            and text_at(said, "payload", "iss") == ISSUER
            and text_at(said, "payload", "aud") == self._app_id
        )
        return text_at(said, "header", "kid") if is_likely else ""

    def _signed(self, token: str, key: SigningKey) -> Mapping[str, Any] | None:
        try:
            claims = jwt.decode(
                token,
                key.key,
                algorithms=[ALGORITHM],
                options=CHECKED,
                audience=self._app_id,
                issuer=ISSUER,
            )
        except PyJWTError:
            return None
        return claims if self._is_current(claims) else None

    def _is_current(self, claims: Mapping[str, Any]) -> bool:
        starts, ends = claims["nbf"], claims["exp"]
        if not (isinstance(starts, int) and isinstance(ends, int)):
            return False
        now = self._clock().timestamp()
        return starts - LEEWAY_SECONDS <= now < ends + LEEWAY_SECONDS

    def _opened(
        self, headers: Headers, claims: Mapping[str, Any], raw_body: bytes
    ) -> Accepted | Refused:
        """Return the activity that a body holds, if it comes from where its token says."""
        is_json = JSON_TYPE.fullmatch(header(headers, "content-type"))
        if not is_json or header(headers, "content-encoding"):
            return Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        text = decoded(raw_body)
        activity = None if text is None else json_object(text)
        if activity is None:
            return Refused(HTTPStatus.BAD_REQUEST)
        if not (self._is_from_teams(activity, claims) and self._is_of_a_school(activity)):
            return Refused(HTTPStatus.UNAUTHORIZED)
        return Accepted(activity, claims) if fits(activity) else Refused(HTTPStatus.BAD_REQUEST)

    def _is_from_teams(self, activity: Mapping[str, Any], claims: Mapping[str, Any]) -> bool:
        service_url = text_at(activity, "serviceUrl")
        return (
            activity.get("channelId") == CHANNEL
            and service_url == claims.get("serviceurl")
            and may_be_called(service_url, trusts_loopback=self._trusts_loopback)
        )

    def _is_of_a_school(self, activity: Mapping[str, Any]) -> bool:
        tenants = [text_at(activity, "channelData", "tenant", "id")]
        if found(activity, "conversation", "tenantId") is not None:
            tenants.append(text_at(activity, "conversation", "tenantId"))
        return all(tenant.lower() in self._tenants for tenant in tenants)
