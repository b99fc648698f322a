"""A sandbox with Teams in it, and a small bot of the tests' own that is connected to it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
from aiohttp import web

from adapters.sandbox.people import SandboxPerson
from adapters.sandbox.server import Sandbox
from adapters.sandbox.teams.card_check import Surface
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.identity import (
    TENANT_ID,
    account,
    channel_thread,
    chat_thread,
    personal_chat,
)
from adapters.sandbox.teams.plan import TeamsPlan
from adapters.sandbox.teams.window import TeamsWindow
from tests.adapters.sandbox.workshop import AMY, GENERAL, STAFF, Clock, an_unconnected_workshop

APP_ID = "00000000-0000-0000-0000-000000000002"
CARD = "application/vnd.microsoft.card.adaptive"
WORDS = "application/vnd.microsoft.activity.message"
AMYS_CHAT = personal_chat(AMY.id)
CHANNEL = channel_thread(GENERAL.id)
CHAT = chat_thread(STAFF.id)

MANIFEST: dict[str, Any] = {
    "bots": [
        {
            "commandLists": [
                {
                    "scopes": ["personal"],
                    "commands": [
                        {"title": "Ask", "description": "Policies", "prompt": "May I phone?"},
                        {"title": "Help", "description": "What I do"},
                    ],
                },
                {
                    "scopes": ["team", "groupChat"],
                    "triggers": ["slash"],
                    "commands": [{"title": "policy", "description": "Ask a policy"}],
                },
            ]
        }
    ],
    "composeExtensions": [
        {
            "commands": [
                {
                    "id": "report_message",
                    "type": "action",
                    "title": "Report this message",
                    "context": ["message"],
                    "fetchTask": True,
                },
                {"id": "report", "type": "action", "title": "Report", "fetchTask": True},
                {"id": "search", "type": "query", "title": "Search"},
            ]
        }
    ],
}


def no_complaint(_surface: Surface, _payload: Mapping[str, Any]) -> Sequence[str]:
    return ()


@dataclass
class Answer:
    """What the bot answers to an activity; it can take its time."""

    body: Any = None
    status: int = 200
    seconds: float = 0


@dataclass
class Bot:
    """An app of a few lines: it lets in what Bot Framework signed, and keeps what it was told."""

    keys: jwt.PyJWKClient
    clock: Clock
    activities: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    is_told: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        activity = await request.json()
        try:
            self.claims.append(await asyncio.to_thread(self._checked, token))
        except jwt.PyJWTError:
            return web.Response(status=401)
        self.activities.append(activity)
        self.is_told.set()
        answer = self.answers.get(activity.get("name", activity["type"]), Answer({}))
        await asyncio.sleep(answer.seconds)
        return web.json_response(answer.body, status=answer.status)

    def _checked(self, token: str) -> dict[str, Any]:
        key = self.keys.get_signing_key_from_jwt(token)
        options: Any = {"require": ["exp", "nbf"], "verify_exp": False, "verify_nbf": False}
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            ["RS256"],
            options,
            audience=APP_ID,
            issuer="https://api.botframework.com",
        )
        if not claims["nbf"] <= self.clock.now().timestamp() < claims["exp"]:
            raise jwt.ExpiredSignatureError
        return claims


@dataclass
class Seat:
    """A person at the Teams window."""

    window: TeamsWindow
    id: str

    async def does(self, kind: str, **details: Any) -> dict[str, Any]:
        """Return the outcome of a gesture."""
        return await self.window.do({"as": self.id, "kind": kind, **details})

    @property
    def snapshot(self) -> dict[str, Any]:
        return self.window.snapshot(self.id)

    def messages(self, conversation: str) -> list[dict[str, Any]]:
        places = {each["id"]: each for each in self.snapshot["conversations"]}
        found: list[dict[str, Any]] = places[conversation]["messages"]
        return found

    def last(self, conversation: str = AMYS_CHAT) -> dict[str, Any]:
        return self.messages(conversation)[-1]

    @property
    def bell(self) -> int:
        people = {each["id"]: each for each in self.snapshot["people"]}
        return int(people[self.id]["unread"])


@dataclass
class TeamsWorkshop:
    """What a test holds in its hands."""

    sandbox: Sandbox
    teams: TeamsEmulator
    window: TeamsWindow
    clock: Clock
    bot: Bot

    @property
    def told(self) -> dict[str, Any]:
        """The newest activity that the bot was told of."""
        return self.bot.activities[-1]

    def seat(self, person: SandboxPerson) -> Seat:
        return Seat(self.window, person.id)

    async def call(
        self, verb: str, path: str, body: Any = None, token: str | None = None
    ) -> tuple[int, Any]:
        """Call the Bot Connector; return its status and its answer."""
        headers = {"Authorization": f"Bearer {token or self.sandbox.teams_token}"}
        address = f"{self.sandbox.teams_service_url}/v3/conversations{path}"
        async with (
            aiohttp.ClientSession() as session,
            session.request(verb, address, json=body, headers=headers) as answer,
        ):
            return answer.status, await answer.json()

    async def posts(self, conversation: str = AMYS_CHAT, query: str = "", **content: Any) -> str:
        """Post a message of the bot's and return its id."""
        activity = {"type": "message", **content}
        status, sent = await self.call("POST", f"/{conversation}/activities{query}", activity)
        assert status == 201, sent
        return str(sent["id"])

    async def posts_to(self, person: SandboxPerson, conversation: str, text: str) -> str:
        """Post a message that one person sees and return its id."""
        recipient = {"id": account(person.id)}
        query = "?isTargetedActivity=true"
        return await self.posts(conversation, query, text=text, recipient=recipient)


@asynccontextmanager
async def a_teams_workshop(
    manifest: Mapping[str, Any] = MANIFEST,
    check: Callable[[Surface, Mapping[str, Any]], Sequence[str]] = no_complaint,
) -> AsyncIterator[TeamsWorkshop]:
    plan = TeamsPlan(app_id=APP_ID, check=check, manifest=manifest)
    async with an_unconnected_workshop(teams=plan) as shop:
        sandbox = shop.sandbox
        assert sandbox.teams
        assert sandbox.teams_window
        async with aiohttp.ClientSession() as session:
            metadata = await (await session.get(sandbox.teams_openid_url)).json()
        bot = Bot(jwt.PyJWKClient(metadata["jwks_uri"], cache_jwk_set=False), shop.clock)
        async with served(bot) as url:
            sandbox.teams.speak_to(url)
            sandbox.teams.courier.patience = 2.0
            yield TeamsWorkshop(sandbox, sandbox.teams, sandbox.teams_window, shop.clock, bot)


@asynccontextmanager
async def served(bot: Bot) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_post("/teams", bot.receive)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/teams"
    finally:
        await runner.cleanup()


def a_card(*body: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), **more}


def attached(*cards: Any) -> list[dict[str, Any]]:
    return [{"contentType": CARD, "content": card} for card in cards]


def execute(title: str, **data: Any) -> dict[str, Any]:
    return {"type": "Action.Execute", "title": title, "verb": title.lower(), "data": data}


def submit(title: str, **data: Any) -> dict[str, Any]:
    return {"type": "Action.Submit", "title": title, "data": data}


def actions(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": "ActionSet", "actions": list(buttons)}


def shows(card: dict[str, Any]) -> Answer:
    """Answer a press with a card in place of the one that was pressed."""
    return Answer({"statusCode": 200, "type": CARD, "value": card})


def says(words: str) -> Answer:
    """Answer a press with a line under the card."""
    return Answer({"statusCode": 200, "type": WORDS, "value": words})


def opens(card: dict[str, Any], title: str = "Report") -> Answer:
    """Answer with a page of a dialog."""
    page = {"title": title, "card": {"contentType": CARD, "content": card}}
    return Answer({"task": {"type": "continue", "value": page}})


HERE: dict[str, Any] = {"tenantId": TENANT_ID, "channelData": {"tenant": {"id": TENANT_ID}}}
