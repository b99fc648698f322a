"""Answers that are kept for the next who asks, and questions that the policies left open."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from adapters.database.tables import pinned_answers, policy_gaps
from adapters.database.upserts import upsert
from bot.domain.people import SchoolId
from bot.domain.questions import KEEP_GAPS, Gap, Miss, Pinned


class SqlQuestions:
    """Both lists of one school at a time; no row says who asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pin(self, answer: Pinned) -> None:
        """Keep an answer, in place of any before to the same question."""
        row = asdict(answer)
        key = {name: row.pop(name) for name in ("school", "wording")}
        self._connection.execute(upsert(self._connection, pinned_answers, key, row, row))

    def pinned(self, school: SchoolId) -> Sequence[Pinned]:
        """Return the answers that are kept at a school, the newest first."""
        these = select(pinned_answers).where(pinned_answers.c.school == school)
        newest = these.order_by(pinned_answers.c.given_on.desc(), pinned_answers.c.ref)
        return [Pinned(**row) for row in self._connection.execute(newest).mappings()]

    def unpin(self, school: SchoolId, ref: str) -> bool:
        """Drop an answer; False where there is none of that reference."""
        this = delete(pinned_answers).where(
            pinned_answers.c.school == school, pinned_answers.c.ref == ref
        )
        return self._connection.execute(this).rowcount == 1

    def note(self, gap: Gap) -> None:
        """Keep a question that the policies left open."""
        self._connection.execute(insert(policy_gaps).values(asdict(gap)))

    def gaps(self, school: SchoolId, since: date) -> Sequence[Gap]:
        """Return what the policies of a school left open from a day on, oldest first."""
        these = select(policy_gaps).where(
            policy_gaps.c.school == school, policy_gaps.c.asked_on >= since
        )
        rows = self._connection.execute(these.order_by(policy_gaps.c.id)).mappings()
        return [
            Gap(**{**{n: row[n] for n in Gap.__slots__}, "miss": Miss(row["miss"])}) for row in rows
        ]

    def forget(self, today: date) -> None:
        """Forget questions after ninety days, and answers whose last day is over."""
        oldest = today - KEEP_GAPS
        self._connection.execute(delete(policy_gaps).where(policy_gaps.c.asked_on < oldest))
        self._connection.execute(delete(pinned_answers).where(pinned_answers.c.until < today))
