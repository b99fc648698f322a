"""What is wrong in botbuilder 4.17.1, shown in its own classes, and gone in ours.

A test of the SDK that fails is good news: the work around that fault can go.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.core.serializer_helper import serializer_helper
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import (
    Activity,
    AdaptiveCardInvokeResponse,
    AdaptiveCardInvokeValue,
    ChannelAccount,
    Entity,
)
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    BotFrameworkAuthenticationFactory,
    MicrosoftAppCredentials,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from msrest.authentication import Authentication

from adapters.teams.adapter import Answer, TeamsAdapter, Unchecked
from adapters.teams.calls import NotNow, TeamsCalls
from adapters.teams.citations import Citation
from adapters.teams.connector import PATIENCE
from adapters.teams.gate import Gate
from adapters.teams.keys import SigningKeys
from adapters.teams.parts import Message
from adapters.teams.tokens import EntraTokens, FixedToken
from adapters.wire.payloads import Body
from bot.ports import Address
from tests.adapters.teams.bot_framework import (
    APP_ID,
    EXECUTE,
    FEEDBACK,
    MESSAGE,
    NOW,
    PRESS,
    TENANT,
    KnownKeys,
    invoke,
    public_jwk,
)
from tests.adapters.teams.slow_places import LONG, SHORT, Loop, a_slow_place

CARD: dict[str, Any] = {"type": "AdaptiveCard", "version": "1.5", "body": []}
CARD_ANSWER = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD}


class BareAdapter(CloudAdapterBase):  # type: ignore[misc] # the SDK has no types
    """The SDK's adapter as it is, configured as its samples do when there is no app id yet."""

    def __init__(self) -> None:
        nobody = PasswordServiceClientCredentialFactory("", "")
        super().__init__(BotFrameworkAuthenticationFactory.create(credential_factory=nobody))

    async def process(self, activity: Body, bot: TeamsActivityHandler) -> InvokeResponse:
        return await self.process_activity("", Activity().deserialize(activity), bot.on_turn)


@dataclass
class Ours:
    """Our adapter with a handler that keeps what it is given."""

    answer: Answer = field(default_factory=Answer)
    seen: list[Body] = field(default_factory=list)

    async def handle(self, activity: Body) -> Answer:
        self.seen.append(activity)
        return self.answer

    async def process(self, activity: Body) -> Answer:
        calls = TeamsCalls(FixedToken("made up"), APP_ID)
        return await TeamsAdapter(calls.connectors).process(activity, self.handle)


@dataclass
class Wire:
    """The Bot Connector, which keeps what it is sent."""

    url: str = ""
    sent: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    answer: web.Response | None = None
    patience: float = 0
    turn_saved: asyncio.Event = field(default_factory=asyncio.Event)
    was_in_time: bool = False

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.sent.append(await request.json())
        self.paths.append(request.raw_path)
        return self.answer or web.json_response({"id": "m1"}, status=201)

    async def take_slowly(self, request: web.Request) -> web.StreamResponse:
        """Answer when a turn was saved meanwhile, or else give up waiting for that."""
        with suppress(TimeoutError):
            self.was_in_time = await asyncio.wait_for(self.turn_saved.wait(), self.patience)
        return await self.take(request)

    @property
    def address(self) -> Address:
        return Address("teams", TENANT, "amy", "a:1", self.url, "29:amy")


@asynccontextmanager
async def a_wire(patience: float = 0) -> AsyncIterator[Wire]:
    wire = Wire(patience=patience)
    application = web.Application()
    application.router.add_route("*", "/{_:.*}", wire.take_slowly if patience else wire.take)
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    wire.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield wire
    finally:
        await runner.cleanup()


async def bare_send(wire: Wire, activity: Activity) -> None:
    await ConnectorClient(Authentication(), wire.url).conversations.send_to_conversation(
        "a:1", activity
    )


async def our_send(wire: Wire, message: Message) -> None:
    calls = TeamsCalls(FixedToken("made up"), APP_ID, trusts_loopback=True)
    try:
        await calls.send(wire.address, message)
    finally:
        await calls.close()


class Presses(TeamsActivityHandler):  # type: ignore[misc] # the SDK has no types
    """A bot that answers a press, as the SDK's documentation says."""

    value: AdaptiveCardInvokeValue = None

    async def on_adaptive_card_invoke(
        self, _: TurnContext, invoke_value: AdaptiveCardInvokeValue
    ) -> AdaptiveCardInvokeResponse:
        self.value = invoke_value
        return AdaptiveCardInvokeResponse(
            status_code=200, type="application/vnd.microsoft.card.adaptive", value=CARD
        )


async def test_the_sdk_fails_on_every_invoke_that_has_an_answer() -> None:
    """Its front door serialises the answer a second time; a plain one it can't serialise once."""
    answered = await BareAdapter().process(PRESS, Presses())

    with pytest.raises(AttributeError, match="is_xml_model"):
        serializer_helper(answered.body)
    with pytest.raises(AttributeError, match="is_xml_model"):
        TeamsActivityHandler._create_invoke_response(CARD_ANSWER)  # noqa: SLF001


async def test_ours_answers_every_invoke_with_what_the_handler_says() -> None:
    answer = await Ours(Answer(200, CARD_ANSWER)).process(PRESS)

    assert answer == Answer(200, CARD_ANSWER)


async def test_the_sdk_drops_how_a_card_was_triggered() -> None:
    bot = Presses()
    await BareAdapter().process(PRESS, bot)

    assert PRESS["value"]["trigger"] == "manual"
    assert not hasattr(bot.value, "trigger")


async def test_ours_keeps_how_a_card_was_triggered() -> None:
    ours = Ours()
    await ours.process(invoke("adaptiveCard/action", {**EXECUTE, "trigger": "automatic"}))

    assert ours.seen[0]["value"]["trigger"] == "automatic"


UNKNOWN = [
    FEEDBACK,
    invoke("message/fetchTask", {"data": {}}),
    invoke("signin/failure", {}),
    invoke("application/search", {}),
]


@pytest.mark.parametrize("activity", UNKNOWN)
async def test_the_sdk_knows_nothing_of_feedback_and_other_invokes(
    activity: dict[str, Any],
) -> None:
    answered = await BareAdapter().process(activity, TeamsActivityHandler())

    assert answered.status == 501


@pytest.mark.parametrize("activity", UNKNOWN)
async def test_ours_hands_over_invokes_of_every_name(activity: dict[str, Any]) -> None:
    ours = Ours(Answer(200, {}))

    assert await ours.process(activity) == Answer(200, {})
    assert ours.seen == [activity]


STRANGE = [
    {**MESSAGE, "conversation": "c"},
    {**MESSAGE, "entities": [1]},
    {**MESSAGE, "timestamp": "yesterday"},
    invoke("task/fetch", [1, 2]),
]


@pytest.mark.parametrize("activity", STRANGE)
async def test_the_sdk_trips_over_what_is_shaped_otherwise(activity: dict[str, Any]) -> None:
    with pytest.raises((AttributeError, TypeError, ValueError)):
        await BareAdapter().process(activity, TeamsActivityHandler())


@pytest.mark.parametrize("activity", STRANGE)
async def test_ours_hands_over_what_the_sdk_would_trip_over(activity: dict[str, Any]) -> None:
    ours = Ours()
    await ours.process(activity)

    assert ours.seen == [activity]


CITED: dict[str, Any] = {
    "type": "https://schema.org/Message",
    "@type": "Message",
    "citation": [{"@type": "Claim", "position": 1}],
}


@pytest.mark.parametrize(
    "entity", [CITED, Entity(**CITED), Entity.deserialize(CITED)], ids=["dict", "given", "read"]
)
async def test_the_sdk_loses_citations_on_their_way(entity: object) -> None:
    async with a_wire() as wire:
        await bare_send(wire, Activity(type="message", text="[1]", entities=[entity]))

        assert wire.sent[0]["entities"] == [{"type": "https://schema.org/Message"}]


async def test_ours_brings_citations_there() -> None:
    cited = Citation(1, "Photography 4.2", "No photograph.", CARD)
    async with a_wire() as wire:
        await our_send(wire, Message("Photography [1]", summary="x", citations=(cited,)))
        (entity,) = wire.sent[0]["entities"]

        assert entity["@type"] == "Message"
        assert entity["citation"][0]["appearance"]["text"] == json.dumps(CARD)


async def test_the_sdk_shows_everybody_what_was_meant_for_one() -> None:
    reader = ChannelAccount(id="29:amy", is_targeted=True)
    async with a_wire() as wire:
        await bare_send(wire, Activity(type="message", text="x", recipient=reader))

        assert wire.sent[0]["recipient"] == {"id": "29:amy"}
        assert "isTargetedActivity" not in wire.paths[0]


async def test_ours_shows_it_to_the_one() -> None:
    calls = TeamsCalls(FixedToken("made up"), APP_ID, trusts_loopback=True)
    async with a_wire() as wire:
        await calls.send_targeted(wire.address, "29:amy", Message("x", summary="x"))
        await calls.close()

        assert wire.sent[0]["recipient"] == {"id": "29:amy", "isTargeted": True}
        assert wire.paths[0].endswith("?isTargetedActivity=true")


class Open(TeamsActivityHandler):  # type: ignore[misc] # the SDK has no types
    """A bot that notes who says anything."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        self.heard.append(turn_context.activity.from_property.aad_object_id)


async def test_the_sdk_lets_everybody_in_while_no_app_id_is_set() -> None:
    """F3: without a token, in anybody's name, to be answered at an address of their choice."""
    forged = {**MESSAGE, "serviceUrl": "https://evil.example/"}
    bot = Open()
    await BareAdapter().process(forged, bot)

    assert bot.heard == [MESSAGE["from"]["aadObjectId"]]


async def test_ours_is_not_built_without_an_app_id_and_never_lets_the_sdk_check() -> None:
    adapter = TeamsAdapter(TeamsCalls(FixedToken("made up"), APP_ID).connectors)
    checked = adapter.bot_framework_authentication

    with pytest.raises(ValueError, match="app's id"):
        Gate("", [TENANT], KnownKeys(), lambda: NOW)
    with pytest.raises(Unchecked):
        await adapter.process_activity("Bearer a.b.c", Activity(type="message"), Open().on_turn)
    with pytest.raises(Unchecked):
        await checked.authenticate_streaming_request("Bearer a.b.c", "msteams")
    with pytest.raises(Unchecked):
        await checked.authenticate_channel_request("Bearer a.b.c")


async def test_the_sdk_is_deaf_to_a_new_key_and_stops_everybody_while_it_fetches() -> None:
    """F2, F9: it fails before the code that would ask again, and asks in the event loop."""
    loop = Loop(SHORT)
    with a_slow_place(loop, {"/keys": {"keys": [public_jwk("key-1")]}}) as url:
        metadata = JwtTokenExtractor.get_open_id_metadata(f"{url}/openid")
        ticking = asyncio.create_task(loop.tick())
        await asyncio.sleep(0)
        await metadata.get("key-1")
        with pytest.raises(IndexError):
            await metadata.get("key-2")
        ticking.cancel()
    JwtTokenExtractor.metadataCache.clear()

    assert loop.was_held_up


async def test_ours_hears_of_a_new_key_while_everybody_goes_on() -> None:
    loop = Loop()
    pages = {"/keys": {"keys": [public_jwk("key-1")]}}
    seconds = iter(range(0, 10_000, 100))
    with a_slow_place(loop, pages) as url:
        keys = SigningKeys(f"{url}/openid", lambda: float(next(seconds)))
        ticking = asyncio.create_task(loop.tick())
        await keys.find("key-1")
        pages["/keys"] = {"keys": [public_jwk("key-2")]}
        found = await keys.find("key-2")
        ticking.cancel()

    assert found is not None
    assert not loop.was_held_up


async def test_the_sdk_stops_everybody_while_it_fetches_its_token() -> None:
    loop = Loop(SHORT)

    class Slow(MicrosoftAppCredentials):  # type: ignore[misc] # the SDK has no types
        def get_access_token(self, force_refresh: bool = False) -> str:  # noqa: FBT001, FBT002
            assert not force_refresh
            loop.watch()
            return "token"

    async with a_wire() as wire:
        ticking = asyncio.create_task(loop.tick())
        await asyncio.sleep(0)
        client = ConnectorClient(Slow(APP_ID, "x", TENANT), wire.url)
        await client.conversations.send_to_conversation("a:1", Activity(type="typing"))
        ticking.cancel()

    assert loop.was_held_up


async def test_ours_lets_everybody_go_on_while_it_fetches_its_token() -> None:
    loop = Loop()

    def acquire() -> dict[str, Any]:
        loop.watch()
        return {"access_token": "token", "expires_in": 3_600}

    calls = TeamsCalls(EntraTokens(acquire, lambda: NOW), APP_ID, trusts_loopback=True)
    async with a_wire() as wire:
        ticking = asyncio.create_task(loop.tick())
        await calls.typing(wire.address)
        ticking.cancel()
        await calls.close()

        assert len(wire.sent) == 1
    assert not loop.was_held_up


async def save_a_turn(wire: Wire) -> None:
    """Save a turn, as soon as the one thread that there is can be had."""
    await asyncio.to_thread(lambda: None)
    wire.turn_saved.set()


async def test_the_sdk_sends_in_the_threads_in_which_turns_are_saved() -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    async with a_wire(SHORT) as wire:
        sending = asyncio.create_task(bare_send(wire, Activity(type="typing")))
        await asyncio.sleep(0)
        await save_a_turn(wire)
        await sending

        assert not wire.was_in_time


async def test_ours_leaves_the_threads_to_the_turns() -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    async with a_wire(LONG) as wire:
        sending = asyncio.create_task(our_send(wire, Message("x", summary="x")))
        await asyncio.sleep(0)
        await save_a_turn(wire)
        await sending

        assert wire.was_in_time


def test_the_sdk_waits_a_hundred_seconds_for_an_answer_and_we_ten() -> None:
    """That ours gives up in time is shown in test_calls.py."""
    bare = ConnectorClient(Authentication(), "https://smba.trafficmanager.net/uk/")

    assert bare.config.connection.timeout == 100
    assert PATIENCE.total == 10


async def test_the_sdk_forgets_how_it_was_refused_when_the_words_are_html() -> None:
    async with a_wire() as wire:
        wire.answer = web.Response(status=502, text="<h1>Bad</h1>", content_type="text/html")
        with pytest.raises(ValueError, match="content-type") as raised:
            await bare_send(wire, Activity(type="typing"))

    assert "502" not in str(raised.value)


async def test_ours_knows_how_it_was_refused() -> None:
    async with a_wire() as wire:
        wire.answer = web.Response(status=502, text="<h1>Bad</h1>", content_type="text/html")
        with pytest.raises(NotNow, match="502"):
            await our_send(wire, Message("x", summary="x"))
