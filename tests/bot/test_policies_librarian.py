"""The librarian: what was published is on the shelf, in every process."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.directory import Directory
from bot.domain.editions import Edition
from bot.domain.schools import CitedClause, OwnAdvice
from bot.librarian import LOOKS_EVERY, Librarian, Stock
from bot.ports import OpenUnitOfWork
from knowledge.archive import Archive
from knowledge.imports import Document, import_policies
from knowledge.library import Library
from tests.support.small_trust import DALE, HILL, TUESDAY, school

OLD = "Staff conduct\n\n1. Phones\n\n1.1 Phones stay in a bag.\n\n1.2 Trips have one phone.\n"
NEW = OLD.replace("in a bag", "at home")


@dataclass
class Desk:
    """A librarian on a real database, with one document that the settings name."""

    open_uow: OpenUnitOfWork
    folder: Path
    now: datetime = TUESDAY
    archive: Archive = field(init=False)
    librarian: Librarian = field(init=False)

    def __post_init__(self) -> None:
        document = Document(path=self.write("settings", OLD), id="conduct", title="Staff conduct")
        self.archive = Archive(self.folder / "policies")
        named = {HILL: (document,), DALE: (document,)}
        library = Library({each: lambda: import_policies([document]) for each in named})
        stock = Stock(named, self.archive)
        self.librarian = Librarian(library, stock, self.open_uow, lambda: self.now)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        return path

    def publish(self, text: str = NEW) -> Edition:
        edition = Edition(
            school=HILL,
            policy="conduct",
            version="3",
            sha=self.archive.keep(self.write("new", text)),
            suffix=".txt",
            title="Staff conduct",
            imported_at=self.now,
            imported_by=None,
            published_at=self.now,
        )
        with self.open_uow() as uow:
            uow.policies.add(edition)
            uow.commit()
        return edition

    def clause(self, number: str = "1.1") -> str:
        found = self.librarian.library.find(HILL, "conduct", number)
        return found.clause.text if found else ""


@pytest.fixture
def desk(tmp_path: Path, sqlite_url: str) -> Desk:
    return Desk(unit_of_work(open_engine(sqlite_url)), tmp_path)


def test_without_a_published_version_the_settings_document_stays(desk: Desk) -> None:
    desk.librarian.look()

    assert desk.clause() == "Phones stay in a bag."
    assert desk.librarian.library.mark(HILL) == ""


def test_what_was_published_is_on_the_shelf_of_its_school_after_a_look(desk: Desk) -> None:
    desk.publish()

    desk.librarian.look()

    assert desk.clause() == "Phones stay at home."
    at_dale = desk.librarian.library.find(DALE, "conduct", "1.1")
    assert at_dale
    assert at_dale.clause.text == "Phones stay in a bag."


def test_what_was_ended_goes_back_to_the_settings_document(desk: Desk) -> None:
    edition = desk.publish()
    desk.librarian.look()
    with desk.open_uow() as uow:
        uow.policies.retire(edition, desk.now)
        uow.commit()

    desk.librarian.look()

    assert desk.clause() == "Phones stay in a bag."


def test_a_copy_that_was_changed_is_left_out_rather_than_quoted(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    edition = desk.publish()
    desk.archive.place(edition.sha, ".txt").write_text(OLD, encoding="utf-8")

    desk.librarian.look()

    assert desk.clause() == ""
    assert "policy not readable" in caplog.text


def test_a_look_is_due_every_ten_seconds_and_at_once_after_a_publish(desk: Desk) -> None:
    at_the_start = desk.librarian.is_due()
    desk.librarian.look()
    soon = desk.librarian.is_due()
    desk.archive.is_news.set()
    with_news = desk.librarian.is_due()
    desk.librarian.look()
    desk.now += LOOKS_EVERY - timedelta(seconds=1)
    before_time = desk.librarian.is_due()
    desk.now += timedelta(seconds=1)

    assert (at_the_start, soon, with_news, before_time) == (True, False, True, False)
    assert desk.librarian.is_due()


def test_advice_cites_what_is_in_use_and_nothing_that_is_gone(desk: Desk) -> None:
    clauses = {
        "M20": CitedClause("conduct", "1.1", "Staff conduct, 1.1 Phones"),
        "M21": CitedClause("conduct", "1.2", "Staff conduct, 1.2 Phones"),
    }
    here = replace(school(HILL), advice=OwnAdvice(clauses=clauses))
    directory = Directory.of((here, school(DALE)), ())
    desk.librarian.tend(directory)
    desk.publish(NEW.replace("\n1.2 Trips have one phone.\n", ""))

    desk.librarian.look()

    cited = directory.school(HILL).advice.clauses
    assert [cited[line].source for line in ("M20", "M21")] == ["Staff conduct, 1.1 Phones", ""]
