"""Connects the Bolt app to Slack: Socket Mode, or HTTP behind our own gate."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from time import time
from typing import Any, Protocol

import yaml
from aiohttp import ClientError, ClientSession, ClientTimeout, web
from aiohttp.http_exceptions import HttpProcessingError
from pydantic import TypeAdapter
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack.calls import refusal
from adapters.slack.gate import Gate, Refused
from adapters.slack.payloads import team_of
from adapters.slack.shapes import FORM, INTERACTION, POSTED, fits
from adapters.slack.workspaces import SLACK_API, Workspaces, web_client
from bot.errors import DeliveryError

PATH = "/slack"
PATIENCE_SECONDS = 5
WATCH_SECONDS = 30.0
NEVER_AGAIN = {"X-Slack-No-Retry": "1"}
SHAPES: Mapping[str, TypeAdapter[object]] = {
    "events_api": POSTED,
    "interactive": INTERACTION,
    "slash_commands": FORM,
}
log = logging.getLogger(__name__)


def bolt_app(workspaces: Workspaces) -> AsyncApp:
    """Return a Bolt app that saves each turn before it acknowledges it (F7).

    Who may post to us is checked by our own gate, or by Slack's own connection in Socket Mode.
    """

    # Functions, not methods: Bolt fills in arguments by name, "self" among them.
    async def authorize(team_id: str | None) -> AuthorizeResult | None:
        return workspaces.authorize(team_id or "")

    async def only_ours(body: dict[str, Any], next_: Callable[[], Awaitable[None]]) -> Any:
        if body.get("type") == "app_rate_limited":
            log.error("slack holds events back")
            return BoltResponse(status=HTTPStatus.OK)
        if body.get("type") != "url_verification" and team_of(body) not in workspaces:
            log.warning("payload for another workspace")
            return BoltResponse(status=HTTPStatus.OK)
        return await next_()

    return AsyncApp(
        name="slack",
        authorize=authorize,  # type: ignore[arg-type] # Bolt's hint forgets None
        before_authorize=only_ours,
        process_before_response=True,
        request_verification_enabled=False,
        # Our listeners know what is ours, without asking Slack who we are.
        ignoring_self_events_enabled=False,
    )


class Connection:
    """The connection by which Slack reaches an app that has no public address (Socket Mode)."""

    def __init__(self, app: AsyncApp, app_token: str, api_url: str = SLACK_API) -> None:
        self._handler = _Socket(app, app_token, web_client=web_client(app_token, api_url))
        self._watch: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect; Slack may now send. Raises `DeliveryError` where it does not let us."""
        client = self._handler.client
        try:
            client.wss_uri = await client.issue_new_wss_url()
        except SlackApiError as error:
            raise refusal("apps.connections.open", error.response) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise DeliveryError(f"apps.connections.open: {type(error).__name__}") from error
        await self._handler.connect_async()  # type: ignore[no-untyped-call]
        self._watch = asyncio.create_task(keep_fresh(client))

    async def close(self) -> None:
        """Hang up; Slack delivers again what was not acknowledged."""
        if self._watch:
            self._watch.cancel()
        await self._handler.close_async()  # type: ignore[no-untyped-call]


class Socket(Protocol):
    """What the watch needs of the SDK's client."""

    wss_uri: str | None

    async def is_connected(self) -> bool:
        """Whether Slack can reach us."""


async def keep_fresh(client: Socket, every: float = WATCH_SECONDS) -> None:
    """Throw away an address that did not lead to Slack: the SDK would try it for ever (G32)."""
    while True:
        await asyncio.sleep(every)
        if not await client.is_connected():
            log.warning("not connected to slack")
            client.wss_uri = None


class _Socket(AsyncSocketModeHandler):
    """Bolt's handler, for which a payload that will never be understood is done with as well."""

    async def handle(self, client: Any, req: SocketModeRequest) -> None:
        answer = await answered(self.app, req.type, req.payload)
        if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            answer = BoltResponse(status=HTTPStatus.OK)
        await send_async_response(client, req, answer, time())


async def answered(app: AsyncApp, kind: str, payload: object) -> BoltResponse:
    """Return Bolt's answer to a payload that is known to be Slack's; 400 where it cannot be."""
    shape = SHAPES.get(kind)
    if shape is None or not isinstance(payload, dict) or not fits(payload, shape):
        log.warning("unreadable payload", extra={"reason": "not the shape of Slack's"})
        return BoltResponse(status=HTTPStatus.BAD_REQUEST)
    return await app.async_dispatch(AsyncBoltRequest(body=payload, mode="socket_mode"))


def http_route(app: AsyncApp, gate: Gate, path: str = PATH) -> web.RouteDef:
    """Return the route for HTTP mode: nothing that Slack has not signed reaches Bolt (A1)."""

    async def receive(request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                checked = await gate.receive(request.headers, request.content.iter_any())
        except TimeoutError:
            checked = Refused(HTTPStatus.REQUEST_TIMEOUT)
        except (HttpProcessingError, web.RequestPayloadError, ConnectionError):
            checked = Refused(HTTPStatus.BAD_REQUEST)
        if isinstance(checked, Refused):
            return _sent(BoltResponse(status=checked.status, body=checked.words))
        # The payload is trusted now, exactly as in Socket Mode.
        trusted = AsyncBoltRequest(body=dict(checked.body), mode="socket_mode")
        return _sent(await app.async_dispatch(trusted))

    return web.post(path, receive)


async def refuses_strangers(address: str) -> bool:
    """Try our own front door once at the start: a request without a signature must get 401 (A1)."""
    try:
        async with (
            ClientSession(timeout=ClientTimeout(PATIENCE_SECONDS)) as session,
            session.post(address, json={"type": "url_verification", "challenge": "x"}) as answer,
        ):
            return answer.status == HTTPStatus.UNAUTHORIZED
    except (ClientError, TimeoutError, OSError):
        return False


@cache
def manifest() -> Mapping[str, Any]:
    """Return the app's manifest, which a workspace's owner installs."""
    source = files("adapters.slack").joinpath("manifest.yaml").read_text(encoding="utf-8")
    described: Mapping[str, Any] = yaml.safe_load(source)
    return described


def _sent(answer: BoltResponse) -> web.Response:
    is_useless = answer.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND)
    return web.Response(
        status=answer.status,
        text=answer.body,
        content_type="application/json" if answer.body.startswith("{") else "text/plain",
        headers=NEVER_AGAIN if is_useless else None,
    )
