"""A transaction in which nobody else changes the schema."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

# Nobody else on the server uses this number; it is "duty" in ASCII.
LOCK = 0x64757479
ON_POSTGRESQL = (
    # A long step must not be stopped, but it must not hold up a school either (C17).
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
    "SET LOCAL lock_timeout = '60s'",
    f"SELECT pg_advisory_xact_lock({LOCK})",
    "SET LOCAL lock_timeout = '2s'",
)


class BrokenReferences(Exception):
    """The steps left rows that point to nothing, so none of them was taken."""


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that takes effect as a whole, or not at all if anything is raised."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            yield from _on_sqlite(connection)
        else:
            yield from _on_postgresql(connection)


def _on_sqlite(connection: Connection) -> Iterator[Connection]:
    # SQLite changes a table by making it anew, and dropping the old one would take along the rows
    # that point to it. The setting can only change outside a transaction; the connection is spoilt.
    connection.detach()
    connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    with connection.begin():
        yield connection
        if connection.execute(text("PRAGMA foreign_key_check")).first():
            raise BrokenReferences


def _on_postgresql(connection: Connection) -> Iterator[Connection]:
    with connection.begin():
        for setting in ON_POSTGRESQL:
            connection.execute(text(setting))
        yield connection
