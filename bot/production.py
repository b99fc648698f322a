"""Production: the product on real credentials, refused while anything that matters is missing."""

import asyncio
import logging
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.database.migrations.head import NewerSchema
from adapters.slack.app import SlackApp
from adapters.slack.connection import PATH, Connection, bolt_app, http_route, refuses_strangers
from adapters.slack.gate import Gate
from adapters.slack.inbound import PLATFORM, Inbound
from adapters.slack.messenger import SlackMessenger
from adapters.slack.workspaces import SLACK_API, Workspaces
from adapters.web.server import WebServer
from bot.assembly import Knowhow, Product, build
from bot.errors import DeliveryError, StorageDown
from bot.fitness import NotFit, refuse_unless_fit, signing_secrets, value
from bot.mail import Switchboard
from bot.ports import Clock
from bot.settings import Settings
from bot.settings.platforms import SlackMode
from intents.safety.floor import alarm_in

# Whoever stops us waits ten seconds and then pulls the plug.
GRACE_SECONDS = 7.0
HANGING_UP_SECONDS = 1.0
AGAIN_AFTER_SECONDS = 5.0
NO_DATABASE = "The database does not answer. Check {name}, and that the server runs and lets us in."
log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """The product with its ways in."""

    product: Product
    workspaces: Workspaces
    slack: SlackApp
    server: WebServer
    connection: Connection | None
    grace: float = GRACE_SECONDS

    async def run(self, stop: asyncio.Event, host: str, port: int) -> None:
        """Serve until told to stop; then finish what is under way."""
        rounds: asyncio.Task[None] | None = None
        try:
            await self._refuse_wrong_tokens()
            await self._warm_up(stop)
            taken = await self._listen(host, port)
            rounds = asyncio.create_task(self.product.rounds.go(stop))
            if self.connection:
                await self._connect(self.connection, stop)
            elif not await refuses_strangers(f"http://{_reachable(host)}:{taken}{PATH}"):
                raise NotFit(["The way in from Slack did not refuse a request without signature."])
            log.info("serving", extra={"port": taken})
            await stop.wait()
        finally:
            stop.set()
            await self._finish(rounds)

    async def _refuse_wrong_tokens(self) -> None:
        wrong = await self.workspaces.misplaced()
        if wrong:
            raise NotFit(
                [f"The bot token of {team} is wrong: {why}." for team, why in wrong.items()]
            )

    async def _warm_up(self, stop: asyncio.Event) -> None:
        """Read and learn now what the first message would else wait for, and all others with it."""
        await asyncio.to_thread(alarm_in, "Good morning")
        for school in self.product.directory.schools():
            if not stop.is_set():
                await asyncio.to_thread(self.product.library.policies, school.id)

    async def _listen(self, host: str, port: int) -> int:
        try:
            return await self.server.start(host, port)
        except OSError as error:
            where = f"{host}, port {port} ({error.strerror})"
            raise NotFit([f"I can't listen on {where}. Choose another under web:."]) from error

    async def _connect(self, connection: Connection, stop: asyncio.Event) -> None:
        """Connect to Slack, again and again while it is out of reach."""
        while not stop.is_set():
            try:
                await connection.open()
            except DeliveryError as error:
                if error.permanent:
                    raise NotFit([f"Slack does not accept the app token ({error})."]) from error
                log.warning("slack not reached", extra={"reason": str(error)})
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), AGAIN_AFTER_SECONDS)
            else:
                return

    async def _finish(self, rounds: asyncio.Task[None] | None) -> None:
        """Finish what is under way; what is left in the outbox goes at the next start."""
        try:
            async with asyncio.timeout(self.grace):
                await self.server.stop()
                await self.slack.settle()
                if rounds:
                    await rounds
        except TimeoutError:
            log.warning("stopped before everything was shown")
        if self.connection:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.connection.close(), HANGING_UP_SECONDS)


def service(
    settings: Settings,
    environ: Mapping[str, str] = os.environ,
    api_url: str = SLACK_API,
    clock: Clock = now,
    knowhow: Knowhow | None = None,
) -> Service:
    """Return the product connected to Slack, with nothing started yet, or raise `NotFit`.

    What is known already is used as it is.
    """
    slack = refuse_unless_fit(settings, environ, clock().date())
    tokens = {each.team_id: value(each.bot_token, environ) for each in slack.workspaces}
    workspaces = Workspaces(tokens, api_url)
    bolt = bolt_app(workspaces)
    url = settings.database_url(environ).get_secret_value()
    post = Switchboard({PLATFORM: SlackMessenger(workspaces)})
    product = _product(settings, url, post, clock, knowhow)
    inbound = Inbound(product.directory)
    app = SlackApp(bolt, workspaces, product.assistant, inbound, product.rounds.knock)
    if slack.mode is SlackMode.SOCKET:
        connection = Connection(bolt, value(slack.app_token, environ), api_url)
        server = WebServer((), lambda: is_ready(product))
        return Service(product, workspaces, app, server, connection)
    route = http_route(bolt, Gate(signing_secrets(slack, environ), now))
    return Service(product, workspaces, app, WebServer((route,), lambda: is_ready(product)), None)


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await service(settings).run(stop, settings.web.host, settings.web.port)


def is_ready(product: Product) -> bool:
    """Tell whether a turn could be saved now."""
    try:
        with product.open_uow() as uow:
            uow.outbox.next_due()
    except StorageDown:
        return False
    return True


def _product(
    settings: Settings, url: str, post: Switchboard, clock: Clock, knowhow: Knowhow | None
) -> Product:
    try:
        return build(settings, url, post, clock, knowhow)
    except StorageDown as down:
        raise NotFit([NO_DATABASE.format(name=settings.storage.url_secret)]) from down
    except OSError as error:
        where = settings.data_dir
        raise NotFit([f"I can't write to {where} ({error.strerror}). Check data_dir."]) from error
    except NewerSchema as newer:
        raise NotFit([str(newer)]) from newer


def _reachable(host: str) -> str:
    """Return where we are to be found ourselves when we listen everywhere."""
    named = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 compared, not bound to
    return f"[{named}]" if ":" in named else named
