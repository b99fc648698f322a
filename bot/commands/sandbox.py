"""Start the sandbox: no credentials, a made-up trust, a page to click through."""

import asyncio
import signal
from pathlib import Path

import click

from bot.assembly import learn
from bot.commands.deployment import read, with_config
from bot.commands.troubles import made, port_option, troubles_told
from bot.domain.people import Platform
from bot.journal import keep_journal
from bot.playground import SURFACES, Game, open_playground

PORT = 8080
ONE = click.Choice([each.value for each in Platform])


@click.command()
@port_option(PORT, "Where the page is")
@click.option("--database", default="", help="A database address; data/sandbox.db by default.")
@click.option(
    "--only",
    type=click.Choice([each.value for each in Platform]),
    help="One platform instead of both.",
)
@with_config
def sandbox(port: int, database: str, only: str | None, config: Path) -> None:
    """Try everything on this computer, with made-up people and no account anywhere."""
    settings = read(config)
    keep_journal()
    with troubles_told(port, settings.data_dir):
        url = database or f"sqlite:///{made(settings.data_dir) / 'sandbox.db'}"
        game = Game(settings, surfaces=(Platform(only),) if only else SURFACES)
        asyncio.run(_play(game, url, port))


async def _play(game: Game, url: str, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    playground = await open_playground(game, url, port)
    await asyncio.to_thread(learn)
    for school in playground.product.directory.schools():
        click.echo(f"Reading the policies of {school.name} ...")
        await asyncio.to_thread(playground.product.library.policies, school.id)
    await playground.go_round()
    click.echo(f"Dutydesk's sandbox is at {playground.sandbox.address}")
    click.echo("Everybody in it is made up. Press Ctrl-C to stop.")
    await stop.wait()
    await playground.close()
