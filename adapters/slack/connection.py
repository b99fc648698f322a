"""Connects the Bolt app to Slack: Socket Mode, or HTTP behind our own gate."""

from importlib.resources import files
from typing import Any

import yaml
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.gate import Gate, Refused
from adapters.slack.workspaces import SLACK_API, Workspaces, web_client


def bolt_app(workspaces: Workspaces) -> AsyncApp:
    """Return a Bolt app that saves each turn before it acknowledges it (F7).

    Who may post to us is checked by our own gate, or by Slack's own connection in Socket Mode.
    """

    # A function, not a method: Bolt fills in arguments by name, "self" among them.
    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        return await workspaces.authorize(enterprise_id, team_id)

    return AsyncApp(
        authorize=authorize,  # type: ignore[arg-type] # Bolt's hint forgets None
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )


class Connection:
    """The connection by which Slack reaches an app that has no public address (Socket Mode)."""

    def __init__(self, app: AsyncApp, app_token: str, api_url: str = SLACK_API) -> None:
        client = web_client(app_token, api_url)
        self._handler = AsyncSocketModeHandler(app, app_token, web_client=client)

    async def open(self) -> None:
        """Connect; Slack may now send."""
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Hang up; Slack delivers again what was not acknowledged."""
        await self._handler.close_async()  # type: ignore[no-untyped-call]


def http_route(app: AsyncApp, gate: Gate, path: str = "/slack/events") -> web.RouteDef:
    """Return the route for HTTP mode: nothing that Slack has not signed reaches Bolt (A1)."""

    async def receive(request: web.Request) -> web.Response:
        checked = await gate.receive(request.headers, request.content.iter_any())
        if isinstance(checked, Refused):
            return web.Response(status=checked.status, text=checked.words)
        # The payload is trusted now, exactly as in Socket Mode.
        trusted = AsyncBoltRequest(body=dict(checked.body), mode="socket_mode")
        response = await app.async_dispatch(trusted)
        return web.Response(
            status=response.status, text=response.body, content_type=_media_type(response.body)
        )

    return web.post(path, receive)


def manifest() -> dict[str, Any]:
    """Return the app's manifest, which a workspace's owner installs."""
    source = files("adapters.slack").joinpath("manifest.yaml").read_text(encoding="utf-8")
    described: dict[str, Any] = yaml.safe_load(source)
    return described


def _media_type(body: str) -> str:
    return "application/json" if body.startswith("{") else "text/plain"
