"""One turn, one transaction, one commit."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection, Engine

from adapters.database.access import SqlAccessLog
from adapters.database.addresses import SqlAddresses
from adapters.database.cases import SqlCases
from adapters.database.delegations import SqlDelegations, SqlSnoozes
from adapters.database.letters import SqlDrafts, SqlInbox
from adapters.database.outages import outages
from adapters.database.outbox import SqlOutbox
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
    Snoozes,
)

# With the wait for the file less than the three seconds that Slack waits for us.
PATIENCE = 1.5


class SqlUnitOfWork:
    """One transaction, seen as the collections it covers; without a commit nothing happened."""

    def __init__(self, connection: Connection) -> None:
        self.cases: Cases = SqlCases(connection)
        self.drafts: Drafts = SqlDrafts(connection)
        self.inbox: Inbox = SqlInbox(connection)
        self.outbox: Outbox = SqlOutbox(connection)
        self.addresses: Addresses = SqlAddresses(connection)
        self.access: AccessLog = SqlAccessLog(connection)
        self.delegations: Delegations = SqlDelegations(connection)
        self.snoozes: Snoozes = SqlSnoozes(connection)
        self.commit = connection.commit


def unit_of_work(engine: Engine) -> OpenUnitOfWork:
    """Return a function that opens units of work on an engine; one function for each engine."""
    turn = Turnstile(PATIENCE).turn if engine.dialect.name == "sqlite" else nullcontext

    @contextmanager
    def open_uow() -> Iterator[SqlUnitOfWork]:
        with turn(), outages(), engine.connect() as connection:
            yield SqlUnitOfWork(connection)

    return open_uow
