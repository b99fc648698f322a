"""The one HTTP server: the routes it is handed, and whether the product is alive and ready."""

import asyncio
from collections.abc import Callable, Iterable

from aiohttp import web

MOST_BYTES = 1024 * 1024
# Long enough for a turn that is under way, short enough for whoever waits for us to stop.
FINISHING_SECONDS = 5.0
CHECKING_SECONDS = 3.0


class WebServer:
    """Serves the routes that the assembly hands it; it knows no platform."""

    def __init__(
        self,
        routes: Iterable[web.RouteDef],
        is_ready: Callable[[], bool],
        *,
        finishing: float = FINISHING_SECONDS,
        checking: float = CHECKING_SECONDS,
    ) -> None:
        self._is_ready = is_ready
        self._checking = checking
        self._check: asyncio.Task[bool] | None = None
        application = web.Application(client_max_size=MOST_BYTES)
        own = (web.get("/live", _live), web.get("/ready", self._ready))
        application.add_routes([*routes, *own])
        application.on_response_prepare.append(_say_less)
        # The access log would name every caller and path; the metrics say how much comes in.
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=finishing)

    async def start(self, host: str, port: int) -> int:
        """Listen, and return the port."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        taken: int = self._runner.addresses[0][1]
        return taken

    async def stop(self) -> None:
        """Finish what is being answered, and stop listening."""
        await self._runner.cleanup()

    async def _ready(self, _: web.Request) -> web.Response:
        is_ready = await self._look()
        return web.Response(
            status=200 if is_ready else 503, text="ready" if is_ready else "not yet"
        )

    async def _look(self) -> bool:
        """Ask whether we are ready, one question at a time: a silent database holds one thread."""
        if self._check is None or self._check.done():
            self._check = asyncio.create_task(asyncio.to_thread(self._is_ready))
        try:
            async with asyncio.timeout(self._checking):
                return await asyncio.shield(self._check)
        except TimeoutError:
            return False


async def _live(_: web.Request) -> web.Response:
    return web.Response(text="alive")


async def _say_less(_: web.Request, response: web.StreamResponse) -> None:
    """Name no software and no version to whoever asks."""
    response.headers["Server"] = "Dutydesk"
