"""The token that we show when we call Teams: fetched in a thread, kept, and renewed in time (F9).

The SDK asks for it in the event loop, where everybody waits as long as Microsoft does.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeAlias

from msal import (
    ConfidentialClientApplication,
    ManagedIdentityClient,
    SystemAssignedManagedIdentity,
    UserAssignedManagedIdentity,
)
from requests import Response, Session

from adapters.wire.payloads import text_at
from bot.errors import DeliveryError
from bot.ports import Clock

LOGIN = "https://login.microsoftonline.com/"
CONNECTOR = "https://api.botframework.com"
TIMEOUT_SECONDS = 5.0
PATIENCE_SECONDS = 10.0
IN_TIME = timedelta(minutes=5)
CODE = re.compile(r"[a-z0-9_]{1,60}")

Acquire: TypeAlias = Callable[[], Mapping[str, Any]]
"""Asks Microsoft for a token and returns what it said, good or bad; this blocks."""
OpenSession: TypeAlias = Callable[[], Session]


class Tokens(Protocol):
    """Whoever has a token for the Bot Connector."""

    async def bearer(self) -> str:
        """Return a token that is good now, or raise `DeliveryError`."""

    def forget(self, token: str) -> None:
        """Drop a token that the Bot Connector did not accept."""


@dataclass(frozen=True, slots=True)
class FixedToken:
    """A token that is always the same, for the sandbox."""

    token: str

    async def bearer(self) -> str:
        """Return it."""
        return self.token

    def forget(self, token: str) -> None:
        """Keep it: there is no other."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and when it ends."""

    value: str
    ends: datetime


class EntraTokens:
    """Tokens of Microsoft Entra; the one request under way serves all who wait for it."""

    def __init__(self, acquire: Acquire, clock: Clock) -> None:
        self._acquire = acquire
        self._clock = clock
        self._token: Token | None = None
        self._trouble = "no answer"
        self._request: asyncio.Task[None] | None = None

    async def bearer(self) -> str:
        """Return a token that is good now; ask in the background when it soon is not."""
        if not (token := self._good(timedelta())):
            await asyncio.wait([self._asking()], timeout=PATIENCE_SECONDS)
            token = self._good(timedelta())
        elif not self._good(IN_TIME):
            self._asking()
        if not token:
            raise DeliveryError(f"token: {self._trouble}")
        return token

    def forget(self, token: str) -> None:
        """Drop a token, unless there is a newer one already."""
        if self._token and self._token.value == token:
            self._token = None

    def _good(self, ahead: timedelta) -> str:
        """Return the token, if it will still be good then."""
        token = self._token
        return token.value if token and self._clock() + ahead < token.ends else ""

    def _asking(self) -> asyncio.Task[None]:
        if self._request is None or self._request.done():
            self._trouble = "no answer"
            self._request = asyncio.create_task(self._ask())
        return self._request

    async def _ask(self) -> None:
        asked_at = self._clock()
        try:
            said = await asyncio.to_thread(self._acquire)
        except (OSError, ValueError) as error:
            # What MSAL and its HTTP client raise; their words may quote what we sent.
            self._trouble = type(error).__name__
            return
        value, seconds = text_at(said, "access_token"), said.get("expires_in")
        if value and isinstance(seconds, int):
            self._token = Token(value, asked_at + timedelta(seconds=seconds))
        else:
            code = text_at(said, "error")
            self._trouble = code if CODE.fullmatch(code) else "not a token"


class Impatient(Session):
    """An HTTP session that waits for nobody for ever."""

    def request(self, *asked: Any, **options: Any) -> Response:
        """Send a request."""
        return super().request(*asked, **{"timeout": TIMEOUT_SECONDS, **options})


def with_credential(
    app_id: str,
    tenant: str,
    credential: str | Mapping[str, str],
    open_session: OpenSession = Impatient,
) -> Acquire:
    """Return how a registered app of one tenant asks: with a secret, or with a certificate.

    A certificate is a mapping of `private_key` (PEM) and `thumbprint`, as MSAL takes it.
    """

    def acquire() -> Mapping[str, Any]:
        # New each time: what is kept is kept above, and even making one asks Microsoft.
        with open_session() as session:
            app = ConfidentialClientApplication(
                app_id,
                client_credential=credential,
                authority=LOGIN + tenant,
                http_client=session,
            )
            said: Mapping[str, Any] = app.acquire_token_for_client([f"{CONNECTOR}/.default"])
        return said

    return acquire


def with_managed_identity(client_id: str = "", open_session: OpenSession = Impatient) -> Acquire:
    """Return how an app on Azure asks: by the identity of its machine, or by one given to it."""

    def acquire() -> Mapping[str, Any]:
        own = UserAssignedManagedIdentity(client_id=client_id) if client_id else None
        with open_session() as session:
            machine = ManagedIdentityClient(
                own or SystemAssignedManagedIdentity(), http_client=session
            )
            said: Mapping[str, Any] = machine.acquire_token_for_client(resource=CONNECTOR)
        return said

    return acquire
