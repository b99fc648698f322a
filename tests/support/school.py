"""The made-up trust at work: the whole product on an emulated platform, and a clock to turn."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self

from sqlalchemy import select

from adapters.database.engines import open_engine
from adapters.database.tables import metadata
from bot.assembly import Knowhow
from bot.domain.cases import Case
from bot.domain.directory import Directory
from bot.domain.people import Platform
from bot.playground import Game, Playground, TurnableClock, open_playground, slack_id
from bot.settings import Settings
from tests.support.backstage import Backstage
from tests.support.person import Person
from tests.support.slack_backstage import SlackBackstage
from tests.support.teams_backstage import TeamsBackstage

TUESDAY_MORNING = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
BUGS = ("turn failed", "round failed", "reply not shown", "not delivered")
USUAL = set(vars(logging.makeLogRecord({})))
BACKSTAGE: Mapping[Platform, Callable[[Playground], Backstage]] = {
    Platform.SLACK: SlackBackstage,
    Platform.TEAMS: TeamsBackstage,
}


@dataclass(frozen=True, slots=True)
class Surface:
    """Where a school is at work: on which platform, and with which database."""

    platform: Platform
    database: str


@dataclass
class StoppedClock(TurnableClock):
    """A clock that stands still until somebody turns it."""

    start: datetime = TUESDAY_MORNING
    meeting: threading.Barrier | None = None

    def __call__(self) -> datetime:
        is_turn = threading.current_thread() is not threading.main_thread()
        if self.meeting and is_turn:
            with suppress(threading.BrokenBarrierError):  # SQLite takes one turn at a time
                self.meeting.wait(timeout=0.3)
        return self.start + self.ahead


class Journal(logging.Handler):
    """Everything that is logged, as lines of text."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        extra = {name: value for name, value in vars(record).items() if name not in USUAL}
        self.lines.append(f"{record.name}: {record.getMessage()} {extra or ''}")


@dataclass(repr=False)
class School:
    """Everybody of the trust, with the product running."""

    playground: Playground
    backstage: Backstage
    clock: StoppedClock
    database: str
    journal: Journal
    forgiven: set[str] = field(default_factory=set)
    _people: dict[str, Person] = field(default_factory=dict)

    @classmethod
    async def open(
        cls,
        settings: Settings,
        surface: Surface,
        knowhow: Knowhow | None = None,
        start: datetime = TUESDAY_MORNING,
    ) -> Self:
        """Start the sandbox and the product; nothing is delivered before somebody settles."""
        journal, clock = Journal(), StoppedClock(start=start)
        logging.getLogger().addHandler(journal)
        game = Game(settings, clock, knowhow, surfaces=(surface.platform,))
        playground = await open_playground(game, surface.database)
        backstage = BACKSTAGE[surface.platform](playground)
        return cls(playground, backstage, clock, surface.database, journal)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def directory(self) -> Directory:
        """Who is who."""
        return self.playground.product.directory

    @property
    def now(self) -> datetime:
        """What the clock says."""
        return self.clock()

    def person(self, name: str) -> Person:
        """Return somebody by their id in app.yaml, wherever in the trust they work."""
        if name not in self._people:
            known = {str(each.id).rpartition("/")[2]: each for each in self.directory.people()}
            assert name in known, f"nobody is called {name!r}; there are: {sorted(known)}"
            self._people[name] = self.backstage.person(slack_id(known[name]))
        return self._people[name]

    def everybody(self) -> list[Person]:
        """Return everybody who has an account."""
        return [self.person(str(p.id).rpartition("/")[2]) for p in self.directory.people()]

    async def settle(self) -> None:
        """Wait until what was said is answered and every notice that is due has arrived."""
        await self.playground.settle()

    async def passes(self, **length: float) -> None:
        """Let time pass: `hours=3`, `days=1, minutes=30`; what is due then happens."""
        self.clock.ahead += timedelta(**length)
        await self.settle()

    def case(self, ref: str) -> Case:
        """Return a case as it is in the database."""
        with self.playground.product.open_uow() as uow:
            found = [uow.cases.find(each.id, ref) for each in self.directory.schools()]
        (case,) = filter(None, found)
        return case

    async def passes_until(self, moment: datetime) -> None:
        """Let time pass, stopping whenever a case wants to be woken, so that nothing is late."""
        while self.now < moment:
            with self.playground.product.open_uow() as uow:
                due = [each.wake_at for each in uow.cases.to_wake(moment) if each.wake_at]
            following = min([*due, moment])
            assert following > self.now, "a case that was woken wants to be woken again at once"
            self.clock.ahead = following - self.clock.start
            await self.settle()

    @contextmanager
    def turns_meet(self, number: int) -> Iterator[None]:
        """Hold turns that have begun until so many have, where the database lets them."""
        self.clock.meeting = threading.Barrier(number)
        yield
        self.clock.meeting = None

    def forgive(self, *troubles: str) -> None:
        """Let the journal hold these lines, which else mean a fault of the product."""
        self.forgiven |= set(troubles)

    def kept(self, table: str = "") -> str:
        """Return everything that is in the database, or in one table, as text."""
        tables = [each for each in metadata.sorted_tables if table in ("", each.name)]
        engine = open_engine(self.database)
        with engine.connect() as connection:
            rows = [repr(tuple(row)) for each in tables for row in connection.execute(select(each))]
        engine.dispose()
        return "\n".join(rows)

    async def close(self) -> None:
        """Stop, and complain of what nobody on stage would have noticed."""
        await self.playground.close()
        logging.getLogger().removeHandler(self.journal)
        troubles = [each for each in BUGS if each not in self.forgiven]
        lines = [line for line in self.journal.lines if any(each in line for each in troubles)]
        assert not lines, "\n".join(["the journal tells of faults:", *lines])
        assert not self.backstage.in_channels(), (
            "nothing that we say may stand in a channel (rule 4)"
        )
