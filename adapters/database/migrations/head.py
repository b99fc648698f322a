"""Brings a database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from adapters.database.migrations.alone import alone
from adapters.database.outages import outages

FOLDER = Path(__file__).parent


class NewerSchema(Exception):
    """A newer Dutydesk has used this database; `revision` is the step it is at."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"A newer version of Dutydesk has used this database (its schema is {revision}). "
            "Nothing was changed. Please install that version, or start with another database."
        )
        self.revision = revision


def migrate(engine: Engine, folder: Path = FOLDER) -> str:
    """Take every step that the database has not taken yet, and return the revision it is at.

    Raises `StorageDown`, or `NewerSchema`; then the database is as it was.
    """
    steps = ScriptDirectory(str(folder))
    head = steps.get_current_head() or ""
    with outages():
        now = current(engine)
        if now and now not in {step.revision for step in steps.walk_revisions()}:
            raise NewerSchema(now)
        if now != head:
            with alone(engine) as connection:
                command.upgrade(settings(connection, folder), "head")
    return head


def settings(connection: Connection, folder: Path = FOLDER) -> Config:
    """Return what Alembic's commands want to know."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def current(engine: Engine) -> str | None:
    """Return the revision that the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
