"""What is put off, kept back and erased; and how it is made sure that nothing is left of it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    Update,
    delete,
    func,
    select,
    update,
)

from adapters.database.tables import (
    access_log,
    case_events,
    case_links,
    case_people,
    cases,
    copies,
    decisions,
    named_people,
    outbox,
    tombstones,
)
from adapters.database.tombstones import TombstoneFile
from adapters.database.upserts import insert_for
from bot.domain.cases import Case, Details
from bot.domain.people import PersonId, SchoolId
from bot.domain.retention import Tombstone

# What somebody typed freely about a case; the rows stay, for they say who did what and when.
TYPED = (case_events, decisions, access_log)
LIVING = "case:"


class SqlRetention:
    """Retention in one transaction; after one that `has_erased`, traces are to be removed."""

    def __init__(self, connection: Connection, file: TombstoneFile | None) -> None:
        self._connection = connection
        self._file = file
        self.has_erased = False

    def put_off(self, case: Case, until: date) -> None:
        """Look at the case again only after that day, unless it changes before."""
        self._connection.execute(_this(case).values(retain_until=until))

    def hold(self, case: Case, *, held: bool) -> bool:
        """Keep the case from being deleted, or no longer; False where it is so, or erased."""
        this = _this(case).where(cases.c.erased_at.is_(None), cases.c.legal_hold.is_(not held))
        values = {"legal_hold": held, "retain_until": None}
        return self._connection.execute(this.values(values)).rowcount == 1

    def erase(self, case: Case, stub: Details, at: datetime) -> bool:
        """Leave only a stub and the audit; False if it changed meanwhile, or is on hold."""
        this = _this(case).where(
            cases.c.version == case.version,
            cases.c.legal_hold.is_(False),
            cases.c.erased_at.is_(None),
        )
        values = {"details": stub, "erased_at": at, "wake_at": None, "version": case.version + 1}
        if self._connection.execute(this.values(values)).rowcount != 1:
            return False
        self._clear_words(case)
        self._drop_people(case)
        self._close_notices(case, at)
        self.has_erased = True
        return True

    def shown_to(self, case: Case) -> Collection[PersonId]:
        """Return everybody who has a copy of the case's card."""
        known = select(copies.c.person).where(
            copies.c.school == case.school, copies.c.living == f"{LIVING}{case.public_id}"
        )
        return frozenset(self._connection.execute(known).scalars())

    def forget_copies(self, before: datetime) -> None:
        """Forget where the cards of cases stand that were erased, and redrawn, before a moment."""
        erased = select(LIVING + cases.c.public_id).where(cases.c.erased_at < before)
        self._connection.execute(delete(copies).where(copies.c.living.in_(erased)))

    def bury(self, tombstone: Tombstone) -> None:
        """Keep a tombstone, here and outside of what a backup brings back; twice is once."""
        statement = insert_for(self._connection, tombstones).values(asdict(tombstone))
        self._connection.execute(statement.on_conflict_do_nothing())
        if self._file and tombstone not in self._file.of(tombstone.school):
            self._file.add(tombstone)

    def buried(self, school: SchoolId) -> Sequence[Tombstone]:
        """Return every tombstone of a school, from here and from outside."""
        this = select(tombstones).where(tombstones.c.school == school).order_by(tombstones.c.at)
        here = [Tombstone(**row) for row in self._connection.execute(this).mappings()]
        outside = self._file.of(school) if self._file else ()
        return tuple({each.case: each for each in (*here, *outside)}.values())

    def _clear_words(self, case: Case) -> None:
        for table in TYPED:
            theirs = update(table).where(*_belongs(table, case), func.length(table.c.reason) > 0)
            self._connection.execute(theirs.values(reason=""))

    def _drop_people(self, case: Case) -> None:
        """Drop whom the case names, who had it, whom it was about, and what belongs to it."""
        this = select(cases.c.id).where(cases.c.public_id == case.public_id)
        staff = delete(case_people).where(case_people.c.case_id == this.scalar_subquery())
        self._connection.execute(staff)
        self._connection.execute(delete(named_people).where(*_belongs(named_people, case)))
        self._connection.execute(delete(case_links).where(*_belongs(case_links, case)))
        back = (case_links.c.school == case.school, case_links.c.other == case.public_id)
        self._connection.execute(delete(case_links).where(*back))

    def _close_notices(self, case: Case, at: datetime) -> None:
        waiting = update(outbox).where(
            outbox.c.school == case.school,
            outbox.c.living == f"{LIVING}{case.public_id}",
            outbox.c.closed_at.is_(None),
        )
        values = {"due_at": None, "closed_at": at, "outcome": "erased"}
        self._connection.execute(waiting.values(values))


def remove_traces(engine: Engine) -> None:
    """Make sure that what was erased is no longer in the files.

    SQLite overwrites what is deleted (secure_delete), but the pages as they were stay in the log
    until that is taken over and cut off. PostgreSQL does it in its own time (autovacuum).
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _this(case: Case) -> Update:
    return update(cases).where(cases.c.school == case.school, cases.c.public_id == case.public_id)


def _belongs(table: Table, case: Case) -> tuple[ColumnElement[bool], ...]:
    return table.c.school == case.school, table.c.case == case.public_id
