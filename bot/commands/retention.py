"""See which records are past their date, delete them, and delete them again after a restore."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from bot.assembly import storage
from bot.clockwork import CLOCKWORK
from bot.commands.deployment import now, read, with_config
from bot.commands.deployment import school as school_of
from bot.commands.troubles import records_told
from bot.domain.people import Person
from bot.domain.places import NOWHERE
from bot.domain.schools import School
from bot.errors import Changed
from bot.ports import Directory, OpenUnitOfWork
from bot.services.retention import Archive, Past, fingerprint
from bot.turn import Turn
from intents.catalogue import capabilities
from intents.retention.feature import archive_of
from knowledge.library import Library

CommandT = TypeVar("CommandT", bound=Callable[..., object])
NONE = "No records are past their date."
CHANGED = "A record changed just now, so nothing was deleted. Please run it again."


@dataclass(frozen=True, slots=True)
class FilingRoom:
    """One school's records, and the rules by which they are kept."""

    archive: Archive
    folder: Path
    open_uow: OpenUnitOfWork
    directory: Directory
    school: School

    @classmethod
    def enter(cls, config: Path, name: str) -> "FilingRoom":
        """Open what the settings name."""
        settings = read(config)
        directory = settings.directory()
        here = school_of(directory, name)
        url, folder = settings.database_url(os.environ).get_secret_value(), settings.data_dir
        archive = archive_of(capabilities(Library({})))
        with records_told(folder):
            return cls(archive, folder, storage(url, folder), directory, here)

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Open a turn in which the clock acts, and not a person; tell troubles in plain words."""
        clock = Person(id=CLOCKWORK, name="the clock", title="", school=self.school.id)
        with records_told(self.folder), self.open_uow() as uow:
            try:
                yield Turn(clock, self.school, NOWHERE, now(), uow, self.directory)
            except Changed as changed:
                raise click.ClickException(CHANGED) from changed


def _with_school(command: CommandT) -> CommandT:
    option = click.option("--school", required=True, help="The id of a school in the settings.")
    return option(with_config(command))


@click.group()
def retention() -> None:
    """See and delete the records that are past their date.

    Look first: "preview" shows what "run" then deletes on the same day.
    """


@retention.command()
@_with_school
def preview(school: str, config: Path) -> None:
    """Show which records are past their date, and by which rule; nothing is deleted."""
    room = FilingRoom.enter(config, school)
    with room.turn() as turn:
        found = room.archive.past(turn)
        turn.uow.inbox.is_new(turn.school.id, _seen(found, turn), "", turn.now)
        turn.uow.commit()
    for each in found:
        title, until = each.rule.title, each.until.isoformat()
        click.echo(f"{each.case.ref}  {title}  {each.rule.reason}, until {until}")
    click.echo(f'{len(found)} to delete with "retention run".' if found else NONE)


@retention.command()
@click.option("--yes", is_flag=True, help="Delete without a preview.")
@_with_school
def run(school: str, config: Path, yes: bool) -> None:  # noqa: FBT001 - click passes options so
    """Delete what a preview showed today; what is on legal hold stays."""
    room = FilingRoom.enter(config, school)
    with room.turn() as turn:
        found = room.archive.past(turn)
        if (
            found
            and not yes
            and turn.uow.inbox.is_new(turn.school.id, _seen(found, turn), "", turn.now)
        ):
            raise click.ClickException(
                'Nobody has seen this list today. Please run "retention preview" first, or add '
                "--yes. Nothing was deleted."
            )
        for each in found:
            room.archive.erase(each, turn)
        turn.uow.commit()
    click.echo(f"{len(found)} deleted." if found else NONE)


@retention.command()
@_with_school
def reapply(school: str, config: Path) -> None:
    """Delete again what a backup has brought back; run it after each restore.

    What was deleted is noted in a file beside the database whose name ends in "tombstones". Leave
    that file as it is when you put a backup back.
    """
    room = FilingRoom.enter(config, school)
    with room.turn() as turn:
        again, stays = room.archive.reapply(turn)
        turn.uow.commit()
    for ref in stays:
        click.echo(f"{ref} is on legal hold, or not past its date, so it stays. Please look at it.")
    click.echo(f"{len(again)} deleted again.")


def _seen(found: tuple[Past, ...], turn: Turn) -> str:
    """Return the key of having seen that list today."""
    return f"retention:{turn.today.isoformat()}:{fingerprint(found)}"
