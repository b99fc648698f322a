"""Production: the product on real credentials, refused while anything that matters is missing."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.slack.app import SlackApp
from adapters.slack.connection import Connection, bolt_app, http_route
from adapters.slack.gate import Gate
from adapters.slack.inbound import PLATFORM, Inbound
from adapters.slack.messenger import SlackMessenger
from adapters.slack.workspaces import Workspaces
from adapters.web.server import WebServer
from bot.assembly import Product, build
from bot.delivery import Switchboard
from bot.errors import StorageDown
from bot.settings import Settings, Severity
from bot.settings.credentials import secret
from bot.settings.platforms import SlackMode, SlackSettings

log = logging.getLogger(__name__)


class NotFit(Exception):
    """The product must not run like this; each line says what is missing and what to do."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, slots=True)
class Service:
    """The product with its ways in."""

    product: Product
    slack: SlackApp
    server: WebServer
    connection: Connection | None

    async def run(self, stop: asyncio.Event, host: str, port: int) -> None:
        """Serve until told to stop; then finish what is under way."""
        await self.server.start(host, port)
        if self.connection:
            await self.connection.open()
        log.info("serving", extra={"port": port})
        await self.product.rounds.go(stop)
        if self.connection:
            await self.connection.close()
        await self.server.stop()
        await self.slack.settle()


def refuse_unless_fit(settings: Settings) -> SlackSettings:
    """Return the Slack settings, or raise `NotFit` with all that is missing (A3, DOMAIN 11.5)."""
    reasons = [
        f"{name} is not set. Put the value in an environment variable, or the name of a file that "
        f"holds it in {name}_FILE."
        for name in settings.missing_secrets(os.environ)
    ]
    faults = settings.check(datetime.now(UTC).date())
    reasons += [str(fault) for fault in faults if fault.severity is Severity.ERROR]
    if settings.platforms.slack is None:
        reasons.append("app.yaml names no Slack workspace. Fill in platforms: slack:.")
    if reasons or settings.platforms.slack is None:
        raise NotFit(reasons)
    return settings.platforms.slack


def service(settings: Settings) -> Service:
    """Return the product connected to Slack, with nothing started yet."""
    slack = refuse_unless_fit(settings)
    workspaces = Workspaces({each.team_id: _secret(each.bot_token) for each in slack.workspaces})
    bolt = bolt_app(workspaces)
    database = settings.database_url(os.environ).get_secret_value()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    post = Switchboard({PLATFORM: SlackMessenger(workspaces)})
    product = build(settings, database, post, lambda: datetime.now(UTC))
    inbound = Inbound(product.directory)
    app = SlackApp(bolt, workspaces, product.assistant, inbound, product.rounds.knock)
    if slack.mode is SlackMode.SOCKET:
        connection = Connection(bolt, _secret(slack.app_token))
        return Service(product, app, WebServer((), _readiness(product)), connection)
    gate = Gate([_secret(slack.signing_secret)], lambda: datetime.now(UTC))
    server = WebServer((http_route(bolt, gate),), _readiness(product))
    return Service(product, app, server, None)


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await service(settings).run(stop, settings.web.host, settings.web.port)


def _secret(name: str) -> str:
    value = secret(name, os.environ)
    if value is None:
        raise NotFit([f"{name} is not set."])
    return value.get_secret_value()


def _readiness(product: Product) -> Callable[[], bool]:
    def is_ready() -> bool:
        try:
            with product.open_uow() as uow:
                uow.outbox.next_due()
        except StorageDown:
            return False
        return True

    return is_ready
