"""Who looked at what."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from adapters.database.tables import access_log
from bot.domain.access import Act, Look
from bot.domain.people import SchoolId


class SqlAccessLog:
    """The access log: there is no way to change an entry."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, look: Look) -> None:
        """Append one entry."""
        self._connection.execute(insert(access_log).values(asdict(look)))

    def of_case(self, school: SchoolId, case: str) -> Sequence[Look]:
        """Return who looked at a case, oldest first."""
        this = select(access_log).where(access_log.c.school == school, access_log.c.case == case)
        rows = self._connection.execute(this.order_by(access_log.c.id)).mappings()
        return [
            Look(**{**{n: row[n] for n in Look.__slots__}, "act": Act(row["act"])}) for row in rows
        ]
