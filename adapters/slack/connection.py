"""Connects the Bolt app to Slack: Socket Mode, or HTTP behind our own gate."""

from importlib.resources import files
from typing import Any

import yaml
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

SLACK_API = "https://slack.com/api/"
TIMEOUT_SECONDS = 10


def bolt_app(bot_token: str, api_url: str = SLACK_API) -> AsyncApp:
    """Return a Bolt app that saves each turn before it acknowledges it (F7).

    The client never retries by itself: a blind second post would show a message twice (F8). Who
    may post to us is checked by our own gate, or by Slack's own connection in Socket Mode.
    """
    return AsyncApp(
        client=web_client(bot_token, api_url),
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )


def web_client(token: str, api_url: str = SLACK_API) -> AsyncWebClient:
    """Return a client with a time-out and without retries of its own."""
    return AsyncWebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


class Connection:
    """The connection by which Slack reaches an app that has no public address (Socket Mode)."""

    def __init__(self, app: AsyncApp, app_token: str, api_url: str = SLACK_API) -> None:
        client = web_client(app_token, api_url)
        self._handler = AsyncSocketModeHandler(app, app_token, web_client=client)

    async def open(self) -> None:
        """Connect; Slack may now send."""
        await self._handler.connect_async()

    async def close(self) -> None:
        """Hang up; Slack delivers again what was not acknowledged."""
        await self._handler.close_async()


def manifest() -> dict[str, Any]:
    """Return the app's manifest, which a workspace's owner installs."""
    source = files("adapters.slack").joinpath("manifest.yaml").read_text(encoding="utf-8")
    described: dict[str, Any] = yaml.safe_load(source)
    return described
