"""Where the parts meet: the only module that knows all of them."""

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adapters.database.engines import open_engine
from adapters.database.migrations.head import migrate
from adapters.database.unit_of_work import unit_of_work
from bot.assistant import Assistant
from bot.clockwork import Clockwork, Routine
from bot.delivery import Contents, Delivery
from bot.domain.directory import Directory
from bot.domain.people import SchoolId
from bot.forms.addresses import find_addresses, read_address
from bot.forms.dates import read_day
from bot.installation.environment import WITHOUT_MODEL
from bot.librarian import Librarian, Stock
from bot.mail import Carriers
from bot.ports import Clock, OpenUnitOfWork
from bot.rounds import Rounds
from bot.services import self_check
from bot.settings import Settings
from intents.capability import Capability
from intents.catalogue import capabilities
from intents.citations import with_sources
from intents.composer import Composer
from intents.interpreter import Interpreter
from intents.retention.feature import archive_of
from intents.safety.floor import alarm_in
from intents.understanding import Understanding
from knowledge.archive import Archive
from knowledge.imports import Document, import_policies
from knowledge.library import Library, PolicySource
from knowledge.model.encoder import load_encoder
from knowledge.model.port import SentenceModel
from knowledge.model.weights import NoModel

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Knowhow:
    """What is known before anybody speaks: the policies, what can be done, how people ask for it.

    It holds nothing of a conversation, so that several products can share it.
    """

    library: Library
    capabilities: tuple[Capability, ...]
    understanding: Understanding
    stock: Stock

    @classmethod
    def of(cls, settings: Settings) -> "Knowhow":
        """Return the know-how for the schools of a deployment."""
        library, stock = library_of(settings), stock_of(settings)
        known = capabilities(library, stock.archive)
        return cls(library, known, Understanding(known), stock)


@dataclass(frozen=True, slots=True)
class Product:
    """Everything that can be started."""

    directory: Directory
    library: Library
    capabilities: tuple[Capability, ...]
    open_uow: OpenUnitOfWork
    assistant: Assistant
    delivery: Delivery
    clockwork: Clockwork
    rounds: Rounds


def learn() -> None:
    """Read and learn now what the first message would else wait for, and all others with it."""
    alarm_in("Good morning")
    read_address(*find_addresses("https://school.example"))
    read_day("24 Nov", date(2026, 9, 1), "future")


def storage(database: str, beside: Path | None = None) -> OpenUnitOfWork:
    """Return the way into a database, at the newest schema; raises `StorageDown`.

    What was erased is noted `beside` it too, in that folder, where it is not in a file of its own.
    """
    engine = open_engine(database)
    migrate(engine)
    return unit_of_work(engine, beside)


def build(
    directory: Directory,
    knowhow: Knowhow,
    open_uow: OpenUnitOfWork,
    carriers: Carriers,
    clock: Clock,
) -> Product:
    """Return the product for these people, on its storage, with a way to reach them."""
    known = knowhow.capabilities
    librarian = Librarian(knowhow.library, knowhow.stock, open_uow, clock)
    librarian.look()
    directory = with_sources(directory, knowhow.library)
    librarian.tend(directory)
    interpreter = Interpreter(known, knowhow.understanding)
    handlers = {feature.intent: feature.handle for each in known for feature in each.features}
    wakes = {each.workflow.kind: each.wake for each in known if each.workflow and each.wake}
    assistant = Assistant(interpreter.interpret, handlers, open_uow, directory, clock)
    composer = Composer(known)
    contents = Contents(composer.compose, composer.stand_in)
    delivery = Delivery(open_uow, contents, carriers, directory, clock)
    watches = tuple(each.watch for each in known if each.watch)
    dailies = (self_check.tell_daily, archive_of(known).look_over)
    clockwork = Clockwork(open_uow, Routine(wakes, watches, dailies), directory, clock)
    rounds = Rounds(delivery, clockwork, librarian)
    return Product(
        directory, knowhow.library, known, open_uow, assistant, delivery, clockwork, rounds
    )


def library_of(settings: Settings) -> Library:
    """Return the library of every school's policies; each is read at its first question."""
    documents = stock_of(settings).documents
    own = {school: settings.concepts(school) for school in documents}
    return Library(
        {school: _policies_of(named) for school, named in documents.items()},
        model=sentence_model(),
        concepts={str(school): path for school, path in own.items() if path},
    )


def sentence_model() -> SentenceModel | None:
    """Return the sentence model; None where it is not wanted or not there, which is told once."""
    if os.environ.get(WITHOUT_MODEL):
        return None
    try:
        return load_encoder()
    except NoModel as missing:
        log.warning("sentence model not used", extra={"reason": str(missing)})
        return None


def stock_of(settings: Settings) -> Stock:
    """Return where every school's policies come from; nothing is read for it."""
    schools = (SchoolId(each.id) for each in settings.schools)
    named = {school: _documents_of(settings, school) for school in schools}
    return Stock(named, Archive(settings.data_dir / "policies"))


def _policies_of(named: Sequence[Document]) -> PolicySource:
    return lambda: import_policies(named)


def _documents_of(settings: Settings, school: SchoolId) -> tuple[Document, ...]:
    return tuple(
        Document(
            path=each.path,
            id=each.id,
            title=each.title,
            version=each.version,
            owner=each.owner,
            approved_on=each.approved_on,
            next_review=each.next_review,
        )
        for each in settings.policies(school)
    )
