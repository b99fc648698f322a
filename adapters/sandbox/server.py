"""The sandbox: one process on this machine's loopback: emulated platforms and their page."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from adapters.sandbox.calls import Call
from adapters.sandbox.faults import Faults
from adapters.sandbox.page_api import (
    PageApi,
    add_security_headers,
    own_page_only,
    page_routes,
)
from adapters.sandbox.people import SandboxChannel, SandboxPerson
from adapters.sandbox.slack import accounts as slack_accounts
from adapters.sandbox.slack.app_manifest import AppManifest
from adapters.sandbox.slack.block_check import BlockCheck
from adapters.sandbox.slack.courier import Courier
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.response_links import ResponseLinks
from adapters.sandbox.slack.signed_http import SignedHttp
from adapters.sandbox.slack.socket_mode import SocketMode
from adapters.sandbox.slack.web_api import WebApi
from adapters.sandbox.slack.window import AdvanceClock, SlackWindow
from adapters.sandbox.slack.workspace import Workspace
from adapters.sandbox.teams import accounts as teams_accounts
from adapters.sandbox.teams.connector import Connector
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.plan import TeamsPlan
from adapters.sandbox.teams.window import TeamsWindow
from adapters.sandbox.teams.workspace import Workspace as TeamsWorkspace

LOOPBACK = "127.0.0.1"
_MAX_BODY = 4 * 1024 * 1024
_PAGE = Path(__file__).parent / "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxPlan:
    """What a sandbox is made of; `manifest` is the app's manifest.yaml, parsed."""

    people: Sequence[SandboxPerson]
    channels: Sequence[SandboxChannel]
    manifest: Mapping[str, Any]
    check: BlockCheck
    now: Callable[[], datetime]
    advance_clock: AdvanceClock
    workspace_name: str = "Larkmoor Trust"
    teams: TeamsPlan | None = None


class Sandbox:
    """A running sandbox, and the handles by which the assembly and the tests hold it.

    `teams` and `teams_window` are None where the plan has no Teams.
    """

    def __init__(self, plan: SandboxPlan) -> None:
        manifest = AppManifest.model_validate(plan.manifest)
        workspace = Workspace(plan.people, plan.channels, plan.now)
        self.bot_token = f"xoxb-{secrets.token_hex(16)}"
        self.app_token = f"xapp-{secrets.token_hex(16)}"
        self.signing_secret = secrets.token_hex(16)
        self.slack = SlackEmulator(workspace, manifest, plan.check)
        self.window = SlackWindow(self.slack, plan.workspace_name, plan.advance_clock)
        self._web_api = WebApi(self.slack, self.bot_token, self.app_token)
        self.teams_token = secrets.token_urlsafe(32)
        self.teams = _emulated_teams(plan)
        self.teams_window = TeamsWindow(self.teams, plan.workspace_name) if self.teams else None
        self._connector = Connector(self.teams, self.teams_token) if self.teams else None
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def address(self) -> str:
        """Where the page is."""
        return self.slack.address

    @property
    def api_url(self) -> str:
        """The `base_url` for the app's `AsyncWebClient`."""
        return f"{self.address}/api/"

    @property
    def faults(self) -> Faults:
        """The bad weather that the Web API makes on request."""
        return self.slack.faults

    @property
    def courier(self) -> Courier:
        """Who brings the app its news: patience, pace of retries."""
        return self.slack.courier

    @property
    def socket_mode(self) -> SocketMode:
        """The app's WebSockets, to refresh or cut them."""
        return self.slack.socket_mode

    @property
    def calls(self) -> list[Call]:
        """Every Web API call so far with what it did: the truth log."""
        return list(self._web_api.calls.made)

    @property
    def teams_service_url(self) -> str:
        """Where the app writes to people in Teams; activities name it too."""
        return self.teams.service_url if self.teams else ""

    @property
    def teams_openid_url(self) -> str:
        """Where the app finds the keys that its Teams activities are signed with."""
        return self.teams.signing.openid_url if self.teams else ""

    @property
    def teams_calls(self) -> list[Call]:
        """Every call of the Bot Connector so far with what it did."""
        return list(self._connector.calls.made) if self._connector else []

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is on its way between the app and the sandbox."""
        if self.courier.is_busy or self._web_api.calls.under_way:
            return False
        if self.teams and self._connector:
            return not (self.teams.courier.is_busy or self._connector.calls.under_way)
        return True

    async def start(self, host: str = LOOPBACK, port: int = 0) -> None:
        """Listen on loopback; 0 takes a free port."""
        if host != LOOPBACK:
            raise ValueError(f"The sandbox has no passwords: it runs on {LOOPBACK} only.")
        self._runner = web.AppRunner(self._application(), shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.port = self._runner.addresses[0][1]
        self.slack.address = f"http://{host}:{self.port}"
        if self.teams:
            self.teams.settle_at(self.address)

    async def speak_http(self, request_url: str) -> None:
        """Leave Socket Mode: post to this request URL, once it has answered Slack's challenge."""
        line = SignedHttp(request_url, self.signing_secret)
        await line.introduce()
        self.courier.line = line

    async def deactivate(self, user_id: str) -> None:
        """Close somebody's account, as the workspace's owners do when they leave."""
        await slack_accounts.deactivate(self.slack, user_id)
        if self.teams:
            await teams_accounts.deactivate(self.teams, user_id)

    async def stop(self) -> None:
        """Hang up on everybody."""
        await self.courier.stop()
        await self.socket_mode.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[own_page_only], client_max_size=_MAX_BODY)
        application.on_response_prepare.append(add_security_headers)
        application.add_routes(
            [
                web.route("*", "/api/{method}", self._web_api.serve),
                web.get("/link/", self.socket_mode.serve),
                web.post("/response/{key}", ResponseLinks(self.slack).serve),
                *PageApi(self.window).routes(),
                *self._teams_routes(),
                *page_routes(_PAGE),
            ]
        )
        return application

    def _teams_routes(self) -> list[web.RouteDef]:
        if not (self.teams and self.teams_window and self._connector):
            return []
        return [
            *self.teams.signing.routes(),
            *self._connector.routes(),
            *PageApi(self.teams_window, "/sandbox/teams").routes(),
        ]


def _emulated_teams(plan: SandboxPlan) -> TeamsEmulator | None:
    if plan.teams is None:
        return None
    return TeamsEmulator(TeamsWorkspace(plan.people, plan.channels, plan.now), plan.teams)
