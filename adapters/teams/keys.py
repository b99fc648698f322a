"""The keys that Microsoft signs its calls to bots with.

They change without notice. One that is not known is asked for at once, though at most every ten
seconds, so that a new key is good within fifteen (F2). While none can be fetched, those that are
known stay good (G11).
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from jwt import PyJWK, PyJWKClient, PyJWKSet
from jwt.exceptions import PyJWKClientError, PyJWTError
from yarl import URL

from adapters.wire.payloads import found, text_at

BOT_FRAMEWORK = "https://login.botframework.com/v1/.well-known/openidconfiguration"
TIMEOUT_SECONDS = 5.0
PATIENCE_SECONDS = 6.0
COOLDOWN_SECONDS = 10.0
FRESH_SECONDS = 3_600.0
log = logging.getLogger(__name__)


class KeysUnavailable(Exception):
    """The keys can't be fetched now, so nobody knows whether that one is good."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key, and the channels that it may sign for."""

    key: PyJWK
    endorsements: frozenset[str]


class SigningKeys:
    """Finds keys by their names; the one fetch that is under way serves all who wait for it."""

    def __init__(
        self, openid_url: str = BOT_FRAMEWORK, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._openid_url = openid_url
        self._seconds = seconds
        self._keys: Mapping[str, SigningKey] = {}
        self._is_down = False
        self._fetch: asyncio.Task[None] | None = None
        self._fetched_at = self._asked_at = float("-inf")

    async def find(self, name: str) -> SigningKey | None:
        """Return the key of that name, if there is one, or raise `KeysUnavailable`."""
        if name not in self._keys:
            await self.warm()
        elif self._seconds() - self._fetched_at >= FRESH_SECONDS:
            self._fetching()  # in the background: what is known is good until then
        if name not in self._keys and self._is_down:
            raise KeysUnavailable
        return self._keys.get(name)

    async def warm(self) -> bool:
        """Fetch the keys now, unless that was done just before; tell whether there are any."""
        fetch = self._fetching()
        await asyncio.wait([fetch], timeout=PATIENCE_SECONDS)
        self._is_down = self._is_down or not fetch.done()
        return bool(self._keys)

    def _fetching(self) -> asyncio.Task[None]:
        """Return the fetch under way, or the last one while it is too early for another."""
        is_early = self._seconds() - self._asked_at < COOLDOWN_SECONDS
        if self._fetch is None or not (is_early or not self._fetch.done()):
            self._asked_at = self._seconds()
            self._fetch = asyncio.create_task(self._renew())
        return self._fetch

    async def _renew(self) -> None:
        try:
            self._keys = await asyncio.to_thread(_fetched, self._openid_url)
        except (PyJWTError, OSError, ValueError, RecursionError) as error:
            self._is_down = True
            log.warning("signing keys not fetched", extra={"kind": type(error).__name__})
        else:
            self._is_down = False
            self._fetched_at = self._asked_at


def _fetched(openid_url: str) -> dict[str, SigningKey]:
    """Return the keys by name, from the place that the metadata names; this blocks."""
    keys_url = text_at(_json_at(openid_url), "jwks_uri")
    if URL(keys_url).scheme != URL(openid_url).scheme:
        raise PyJWKClientError("the keys lie somewhere less safe")
    described = _json_at(keys_url)
    usable = [it for it in PyJWKSet.from_dict(described) if it.key_type == "RSA" and it.key_id]
    endorsed = {text_at(it, "kid"): found(it, "endorsements") for it in described["keys"]}
    return {str(it.key_id): SigningKey(it, _words(endorsed.get(str(it.key_id)))) for it in usable}


def _json_at(url: str) -> Any:
    """Return a JSON object: PyJWT's client takes the time-out, and follows nobody elsewhere."""
    return PyJWKClient(url, cache_jwk_set=False, timeout=TIMEOUT_SECONDS).fetch_data()


def _words(value: object) -> frozenset[str]:
    listed = value if isinstance(value, list) else []
    return frozenset(it for it in listed if isinstance(it, str))
