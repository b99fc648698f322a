"""Engines: where the data is kept, and how patiently (RELIABILITY 4.4)."""

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.engine import make_url

from adapters.database.sqlite_file import SqliteFile

POSTGRESQL_SETTINGS = (
    "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000"
)
PATIENCE = 5
# Room for every thread of asyncio.to_thread, of which there are 32 at most.
KEPT, MORE = 8, 24


def open_engine(url: str) -> Engine:
    """Return an engine on a SQLite file or a PostgreSQL server; parameters never reach a log."""
    place = make_url(url)
    if place.get_backend_name() != "sqlite":
        return _postgresql(place)
    if place.database in (None, "", ":memory:"):
        raise ValueError("a database in memory keeps nothing: name a file")
    return _sqlite(place)


def _sqlite(place: URL) -> Engine:
    file = SqliteFile(Path(str(place.database)))
    engine = create_engine(
        place,
        creator=file.connect,
        hide_parameters=True,
        pool_size=KEPT,
        max_overflow=MORE,
        pool_timeout=PATIENCE,
    )
    file.listen_to(engine)
    return engine


def _postgresql(place: URL) -> Engine:
    return create_engine(
        place,
        hide_parameters=True,
        pool_size=KEPT,
        max_overflow=MORE,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,
        connect_args={
            "options": POSTGRESQL_SETTINGS,
            "connect_timeout": PATIENCE,
            "tcp_user_timeout": PATIENCE * 1000,
        },
    )
