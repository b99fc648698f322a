"""Clockwork: what happens only because time passes.

What is late is a query, not a queue: a case says when it next wants to be woken, and its workflow
says what that means. Running a tick twice does no harm.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TypeAlias

from bot.domain.cases import Case
from bot.domain.people import Person, PersonId
from bot.domain.places import NOWHERE
from bot.errors import Refusal
from bot.ports import Clock, Directory, OpenUnitOfWork, UnitOfWork
from bot.turn import Turn

CLOCKWORK = PersonId("clockwork")
Wake: TypeAlias = Callable[[Case, Turn], None]
KEEP_KEYS = timedelta(days=30)
KEEP_DRAFTS = timedelta(hours=24)


class Clockwork:
    """Does what is due."""

    def __init__(
        self,
        open_uow: OpenUnitOfWork,
        wakes: Mapping[str, Wake],
        directory: Directory,
        clock: Clock,
    ) -> None:
        self._open_uow = open_uow
        self._wakes = wakes
        self._directory = directory
        self._clock = clock

    def tick(self) -> int:
        """Wake every case whose time has come, each in its own transaction; return how many."""
        due = self.due()
        for case in due:
            self.wake(case)
        return len(due)

    def due(self) -> Sequence[Case]:
        """Return the cases whose time has come."""
        with self._open_uow() as uow:
            return uow.cases.to_wake(self._clock())

    def wake(self, case: Case) -> None:
        """Do what time does to a case, unless somebody was faster."""
        with suppress(Refusal), self._open_uow() as uow:
            turn = self._turn(case, uow)
            current = uow.cases.get(case.school, case.public_id)
            # Another replica, or a person, may have moved it on since the query.
            if current and current.wake_at and current.wake_at <= turn.now:
                self._wakes[case.kind](current, turn)
                uow.commit()

    def sweep(self) -> None:
        """Forget drafts after a day and delivery keys after thirty (DOMAIN 6.5)."""
        now = self._clock()
        with self._open_uow() as uow:
            uow.inbox.forget_before(now - KEEP_KEYS)
            for draft in uow.drafts.older_than(now - KEEP_DRAFTS):
                uow.drafts.drop(draft.school, draft.person)
            uow.commit()

    def _turn(self, case: Case, uow: UnitOfWork) -> Turn:
        nobody = Person(id=CLOCKWORK, name="the clock", title="", school=case.school)
        school = self._directory.school(case.school)
        return Turn(nobody, school, NOWHERE, self._clock(), uow, self._directory)
