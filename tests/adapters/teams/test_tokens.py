"""The token for the Bot Connector: fetched in a thread, once for all, and renewed in time."""

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter

from adapters.teams.tokens import (
    IN_TIME,
    TIMEOUT_SECONDS,
    Acquire,
    EntraTokens,
    FixedToken,
    Impatient,
    OpenSession,
    with_credential,
    with_managed_identity,
)
from bot.errors import DeliveryError
from tests.adapters.teams.bot_framework import APP_ID, NOW, TENANT, private_key
from tests.adapters.teams.slow_places import TICKS, Loop

HOUR = 3_600


@dataclass
class Entra:
    """What Microsoft says when it is asked for a token."""

    says: Mapping[str, Any] | Exception | None = None
    now: datetime = NOW
    asked: int = 0
    lets_go: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.lets_go.set()

    def acquire(self) -> Mapping[str, Any]:
        self.asked += 1
        number = self.asked
        assert self.lets_go.wait(5)
        if isinstance(self.says, Exception):
            raise self.says
        token = {"access_token": f"token {number}", "expires_in": HOUR}
        return token if self.says is None else self.says

    def clock(self) -> datetime:
        return self.now

    def tokens(self) -> EntraTokens:
        return EntraTokens(self.acquire, self.clock)


async def settled() -> None:
    """Let what was begun in the background come to its end."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others)


async def test_a_token_is_asked_for_once_while_it_is_good() -> None:
    entra = Entra()
    tokens = entra.tokens()

    assert [await tokens.bearer(), await tokens.bearer()] == ["token 1", "token 1"]
    assert entra.asked == 1


async def test_one_request_serves_all_who_wait_for_it() -> None:
    entra = Entra()
    tokens = entra.tokens()

    assert set(await asyncio.gather(*(tokens.bearer() for _ in range(20)))) == {"token 1"}
    assert entra.asked == 1


async def test_a_token_is_renewed_five_minutes_before_it_ends_and_nobody_waits_for_that() -> None:
    entra = Entra()
    tokens = entra.tokens()
    await tokens.bearer()
    entra.now += timedelta(seconds=HOUR) - IN_TIME
    entra.lets_go.clear()
    meanwhile = await tokens.bearer()
    entra.lets_go.set()
    await settled()

    assert meanwhile == "token 1"
    assert await tokens.bearer() == "token 2"


async def test_a_token_that_cannot_be_renewed_is_used_to_its_end() -> None:
    entra = Entra()
    tokens = entra.tokens()
    await tokens.bearer()
    entra.says = OSError("no network")
    entra.now += timedelta(seconds=HOUR - 1)
    last = await tokens.bearer()
    await settled()
    entra.now += timedelta(seconds=1)

    assert last == "token 1"
    with pytest.raises(DeliveryError, match="token: OSError"):
        await tokens.bearer()


async def test_a_token_that_was_not_accepted_is_not_used_again() -> None:
    entra = Entra()
    tokens = entra.tokens()
    first = await tokens.bearer()
    tokens.forget(first)
    second = await tokens.bearer()
    tokens.forget(first)

    assert (first, second) == ("token 1", "token 2")
    assert await tokens.bearer() == "token 2"


WORDS = "words of Microsoft's"
TROUBLE: dict[str, tuple[Mapping[str, Any] | Exception, str]] = {
    "a wrong secret": (
        {"error": "invalid_client", "error_description": WORDS},
        "token: invalid_client",
    ),
    "an error in words": ({"error": WORDS}, "token: not a token"),
    "nothing": ({}, "token: not a token"),
    "a token in a list": ({"access_token": ["x"], "expires_in": HOUR}, "token: not a token"),
    "a token without an end": ({"access_token": "x"}, "token: not a token"),
    "a time-out": (requests.ConnectTimeout(WORDS), "token: ConnectTimeout"),
    "a broken answer": (ValueError(WORDS), "token: ValueError"),
}


@pytest.mark.parametrize(("says", "reason"), TROUBLE.values(), ids=TROUBLE.keys())
async def test_without_a_token_a_message_waits_and_the_reason_quotes_nobody(
    says: Mapping[str, Any] | Exception, reason: str
) -> None:
    with pytest.raises(DeliveryError) as raised:
        await Entra(says).tokens().bearer()

    assert (str(raised.value), raised.value.permanent) == (reason, False)


async def test_a_token_that_does_not_come_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.teams.tokens.PATIENCE_SECONDS", 0.01)
    entra = Entra()
    entra.lets_go.clear()
    tokens = entra.tokens()
    with pytest.raises(DeliveryError, match="token: no answer"):
        await tokens.bearer()
    entra.lets_go.set()
    await settled()

    assert await tokens.bearer() == "token 1"


async def test_the_event_loop_goes_on_while_a_token_is_fetched() -> None:
    loop = Loop()

    def acquire() -> Mapping[str, Any]:
        loop.watch()
        return {"access_token": "token", "expires_in": HOUR}

    ticking = asyncio.create_task(loop.tick())
    found = await EntraTokens(acquire, lambda: NOW).bearer()
    ticking.cancel()

    assert found == "token"
    assert not loop.was_held_up
    assert loop.ticks >= TICKS


async def test_the_sandboxs_token_is_always_the_same() -> None:
    tokens = FixedToken("made up")
    tokens.forget("made up")

    assert await tokens.bearer() == "made up"


class Microsoft(BaseAdapter):
    """Microsoft's sign-in service, as MSAL's requests reach it."""

    def __init__(self, asked: list[tuple[PreparedRequest, Any]]) -> None:
        super().__init__()
        self._asked = asked

    def send(self, request: PreparedRequest, *_: Any, **options: Any) -> Response:
        self._asked.append((request, options["timeout"]))
        home = f"https://login.microsoftonline.com/{TENANT}"
        places = {
            "issuer": f"{home}/v2.0",
            "authorization_endpoint": f"{home}/oauth2/v2.0/authorize",
            "token_endpoint": f"{home}/oauth2/v2.0/token",
        }
        token = {"access_token": "of Microsoft", "expires_in": HOUR, "token_type": "Bearer"}
        answer = Response()
        answer.status_code = HTTPStatus.OK
        answer.request = request
        is_question = "openid-configuration" in str(request.url)
        answer._content = json.dumps(places if is_question else token).encode()  # noqa: SLF001
        return answer

    def close(self) -> None:
        """Hold nothing."""


def to_microsoft(asked: list[tuple[PreparedRequest, Any]]) -> OpenSession:
    def opened() -> requests.Session:
        session = Impatient()
        session.mount("https://", Microsoft(asked))
        session.mount("http://", Microsoft(asked))
        return session

    return opened


def pem(name: str) -> str:
    key = private_key(name)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


async def asks(how: Callable[[OpenSession], Acquire]) -> tuple[PreparedRequest, list[Any]]:
    """Return the request for a token, and the time-outs of all requests made."""
    asked: list[tuple[PreparedRequest, Any]] = []
    found = await EntraTokens(how(to_microsoft(asked)), lambda: NOW).bearer()

    assert found == "of Microsoft"
    return asked[-1][0], [timeout for _, timeout in asked]


async def test_an_app_with_a_secret_asks_its_own_tenant() -> None:
    request, timeouts = await asks(lambda o: with_credential(APP_ID, TENANT, "a secret", o))
    said = parse_qs(str(request.body))

    assert request.url == f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token"
    assert said["scope"] == ["https://api.botframework.com/.default"]
    assert (said["client_id"], said["client_secret"]) == ([APP_ID], ["a secret"])
    assert set(timeouts) == {TIMEOUT_SECONDS}


async def test_an_app_with_a_certificate_signs_its_request_and_sends_no_secret() -> None:
    certificate = {"private_key": pem("certificate"), "thumbprint": "ab" * 20}
    request, _ = await asks(lambda o: with_credential(APP_ID, TENANT, certificate, o))
    said = parse_qs(str(request.body))
    public = private_key("certificate").public_key()
    claims = jwt.decode(
        said["client_assertion"][0], public, algorithms=["RS256"], audience=str(request.url)
    )

    assert claims["iss"] == APP_ID
    assert "client_secret" not in said
    assert "PRIVATE" not in str(request.body)


@pytest.mark.parametrize(("client_id", "named"), [("", False), ("an identity", True)])
async def test_an_app_on_azure_asks_by_the_identity_of_its_machine(
    client_id: str, *, named: bool
) -> None:
    request, timeouts = await asks(lambda o: with_managed_identity(client_id, o))

    assert str(request.url).startswith("http://169.254.169.254/metadata/identity/oauth2/token")
    assert ("client_id=an" in str(request.url)) is named
    assert set(timeouts) == {TIMEOUT_SECONDS}
