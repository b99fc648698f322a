"""What the commands about versions of policies work in: one school's policies, old and new."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from bot.assembly import library_of, stock_of, storage
from bot.clockwork import CLOCKWORK
from bot.commands.deployment import now, read, with_config
from bot.commands.deployment import school as school_of
from bot.commands.talk import people_at
from bot.commands.troubles import faults_told, records_told
from bot.domain.directory import Directory
from bot.domain.people import Person
from bot.domain.places import Place
from bot.domain.schools import School
from bot.librarian import Librarian
from bot.ports import OpenUnitOfWork
from bot.services.policies import versions_of
from bot.settings import Settings
from bot.settings.documents import PolicyFile
from bot.turn import Turn
from intents.editions import policy_of
from knowledge.archive import Archive
from knowledge.clauses import Policy
from knowledge.imports import Document, read_policy
from knowledge.library import Library

COMMAND = Place("command")
CommandT = TypeVar("CommandT", bound=Callable[..., object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was typed about a new version; what is None is read from the document."""

    title: str | None = None
    version: str | None = None
    owner: str | None = None
    approved_on: date | None = None
    next_review: date | None = None


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class PolicyRoom:
    """One policy of one school: where the settings name it, and its versions."""

    settings: Settings
    archive: Archive
    open_uow: OpenUnitOfWork
    directory: Directory
    school: School
    file: PolicyFile

    @classmethod
    def enter(cls, config: Path, school: str, policy: str) -> "PolicyRoom":
        """Open what the settings name, or stop with what there is."""
        settings = read(config)
        directory = settings.directory()
        here = school_of(directory, school)
        file = _named(settings, here, policy)
        archive = stock_of(settings).archive
        return cls(settings, archive, _opened(settings), directory, here, file)

    @property
    def document(self) -> Document:
        """The document that the settings name."""
        known = stock_of(self.settings).documents[self.school.id]
        return next(each for each in known if each.id == self.file.id)

    @contextmanager
    def turn(self, person: str = "") -> Iterator[Turn]:
        """Open a turn of somebody, or of nobody who only looks; tell troubles in plain words."""
        who = self._person(person) if person else self._nobody()
        with troubles_told(), self.open_uow() as uow:
            yield Turn(who, self.school, COMMAND, now(), uow, self.directory)

    def in_use(self, turn: Turn) -> Policy:
        """Return the version that is in force."""
        live = versions_of(turn, self.file.id).live
        return policy_of(live, self.archive) if live else read_policy(self.document)

    def new(self, path: Path, old: Policy, given: Given = NOTHING) -> Document:
        """Return a document that is to follow; it keeps the title unless another is given."""
        return Document(
            path=path,
            id=self.file.id,
            title=given.title or old.title,
            version=given.version,
            owner=given.owner,
            approved_on=given.approved_on,
            next_review=given.next_review,
        )

    def _person(self, name: str) -> Person:
        people = people_at(self.directory, self.school)
        if name not in people:
            names = ", ".join(people)
            raise click.ClickException(f"I don't know {name!r}. There are: {names}.")
        return people[name]

    def _nobody(self) -> Person:
        return Person(id=CLOCKWORK, name="the command line", title="", school=self.school.id)


def library_in_use(settings: Settings) -> Library:
    """Return the library with what was published; where nothing was imported, no database is read.

    Nothing is kept of a deployment that has no folder of imported documents.
    """
    library, stock = library_of(settings), stock_of(settings)
    if (settings.data_dir / "policies").is_dir():
        with troubles_told():
            Librarian(library, stock, _opened(settings), now).look()
    return library


def troubles_told() -> AbstractContextManager[None]:
    """Turn what can go wrong with a document into one plain sentence."""
    remedy = "Check its name, and who may read it and write to the data folder."
    return faults_told("read or keep that file", remedy)


def with_policy(command: CommandT) -> CommandT:
    """Add the options that name a policy."""
    school = click.option("--school", required=True, help="The id of a school in the settings.")
    policy = click.option("--policy", required=True, help="The title or the id of a policy.")
    return school(policy(with_config(command)))


def with_person(command: CommandT) -> CommandT:
    """Add the option that says who does it."""
    return click.option("--as", "person", required=True, help="Who does it: a person's id.")(
        command
    )


def _opened(settings: Settings) -> OpenUnitOfWork:
    url = settings.database_url(os.environ).get_secret_value()
    with records_told(settings.data_dir):
        return storage(url, settings.data_dir)


def _named(settings: Settings, here: School, name: str) -> PolicyFile:
    known = settings.policies(here.id)
    wanted = name.casefold()
    for file in known:
        if wanted in (file.id.casefold(), (file.title or file.id).casefold()):
            return file
    titles = ", ".join(f"'{each.title or each.id}'" for each in known)
    raise click.ClickException(
        f"{here.name} has no policy {name!r}. There are: {titles}. A policy that is all new is "
        "added to app.yaml first."
    )
