"""The playground: the whole product against an emulated Slack on this computer, with a clock.

The real Slack adapter runs here; only the workspace behind it is made up. So the demo, the
end-to-end tests and the product are the same code.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from adapters.sandbox.people import SandboxChannel, SandboxPerson
from adapters.sandbox.server import Sandbox, SandboxPlan
from adapters.sandbox.slack.identity import TEAM_ID
from adapters.sandbox.slack.window import AdvanceClock
from adapters.slack.app import SlackApp
from adapters.slack.connection import Connection, bolt_app, manifest
from adapters.slack.inbound import PLATFORM, Inbound
from adapters.slack.limits import faults
from adapters.slack.messenger import SlackMessenger
from adapters.slack.workspaces import Workspaces
from bot.assembly import Knowhow, Product, build
from bot.domain.directory import Directory
from bot.domain.people import Kind, Person
from bot.mail import Switchboard
from bot.settings import Settings

CHANNELS = (SandboxChannel("C0GENERAL", "general"), SandboxChannel("C0STAFFROOM", "staff-room"))


@dataclass
class TurnableClock:
    """The time now, moved on by whoever plays."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        """Return the moment."""
        return datetime.now(UTC) + self.ahead


@dataclass(frozen=True, slots=True)
class MadeUpAccounts:
    """The accounts of the emulated workspace, whose id is not the school's own."""

    people: Mapping[str, Person]

    def by_identity(self, platform: str, team: str, user: str) -> Person | None:
        """Whose account that is; visitors from another workspace are nobody here."""
        return self.people.get(user) if (platform, team) == (PLATFORM, TEAM_ID) else None


@dataclass
class Playground:
    """A running sandbox with the product connected to it."""

    sandbox: Sandbox
    product: Product
    slack: SlackApp
    connection: Connection
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _settling: asyncio.Lock = field(default_factory=asyncio.Lock)
    _rounds: asyncio.Task[None] | None = None

    async def settle(self) -> None:
        """Wait until everything said has been answered and everything due has been delivered."""
        async with self._settling:
            await self.slack.settle()
            await self.product.rounds.go_once()
            await self.slack.settle()

    async def go_round(self) -> None:
        """Start delivering and letting time pass."""
        self._rounds = asyncio.create_task(self.product.rounds.go(self._stop))

    async def close(self) -> None:
        """Stop everything; what is not delivered yet stays in the outbox."""
        self._stop.set()
        if self._rounds:
            with suppress(asyncio.CancelledError):
                await self._rounds
        # Somebody may just have moved the clock: what that brought arrives before Slack is gone.
        async with self._settling:
            await self.slack.settle()
            await self.connection.close()
            await self.sandbox.stop()


async def open_playground(
    settings: Settings,
    database: str,
    *,
    port: int = 0,
    clock: TurnableClock | None = None,
    knowhow: Knowhow | None = None,
) -> Playground:
    """Start the emulated workspace and connect the product to it."""
    now = clock or TurnableClock()
    ticked: list[Playground] = []

    async def advance(step: timedelta) -> None:
        now.ahead += step
        await ticked[0].settle()

    sandbox = Sandbox(_plan(settings, now, advance))
    await sandbox.start(port=port)
    workspaces = Workspaces(_tokens(settings, sandbox), sandbox.api_url)
    post = Switchboard({PLATFORM: SlackMessenger(workspaces)})
    product = build(settings, database, post, now, knowhow)
    slack = _slack(product, workspaces)
    connection = Connection(slack.bolt, sandbox.app_token, sandbox.api_url)
    await connection.open()
    ticked.append(Playground(sandbox, product, slack, connection))
    return ticked[0]


def _plan(settings: Settings, now: TurnableClock, advance: AdvanceClock) -> SandboxPlan:
    return SandboxPlan(
        people=people(settings.directory()),
        channels=CHANNELS,
        manifest=manifest(),
        check=faults,
        now=now,
        advance_clock=advance,
        workspace_name=settings.trust.name,
    )


def _tokens(settings: Settings, sandbox: Sandbox) -> dict[str, str]:
    """Return one token for every workspace of the settings: all of them are the emulated one."""
    everybody = settings.directory().people()
    teams = {account.team for person in everybody for account in person.identities}
    return dict.fromkeys((*teams, TEAM_ID), sandbox.bot_token)


def _slack(product: Product, workspaces: Workspaces) -> SlackApp:
    accounts = MadeUpAccounts({_slack_id(each): each for each in product.directory.people()})
    inbound, knock = Inbound(accounts), product.rounds.knock
    return SlackApp(bolt_app(workspaces), workspaces, product.assistant, inbound, knock)


def people(directory: Directory) -> tuple[SandboxPerson, ...]:
    """Return everybody with a Slack account, as the emulated workspace knows them."""
    found = (
        (_slack_id(person), person, directory.school(person.school).name)
        for person in directory.people()
    )
    return tuple(
        SandboxPerson(
            id=user,
            name=person.name,
            title=person.title,
            school=school,
            is_staff=person.kind is Kind.STAFF,
            is_guest=person.kind is Kind.GUEST,
        )
        for user, person, school in found
        if user
    )


def _slack_id(person: Person) -> str:
    return next((each.user for each in person.identities if each.platform == PLATFORM), "")
