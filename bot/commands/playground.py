"""Start the product for a foreign client of Teams on this computer: the Agents Playground."""

import asyncio
import signal
from pathlib import Path

import click

from adapters.sandbox.server import LOOPBACK
from adapters.web.server import WebServer
from bot.assembly import Knowhow, build, learn, storage
from bot.commands.deployment import now, read, with_config
from bot.commands.troubles import made, port_option, troubles_told
from bot.fronts.teams import Elsewhere, TeamsFront
from bot.journal import keep_journal
from bot.mail import Switchboard
from bot.settings import Settings

PORT = 3978
PATH = "/api/messages"


@click.command()
@port_option(PORT, "Where we listen")
@with_config
def playground(port: int, config: Path) -> None:
    """Let the Microsoft 365 Agents Playground on this computer talk to the made-up trust.

    Nothing checks who is who, so only this computer is answered: see .github/PLAYGROUND.md.
    """
    settings = read(config)
    keep_journal()
    if settings.platforms.teams is None:
        raise click.ClickException("app.yaml names no Teams. Fill in platforms: teams:.")
    with troubles_told(port, settings.data_dir):
        made(settings.data_dir)
        asyncio.run(_play(settings, port))


async def _play(settings: Settings, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    if settings.platforms.teams is None:
        return
    front = TeamsFront(settings.platforms.teams, {}, now, Elsewhere(path=PATH))
    open_uow = storage(f"sqlite:///{settings.data_dir / 'playground.db'}")
    ways = Switchboard({front.platform: front.messenger(open_uow)})
    product = build(settings.directory(), Knowhow.of(settings), open_uow, ways, now)
    await asyncio.to_thread(learn)
    for school in product.directory.schools():
        click.echo(f"Reading the policies of {school.name} ...")
        await asyncio.to_thread(product.library.policies, school.id)
    server = WebServer(front.attach(product), lambda: True)
    taken = await server.start(LOOPBACK, port)
    click.echo(f"Ready for the Agents Playground: -e http://{LOOPBACK}:{taken}{PATH}")
    click.echo("Everybody in it is made up. Press Ctrl-C to stop.")
    await product.rounds.go(stop)
    await front.settle()
    await server.stop()
    await front.close()
