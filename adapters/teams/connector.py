"""The SDK's client of the Bot Connector, on a transport that never holds up the event loop.

The SDK's own waits a hundred seconds for an answer, asks for its token in the event loop, and sends
in the threads in which turns are saved, so that a silent Teams would stop them all (F9).
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

from aiohttp import ClientResponse, ClientSession, ClientTimeout
from botbuilder.schema import Activity, ChannelAccount
from botframework.connector.aio import ConnectorClient
from botframework.connector.aio.operations_async import ConversationsOperations
from botframework.connector.bot_framework_sdk_client_async import BotFrameworkConnectorConfiguration
from botframework.connector.models import ErrorResponseException
from msrest.authentication import Authentication
from msrest.pipeline import ClientRawResponse, Request, Response
from msrest.pipeline.async_abc import AsyncHTTPPolicy, AsyncHTTPSender, AsyncPipeline
from msrest.universal_http import ClientRequest, HTTPClientResponse
from yarl import URL

from adapters.teams.service_urls import may_be_called
from adapters.teams.tokens import Tokens
from bot.errors import DeliveryError

PATIENCE = ClientTimeout(total=10, connect=3)
TAKEN = (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED)
JSON_HEADERS = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}
Asked: TypeAlias = Request[ClientRequest]
Answered: TypeAlias = "Response[ClientRequest, _Answer]"
TARGETED_PATH = "/v3/conversations/{conversationId}/activities"


class TargetedAccount(ChannelAccount):  # type: ignore[misc] # the SDK has no types
    """The one member of a conversation that sees a message."""

    _attribute_map: Mapping[str, Any] = {
        **ChannelAccount._attribute_map,  # noqa: SLF001 how the SDK's models are extended
        "is_targeted": {"key": "isTargeted", "type": "bool"},
    }

    def __init__(self, account: str) -> None:
        super().__init__(id=account)
        self.is_targeted = True


class Conversations(ConversationsOperations):  # type: ignore[misc] # the SDK has no types
    """The SDK's calls, and the one that it does not know: a message that only one person sees."""

    async def send_targeted(self, conversation: str, activity: Activity) -> ClientRawResponse:
        """Post a message that only its recipient sees; answer as the SDK's calls do with `raw`."""
        quoted = self._serialize.url("conversation", conversation, "str")
        url = self._client.format_url(TARGETED_PATH, conversationId=quoted)
        body = self._serialize.body(activity, "Activity")
        request = self._client.post(url, {"isTargetedActivity": "true"}, JSON_HEADERS, body)
        response = await self._client.async_send(request, stream=False)
        if response.status_code not in TAKEN:
            raise ErrorResponseException(self._deserialize, response)
        return ClientRawResponse(self._deserialize("ResourceResponse", response), response)


class Connector(ConnectorClient):  # type: ignore[misc] # the SDK has no types
    """The SDK's client for one address, on our transport."""

    def __init__(self, service_url: str, pipeline: AsyncPipeline[Any, Any]) -> None:
        config = BotFrameworkConnectorConfiguration(Authentication(), service_url)
        config.custom_pipeline = pipeline
        super().__init__(None, custom_configuration=config)
        self.conversations = Conversations(
            self._client, self.config, self._serialize, self._deserialize
        )


class Connectors:
    """Finds the client for each address that conversations come from."""

    def __init__(
        self, tokens: Tokens, *, trusts_loopback: bool = False, patience: ClientTimeout = PATIENCE
    ) -> None:
        self._sender = _Sender(patience)
        self._pipeline = AsyncPipeline([_Bearer(tokens)], self._sender)
        self._trusts_loopback = trusts_loopback
        self._made: dict[str, Connector] = {}

    def at(self, service_url: str) -> Connector:
        """Return the client for an address, or raise `DeliveryError` where no token may go."""
        if not may_be_called(service_url, trusts_loopback=self._trusts_loopback):
            raise DeliveryError("not an address of Teams", permanent=True)
        if service_url not in self._made:
            self._made[service_url] = Connector(service_url, self._pipeline)
        return self._made[service_url]

    async def close(self) -> None:
        """Hang up."""
        await self._sender.close()


class _Bearer(AsyncHTTPPolicy[ClientRequest, "_Answer"]):
    """Puts the token on a request; one that was not accepted is not used again."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens

    async def send(self, request: Asked, **options: Any) -> Answered:
        token = await self._tokens.bearer()
        request.http_request.headers["Authorization"] = f"Bearer {token}"
        response: Answered = await self.next.send(request, **options)  # type: ignore[union-attr]
        if response.http_response.status_code == HTTPStatus.UNAUTHORIZED:
            self._tokens.forget(token)
        return response


class _Sender(AsyncHTTPSender[ClientRequest, "_Answer"]):
    """Sends a request once: the outbox decides what is tried again, and nobody sends us on."""

    def __init__(self, patience: ClientTimeout) -> None:
        self._patience = patience
        self._session: ClientSession | None = None

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def send(self, request: Asked, **_: Any) -> Answered:
        asked = request.http_request
        if self._session is None:
            self._session = ClientSession(timeout=self._patience)
        async with self._session.request(
            asked.method,
            URL(asked.url, encoded=True),
            data=asked.data,
            headers={**asked.headers, "User-Agent": "Dutydesk"},
            allow_redirects=False,
        ) as answer:
            # What a refusal says in words is not read: it may quote what we sent.
            body = await answer.read() if answer.status in TAKEN else b""
        return Response(request, _Answer(asked, answer, body))

    async def close(self) -> None:
        if self._session:
            await self._session.close()
            self._session = None


class _Answer(HTTPClientResponse):
    """An answer, as the SDK reads it: without headers it takes it for JSON, and never for XML."""

    def __init__(self, request: ClientRequest, answer: ClientResponse, body: bytes) -> None:
        super().__init__(request, answer)
        self.status_code = answer.status
        self.reason = answer.reason
        self._body = body

    def body(self) -> bytes:
        return self._body
