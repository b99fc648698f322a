"""The SDK's adapter behind our gate: it is handed what is checked, and loses nothing on the way.

What is wrong in botbuilder 4.17.1 is worked around here and in the modules beside it, each fault in
one place: tests/adapters/teams/test_sdk_faults.py shows them all, and that they are gone.
"""

import asyncio
from collections.abc import AsyncIterable, Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NoReturn, Protocol, TypeAlias

from aiohttp import ClientError, ClientSession, ClientTimeout, web
from aiohttp.http_exceptions import HttpProcessingError
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ConnectorFactory,
)

from adapters.teams.connector import Connector, Connectors
from adapters.teams.gate import Accepted, Refused
from adapters.wire.bodies import Headers
from adapters.wire.payloads import Body, text_at

PATH = "/teams"
PATIENCE_SECONDS = 10
UNSIGNED = "eyJhbGciOiJub25lIn0.e30.eA"


class Unchecked(Exception):
    """The SDK was to check a request by itself, which it must never do (F2, F3)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to an activity, as it goes over the wire."""

    status: int = HTTPStatus.OK
    body: Mapping[str, Any] | None = None


Handle: TypeAlias = Callable[[Body], Awaitable[Answer | None]]


class TeamsAdapter(CloudAdapterBase):  # type: ignore[misc] # the SDK has no types
    """Runs accepted activities through the SDK."""

    def __init__(self, connectors: Connectors) -> None:
        super().__init__(_Gatekept(connectors))

    async def process(self, activity: Body, handle: Handle) -> Answer:
        """Return how our one handler answers an activity that the gate has accepted."""
        reception = _Reception(activity, handle)
        checked = AuthenticateRequestResult()
        checked.connector_factory = self.bot_framework_authentication.create_connector_factory(None)
        await self.process_activity(checked, _outline(activity), reception.on_turn)
        return reception.answer


class _Reception(TeamsActivityHandler):  # type: ignore[misc] # the SDK has no types
    """Gives every kind of activity to one handler, as it came.

    The SDK's own readers drop what they do not know, and trip over what is shaped unlike it.
    """

    def __init__(self, activity: Body, handle: Handle) -> None:
        super().__init__()
        self._activity = activity
        self._handle = handle
        self.answer = Answer()

    async def on_invoke_activity(self, _: TurnContext) -> InvokeResponse:
        self.answer = await self._handle(self._activity) or Answer()
        return InvokeResponse(status=self.answer.status, body=self.answer.body)

    async def _take(self, _: TurnContext) -> None:
        self.answer = await self._handle(self._activity) or Answer()

    on_message_activity = _take
    on_message_update_activity = _take
    on_message_delete_activity = _take
    on_message_reaction_activity = _take
    on_conversation_update_activity = _take
    on_event_activity = _take
    on_installation_update = _take
    on_typing_activity = _take
    on_end_of_conversation_activity = _take
    on_unrecognized_activity_type = _take


class _Gatekept(BotFrameworkAuthentication):  # type: ignore[misc] # the SDK has no types
    """Lets the SDK check nothing: that is the gate's work, before the SDK hears of a request."""

    def __init__(self, connectors: Connectors) -> None:
        self._connectors = connectors

    async def authenticate_request(self, *_: object) -> NoReturn:
        raise Unchecked

    async def authenticate_streaming_request(self, *_: object) -> NoReturn:
        raise Unchecked

    async def authenticate_channel_request(self, *_: object) -> NoReturn:
        raise Unchecked

    def create_connector_factory(self, _: object) -> ConnectorFactory:
        return _ToConnectors(self._connectors)

    async def create_user_token_client(self, _: object) -> None:
        """Return none: nobody signs in."""


class _ToConnectors(ConnectorFactory):  # type: ignore[misc] # the SDK has no types
    """Gives the SDK the clients that we use ourselves."""

    def __init__(self, connectors: Connectors) -> None:
        self._connectors = connectors

    async def create(self, service_url: str, _: object = None) -> Connector:
        return self._connectors.at(service_url)


def _outline(activity: Body) -> Activity:
    """Return as much of an activity as the SDK needs to know whom it is for."""
    return Activity(
        type=text_at(activity, "type"),
        name=text_at(activity, "name"),
        id=text_at(activity, "id"),
        service_url=text_at(activity, "serviceUrl"),
        channel_id=text_at(activity, "channelId"),
        from_property=ChannelAccount(id=text_at(activity, "from", "id")),
        conversation=ConversationAccount(id=text_at(activity, "conversation", "id")),
        recipient=ChannelAccount(id=text_at(activity, "recipient", "id")),
    )


class Door(Protocol):
    """Whoever checks requests."""

    async def receive(self, headers: Headers, chunks: AsyncIterable[bytes]) -> Accepted | Refused:
        """Check a request as it comes in."""


def http_route(gate: Door, adapter: TeamsAdapter, handle: Handle, path: str = PATH) -> web.RouteDef:
    """Return the route for Teams: nothing that Bot Framework has not signed reaches the SDK."""

    async def receive(request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                checked = await gate.receive(request.headers, request.content.iter_any())
        except TimeoutError:
            checked = Refused(HTTPStatus.REQUEST_TIMEOUT)
        except (HttpProcessingError, web.RequestPayloadError, ConnectionError):
            checked = Refused(HTTPStatus.BAD_REQUEST)
        if isinstance(checked, Refused):
            return web.Response(status=checked.status, text=checked.words)
        answer = await adapter.process(checked.activity, handle)
        if answer.body is None:
            return web.Response(status=answer.status)
        return web.json_response(answer.body, status=answer.status)

    return web.post(path, receive)


async def refuses_strangers(address: str) -> bool:
    """Try our own front door at the start: without a signed token a request must get 401 (A3)."""
    try:
        async with ClientSession(timeout=ClientTimeout(PATIENCE_SECONDS)) as session:
            for headers in ({}, {"Authorization": f"Bearer {UNSIGNED}"}):
                async with session.post(address, json={"type": "message"}, headers=headers) as said:
                    if said.status != HTTPStatus.UNAUTHORIZED:
                        return False
    except (ClientError, TimeoutError, OSError):
        return False
    return True
