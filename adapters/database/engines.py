"""Engines: where the data is kept, and how patiently (RELIABILITY 4.4)."""

from pathlib import Path

from sqlalchemy import Engine, create_engine
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
        return _postgresql(url)
    if place.database in (None, "", ":memory:"):
        raise ValueError("a database in memory keeps nothing: name a file")
    return _sqlite(Path(str(place.database)))


def _sqlite(path: Path) -> Engine:
    file = SqliteFile(path)
    engine = create_engine(
        f"sqlite:///{path}",
        creator=file.connect,
        hide_parameters=True,
        pool_size=KEPT,
        max_overflow=MORE,
        pool_timeout=PATIENCE,
    )
    file.listen_to(engine)
    return engine


def _postgresql(url: str) -> Engine:
    return create_engine(
        url,
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
