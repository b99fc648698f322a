"""Start the sandbox: no credentials, a made-up trust, a page to click through."""

import asyncio
import signal
from pathlib import Path

import click

from bot.commands.deployment import read, with_config
from bot.journal import keep_journal
from bot.playground import Game, open_playground
from bot.settings import Settings

PORT = 8080


@click.command()
@click.option("--port", default=PORT, show_default=True, help="Where the page is; 0 takes any.")
@click.option("--database", default="", help="A database address; data/sandbox.db by default.")
@with_config
def sandbox(port: int, database: str, config: Path) -> None:
    """Try everything on this computer, with made-up people and no account anywhere."""
    settings = read(config)
    keep_journal()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    url = database or f"sqlite:///{settings.data_dir / 'sandbox.db'}"
    try:
        asyncio.run(_play(settings, url, port))
    except OSError as error:
        raise click.ClickException(
            f"I can't use port {port} ({error.strerror}). Another copy may be running: stop it, or "
            "choose another port with --port."
        ) from error


async def _play(settings: Settings, url: str, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    playground = await open_playground(Game(settings), url, port)
    for school in playground.product.directory.schools():
        click.echo(f"Reading the policies of {school.name} ...")
        await asyncio.to_thread(playground.product.library.policies, school.id)
    await playground.go_round()
    click.echo(f"Dutydesk's sandbox is at {playground.sandbox.address}")
    click.echo("Everybody in it is made up. Press Ctrl-C to stop.")
    await stop.wait()
    await playground.close()
