"""Bot Framework as the gate meets it: signing keys, tokens, the place they lie, and activities."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from adapters.teams.keys import KeysUnavailable, SigningKey

APP_ID = "5d1c6f0a-0000-4000-8000-00000000b07a"
TENANT = "7e4a0000-0000-4000-8000-000000005c01"
OTHER_TENANT = "0ddba115-0000-4000-8000-000000000bad"
SERVICE_URL = "https://smba.trafficmanager.net/uk/"
ISSUER = "https://api.botframework.com"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
AT = int(NOW.timestamp())


@cache
def private_key(name: str) -> RSAPrivateKey:
    """Return the private key of that name; the same name is the same key for the whole run."""
    assert name
    return generate_private_key(public_exponent=65_537, key_size=2_048)


def public_jwk(
    name: str, endorsements: Any = ("msteams", "skype"), **fields: Any
) -> dict[str, Any]:
    """Return a public key as Microsoft publishes it."""
    described: dict[str, Any] = RSAAlgorithm.to_jwk(private_key(name).public_key(), as_dict=True)
    own = {"use": "sig", "kid": name, "endorsements": endorsements}
    return {**described, "key_ops": ["verify"], **own, **fields}


def signing_key(name: str, *endorsements: str) -> SigningKey:
    return SigningKey(jwt.PyJWK(public_jwk(name)), frozenset(endorsements or ("msteams",)))


CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": APP_ID,
    "serviceurl": SERVICE_URL,
    "nbf": AT - 60,
    "exp": AT + 3_600,
}


def token(
    signed_by: str = "key-1", kid: Any = "key-1", without: tuple[str, ...] = (), **claims: Any
) -> str:
    """Return a token that says what Bot Framework says, but for what is given here."""
    own = {name: value for name, value in {**CLAIMS, **claims}.items() if name not in without}
    header = {"typ": "JWT", "alg": "RS256", **({} if kid is None else {"kid": kid})}
    return by_hand(header, own, lambda told: RSA.sign(told, private_key(signed_by)))


RSA = RSAAlgorithm(RSAAlgorithm.SHA256)


def by_hand(header: Any, claims: Any, sign: Callable[[bytes], bytes]) -> str:
    """Return a token made of anything: PyJWT would not make some of them."""
    told = b".".join(part(json.dumps(each).encode()) for each in (header, claims))
    return b".".join((told, part(sign(told)))).decode()


def part(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


MESSAGE: dict[str, Any] = {
    "type": "message",
    "id": "1763632800000",
    "timestamp": "2026-11-20T10:00:00.1234567Z",
    "localTimestamp": "2026-11-20T10:00:00.1234567+00:00",
    "serviceUrl": SERVICE_URL,
    "channelId": "msteams",
    "from": {"id": "29:amy", "name": "Amy", "aadObjectId": "a11ce000-0000-4000-8000-00000000000a"},
    "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": "a:1"},
    "recipient": {"id": f"28:{APP_ID}", "name": "Dutydesk"},
    "text": "Are phones allowed?",
    "textFormat": "plain",
    "attachments": [{"contentType": "text/html", "content": "<p>Are phones allowed?</p>"}],
    "entities": [{"type": "clientInfo", "locale": "en-GB", "country": "GB", "platform": "Web"}],
    "channelData": {"tenant": {"id": TENANT}},
    "locale": "en-GB",
}


def invoke(name: str, value: Any, **fields: Any) -> dict[str, Any]:
    """Return an invoke: what has an answer of its own."""
    left = {key: it for key, it in MESSAGE.items() if key not in ("text", "textFormat")}
    return {**left, "type": "invoke", "name": name, "value": value, **fields}


EXECUTE: dict[str, Any] = {
    "action": {"type": "Action.Execute", "verb": "press", "data": {"dutydesk": {"do": "press"}}},
    "trigger": "manual",
}
PRESS = invoke("adaptiveCard/action", EXECUTE)
FETCH = invoke("task/fetch", {"data": {"dutydesk": {"do": "open"}}, "context": {"theme": "dark"}})
SUBMIT = invoke("task/submit", {"data": {"dutydesk": {"do": "send"}}, "context": {}})
COMMAND = invoke("composeExtension/fetchTask", {"commandId": "report", "commandContext": "compose"})
ON_MESSAGE = invoke(
    "composeExtension/submitAction",
    {
        "commandId": "report",
        "commandContext": "message",
        "messagePayload": {"id": "1", "body": {"content": "<p>bad</p>", "contentType": "html"}},
        "data": {},
    },
)
FEEDBACK = invoke(
    "message/submitAction", {"actionName": "feedback", "actionValue": {"reaction": "like"}}
)
INSTALLED = {**MESSAGE, "type": "installationUpdate", "action": "add", "text": None}
JOINED = {**MESSAGE, "type": "conversationUpdate", "membersAdded": [{"id": "29:amy"}]}
ACTIVITIES: dict[str, dict[str, Any]] = {
    "a message": MESSAGE,
    "an edited message": {**MESSAGE, "type": "messageUpdate"},
    "a deleted message": {**MESSAGE, "type": "messageDelete"},
    "a reaction": {**MESSAGE, "type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
    "an event": {**MESSAGE, "type": "event", "name": "application/vnd.microsoft.readReceipt"},
    "typing": {**MESSAGE, "type": "typing"},
    "the end": {**MESSAGE, "type": "endOfConversation"},
    "an installation": INSTALLED,
    "a person who joins": JOINED,
    "tomorrow's invention": {**MESSAGE, "type": "hologram"},
    "a press": PRESS,
    "a refresh": invoke("adaptiveCard/action", {**EXECUTE, "trigger": "automatic"}),
    "a dialog to open": FETCH,
    "a dialog that was sent": SUBMIT,
    "a command": COMMAND,
    "a command on a message": ON_MESSAGE,
    "feedback": FEEDBACK,
    "a feedback form": invoke("message/fetchTask", {"data": {"actionName": "feedback"}}),
    "a sign-in": invoke("signin/failure", {"code": "x"}),
    "a search": invoke("application/search", {"kind": "search", "queryText": "a"}),
    "a file": invoke("fileConsent/invoke", {"action": "accept", "context": {}}),
    "an unknown invoke": invoke("tomorrow/invention", {"a": 1}),
    "an invoke without a name": {**invoke("", {}), "name": None},
}


@dataclass
class KnownKeys:
    """Keys that are there already; `asked` says which were looked for."""

    keys: dict[str, SigningKey] = field(default_factory=lambda: {"key-1": signing_key("key-1")})
    is_down: bool = False
    asked: list[str] = field(default_factory=list)
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def find(self, name: str) -> SigningKey | None:
        self.asked.append(name)
        self.was_asked.set()
        if name not in self.keys and self.is_down:
            raise KeysUnavailable
        return self.keys.get(name)


@dataclass
class KeyServer:
    """The place where the keys lie; what it answers can be changed at any time."""

    url: str = ""
    metadata: Any = None
    keys: Any = field(default_factory=lambda: [public_jwk("key-1")])
    fetches: int = 0
    is_up: bool = True
    is_quick: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.is_quick.set()

    async def openid(self, _: web.Request) -> web.StreamResponse:
        self.fetches += 1
        if not self.is_up:
            return web.Response(status=503)
        described = {"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"}
        return web.json_response(described if self.metadata is None else self.metadata)

    async def jwks(self, _: web.Request) -> web.StreamResponse:
        await self.is_quick.wait()
        return web.json_response({"keys": self.keys})


@asynccontextmanager
async def a_key_server() -> AsyncIterator[KeyServer]:
    server = KeyServer()
    application = web.Application()
    application.add_routes(
        [web.get("/openid", server.openid), web.get("/keys", server.jwks)],
    )
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        server.is_quick.set()
        await runner.cleanup()
