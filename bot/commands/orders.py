"""An order for a file of records: who wants it, and what is written down before they have it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from adapters.export import sealed
from adapters.export.spreadsheet import Sheet
from bot.assembly import storage
from bot.commands.deployment import now, read, with_config
from bot.commands.deployment import school as school_of
from bot.commands.talk import people_at
from bot.commands.troubles import faults_told
from bot.domain.access import Act
from bot.domain.places import Place
from bot.services import access
from bot.turn import Turn

COMMAND = Place("command")
CommandT = TypeVar("CommandT", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet, and what it is called in the access log."""

    sheet: Sheet
    title: str


@dataclass(frozen=True, slots=True)
class Order:
    """What every export is told: whose records, who has it made, and into which file."""

    school: str
    person: str
    out: Path
    force: bool
    database: str
    config: Path

    @classmethod
    def of(cls, context: click.Context) -> "Order":
        """Return what was typed."""
        return cls(**{each.name: context.params[each.name] for each in fields(cls)})

    def carry_out(self, make: Callable[[Turn], Made]) -> None:
        """Make a sheet as the person, write down that they had it, and then write the file."""
        with self._troubles_told():
            sealed.check_room(self.out, replace=self.force)
            at = now()
            sheet = self._made(make, at)
            seal = sealed.Seal(len(sheet.rows), at.isoformat(timespec="seconds"), self.force)
            manifest = sealed.write(self.out, sheet.csv(), seal)
        click.echo(f"{self.out}: {manifest.line()}")

    def _made(self, make: Callable[[Turn], Made], at: datetime) -> Sheet:
        settings = read(self.config)
        directory = settings.directory()
        here = school_of(directory, self.school)
        people = people_at(directory, here)
        if self.person not in people:
            names = ", ".join(people)
            raise click.ClickException(f"I don't know {self.person!r}. There are: {names}.")
        url = self.database or settings.database_url(os.environ).get_secret_value()
        _check_there(url)
        with storage(url, settings.data_dir)() as uow:
            turn = Turn(people[self.person], here, COMMAND, at, uow, directory)
            made = make(turn)
            # Every export, restricted or not (DOMAIN 8).
            access.note(turn, Act.EXPORTED, f"{made.title}, {len(made.sheet.rows)} rows")
            uow.commit()
        return made.sheet

    @contextmanager
    def _troubles_told(self) -> Iterator[None]:
        """Turn what keeps somebody from a file into one plain sentence."""
        deed, remedy = f"write {self.out}", "Choose another folder with --out."
        another = "Check its address, or name another with --database."
        with faults_told(deed, remedy, another):
            try:
                yield
            except sealed.AlreadyThere as taken:
                raise click.ClickException(
                    f"{taken} is there already. Choose another name, or replace it with --force."
                ) from taken


def with_order(command: CommandT) -> CommandT:
    """Add the options that every export has."""
    file = click.Path(dir_okay=False, path_type=Path)
    options = (
        click.option("--school", required=True, help="The id of a school."),
        click.option("--as", "person", required=True, help="Who has it made: a person's id."),
        click.option("--out", required=True, type=file, help="The file to write."),
        click.option("--force", is_flag=True, help="Replace a file that is there."),
        click.option("--database", default="", help="A database address; else the settings'."),
    )
    for option in reversed(options):
        command = option(command)
    return with_config(command)


def _check_there(url: str) -> None:
    """Stop where no records are, rather than make an empty file of them and count nothing."""
    path = url.removeprefix("sqlite:///")
    if path != url and not Path(path).exists():
        raise click.ClickException(
            f"There are no records in {path}. Name the database with --database, or the settings "
            "of your school with --config."
        )
