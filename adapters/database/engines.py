"""Engines: how each database is opened so that what it acknowledged stays (RELIABILITY 4.4)."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
POSTGRESQL_SETTINGS = (
    "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000"
)


def open_engine(url: str) -> Engine:
    """Return an engine on a SQLite file or a PostgreSQL server; parameters never reach a log."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"options": POSTGRESQL_SETTINGS, "connect_timeout": 5},
    )


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 5})
    event.listen(engine, "connect", _settle)
    # The driver's own BEGIN is deferred: two writers would then fail with "locked" (F11).
    event.listen(engine, "begin", _begin)
    return engine


def _settle(connection: Any, _: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in SQLITE_SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
