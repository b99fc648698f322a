"""`python -m adapters.database.migrations "Add reminders"` writes the next step.

It is what `tables.py` has that the steps so far do not make. Read it before you keep it.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import click
from alembic import command

from adapters.database.engines import open_engine
from adapters.database.migrations.alone import alone
from adapters.database.migrations.head import FOLDER, migrate, settings


@click.command()
@click.argument("what")
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, hidden=True)
def write_step(what: str, folder: Path) -> None:
    """Write the next step of the schema; WHAT says what it does, as in "Add reminders"."""
    number = f"{len(list(folder.glob('versions/*.py'))) + 1:04d}"
    with TemporaryDirectory() as place:
        engine = open_engine(f"sqlite:///{place}/as_it_is.db")
        migrate(engine, folder)
        with alone(engine) as connection:
            made = settings(connection, folder)
            command.revision(made, what, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    write_step()
