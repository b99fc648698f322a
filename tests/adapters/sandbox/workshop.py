"""A sandbox with a handful of people and a small real Bolt app that is connected to it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.app.async_server import AsyncSlackAppServer
from slack_sdk.web.async_client import AsyncWebClient

from adapters.sandbox.people import SandboxChannel, SandboxPerson
from adapters.sandbox.server import Sandbox, SandboxPlan
from adapters.sandbox.slack.block_check import Surface
from tests.support.slack_person import SlackPerson

AMY = SandboxPerson("U-AMY", "Amy Carter", "Class teacher", "Oakfield", is_staff=True)
HEAD = SandboxPerson("U-HEAD", "Grace Hall", "Headteacher", "Oakfield", is_staff=True)
PUPIL = SandboxPerson("U-PIP", "Pip", "Pupil", "Oakfield", is_staff=False, is_guest=True)
LEAVER = SandboxPerson("U-LEE", "Lee Lee", "Left", "Oakfield", is_staff=True, is_deactivated=True)
STRANGER = SandboxPerson("U-ZOE", "Zoe", "Visitor", "Elsewhere", is_staff=True, from_team="T9")
GENERAL = SandboxChannel("C-GENERAL", "general")
STAFF = SandboxChannel("C-STAFF", "staff-room", is_private=True, members=("U-AMY", "U-HEAD"))
QUIET = SandboxChannel("C-QUIET", "no-app", has_app=False)
SECRET = SandboxChannel("C-SECRET", "secret", is_private=True, members=("U-AMY",), has_app=False)
SHARED = SandboxChannel("C-SHARED", "shared", members=("U-AMY", "U-ZOE"))
BETWEEN = SandboxChannel("D-BOTH", "dm", members=("U-AMY", "U-HEAD"), is_direct=True)

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Dutydesk"},
    "features": {
        "bot_user": {"display_name": "Dutydesk"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/policy", "description": "Ask", "usage_hint": "a question"},
            {"command": "/report", "description": "Report", "should_escape": True},
        ],
        "shortcuts": [
            {"name": "Report this", "type": "message", "callback_id": "report_message"},
            {"name": "New report", "type": "global", "callback_id": "new_report"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                *("app_mentions:read", "assistant:write", "channels:history", "channels:read"),
                *("chat:write", "commands", "groups:history", "groups:read", "im:history"),
                *("im:read", "im:write", "reactions:write", "users:read"),
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": ["app_home_opened", "app_mention", "message.im", "user_change"]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


@dataclass
class Clock:
    """A clock that stands still until somebody moves it."""

    at: datetime = datetime(2026, 11, 20, 10, 31, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    async def advance(self, by: timedelta) -> None:
        self.at += by


def no_complaint(_surface: Surface, _payload: Mapping[str, Any]) -> Sequence[str]:
    return ()


@dataclass
class Workshop:
    """What a test holds in its hands; `bodies` is what the app received."""

    sandbox: Sandbox
    app: AsyncApp
    client: AsyncWebClient
    clock: Clock
    bodies: list[dict[str, Any]] = field(default_factory=list)

    def person(self, person: SandboxPerson) -> SlackPerson:
        return SlackPerson(self.sandbox, person.id)

    @property
    def last(self) -> dict[str, Any]:
        return self.bodies[-1]

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events of people: what the app wrote itself comes back to it as well."""
        events = [body["event"] for body in self.bodies if body["type"] == "event_callback"]
        return [event for event in events if event.get("user") != "UBOT"]


@asynccontextmanager
async def an_unconnected_workshop(**changes: Any) -> AsyncIterator[Workshop]:
    clock = Clock()
    plan: dict[str, Any] = {
        "people": [AMY, HEAD, PUPIL, LEAVER, STRANGER],
        "channels": [GENERAL, STAFF, QUIET, SECRET, SHARED, BETWEEN],
        "manifest": MANIFEST,
        "check": no_complaint,
        "now": clock.now,
        "advance_clock": clock.advance,
    }
    sandbox = Sandbox(SandboxPlan(**(plan | changes)))
    await sandbox.start()
    sandbox.courier.patience = 1.0
    client = AsyncWebClient(sandbox.bot_token, sandbox.api_url, retry_handlers=[])
    app = AsyncApp(client=client, signing_secret=sandbox.signing_secret)
    workshop = Workshop(sandbox, app, client, clock)

    @app.use
    async def remember(body: dict[str, Any], next_: Any) -> None:
        kind = "slash_command" if "command" in body else body["type"]
        workshop.bodies.append({**body, "type": kind})
        await next_()

    @app.event("message")
    async def hear() -> None: ...

    @app.event("app_mention")
    async def hear_mention() -> None: ...

    try:
        yield workshop
    finally:
        await sandbox.stop()


@asynccontextmanager
async def a_workshop(**changes: Any) -> AsyncIterator[Workshop]:
    """The app connected by Socket Mode."""
    async with an_unconnected_workshop(**changes) as workshop, connected(workshop):
        yield workshop


@asynccontextmanager
async def connected(workshop: Workshop) -> AsyncIterator[None]:
    sandbox = workshop.sandbox
    socket_client = AsyncWebClient(sandbox.app_token, sandbox.api_url)
    handler: Any = AsyncSocketModeHandler(workshop.app, sandbox.app_token, web_client=socket_client)
    await handler.connect_async()
    try:
        yield
    finally:
        await handler.close_async()


@asynccontextmanager
async def over_http(workshop: Workshop) -> AsyncIterator[str]:
    """The app behind a request URL, to which the sandbox posts."""
    server = AsyncSlackAppServer(port=0, path="/slack/events", app=workshop.app)
    runner = web.AppRunner(server.web_app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await workshop.sandbox.speak_http(url)
    try:
        yield url
    finally:
        await runner.cleanup()


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}


def button(label: str, action_id: str, **more: Any) -> dict[str, Any]:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "text": text, "action_id": action_id, **more}


def actions(*elements: dict[str, Any], block_id: str = "buttons") -> dict[str, Any]:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def field_block(block_id: str, label: str, kind: str, **more: Any) -> dict[str, Any]:
    """An input block; keys of the block itself are `optional` and `dispatch_action`."""
    of_block = {"optional", "dispatch_action"}
    own: dict[str, Any] = {key: more.pop(key) for key in of_block & set(more)}
    element = {"type": kind, "action_id": "answer", **more}
    words = {"type": "plain_text", "text": label}
    return {"type": "input", "block_id": block_id, "label": words, "element": element, **own}


def options(*labels: str) -> list[dict[str, Any]]:
    return [
        {"text": {"type": "plain_text", "text": label}, "value": label.lower()} for label in labels
    ]


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "Report"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": list(blocks),
        **more,
    }


WHAT = field_block("what", "What happened", "plain_text_input", min_length=5, max_length=20)


def opens(shop: Workshop, view: dict[str, Any]) -> None:
    """Let /report open that modal."""

    @shop.app.command("/report")
    async def report(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)


def submitted(shop: Workshop, **answer: Any) -> None:
    """Let the app acknowledge the form with that answer."""

    @shop.app.view("form")
    async def send(ack: Any) -> None:
        await ack(**answer)
