"""Look after a deployment: check the settings, bring the database up to date."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from adapters.database.engines import open_engine
from adapters.database.migrations.head import migrate as bring_up_to_date
from bot.assembly import library_of
from bot.commands.deployment import read, today, with_config
from bot.commands.troubles import records_told
from bot.fitness import clause_faults
from bot.settings import Fault, Settings, Severity
from knowledge.library import DuplicateClause

HEADINGS = {Severity.ERROR: "To mend before going live:", Severity.WARNING: "To look at:"}


@click.command()
@with_config
def check(config: Path) -> None:
    """Check the settings and the documents they name: what stands in the way of going live.

    School by school it says what is wrong, where, and what to do.
    """
    settings = read(config)
    faults = (*settings.check(today()), *_clause_faults(settings))
    schools = (school.name for school in settings.schools)
    for owner in ("", *schools):
        _show(owner or settings.trust.name, [each for each in faults if each.owner == owner])
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    click.echo(
        f"{config.name}: {errors} to mend before going live, {len(faults) - errors} to look at."
    )
    raise SystemExit(1 if errors else 0)


def _clause_faults(settings: Settings) -> tuple[Fault, ...]:
    try:
        return clause_faults(settings, library_of(settings))
    except DuplicateClause as fault:
        raise click.ClickException(str(fault)) from fault


def _show(owner: str, faults: Sequence[Fault]) -> None:
    """Write what there is to do for one school: what keeps it from going live comes first."""
    if not faults:
        return
    click.secho(owner, bold=True)
    for severity, heading in HEADINGS.items():
        mine = [fault for fault in faults if fault.severity is severity]
        if mine:
            click.echo("\n".join((f"  {heading}", *(f"  - {fault}" for fault in mine))))


@click.command()
@with_config
def migrate(config: Path) -> None:
    """Bring the database to the newest schema; running it again does no harm."""
    settings = read(config)
    url = settings.database_url(os.environ).get_secret_value()
    with records_told(settings.data_dir):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        schema = bring_up_to_date(open_engine(url))
    click.echo(f"The database is at schema {schema}.")
