"""One turn, one transaction, one commit."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine

from adapters.database.access import SqlAccessLog
from adapters.database.addresses import SqlAddresses
from adapters.database.cases import SqlCases
from adapters.database.delegations import SqlDelegations, SqlSnoozes
from adapters.database.letters import SqlDrafts, SqlInbox
from adapters.database.outages import outages
from adapters.database.outbox import SqlOutbox
from adapters.database.policies import SqlPolicies
from adapters.database.questions import SqlQuestions
from adapters.database.retention import SqlRetention, remove_traces
from adapters.database.tombstones import TombstoneFile
from adapters.database.turnstile import Turnstile
from bot.ports import (
    AccessLog,
    Addresses,
    Cases,
    Delegations,
    Drafts,
    Inbox,
    OpenUnitOfWork,
    Outbox,
    Policies,
    Questions,
    Retention,
    Snoozes,
)

# With the wait for the file less than the three seconds that Slack waits for us.
PATIENCE = 1.5


class SqlUnitOfWork:
    """One transaction, seen as the collections it covers; without a commit nothing happened."""

    def __init__(self, connection: Connection, tombstones: TombstoneFile | None = None) -> None:
        self.cases: Cases = SqlCases(connection)
        self.drafts: Drafts = SqlDrafts(connection)
        self.inbox: Inbox = SqlInbox(connection)
        self.outbox: Outbox = SqlOutbox(connection)
        self.addresses: Addresses = SqlAddresses(connection)
        self.access: AccessLog = SqlAccessLog(connection)
        self.delegations: Delegations = SqlDelegations(connection)
        self.snoozes: Snoozes = SqlSnoozes(connection)
        self.questions: Questions = SqlQuestions(connection)
        self.policies: Policies = SqlPolicies(connection)
        self._retention = SqlRetention(connection, tombstones)
        self.retention: Retention = self._retention
        self.commit = connection.commit

    @property
    def has_erased(self) -> bool:
        """Whether something was erased, and its traces are to be removed."""
        return self._retention.has_erased


def unit_of_work(engine: Engine, beside: Path | None = None) -> OpenUnitOfWork:
    """Return a function that opens units of work on an engine; one function for each engine.

    The tombstones of what is erased are kept `beside` the database too: in that folder, or next to
    the file where it is one.
    """
    turn = Turnstile(PATIENCE).turn if engine.dialect.name == "sqlite" else nullcontext
    tombstones = _tombstones(engine, beside)

    @contextmanager
    def open_uow() -> Iterator[SqlUnitOfWork]:
        with turn(), outages():
            with engine.connect() as connection:
                uow = SqlUnitOfWork(connection, tombstones)
                yield uow
            if uow.has_erased:
                remove_traces(engine)

    return open_uow


def _tombstones(engine: Engine, beside: Path | None) -> TombstoneFile | None:
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        return TombstoneFile(file.with_name(f"{file.name}.tombstones"))
    return TombstoneFile(beside / "tombstones") if beside else None
