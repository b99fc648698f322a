"""Clockwork: what happens only because time passes.

What is late is a query, not a queue: a case says when it next wants to be woken, and its workflow
says what that means; a form that nobody touches any more is looked at until it is gone. Running a
tick twice does no harm.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from bot.domain.cases import Case
from bot.domain.drafts import Draft
from bot.domain.people import Person, PersonId, SchoolId
from bot.domain.places import NOWHERE
from bot.errors import Refusal
from bot.ports import Clock, Directory, OpenUnitOfWork, UnitOfWork
from bot.turn import Turn

CLOCKWORK = PersonId("clockwork")
Wake: TypeAlias = Callable[[Case, Turn], None]
Watch: TypeAlias = Callable[[Draft, Turn], None]
Daily: TypeAlias = Callable[[Turn], None]
QUIET = timedelta(minutes=5)
KEEP_KEYS = timedelta(days=30)
KEEP_DRAFTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Routine:
    """What time does: to a case of each workflow, to a form left alone, at each school daily.

    A daily limits itself to once a day (`bot.services.daily`); it is asked at every tick.
    """

    wakes: Mapping[str, Wake]
    watches: Sequence[Watch] = ()
    dailies: Sequence[Daily] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """What a day asks for at one school."""

    school: SchoolId
    daily: Daily


class Clockwork:
    """Does what is due."""

    def __init__(
        self, open_uow: OpenUnitOfWork, routine: Routine, directory: Directory, clock: Clock
    ) -> None:
        self._open_uow = open_uow
        self._routine = routine
        self._directory = directory
        self._clock = clock

    def tick(self) -> int:
        """Wake every case whose time has come, each in its own transaction; return how many.

        Forms that were left alone are looked at too, and what the day asks for is done.
        """
        due = self.due()
        for case in due:
            self.wake(case)
        for draft in self.left_alone():
            self.watch(draft)
        for errand in self.errands():
            self.run(errand)
        return len(due)

    def due(self) -> Sequence[Case]:
        """Return the cases whose time has come."""
        with self._open_uow() as uow:
            return uow.cases.to_wake(self._clock())

    def wake(self, case: Case) -> None:
        """Do what time does to a case, unless somebody was faster."""
        with suppress(Refusal), self._open_uow() as uow:
            turn = self._turn(case.school, uow)
            current = uow.cases.get(case.school, case.public_id)
            # Another replica, or a person, may have moved it on since the query.
            if current and current.wake_at and current.wake_at <= turn.now:
                self._routine.wakes[case.kind](current, turn)
                uow.commit()

    def left_alone(self) -> Sequence[Draft]:
        """Return the forms that somebody has begun and stopped filling in."""
        if not self._routine.watches:
            return ()
        with self._open_uow() as uow:
            return uow.drafts.older_than(self._clock() - QUIET)

    def watch(self, draft: Draft) -> None:
        """Do what time does to a form that is left alone, unless somebody goes on with it."""
        with suppress(Refusal), self._open_uow() as uow:
            turn = self._turn(draft.school, uow)
            current = uow.drafts.get(draft.school, draft.person)
            if current == draft:
                for watch in self._routine.watches:
                    watch(draft, turn)
                uow.commit()

    def sweep(self) -> None:
        """Forget drafts, delivery keys and questions in time."""
        now = self._clock()
        with self._open_uow() as uow:
            uow.inbox.forget_before(now - KEEP_KEYS)
            uow.questions.forget(now.date())
            for draft in uow.drafts.older_than(now - KEEP_DRAFTS):
                uow.drafts.drop(draft.school, draft.person)
            uow.commit()

    def errands(self) -> Sequence[Errand]:
        """Return what each day asks for, at each school."""
        schools = self._directory.schools()
        return [Errand(here.id, daily) for here in schools for daily in self._routine.dailies]

    def run(self, errand: Errand) -> None:
        """Do one of the things that a day asks for, unless it changes under our hands."""
        with suppress(Refusal), self._open_uow() as uow:
            errand.daily(self._turn(errand.school, uow))
            uow.commit()

    def _turn(self, school_id: SchoolId, uow: UnitOfWork) -> Turn:
        nobody = Person(id=CLOCKWORK, name="the clock", title="", school=school_id)
        school = self._directory.school(school_id)
        return Turn(nobody, school, NOWHERE, self._clock(), uow, self._directory)
