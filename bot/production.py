"""Production: the product on real credentials, refused while anything that matters is missing."""

import asyncio
import logging
import os
import signal
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.database.migrations.head import NewerSchema
from adapters.web.server import WebServer
from bot.assembly import Knowhow, Product, build, learn, storage
from bot.errors import StorageDown
from bot.fitness import NotFit, refuse_unless_fit
from bot.fronts.front import Front
from bot.fronts.slack import HANGING_UP_SECONDS, SlackFront
from bot.fronts.teams import TeamsFront
from bot.mail import Switchboard
from bot.ports import Clock
from bot.settings import Settings

__all__ = ["GRACE_SECONDS", "HANGING_UP_SECONDS", "Service", "fronts_of", "now", "serve", "service"]

# Whoever stops us waits ten seconds and then pulls the plug.
GRACE_SECONDS = 7.0
NO_DATABASE = "The database does not answer. Check {name}, and that the server runs and lets us in."
log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """The product with its ways in."""

    product: Product
    fronts: Sequence[Front]
    server: WebServer
    grace: float = GRACE_SECONDS

    async def run(self, stop: asyncio.Event, host: str, port: int) -> None:
        """Serve until told to stop; then finish what is under way."""
        rounds: asyncio.Task[None] | None = None
        try:
            for front in self.fronts:
                await front.refuse_wrong_credentials()
            await self._warm_up(stop)
            taken = await self._listen(host, port)
            rounds = asyncio.create_task(self.product.rounds.go(stop))
            address = f"http://{_reachable(host)}:{taken}"
            # Side by side: one platform that is out of reach keeps nobody out of the other.
            await _all(front.open(address, stop) for front in self.fronts)
            log.info("serving", extra={"port": taken})
            await stop.wait()
        finally:
            stop.set()
            await self._finish(rounds)

    async def settle(self) -> None:
        """Wait until everything that came in is answered and shown."""
        for front in self.fronts:
            await front.settle()

    async def _warm_up(self, stop: asyncio.Event) -> None:
        """Learn everything before anybody speaks."""
        await asyncio.to_thread(learn)
        for school in self.product.directory.schools():
            if not stop.is_set():
                await asyncio.to_thread(self.product.library.policies, school.id)

    async def _listen(self, host: str, port: int) -> int:
        try:
            return await self.server.start(host, port)
        except OSError as error:
            where = f"{host}, port {port} ({error.strerror})"
            raise NotFit([f"I can't listen on {where}. Choose another under web:."]) from error

    async def _finish(self, rounds: asyncio.Task[None] | None) -> None:
        """Finish what is under way; what is left in the outbox goes at the next start."""
        try:
            async with asyncio.timeout(self.grace):
                await self.server.stop()
                await self.settle()
                if rounds:
                    await rounds
        except TimeoutError:
            log.warning("stopped before everything was shown")
        for front in self.fronts:
            await front.close()


def service(
    settings: Settings,
    environ: Mapping[str, str] = os.environ,
    fronts: Sequence[Front] | None = None,
    clock: Clock = now,
    knowhow: Knowhow | None = None,
) -> Service:
    """Return the product connected to its platforms, with nothing started yet, or raise `NotFit`.

    What is known already, and fronts that are made already, are used as they are.
    """
    refuse_unless_fit(settings, environ, clock().date())
    used = fronts_of(settings, environ) if fronts is None else fronts
    product = _product(settings, environ, used, clock, knowhow)
    routes = [route for front in used for route in front.attach(product)]
    return Service(product, used, WebServer(routes, lambda: is_ready(product)))


def fronts_of(settings: Settings, environ: Mapping[str, str]) -> tuple[Front, ...]:
    """Return a front for each platform of the settings; signatures and tokens have real time."""
    slack, teams = settings.platforms.slack, settings.platforms.teams
    found: list[Front] = [SlackFront(slack, environ, now)] if slack else []
    return (*found, TeamsFront(teams, environ, now)) if teams else tuple(found)


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
    settings: Settings,
    environ: Mapping[str, str],
    fronts: Sequence[Front],
    clock: Clock,
    knowhow: Knowhow | None,
) -> Product:
    try:
        open_uow = storage(settings.database_url(environ).get_secret_value(), settings.data_dir)
    except StorageDown as down:
        raise NotFit([NO_DATABASE.format(name=settings.storage.url_secret)]) from down
    except OSError as error:
        where = settings.data_dir
        raise NotFit([f"I can't write to {where} ({error.strerror}). Check data_dir."]) from error
    except NewerSchema as newer:
        raise NotFit([str(newer)]) from newer
    ways = {front.platform: front.messenger(open_uow) for front in fronts}
    knows = knowhow or Knowhow.of(settings)
    return build(settings.directory(), knows, open_uow, Switchboard(ways), clock)


async def _all(opening: Iterable[Coroutine[None, None, None]]) -> None:
    """Wait for all of them, or for the first that fails."""
    try:
        async with asyncio.TaskGroup() as group:
            for each in opening:
                group.create_task(each)
    except* NotFit as unfit:
        raise unfit.exceptions[0] from None


def _reachable(host: str) -> str:
    """Return where we are to be found ourselves when we listen everywhere."""
    named = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 compared, not bound to
    return f"[{named}]" if ":" in named else named
