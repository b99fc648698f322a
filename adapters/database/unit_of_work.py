"""One turn, one transaction, one commit."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from adapters.database.cases import SqlCases
from adapters.database.letters import SqlDrafts, SqlInbox, SqlOutbox
from bot.errors import StorageDown
from bot.ports import Cases, Drafts, Inbox, OpenUnitOfWork, Outbox


class SqlUnitOfWork:
    """One transaction, seen as the collections it covers; without a commit nothing happened."""

    def __init__(self, connection: Connection) -> None:
        self.cases: Cases = SqlCases(connection)
        self.drafts: Drafts = SqlDrafts(connection)
        self.inbox: Inbox = SqlInbox(connection)
        self.outbox: Outbox = SqlOutbox(connection)
        self.commit = connection.commit


def unit_of_work(engine: Engine) -> OpenUnitOfWork:
    """Return a function that opens units of work on an engine."""

    @contextmanager
    def open_uow() -> Iterator[SqlUnitOfWork]:
        try:
            with engine.connect() as connection:
                yield SqlUnitOfWork(connection)
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            raise StorageDown from error
        except DBAPIError as error:
            if error.connection_invalidated:
                raise StorageDown from error
            raise

    return open_uow
