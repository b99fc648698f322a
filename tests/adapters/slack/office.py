"""A small office on the emulated Slack: the real Slack adapter, with a clerk who answers."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, ClassVar

from adapters.sandbox.people import SandboxChannel, SandboxPerson
from adapters.sandbox.server import Sandbox, SandboxPlan
from adapters.sandbox.slack.identity import TEAM_ID
from adapters.slack.app import SlackApp
from adapters.slack.connection import Connection, answered, bolt_app, manifest
from adapters.slack.inbound import PLATFORM, Inbound
from adapters.slack.limits import faults
from adapters.slack.screens import Screens
from adapters.slack.workspaces import Workspaces
from bot.conversation.cards import Card
from bot.conversation.exchange import Event, Incoming, Reply
from bot.conversation.intent import Intent
from bot.domain.people import Identity, Person, PersonId, Platform, SchoolId
from bot.errors import StorageDown
from tests.support.slack_person import SlackPerson

AMY = SandboxPerson("U0AMY", "Amy Carter", "Teacher", "Oakfield", is_staff=True)
HEAD = SandboxPerson("U0HEAD", "Grace Hall", "Headteacher", "Oakfield", is_staff=True)
ZOE = SandboxPerson("U0ZOE", "Zoe", "Visitor", "Elsewhere", is_staff=True, from_team="T9")
GENERAL = SandboxChannel("C0GENERAL", "general")
ELSEWHERE = SandboxChannel("C0QUIET", "no-app", has_app=False)
SHARED = SandboxChannel("C0SHARED", "shared", members=("U0AMY", "U0ZOE"))
BETWEEN = SandboxChannel("D0BOTH", "dm", members=("U0AMY", "U0HEAD"), is_direct=True)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class Go(Intent):
    """What the buttons of these tests mean."""

    name: ClassVar[str] = "go"
    where: str = ""


@dataclass
class Clerk:
    """Answers by a rule, each key once; `is_ill` stands for a database that is down."""

    rule: Callable[[Event], Reply] = lambda _: Reply((Card("Yes?"),))
    is_ill: bool = False
    seen: list[Incoming] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    _book: Lock = field(default_factory=Lock)

    def handle(self, incoming: Incoming) -> Reply:
        if self.is_ill:
            raise StorageDown
        with self._book:
            self.seen.append(incoming)
            if incoming.key in self.keys:
                return Reply(repeated=True)
            reply = self.rule(incoming.event)
            if not reply.errors:
                self.keys.add(incoming.key)
            return reply

    @property
    def events(self) -> list[Event]:
        return [each.event for each in self.seen]


class Accounts:
    """Amy and the head are known; nobody else is."""

    def by_identity(self, platform: str, team: str, user: str) -> Person | None:
        found = (account_of(each) for each in (AMY, HEAD) if each.id == user)
        return next(found, None) if (platform, team) == (PLATFORM, TEAM_ID) else None


@dataclass
class Office:
    """What a test holds in its hands."""

    sandbox: Sandbox
    workspaces: Workspaces
    slack: SlackApp
    clerk: Clerk
    knocks: list[str]

    def person(self, who: SandboxPerson) -> SlackPerson:
        return SlackPerson(self.sandbox, who.id, self.slack.settle)

    async def hands_in(self, kind: str, payload: object) -> int:
        """Hand a payload to the door behind both ways in, and return the status."""
        return int((await answered(self.slack.bolt, kind, payload)).status)

    async def brings(self, kind: str, payload: object) -> int:
        """Hand a payload in and wait until it is answered; return the status."""
        status = await self.hands_in(kind, payload)
        await self.slack.settle()
        return status

    def calls(self, method: str) -> list[Mapping[str, Any]]:
        return [call.arguments for call in self.sandbox.calls if call.method == method]


def account_of(who: SandboxPerson) -> Person:
    account = Identity(Platform.SLACK, TEAM_ID, who.id)
    own_id = PersonId(f"oakfield/{who.id.lower()}")
    school = SchoolId("oakfield")
    return Person(id=own_id, name=who.name, title=who.title, school=school, identities=(account,))


@asynccontextmanager
async def a_sandbox() -> AsyncIterator[Sandbox]:
    async def stand_still(_: timedelta) -> None: ...

    plan = SandboxPlan(
        people=(AMY, HEAD, ZOE),
        channels=(GENERAL, ELSEWHERE, SHARED, BETWEEN),
        manifest=manifest(),
        check=faults,
        now=lambda: NOON,
        advance_clock=stand_still,
    )
    sandbox = Sandbox(plan)
    await sandbox.start()
    sandbox.courier.pace = 0.0
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@asynccontextmanager
async def an_unconnected_office(clerk: Clerk | None = None) -> AsyncIterator[Office]:
    async with a_sandbox() as sandbox:
        workspaces = Workspaces({TEAM_ID: sandbox.bot_token}, sandbox.api_url)
        knocks: list[str] = []
        asked = clerk or Clerk()
        slack = SlackApp(
            bolt_app(workspaces),
            workspaces,
            asked,
            Inbound(Accounts()),
            lambda: knocks.append("knock"),
        )
        slack.screens = Screens(workspaces, pauses=(0.01,))
        yield Office(sandbox, workspaces, slack, asked, knocks)
        await slack.settle()


@asynccontextmanager
async def an_office(clerk: Clerk | None = None) -> AsyncIterator[Office]:
    """The office, connected by Socket Mode."""
    async with an_unconnected_office(clerk) as office:
        line = Connection(office.slack.bolt, office.sandbox.app_token, office.sandbox.api_url)
        await line.open()
        try:
            yield office
            await office.slack.settle()
        finally:
            await line.close()
