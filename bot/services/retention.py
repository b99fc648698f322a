"""Keeping and deleting: which cases are past their time, and what becomes of them (DOMAIN 6.5).

What is past its time is a query, not a date on file: it follows from a case's history and from the
school's rules of today, so neither a case that is opened again nor a new rule leaves a wrong date
behind. `retain_until` only spares the look: a case that is not past its time is put off, for a
month at most, and any change of it ends that. So a day's look reads about a thirtieth of what is
on file and what waits for a person, through an index, and never what was erased.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from bot.domain.cases import Case
from bot.domain.notices import CaseNotice, Notice
from bot.domain.people import PersonId, Role
from bot.domain.retention import (
    Rule,
    Then,
    Tombstone,
    ended_on,
    is_held,
    last_day_of,
    stub_of,
)
from bot.domain.workflows import Workflow
from bot.errors import Changed
from bot.services import cases, daily
from bot.services.access import is_listed, kept_off, kind_of
from bot.turn import Turn

LOOK_AGAIN = timedelta(days=30)
REDRAWN_BY_THEN = timedelta(days=2)
# A key of the inbox is kept for thirty days: on the 31st that of the 1st may be gone.
LAST_TO_BEGIN = 30
DELETES = (Role.HEADTEACHER, Role.DPO)


class Erased(CaseNotice):
    """A case was erased: every copy of its card says so from now on."""

    name = "erased"


class PastTheirTime(Notice):
    """Some records are past their time; its reader is shown which, as things stand then."""

    name = "past_their_time"
    then: Then


@dataclass(frozen=True, slots=True)
class Past:
    """A case that has ended: by which rule it is kept, and on which day for the last time."""

    case: Case
    rule: Rule
    until: date

    def is_over(self, today: date) -> bool:
        """Tell whether it is past its time, and no legal hold keeps it."""
        return self.until < today and not is_held(self.case)


def fingerprint(found: Sequence[Past]) -> str:
    """Return a digest of a list, to tell whether it is still the one that somebody looked at."""
    refs = ",".join(sorted(each.case.ref for each in found))
    return sha256(refs.encode()).hexdigest()[:16]


class Archive:
    """The cases on file, by how long they may be kept."""

    def __init__(self, workflows: Mapping[str, Workflow]) -> None:
        self._workflows = workflows

    def past(self, turn: Turn, then: Then = Then.DELETE) -> tuple[Past, ...]:
        """Return what is past its time at the school, oldest first; nothing that is on hold."""
        found = turn.uow.cases.to_look_at(turn.school.id, turn.today)
        known = filter(None, (self.weigh(case, turn) for case in reversed(found)))
        return tuple(e for e in known if e.is_over(turn.today) and e.rule.then is then)

    def past_for(self, turn: Turn, then: Then = Then.DELETE) -> tuple[Past, ...]:
        """Return what of it the person of the turn may know of (rule 5)."""
        return tuple(each for each in self.past(turn, then) if self.may_know(each.case, turn))

    def may_know(self, case: Case, turn: Turn) -> bool:
        """Tell whether the person may hear that a case exists: the data officer by its number."""
        if turn.person.id in kept_off(case):
            return False
        return Role.DPO in turn.roles or self.may_see(case, turn)

    def may_see(self, case: Case, turn: Turn) -> bool:
        """Tell whether the person may see a case as such."""
        workflow = self._workflows.get(case.kind)
        return workflow is not None and cases.may_see(turn, workflow, case)

    def weigh(self, case: Case, turn: Turn) -> Past | None:
        """Return until when a case is kept, and why; None while that is not known, or for good."""
        workflow = self._workflows.get(case.kind)
        if workflow is None or case.erased_at or not is_listed(case):
            return None
        ended = ended_on(case, workflow, turn.uow.cases.history(case.school, case.public_id))
        if ended is None:
            return None
        calendar = turn.school.calendar
        rule = turn.school.retention.rule(kind_of(case))
        reported = calendar.local_day(case.reported_at)
        until = last_day_of(case, rule, reported, calendar.local_day(ended))
        return Past(case, rule, until) if until else None

    def erase(self, past: Past, turn: Turn) -> None:
        """Erase a case: a stub, the history and a tombstone are left; raise `Changed` on a hold."""
        tombstone = Tombstone(turn.school.id, past.case.public_id, turn.now, past.rule.reason)
        self._bury(past.case, tombstone, turn)

    def reapply(self, turn: Turn) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Erase again what a backup brought back; return those references, and those that stay.

        A case that is on hold there, or is not past its time as it stands, is left to a person: a
        tombstone is written before the commit, and may be of something that was not erased.
        """
        again: list[str] = []
        stays: list[str] = []
        for tombstone in turn.uow.retention.buried(turn.school.id):
            case = turn.uow.cases.get(tombstone.school, tombstone.case)
            if case is None or case.erased_at:
                continue
            found = self.weigh(case, turn)
            if found is None or not found.is_over(turn.today):
                stays.append(case.ref)
                continue
            self._bury(case, tombstone, turn)
            again.append(case.ref)
        return tuple(again), tuple(stays)

    def look_over(self, turn: Turn) -> None:
        """Do what is due once a day, from the first reminder time on; more often does no harm."""
        if not daily.is_due(turn, "retention"):
            return
        turn.uow.retention.forget_copies(turn.now - REDRAWN_BY_THEN)
        for case in turn.uow.cases.to_look_at(turn.school.id, turn.today):
            self._look_at(case, turn)
        self._remind(turn)

    def _look_at(self, case: Case, turn: Turn) -> None:
        found = self.weigh(case, turn)
        if found is None or not found.is_over(turn.today):
            latest = turn.today + LOOK_AGAIN
            is_sooner = found is not None and turn.today <= found.until < latest
            turn.uow.retention.put_off(case, found.until if found and is_sooner else latest)
        elif found.rule.then is Then.DELETE and turn.school.retention.automatic:
            self.erase(found, turn)

    def _remind(self, turn: Turn) -> None:
        """Tell once a month, on its first school day, what waits for a person."""
        if not turn.school.calendar.is_school_time(turn.now) or turn.today.day > LAST_TO_BEGIN:
            return
        key = f"retention:{turn.today:%Y-%m}"
        if not turn.uow.inbox.is_new(turn.school.id, key, "", turn.now):
            return
        for then, people in self._told(turn).items():
            cases.tell(turn, people, PastTheirTime(then=then))

    def _told(self, turn: Turn) -> Mapping[Then, Sequence[PersonId]]:
        """Return who may have something to do; whoever has nothing gets no card."""
        to_review = self.past(turn, Then.REVIEW)
        return {
            Then.DELETE: [person.id for person in turn.holders(*DELETES)],
            Then.TRANSFER: [person.id for person in turn.holders(Role.DSL)],
            Then.REVIEW: [person for each in to_review for person in each.case.handlers],
        }

    def _bury(self, case: Case, tombstone: Tombstone, turn: Turn) -> None:
        readers = turn.uow.retention.shown_to(case)
        turn.uow.retention.bury(tombstone)
        if not turn.uow.retention.erase(case, stub_of(case.details), tombstone.at):
            raise Changed
        step = cases.CaseStep("erased", case.state, reason=tombstone.reason)
        cases.record(turn, case, step)
        cases.tell(turn, sorted(readers), Erased(case=case.public_id, redraw=True))
