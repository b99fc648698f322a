"""The page's routes: who is there, what they see, what they do. One `PageApi` per chat window."""

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from aiohttp import WSMsgType, web
from aiohttp.typedefs import Handler

_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_FOLDER_NAME = re.compile(r"[a-z]+")
_PEOPLE = "/people"
_SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class ChatWindow(Protocol):
    """A platform's window, as the page meets it; Slack's is one, Teams' can be another."""

    @property
    def seq(self) -> int:
        """The number of the newest change."""
        ...

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have `listener` called at every change; return how to stop that."""
        ...

    def is_known(self, user: str) -> bool:
        """Whether that person can sit down here."""
        ...

    def people(self) -> dict[str, Any]:
        """Return whose seat can be taken."""
        ...

    def snapshot(self, user: str) -> dict[str, Any]:
        """Return what that person sees now."""
        ...

    async def do(self, body: object) -> dict[str, Any]:
        """Carry out a gesture."""
        ...


class PageApi:
    """The routes below `prefix` for one window."""

    def __init__(self, window: ChatWindow, prefix: str = "/sandbox") -> None:
        self._window = window
        self._prefix = prefix

    def routes(self) -> list[web.RouteDef]:
        """Return the routes to add to the server."""
        return [
            web.get(f"{self._prefix}{_PEOPLE}", self._people),
            web.get(f"{self._prefix}/state", self._state),
            web.get(f"{self._prefix}/changes", self._changes),
            web.post(f"{self._prefix}/do", self._do),
        ]

    async def _people(self, _request: web.Request) -> web.Response:
        return web.json_response(self._window.people())

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(self._window.snapshot(self._seat(request)))

    async def _do(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            body = await request.json()
        except json.JSONDecodeError as malformed:
            raise web.HTTPBadRequest from malformed
        return web.json_response(await self._window.do(body))

    async def _changes(self, request: web.Request) -> web.WebSocketResponse:
        self._seat(request)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        changed = asyncio.Event()
        changed.set()  # a page that comes back learns at once how far things have moved
        stop_listening = self._window.listen(changed.set)
        sender = asyncio.create_task(self._report(socket, changed))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            stop_listening()
            sender.cancel()
        return socket

    async def _report(self, socket: web.WebSocketResponse, changed: asyncio.Event) -> None:
        while True:
            await changed.wait()
            changed.clear()
            await socket.send_json({"seq": self._window.seq})

    def _seat(self, request: web.Request) -> str:
        user = request.query.get("as", "")
        if not self._window.is_known(user):
            raise web.HTTPNotFound(text="There is nobody with that id.")
        return user


def page_routes(folder: Path) -> list[web.RouteDef]:
    """Return the routes of the page's own files, and of what tells it which windows there are."""

    async def index(_request: web.Request) -> web.FileResponse:
        return _file(folder / "index.html")

    async def asset(request: web.Request) -> web.FileResponse:
        return _file(folder / _checked(_FILE_NAME, request.match_info["file"]))

    async def window_asset(request: web.Request) -> web.FileResponse:
        window = _checked(_FOLDER_NAME, request.match_info["window"])
        return _file(folder / window / _checked(_FILE_NAME, request.match_info["file"]))

    async def no_icon(_request: web.Request) -> web.Response:
        return web.Response(status=204)

    return [
        web.get("/", index),
        web.get("/page/{file}", asset),
        web.get("/page/{window}/{file}", window_asset),
        web.get("/windows", _windows),
        web.get("/favicon.ico", no_icon),
    ]


async def _windows(request: web.Request) -> web.Response:
    """Tell where the routes of each window begin: the page asks for no window that is not there."""
    paths = (resource.canonical for resource in request.app.router.resources())
    prefixes = [path.removesuffix(_PEOPLE) for path in paths if path.endswith(_PEOPLE)]
    return web.json_response({"windows": prefixes})


def _checked(pattern: re.Pattern[str], name: str) -> str:
    if not pattern.fullmatch(name):
        raise web.HTTPNotFound
    return name


def _file(path: Path) -> web.FileResponse:
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path)


@web.middleware
async def own_page_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer only requests to a loopback name, and from no other site's page."""
    if request.url.host not in {"127.0.0.1", "localhost"}:
        raise web.HTTPForbidden(text="The sandbox answers on this machine only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        raise web.HTTPForbidden(text="The sandbox answers its own page only.")
    return await handler(request)


async def add_security_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the strict headers on every answer."""
    response.headers.update(_SECURITY_HEADERS)
