"""The one HTTP server: the routes it is handed, and whether the product is alive and ready."""

import asyncio
from collections.abc import Callable, Iterable

from aiohttp import web

MOST_BYTES = 1024 * 1024


class WebServer:
    """Serves the routes that the assembly hands it; it knows no platform."""

    def __init__(self, routes: Iterable[web.RouteDef], is_ready: Callable[[], bool]) -> None:
        self._is_ready = is_ready
        application = web.Application(client_max_size=MOST_BYTES)
        own = (web.get("/live", _live), web.get("/ready", self._ready))
        application.add_routes([*routes, *own])
        # The access log would name every caller and path; the metrics say how much comes in.
        self._runner = web.AppRunner(application, access_log=None)

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
        is_ready = await asyncio.to_thread(self._is_ready)
        return web.Response(
            status=200 if is_ready else 503, text="ready" if is_ready else "not yet"
        )


async def _live(_: web.Request) -> web.Response:
    return web.Response(text="alive")
