"""Look after a deployment: check the settings, bring the database up to date."""

import os
from pathlib import Path

import click

from adapters.database.engines import open_engine
from adapters.database.migrations.head import migrate as bring_up_to_date
from bot.commands.deployment import read, today, with_config
from bot.settings import Severity


@click.command()
@with_config
def check(config: Path) -> None:
    """Check the settings and the documents they name; say what is wrong, where, and what to do."""
    settings = read(config)
    faults = settings.check(today())
    for fault in faults:
        click.echo(str(fault))
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    click.echo(
        f"{config.name}: {errors} to mend before going live, {len(faults) - errors} to look at."
    )
    raise SystemExit(1 if errors else 0)


@click.command()
@with_config
def migrate(config: Path) -> None:
    """Bring the database to the newest schema; running it again does no harm."""
    settings = read(config)
    url = settings.database_url(os.environ).get_secret_value()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    click.echo(f"The database is at schema {bring_up_to_date(open_engine(url))}.")
