"""Calls to the Bot Connector: each payload is checked against the limits before it leaves."""

import re
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError, ClientTimeout
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ChannelAccount,
    ConversationAccount,
    ConversationParameters,
)
from botframework.connector.models import ErrorResponseException
from msrest.exceptions import ClientException

from adapters.teams.activities import activity
from adapters.teams.connector import PATIENCE, Connectors, Conversations, TargetedAccount
from adapters.teams.limits import faults
from adapters.teams.parts import Message
from adapters.teams.tokens import Tokens
from bot.errors import DeliveryError, Unreachable
from bot.ports import Address

LONGEST_PAUSE = 3_600.0
NO_ANSWER = "not an answer of Teams'"
THREAD = ";messageid="
BUSY = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.PRECONDITION_FAILED, HTTPStatus.TOO_MANY_REQUESTS}
)
# The app was removed or blocked, or there is no such conversation any more.
SHUT = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
# Nothing that is there to stay: a token that ended early, or somebody between us and Teams.
PASSING = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED})


class OverLimit(DeliveryError):
    """A payload that Teams would refuse; the faults say where. It is a bug in a renderer."""

    def __init__(self, wrong: tuple[str, ...]) -> None:
        super().__init__("; ".join(wrong[:3]), permanent=True)


class Gone(DeliveryError):
    """The message that should be redrawn is not there any more."""


class NotNow(DeliveryError):
    """Teams is busy and did not take it, or does not know whether it did."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat with one person, and where it is written to."""

    id: str
    service_url: str


class TeamsCalls:
    """The few calls we make, with errors that the outbox understands."""

    def __init__(
        self,
        tokens: Tokens,
        app_id: str,
        *,
        trusts_loopback: bool = False,
        patience: ClientTimeout = PATIENCE,
    ) -> None:
        self.connectors = Connectors(tokens, trusts_loopback=trusts_loopback, patience=patience)
        self._bot = ChannelAccount(id=f"28:{app_id}")

    async def create(self, service_url: str, tenant: str, user: str) -> Conversation:
        """Begin the chat with a person, or find it; `user` is their Entra object id or account."""
        asked = ConversationParameters(
            is_group=False,
            bot=self._bot,
            members=[ChannelAccount(id=user)],
            tenant_id=tenant,
            channel_data={"tenant": {"id": tenant}},
        )
        conversations = self.connectors.at(service_url).conversations
        begun = await _called("create", conversations.create_conversation(asked))
        return Conversation(_said(begun, "id"), begun.service_url or service_url)

    async def send(self, address: Address, message: Message) -> str:
        """Post a message and return its id; none where Teams took it and did not say."""
        own = self._to(address, activity(message, address.account))
        to = self._conversations(address)
        call = to.send_to_conversation(address.conversation, own, raw=True)
        return _posted(await _called("send", call))

    async def reply(self, address: Address, thread: str, message: Message) -> str:
        """Post a message in the thread that another one began in a channel; return its id."""
        channel = address.conversation.partition(THREAD)[0]
        where = replace(address, conversation=f"{channel}{THREAD}{thread}")
        return await self.send(where, message)

    async def send_targeted(self, address: Address, to_user: str, message: Message) -> str:
        """Post a message that one member of a conversation sees, for a day; return its id."""
        own = self._to(address, activity(message, to_user))
        own.recipient = TargetedAccount(to_user)
        to = self._conversations(address)
        return _posted(await _called("send", to.send_targeted(address.conversation, own)))

    async def update(self, address: Address, activity_id: str, message: Message) -> None:
        """Show a message in place of an earlier one."""
        own = self._to(address, activity(message, address.account))
        own.id = activity_id
        to = self._conversations(address)
        await _called("update", to.update_activity(address.conversation, activity_id, own))

    async def typing(self, address: Address) -> None:
        """Show that somebody is at work, for a few seconds."""
        own = self._to(address, Activity(type=ActivityTypes.typing))
        to = self._conversations(address)
        await _called("typing", to.send_to_conversation(address.conversation, own))

    async def close(self) -> None:
        """Hang up."""
        await self.connectors.close()

    def _conversations(self, address: Address) -> Conversations:
        return self.connectors.at(address.service_url).conversations

    def _to(self, address: Address, own: Activity) -> Activity:
        """Return an activity with its address, if Teams would take it; else raise `OverLimit`."""
        own.from_property = self._bot
        own.conversation = ConversationAccount(id=address.conversation)
        own.recipient = ChannelAccount(id=address.account) if address.account else None
        if wrong := faults("chat", own.serialize()):
            raise OverLimit(wrong)
        return own


def refusal(method: str, status: int, headers: Mapping[str, str]) -> DeliveryError:
    """Return the error for how Teams refused, in the few words that may stand in a log."""
    reason = f"{method}: http {status}"
    if status in BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotNow(reason, retry_after=_pause(headers))
    if status == HTTPStatus.NOT_FOUND and method == "update":
        return Gone(reason, permanent=True)
    if status in SHUT:
        return Unreachable(reason)
    is_final = status >= HTTPStatus.BAD_REQUEST and status not in PASSING
    return DeliveryError(reason, permanent=is_final)


async def _called(method: str, call: Awaitable[Any]) -> Any:
    """Wait for a call of the SDK, and raise its failures as `DeliveryError`."""
    try:
        answer = await call
    except ErrorResponseException as error:
        said = error.response
        raise refusal(method, said.status, said.headers) from None
    except (ClientError, TimeoutError, OSError) as error:
        raise DeliveryError(f"{method}: {type(error).__name__}") from error
    except (ClientException, AttributeError, RecursionError, ValueError) as error:
        # What stands between us and Teams answered, and the SDK trips over it.
        raise DeliveryError(NO_ANSWER) from error
    return answer


def _posted(raw: Any) -> str:
    """Return the id of a message; some clients take it at once and name it later, which is 202."""
    is_accepted = raw.response.status == HTTPStatus.ACCEPTED and raw.output is None
    return "" if is_accepted else _said(raw.output, "id")


def _said(answer: object, name: str) -> str:
    """Return what Teams must have said, or raise `DeliveryError`."""
    text = getattr(answer, name, None)
    if not isinstance(text, str) or not text or not text.isprintable():
        raise DeliveryError(NO_ANSWER)
    return text


def _pause(headers: Mapping[str, str]) -> float | None:
    after = headers.get("Retry-After", "")
    return min(float(after), LONGEST_PAUSE) if re.fullmatch(r"[0-9]{1,9}", after) else None
