"""What people arranged in the chat: who decides for them, and when they want no reminders."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from adapters.database.tables import delegations, snoozes
from adapters.database.upserts import upsert
from bot.domain.days import DaySpan
from bot.domain.people import PersonId, SchoolId
from bot.domain.schools import Delegation


class SqlDelegations:
    """Who decides for whom; asked for at every look at a request, so read once a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[SchoolId, Sequence[Delegation]] = {}

    def of(self, school: SchoolId) -> Sequence[Delegation]:
        """Return the delegations that nobody took back, oldest first."""
        if school not in self._read:
            self._read[school] = self._of(school)
        return self._read[school]

    def make(self, school: SchoolId, delegation: Delegation, now: datetime) -> None:
        """Keep a delegation; its days have both ends."""
        row = {
            "school": school,
            "holder": delegation.holder,
            "delegate": delegation.delegate,
            "first": delegation.days.first,
            "last": delegation.days.last,
            "at_once": delegation.at_once,
            "made_at": now,
        }
        self._connection.execute(insert(delegations).values(row))
        self._read.pop(school, None)

    def end(self, school: SchoolId, holder: PersonId, now: datetime) -> int:
        """Take back what the holder arranged, and return how many there were."""
        theirs = update(delegations).where(
            delegations.c.school == school,
            delegations.c.holder == holder,
            delegations.c.ended_at.is_(None),
            delegations.c.last >= now.date(),
        )
        self._read.pop(school, None)
        return self._connection.execute(theirs.values(ended_at=now)).rowcount

    def _of(self, school: SchoolId) -> Sequence[Delegation]:
        live = select(delegations).where(
            delegations.c.school == school, delegations.c.ended_at.is_(None)
        )
        rows = self._connection.execute(live.order_by(delegations.c.id)).mappings()
        return [
            Delegation(
                row["holder"], row["delegate"], DaySpan(row["first"], row["last"]), row["at_once"]
            )
            for row in rows
        ]


class SqlSnoozes:
    """Until when somebody wants no reminders."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def until(self, school: SchoolId, person: PersonId) -> datetime | None:
        """Return the moment, which may be over; None for somebody who never asked."""
        this = select(snoozes.c.until).where(snoozes.c.school == school, snoozes.c.person == person)
        return self._connection.execute(this).scalar()

    def keep(self, school: SchoolId, person: PersonId, until: datetime) -> None:
        """Keep the moment in place of any before."""
        key = {"school": school, "person": person}
        values = {"until": until}
        self._connection.execute(upsert(self._connection, snoozes, key, values, values))
