"""The outbox: notices that leave only if the transaction does, and where their cards stand."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, insert, select, update

from adapters.database.tables import copies, outbox
from adapters.database.upserts import insert_for
from bot.domain.notices import Notice
from bot.domain.people import PersonId, SchoolId
from bot.ports import Parcel, Posted

# Longer than twice the longest call, or another process would send the same parcel again.
LEASE = timedelta(seconds=30)


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
            "platform": "",
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

    def forward(self, parcel: Parcel, to: PersonId, now: datetime) -> None:
        """Queue the same notice for somebody else."""
        self._connection.execute(insert(outbox).values({**_same(parcel, now), "person": to}))

    def split(self, parcel: Parcel, platforms: Sequence[str], now: datetime) -> Parcel:
        """Keep the parcel for the first of the platforms, and queue one for each other."""
        first, *others = platforms
        mine = update(outbox).where(outbox.c.id == parcel.number).values(platform=first)
        self._connection.execute(mine)
        for platform in others:
            row = {**_same(parcel, now), "platform": platform}
            self._connection.execute(insert(outbox).values(row))
        return replace(parcel, platform=first)

    def is_elsewhere(self, parcel: Parcel) -> bool:
        """Tell whether the person has, or may still get, the same notice on another platform."""
        others = select(outbox.c.id).where(
            outbox.c.school == parcel.school,
            outbox.c.person == parcel.to,
            outbox.c.notice == parcel.notice,
            outbox.c.platform != parcel.platform,
            outbox.c.outcome.is_distinct_from("dead"),
        )
        return self._connection.execute(others.limit(1)).first() is not None

    def told(self, parcel: Parcel) -> Collection[PersonId]:
        """Return everybody for whom that notice was ever queued."""
        same = select(outbox.c.person).where(
            outbox.c.school == parcel.school, outbox.c.notice == parcel.notice
        )
        return frozenset(self._connection.execute(same).scalars())

    def unreached(self, school: SchoolId, notice: Notice) -> Collection[PersonId]:
        """Return everybody for whom that notice was queued and given up, on every platform."""
        same = select(outbox.c.person, outbox.c.outcome).where(
            outbox.c.school == school, outbox.c.notice == notice.payload()
        )
        rows = self._connection.execute(same).all()
        others = {person for person, outcome in rows if outcome != "dead"}
        return frozenset(person for person, _ in rows if person not in others)

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


def _same(parcel: Parcel, now: datetime) -> dict[str, Any]:
    """Return the row of another parcel with the same notice."""
    return {
        "ref": uuid4().hex,
        "school": parcel.school,
        "person": parcel.to,
        "notice": parcel.notice,
        "living": parcel.living,
        "redraw": parcel.redraw,
        "platform": "",
        "due_at": now,
        "attempts": 0,
    }


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
        platform=row["platform"],
    )
