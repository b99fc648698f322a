"""Brings a database to the newest schema."""

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def migrate(engine: Engine) -> str:
    """Take every step that the database has not taken yet, and return the revision it is at."""
    with as_file(files("adapters.database").joinpath("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["engine"] = engine
        head = ScriptDirectory.from_config(config).get_current_head() or ""
        if current(engine) != head:
            command.upgrade(config, "head")
    return head


def current(engine: Engine) -> str | None:
    """Return the revision that the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
