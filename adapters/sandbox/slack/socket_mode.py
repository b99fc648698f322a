"""Socket Mode: envelopes over WebSockets that the app opened, and their acknowledgements."""

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import WSCloseCode, WSMsgType, web

from adapters.sandbox.refusals import NotAcknowledged
from adapters.sandbox.slack.courier import Parcel
from adapters.sandbox.slack.identity import APP_ID, JsonObject

MAX_CONNECTIONS = 10
DisconnectReason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass(slots=True, eq=False)
class _Connection:
    """One of the app's WebSockets and the envelopes that wait for an answer on it."""

    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[JsonObject]] = field(default_factory=dict)


class SocketMode:
    """The WebSocket side of Slack; each envelope goes to one connection, in turn."""

    def __init__(self) -> None:
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._opened = asyncio.Event()

    @property
    def connections(self) -> int:
        """How many WebSockets the app holds open."""
        return len(self._connections)

    def issue_ticket(self) -> str:
        """Return a ticket for one WebSocket, as apps.connections.open gives it out."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def deliver(self, parcel: Parcel) -> JsonObject:
        """Return what the app acknowledged with; wait for a connection if there is none."""
        await self._opened.wait()
        connection = self._connections[0]
        self._connections.append(self._connections.pop(0))
        envelope_id = secrets.token_hex(16)
        answer: asyncio.Future[JsonObject] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = answer
        try:
            await connection.socket.send_json(_envelope(envelope_id, parcel))
            return await answer
        except ConnectionError as broken:
            raise NotAcknowledged("connection_failed") from broken
        finally:
            connection.waiting.pop(envelope_id, None)

    async def refresh(self, reason: DisconnectReason = "refresh_requested") -> None:
        """Ask the app to connect anew, as Slack does every few hours; it hangs up itself."""
        for connection in tuple(self._connections):
            self._retire(connection)
            await connection.socket.send_json(_disconnect(reason))

    async def drop(self) -> None:
        """Cut every connection with no warning."""
        for connection in tuple(self._connections):
            self._forget(connection)
            await connection.socket.close(code=WSCloseCode.ABNORMAL_CLOSURE, drain=False)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One WebSocket from the app, until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.connections >= MAX_CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        await self._converse(_Connection(socket))
        return socket

    async def _converse(self, connection: _Connection) -> None:
        self._connections.append(connection)
        await connection.socket.send_json(_hello(self.connections))
        self._opened.set()
        try:
            async for message in connection.socket:
                if message.type is WSMsgType.TEXT:
                    _settle(connection, json.loads(message.data))
        finally:
            self._forget(connection)

    def _retire(self, connection: _Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        if not self._connections:
            self._opened.clear()

    def _forget(self, connection: _Connection) -> None:
        self._retire(connection)
        for answer in connection.waiting.values():
            if not answer.done():
                answer.set_exception(NotAcknowledged("connection_failed"))


def _settle(connection: _Connection, message: JsonObject) -> None:
    answer = connection.waiting.get(message.get("envelope_id", ""))
    if answer is not None and not answer.done():
        answer.set_result(message.get("payload") or {})


def _hello(connections: int) -> JsonObject:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
        "connection_info": {"app_id": APP_ID},
    }


def _disconnect(reason: DisconnectReason) -> JsonObject:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}


def _envelope(envelope_id: str, parcel: Parcel) -> JsonObject:
    envelope = {
        "envelope_id": envelope_id,
        "type": parcel.kind,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind != "events_api",
    }
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
    return envelope
