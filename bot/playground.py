"""The playground: the whole product against emulated chat platforms on this computer, with a clock.

The real adapters run here; only the workspace and the tenant behind them are made up. So the demo,
the end-to-end tests and the product are the same code.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from adapters.sandbox.people import SandboxChannel, SandboxPerson
from adapters.sandbox.server import LOOPBACK, Sandbox, SandboxPlan
from adapters.sandbox.slack.identity import TEAM_ID
from adapters.sandbox.slack.window import AdvanceClock
from adapters.sandbox.teams.identity import TENANT_ID, object_id
from adapters.sandbox.teams.plan import TeamsPlan
from adapters.slack.connection import manifest as slack_manifest
from adapters.slack.limits import faults as slack_faults
from adapters.teams.adapter import PATH as TEAMS_PATH
from adapters.teams.limits import faults as teams_faults
from adapters.teams.package.build import Particulars
from adapters.teams.package.build import manifest as teams_manifest
from adapters.web.server import WebServer
from bot.assembly import Knowhow, Product, build, storage
from bot.domain.directory import Directory
from bot.domain.people import Identity, Kind, Person, Platform
from bot.fronts.front import Front
from bot.fronts.slack import SlackFront
from bot.fronts.teams import Elsewhere, TeamsFront
from bot.mail import Switchboard
from bot.ports import Clock
from bot.settings import Settings
from bot.settings.platforms import (
    SlackSettings,
    SlackWorkspace,
    TeamsSettings,
    TeamsTenant,
)

CHANNELS = (SandboxChannel("C0GENERAL", "general"), SandboxChannel("C0STAFFROOM", "staff-room"))
SURFACES = (Platform.SLACK, Platform.TEAMS)
APP_ID = "5c4001e0-0000-4000-8000-00000000bb07"
PARTICULARS = Particulars(APP_ID, "Larkmoor Trust", "https://larkmoor.example")


@dataclass
class TurnableClock:
    """The time now, moved on by whoever plays."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        """Return the moment."""
        return datetime.now(UTC) + self.ahead


@dataclass
class Playground:
    """A running sandbox with the product connected to it."""

    sandbox: Sandbox
    product: Product
    fronts: Sequence[Front]
    server: WebServer
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _settling: asyncio.Lock = field(default_factory=asyncio.Lock)
    _rounds: asyncio.Task[None] | None = None

    def front(self, platform: str) -> Front:
        """Return the front of a platform that is played on."""
        return next(front for front in self.fronts if front.platform == platform)

    async def answered(self) -> None:
        """Wait until everything said has been answered."""
        for front in self.fronts:
            await front.settle()

    async def settle(self) -> None:
        """Wait until everything said has been answered and everything due has been delivered."""
        async with self._settling:
            await self.answered()
            await self.product.rounds.go_once()
            await self.answered()

    async def go_round(self) -> None:
        """Start delivering and letting time pass."""
        self._rounds = asyncio.create_task(self.product.rounds.go(self._stop))

    async def close(self) -> None:
        """Stop everything; what is not delivered yet stays in the outbox."""
        self._stop.set()
        if self._rounds:
            with suppress(asyncio.CancelledError):
                await self._rounds
        # Somebody may just have moved the clock: what that brought arrives before the end.
        async with self._settling:
            await self.answered()
            for front in self.fronts:
                await front.close()
            await self.server.stop()
            await self.sandbox.stop()


@dataclass(frozen=True, slots=True)
class Game:
    """What is played: who is there, by which clock, and on which of the platforms."""

    settings: Settings
    clock: TurnableClock = field(default_factory=TurnableClock)
    knowhow: Knowhow | None = None
    surfaces: Sequence[Platform] = SURFACES


async def open_playground(game: Game, database: str, port: int = 0) -> Playground:
    """Start the emulated platforms and connect the product to them."""
    opened: list[Playground] = []

    async def advance(step: timedelta) -> None:
        game.clock.ahead += step
        await opened[0].settle()

    sandbox = Sandbox(_plan(game, advance))
    await sandbox.start(port=port)
    fronts = _fronts(game, sandbox)
    open_uow = storage(database)
    ways = Switchboard({front.platform: front.messenger(open_uow) for front in fronts})
    knowhow = game.knowhow or Knowhow.of(game.settings)
    product = build(emulated(game.settings.directory()), knowhow, open_uow, ways, game.clock)
    opened.append(await _connected(sandbox, product, fronts))
    return opened[0]


async def _connected(sandbox: Sandbox, product: Product, fronts: Sequence[Front]) -> Playground:
    """Let the emulated platforms in."""
    routes = [route for front in fronts for route in front.attach(product)]
    server = WebServer(routes, lambda: True)
    address = f"http://{LOOPBACK}:{await server.start(LOOPBACK, 0)}"
    stop = asyncio.Event()
    for front in fronts:
        await front.open(address, stop)
    if sandbox.teams:
        sandbox.teams.speak_to(f"{address}{TEAMS_PATH}")
    return Playground(sandbox, product, fronts, server)


def _plan(game: Game, advance: AdvanceClock) -> SandboxPlan:
    teams = TeamsPlan(app_id=APP_ID, check=teams_faults, manifest=teams_manifest(PARTICULARS))
    return SandboxPlan(
        people=people(game.settings.directory()),
        channels=CHANNELS,
        manifest=slack_manifest(),
        check=slack_faults,
        now=game.clock,
        advance_clock=advance,
        workspace_name=game.settings.trust.name,
        teams=teams if Platform.TEAMS in game.surfaces else None,
    )


def _fronts(game: Game, sandbox: Sandbox) -> tuple[Front, ...]:
    """Return the fronts of the platforms that are played on."""
    slack, teams = Platform.SLACK in game.surfaces, Platform.TEAMS in game.surfaces
    found: list[Front] = [slack_front(sandbox, game.clock)] if slack else []
    return (*found, teams_front(sandbox, game.clock)) if teams else tuple(found)


def slack_front(sandbox: Sandbox, clock: Clock) -> SlackFront:
    """Return the way to the emulated Slack."""
    settings = SlackSettings(workspaces=(SlackWorkspace(team_id=TEAM_ID),))
    tokens = {settings.app_token: sandbox.app_token, "SLACK_BOT_TOKEN": sandbox.bot_token}
    return SlackFront(settings, tokens, clock, sandbox.api_url)


def teams_front(sandbox: Sandbox, clock: Clock) -> TeamsFront:
    """Return the way to the emulated Teams."""
    settings = TeamsSettings(app_id=APP_ID, tenants=(TeamsTenant(tenant_id=TENANT_ID),))
    here = Elsewhere(sandbox.teams_openid_url, sandbox.teams_service_url, sandbox.teams_token)
    return TeamsFront(settings, {}, clock, here)


def emulated(directory: Directory) -> Directory:
    """Return the directory with the accounts that its people have on the emulated platforms."""
    found = (replace(each, identities=_made_up(each)) for each in directory.people())
    return Directory.of(directory.schools(), found)


def _made_up(person: Person) -> tuple[Identity, ...]:
    """Return a person's accounts; the same person sits in both windows."""
    if not (user := slack_id(person)):
        return ()
    return (
        Identity(Platform.SLACK, TEAM_ID, user),
        Identity(Platform.TEAMS, TENANT_ID, object_id(user)),
    )


def people(directory: Directory) -> tuple[SandboxPerson, ...]:
    """Return everybody with a Slack account, as the emulated platforms know them."""
    found = (
        (slack_id(person), person, directory.school(person.school).name)
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


def slack_id(person: Person) -> str:
    """Return the Slack account of a person, which is their name in the sandbox."""
    return next((it.user for it in person.identities if it.platform is Platform.SLACK), "")
