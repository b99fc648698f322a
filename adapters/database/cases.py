"""The cases on file, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, or_, select, update

from adapters.database import belongings
from adapters.database.tables import case_events, case_people, cases, decisions, references
from adapters.database.upserts import upsert
from bot.domain.cases import Case, CaseEvent, Decision
from bot.domain.named import Named
from bot.domain.people import PersonId, SchoolId
from bot.ports import Change

PARTS = ("handlers", "subjects")


class SqlCases:
    """Cases, their history and their decisions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, case: Case) -> None:
        """File a new case."""
        row = {c.name: getattr(case, c.name) for c in cases.c if c.name != "id"}
        filed = insert(cases).values(row).returning(cases.c.id)
        case_id = self._connection.execute(filed).scalar_one()
        for part in PARTS:
            self._put_people(case_id, case.school, part, getattr(case, part))

    def next_ref(self, school: SchoolId, prefix: str, year: int) -> str:
        """Return the school's next reference of the year, without gaps: UNB-2026-0001."""
        key = {"school": school, "prefix": prefix, "year": year}
        statement = upsert(
            self._connection, references, key, {"last": 1}, {"last": references.c.last + 1}
        )
        number = self._connection.execute(statement.returning(references.c.last)).scalar_one()
        return f"{prefix}-{year}-{number:04d}"

    def get(self, school: SchoolId, public_id: str) -> Case | None:
        """Return the case with that public id."""
        found = self._find(_of(school).where(cases.c.public_id == public_id))
        return found[0] if found else None

    def find(self, school: SchoolId, ref: str) -> Case | None:
        """Return the case with that reference."""
        found = self._find(_of(school).where(cases.c.ref == ref.upper()))
        return found[0] if found else None

    def reported_by(self, school: SchoolId, person: PersonId) -> Sequence[Case]:
        """Return what the person reported or asked for, newest first."""
        return self._find(_of(school).where(cases.c.reporter == person))

    def handled_by(self, school: SchoolId, person: PersonId) -> Sequence[Case]:
        """Return what the person has in hand, newest first."""
        mine = select(case_people.c.case_id).where(
            case_people.c.school == school,
            case_people.c.person == person,
            case_people.c.part == "handlers",
        )
        return self._find(_of(school).where(cases.c.id.in_(mine)))

    def of_kind(self, school: SchoolId, kind: str) -> Sequence[Case]:
        """Return every case of one workflow, newest first."""
        return self._find(_of(school).where(cases.c.kind == kind))

    def change(self, case: Case, change: Change) -> bool:
        """Change the case if it is still as it was read; False when somebody was faster.

        Nothing changes what was erased.
        """
        same = (
            cases.c.school == case.school,
            cases.c.public_id == case.public_id,
            cases.c.version == case.version,
            cases.c.erased_at.is_(None),
        )
        values = {
            "state": change.state,
            "details": change.details,
            "wake_at": change.wake_at,
            "revision": change.revision,
            "version": case.version + 1,
            "retain_until": None,
        }
        changed = self._connection.execute(update(cases).where(*same).values(values))
        if changed.rowcount == 1 and change.handlers != case.handlers:
            self._replace_handlers(case, change.handlers)
        return changed.rowcount == 1

    def decide(self, decision: Decision) -> None:
        """Write the one decision on a request; a second one is refused by the database."""
        self._connection.execute(insert(decisions).values(asdict(decision)))

    def decision(self, school: SchoolId, public_id: str) -> Decision | None:
        """Return the decision on a request, if there is one."""
        this = select(decisions).where(decisions.c.school == school, decisions.c.case == public_id)
        row = self._connection.execute(this).mappings().first()
        return Decision(**_without_id(row)) if row else None

    def record(self, event: CaseEvent) -> None:
        """Append to the case's history."""
        self._connection.execute(insert(case_events).values(asdict(event)))

    def history(self, school: SchoolId, public_id: str) -> Sequence[CaseEvent]:
        """Return what happened to the case, oldest first."""
        events = (
            select(case_events)
            .where(case_events.c.school == school, case_events.c.case == public_id)
            .order_by(case_events.c.id)
        )
        rows = self._connection.execute(events).mappings()
        return [CaseEvent(**_without_id(row)) for row in rows]

    def to_wake(self, now: datetime) -> Sequence[Case]:
        """Return the cases of every school whose time has come."""
        return self._find(select(cases).where(cases.c.wake_at <= now))

    def to_look_at(self, school: SchoolId, day: date) -> Sequence[Case]:
        """Return the school's cases that retention has not put off beyond a day, newest first."""
        looks_again = or_(cases.c.retain_until.is_(None), cases.c.retain_until < day)
        return self._find(_of(school).where(cases.c.erased_at.is_(None), looks_again))

    def link(self, case: Case, other: Case) -> None:
        """Link two cases; twice is once."""
        belongings.put_link(self._connection, case, other)

    def linked(self, case: Case) -> Sequence[Case]:
        """Return the cases that a case is linked to, newest first."""
        return self._find(select(cases).where(cases.c.id.in_(belongings.cases_linked(case))))

    def name(self, case: Case, people: Sequence[Named]) -> None:
        """Keep whom a case names, in place of the list before."""
        belongings.put_names(self._connection, case, people)

    def named(self, case: Case) -> Sequence[Named]:
        """Return whom a case names."""
        return belongings.names_of(self._connection, case)

    def naming(self, school: SchoolId, key: str) -> Sequence[Case]:
        """Return the cases that name the same person or account, newest first."""
        return self._find(_of(school).where(cases.c.id.in_(belongings.cases_naming(school, key))))

    def _find(self, wanted: Select[Any]) -> list[Case]:
        newest = wanted.order_by(cases.c.id.desc())
        rows = self._connection.execute(newest).mappings().all()
        people = self._people(wanted) if rows else {}
        return [_case(row, people.get(row["id"], {})) for row in rows]

    def _people(self, wanted: Select[Any]) -> Mapping[int, Mapping[str, list[PersonId]]]:
        found: dict[int, dict[str, list[PersonId]]] = {}
        theirs = case_people.c.case_id.in_(wanted.with_only_columns(cases.c.id))
        rows = select(case_people).where(theirs).order_by(case_people.c.position)
        for row in self._connection.execute(rows).mappings():
            parts = found.setdefault(row["case_id"], {})
            parts.setdefault(row["part"], []).append(PersonId(row["person"]))
        return found

    def _replace_handlers(self, case: Case, handlers: tuple[PersonId, ...]) -> None:
        this = select(cases.c.id).where(
            cases.c.school == case.school, cases.c.public_id == case.public_id
        )
        case_id = self._connection.execute(this).scalar_one()
        old = case_people.delete().where(
            case_people.c.case_id == case_id, case_people.c.part == "handlers"
        )
        self._connection.execute(old)
        self._put_people(case_id, case.school, "handlers", handlers)

    def _put_people(
        self, case_id: int, school: SchoolId, part: str, people: Sequence[PersonId]
    ) -> None:
        rows = [
            {"case_id": case_id, "school": school, "part": part, "position": n, "person": person}
            for n, person in enumerate(people)
        ]
        if rows:
            self._connection.execute(insert(case_people), rows)


def _of(school: SchoolId) -> Select[Any]:
    return select(cases).where(cases.c.school == school)


def _case(row: RowMapping, people: Mapping[str, list[PersonId]]) -> Case:
    parts = {part: tuple(people.get(part, ())) for part in PARTS}
    return Case(**{**_without_id(row), **parts})


def _without_id(row: RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}
