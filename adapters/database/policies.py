"""The versions of each policy, by the periods in which they were in force."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from adapters.database.policy_tables import policy_editions
from bot.domain.editions import Edition
from bot.domain.people import PersonId, SchoolId

IS_OPEN = policy_editions.c.retired_at.is_(None)


class SqlPolicies:
    """The editions of every school's policies; what one says is never changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, school: SchoolId) -> Sequence[Edition]:
        """Return all editions of a school, oldest first."""
        return self._found(policy_editions.c.school == school)

    def current(self) -> Sequence[Edition]:
        """Return what is in force, or waits, at every school."""
        return self._found(IS_OPEN)

    def add(self, edition: Edition) -> None:
        """Keep an edition."""
        self._connection.execute(insert(policy_editions).values(asdict(edition)))

    def publish(self, edition: Edition, at: datetime, by: PersonId) -> bool:
        """Put one that waits in force; False where it waits no longer."""
        waits = (policy_editions.c.published_at.is_(None), IS_OPEN)
        values = {"published_at": at, "published_by": by}
        this = update(policy_editions).where(_this(edition), *waits).values(values)
        return self._connection.execute(this).rowcount == 1

    def retire(self, edition: Edition, at: datetime) -> bool:
        """End one that is in force or waits; False where that was done already."""
        this = update(policy_editions).where(_this(edition), IS_OPEN).values(retired_at=at)
        return self._connection.execute(this).rowcount == 1

    def _found(self, which: ColumnElement[bool]) -> Sequence[Edition]:
        these = select(policy_editions).where(which).order_by(policy_editions.c.id)
        rows = self._connection.execute(these).mappings()
        return [Edition(**{name: row[name] for name in Edition.__slots__}) for row in rows]


def _this(edition: Edition) -> ColumnElement[bool]:
    return policy_editions.c.public_id == edition.public_id
