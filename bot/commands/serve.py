"""Run the product for real."""

import asyncio
from pathlib import Path

import click

from bot.commands.deployment import read, with_config
from bot.fitness import NotFit
from bot.journal import keep_journal
from bot.production import serve as run_service


@click.command()
@with_config
def serve(config: Path) -> None:
    """Run for real. Stops at once, and says why, where a secret or a duty is not filled in."""
    settings = read(config)
    keep_journal()
    try:
        asyncio.run(run_service(settings))
    except NotFit as missing:
        raise click.ClickException(f"Not fit to run for real:\n{missing}") from missing
