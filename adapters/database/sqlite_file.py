"""A SQLite database, opened so that what it acknowledged stays (RELIABILITY 4.4)."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from bot.errors import StorageDown

SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
# With the wait at the turnstile less than the three seconds that Slack waits for us.
PATIENCE = 1.0


class SqliteFile:
    """The one file that a deployment writes to, readable by its own account only."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600)

    def connect(self) -> sqlite3.Connection:
        """Open the file, but never make a new one: it would be empty, and nobody would notice."""
        return sqlite3.connect(
            f"{self._path.as_uri()}?mode=rw",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )

    def listen_to(self, engine: Engine) -> None:
        """Settle each connection of the engine, and look after it."""
        event.listen(engine, "connect", self._settle)
        event.listen(engine, "checkout", self._recognise)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "commit", self._still_there)

    def _settle(self, connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for setting in SETTINGS:
            cursor.execute(setting)
        cursor.close()
        entry.info["file"] = self._identity()

    # A file that was deleted or replaced still takes writes, which nobody will ever read.

    def _recognise(
        self, _: DBAPIConnection, entry: ConnectionPoolEntry, __: PoolProxiedConnection
    ) -> None:
        if entry.info["file"] != self._identity():
            raise DisconnectionError("the database file is not the one that was opened")

    def _still_there(self, connection: Connection) -> None:
        # A migration's connection has left the pool, and what was known of it stayed there.
        if connection.info.get("file", self._identity()) != self._identity():
            raise StorageDown

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _begin(connection: Connection) -> None:
    # The driver's own BEGIN is deferred: two writers would then fail with "locked" (F11).
    connection.exec_driver_sql("BEGIN IMMEDIATE")
