"""Drafts, and the keys of what came in."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, delete, select

from adapters.database.tables import LONGEST_KEY, drafts, inbox
from adapters.database.upserts import insert_for, upsert
from bot.domain.drafts import Draft
from bot.domain.people import PersonId, SchoolId

# Where the answers also hold when the draft was begun: no field of a form is called that.
STARTED = "/started_at"


class SqlDrafts:
    """Forms being filled in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, school: SchoolId, person: PersonId) -> Draft | None:
        """Return the person's draft at the school, if there is one."""
        this = select(drafts).where(drafts.c.school == school, drafts.c.person == person)
        row = self._connection.execute(this).mappings().first()
        return _draft(row) if row else None

    def keep(self, draft: Draft) -> None:
        """Replace whatever draft the person had at the school; the same form goes on in it."""
        before = self.get(draft.school, draft.person)
        started = before.since if before and before.form == draft.form else draft.since
        key = {"school": draft.school, "person": draft.person}
        values = {
            "form": draft.form,
            "answers": {**draft.answers, STARTED: started.isoformat()},
            "is_interview": draft.is_interview,
            "touched_at": draft.touched_at,
        }
        self._connection.execute(upsert(self._connection, drafts, key, values, values))

    def drop(self, school: SchoolId, person: PersonId) -> None:
        """Forget it."""
        this = delete(drafts).where(drafts.c.school == school, drafts.c.person == person)
        self._connection.execute(this)

    def older_than(self, moment: datetime) -> Sequence[Draft]:
        """Return the drafts of every school that nobody has touched since."""
        rows = self._connection.execute(select(drafts).where(drafts.c.touched_at < moment))
        return [_draft(row) for row in rows.mappings()]


class SqlInbox:
    """The keys of what came in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def is_new(self, school: SchoolId, key: str, fingerprint: str, now: datetime) -> bool:
        """Keep the key and return True, or return False where it is there already."""
        row = {"school": school, "key": _fitting(key), "fingerprint": fingerprint, "at": now}
        kept = insert_for(self._connection, inbox).values(row).on_conflict_do_nothing()
        # Not `rowcount`: the drivers count the rows of an INSERT differently, PostgreSQL's as -1.
        return self._connection.execute(kept.returning(inbox.c.key)).first() is not None

    def forget_before(self, moment: datetime) -> int:
        """Forget old keys and return how many."""
        return self._connection.execute(delete(inbox).where(inbox.c.at < moment)).rowcount


def _draft(row: RowMapping) -> Draft:
    answers = dict(row["answers"])
    started = answers.pop(STARTED, None)
    at = datetime.fromisoformat(started) if started else None
    return Draft(**{**row, "answers": answers}, started_at=at)


def _fitting(key: str) -> str:
    """Return the key, or its digest where a platform's ids make it longer than the column."""
    if len(key) <= LONGEST_KEY:
        return key
    return sha256(key.encode("utf-8", "backslashreplace")).hexdigest()
