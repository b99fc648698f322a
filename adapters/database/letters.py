"""Drafts, inbox and outbox, in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from adapters.database.tables import LONGEST_KEY, copies, drafts, inbox, outbox
from adapters.database.upserts import insert_for, upsert
from bot.domain.drafts import Draft
from bot.domain.notices import Notice
from bot.domain.people import PersonId, SchoolId
from bot.ports import Parcel, Posted

# Longer than twice the longest call, or another process would send the same parcel again.
LEASE = timedelta(seconds=30)


class SqlDrafts:
    """Forms being filled in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, school: SchoolId, person: PersonId) -> Draft | None:
        """Return the person's draft at the school, if there is one."""
        this = select(drafts).where(drafts.c.school == school, drafts.c.person == person)
        row = self._connection.execute(this).mappings().first()
        return Draft(**row) if row else None

    def keep(self, draft: Draft) -> None:
        """Replace whatever draft the person had at the school."""
        key = {"school": draft.school, "person": draft.person}
        values = {
            "form": draft.form,
            "answers": dict(draft.answers),
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
        return [Draft(**row) for row in rows.mappings()]


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


class SqlOutbox:
    """Notices that leave only if the transaction does."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, school: SchoolId, to: PersonId, notice: Notice, *, due: datetime) -> None:
        """Queue a notice."""
        row = {
            "ref": uuid4().hex,
            "school": school,
            "person": to,
            "notice": notice.payload(),
            "living": notice.living,
            "redraw": notice.redraw,
            "due_at": due,
            "attempts": 0,
        }
        self._connection.execute(insert(outbox).values(row))

    def claim(self, now: datetime, limit: int) -> Sequence[Parcel]:
        """Take what is due; if we die, it becomes due again when the lease ends."""
        due = (
            select(outbox.c.id)
            .where(outbox.c.due_at <= now)
            .order_by(outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        # Two statements: within one, PostgreSQL may run the LIMIT more than once.
        numbers = self._connection.execute(due).scalars().all()
        claimed = (
            update(outbox)
            .where(outbox.c.id.in_(numbers))
            .values(due_at=now + LEASE, attempts=outbox.c.attempts + 1)
            .returning(outbox)
        )
        rows = self._connection.execute(claimed).mappings().all()
        return [_parcel(row) for row in sorted(rows, key=lambda row: row["id"])]

    def close(self, parcel: Parcel, now: datetime, outcome: str) -> None:
        """Settle the parcel for good, "sent" or "dead"; what is settled stays as it is."""
        settled = update(outbox).where(outbox.c.id == parcel.number, outbox.c.closed_at.is_(None))
        values = {"due_at": None, "closed_at": now, "outcome": outcome}
        self._connection.execute(settled.values(values))

    def postpone(self, parcel: Parcel, until: datetime) -> None:
        """Try again later, unless the lease ended and somebody else has it by now."""
        mine = update(outbox).where(
            outbox.c.id == parcel.number,
            outbox.c.attempts == parcel.attempts,
            outbox.c.closed_at.is_(None),
        )
        self._connection.execute(mine.values(due_at=until))

    def remember(self, parcel: Parcel, posted: Posted) -> None:
        """Keep where a living card stands."""
        row = {
            "school": parcel.school,
            "living": parcel.living,
            "person": parcel.to,
            "platform": posted.platform,
            "conversation": posted.conversation,
            "message": posted.message,
        }
        statement = insert_for(self._connection, copies).values(row)
        self._connection.execute(statement.on_conflict_do_nothing())

    def copies(self, parcel: Parcel) -> Sequence[Posted]:
        """Return where the person's copies of a living card stand."""
        known = select(copies.c.platform, copies.c.conversation, copies.c.message).where(
            copies.c.school == parcel.school,
            copies.c.living == parcel.living,
            copies.c.person == parcel.to,
        )
        return [Posted(*row) for row in self._connection.execute(known.order_by(copies.c.id))]

    def shown_at(self, posted: Posted, person: PersonId) -> Parcel | None:
        """Return the newest notice about the thing whose living card the person has there."""
        newest = (
            select(outbox)
            .join(
                copies,
                (copies.c.school == outbox.c.school)
                & (copies.c.living == outbox.c.living)
                & (copies.c.person == outbox.c.person),
            )
            .where(
                copies.c.platform == posted.platform,
                copies.c.conversation == posted.conversation,
                copies.c.message == posted.message,
                copies.c.person == person,
            )
            .order_by(outbox.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(newest).mappings().first()
        return _parcel(row) if row else None

    def next_due(self) -> datetime | None:
        """Return when the next parcel may leave."""
        first = select(outbox.c.due_at).where(outbox.c.due_at.is_not(None))
        return self._connection.execute(first.order_by(outbox.c.due_at).limit(1)).scalar()


def _parcel(row: RowMapping) -> Parcel:
    return Parcel(
        number=row["id"],
        ref=row["ref"],
        school=row["school"],
        to=row["person"],
        notice=row["notice"],
        living=row["living"],
        redraw=row["redraw"],
        attempts=row["attempts"],
    )


def _fitting(key: str) -> str:
    """Return the key, or its digest where a platform's ids make it longer than the column."""
    if len(key) <= LONGEST_KEY:
        return key
    return sha256(key.encode("utf-8", "backslashreplace")).hexdigest()
