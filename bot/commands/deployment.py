"""What every command needs first: the settings, the clock and the product."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import click

from bot.assembly import Knowhow, Product, build, storage
from bot.commands.troubles import records_told
from bot.commands.without_model import may_do_without_model
from bot.domain.directory import Directory
from bot.domain.people import SchoolId
from bot.domain.schools import School
from bot.fitness import advice_faults
from bot.mail import Messenger, OneWay
from bot.settings import BadSettings, Settings, load

SHIPPED = Path(__file__).resolve().parents[2] / "app.yaml"
CommandT = TypeVar("CommandT", bound=Callable[..., object])


def with_config(command: CommandT) -> CommandT:
    """Add the option that names the settings file, and the one that does without the model."""
    option = click.option(
        "--config",
        type=click.Path(dir_okay=False, path_type=Path),
        default=SHIPPED,
        help="The settings file; the made-up sample trust where none is named.",
    )
    return option(may_do_without_model(command))


def now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date on this computer's calendar."""
    return now().date()


def read(config: Path) -> Settings:
    """Return the settings, or stop with every fault in them.

    Whatever is started, nobody is told a line of advice that does not hold.
    """
    try:
        settings = load(config)
    except BadSettings as bad:
        raise click.ClickException(str(bad)) from bad
    if wrong := advice_faults(settings):
        raise click.ClickException(str(BadSettings(wrong)))
    return settings


def lines() -> Iterator[str]:
    """Yield what stands on standard input, line by line; what is no UTF-8 is replaced."""
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").removeprefix("\N{BYTE ORDER MARK}")
        if line.strip():
            yield line.rstrip("\r\n")


def school(directory: Directory, name: str) -> School:
    """Return the school with that id, or stop with the ids there are."""
    known = {str(each.id): each for each in directory.schools()}
    if name not in known:
        raise click.ClickException(f"There is no school {name!r}. There are: {', '.join(known)}.")
    return known[SchoolId(name)]


def say_wait(what: str) -> None:
    """Say on standard error, to a person, that something takes a moment."""
    if sys.stderr.isatty():
        click.echo(what, err=True)


def product(config: Path, messenger: Messenger, database: str = "") -> Product:
    """Return the product on the settings' database, or on the one that is named."""
    settings = read(config)
    url = database or settings.database_url(os.environ).get_secret_value()
    with records_told(settings.data_dir):
        open_uow = storage(url, settings.data_dir)
    return build(settings.directory(), Knowhow.of(settings), open_uow, OneWay(messenger), now)
