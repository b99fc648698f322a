"""Records on file and a clock to turn, for the tests of how long they are kept."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.clockwork import KEEP_KEYS
from bot.domain.cases import Case, CaseEvent
from bot.domain.people import Person, Role
from bot.domain.retention import RetentionTerms, Then
from bot.ports import OpenUnitOfWork, UnitOfWork
from bot.services.retention import Archive
from bot.turn import Turn
from intents.report_cyberbullying.workflow import WORKFLOW as REPORTS
from intents.report_website.workflow import WORKFLOW as SITES
from intents.request_unblock.workflow import WORKFLOW as REQUESTS
from tests.support.small_trust import HILL, PEOPLE, TUESDAY, directory, person, pid, school, turn_of

ARCHIVE = Archive({each.kind: each for each in (REPORTS, SITES, REQUESTS)})
DAY = timedelta(days=1)
BY_HAND = RetentionTerms()
CLOCK = Person(id=pid("clockwork"), name="the clock", title="", school=HILL)
DPO = person("dpo", "Iris Bell", "Data protection officer", Role.DPO)
STORY = "Zed was called names"


@dataclass
class Cabinet:
    """Records on file, and a clock to turn."""

    open_uow: OpenUnitOfWork
    terms: RetentionTerms = BY_HAND

    @classmethod
    def open(cls, url: str) -> "Cabinet":
        return cls(unit_of_work(open_engine(url)))

    def turn(self, uow: UnitOfWork, day: date, who: Person = CLOCK) -> Turn:
        known = directory({**PEOPLE, "dpo": DPO}, replace(school(HILL), retention=self.terms))
        at = datetime.combine(day, time(9, 30), UTC)
        return turn_of(who, uow, known, at)

    def file(self, ref: str, ended: date, state: str = "closed", **changes: object) -> Case:
        """File a case that came to its end on a day, reported the day before."""
        kind = str(changes.pop("kind", "CB-P"))
        flow = {"UNB": REQUESTS, "WEB": SITES}.get(kind, REPORTS)
        at = datetime.combine(ended, time(12), UTC)
        details = {"kind": kind, "what_happened": STORY, "severity": "low"}
        extra = changes.pop("details", {})
        case = Case(
            school=HILL,
            ref=ref,
            kind=flow.kind,
            state=state,
            reporter=pid("amy"),
            reported_at=at - DAY,
            details={**details, **extra},  # type: ignore[dict-item]
            handlers=(pid("dsl"),),
            **changes,  # type: ignore[arg-type]
        )
        with self.open_uow() as uow:
            uow.cases.add(case)
            uow.cases.record(event(case, at - DAY, "submitted", "", "submitted"))
            uow.cases.record(event(case, at, "close", "submitted", state))
            uow.commit()
        return case

    def past(self, day: date, then: Then = Then.DELETE) -> list[str]:
        """Return what is past its time on a day, without changing anything."""
        with self.open_uow() as uow:
            return [each.case.ref for each in ARCHIVE.past(self.turn(uow, day), then)]

    def look_over(self, day: date) -> None:
        """Do what the clock does on a day; it forgets old keys too."""
        with self.open_uow() as uow:
            turn = self.turn(uow, day)
            uow.inbox.forget_before(turn.now - KEEP_KEYS)
            ARCHIVE.look_over(turn)
            uow.commit()

    def erase(self, ref: str, day: date) -> None:
        with self.open_uow() as uow:
            turn = self.turn(uow, day)
            (found,) = (each for each in ARCHIVE.past(turn) if each.case.ref == ref)
            ARCHIVE.erase(found, turn)
            uow.commit()

    def get(self, ref: str) -> Case:
        with self.open_uow() as uow:
            case = uow.cases.find(HILL, ref)
        assert case
        return case

    def told(self) -> list[tuple[str, str]]:
        """Return who was told what since the last look."""
        with self.open_uow() as uow:
            parcels = uow.outbox.claim(datetime(2100, 1, 1, tzinfo=UTC), 99)
            for each in parcels:
                uow.outbox.close(each, TUESDAY, "sent")
            uow.commit()
        return sorted((str(each.to).partition("/")[2], each.notice) for each in parcels)


def event(case: Case, at: datetime, action: str, came_from: str, to: str) -> CaseEvent:
    return CaseEvent(HILL, case.public_id, at, pid("dsl"), action, came_from, to, reason=STORY)
