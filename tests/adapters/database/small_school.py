"""A school where two headteachers share the job, and a workflow with one decision in it."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.calendars import SchoolCalendar
from bot.domain.days import DaySpan
from bot.domain.directory import Directory
from bot.domain.people import Grant, Person, PersonId, Role
from bot.domain.places import Place
from bot.domain.schools import Phase, School
from bot.domain.workflows import Move, Workflow, decider, nobody
from bot.ports import UnitOfWork
from bot.turn import Turn
from tests.adapters.database.paperwork import AMY, BEN, CLEO, HERE, NOW

UNBLOCK = Workflow(
    kind="unblock",
    prefix="UNB",
    title="Blocked site",
    first="pending",
    moves=(
        Move("approve", ("pending",), "approved", decider, decides=True),
        Move("refuse", ("pending",), "refused", decider, decides=True),
    ),
    words={"pending": "waiting", "approved": "approved", "refused": "refused"},
    seen_by=nobody,
)
NAMES = {AMY: "Amy Carter", BEN: "Ben Okoro", CLEO: "Cleo Marsh"}
ROLES = {AMY: Role.STAFF, BEN: Role.HEADTEACHER, CLEO: Role.HEADTEACHER}
PEOPLE = [
    Person(id=id_, name=name, title="", school=HERE, grants=(Grant(ROLES[id_], HERE),))
    for id_, name in NAMES.items()
]
TERM = DaySpan(date(2026, 9, 1), date(2026, 12, 18))
SCHOOL = School(
    id=HERE,
    name="Oakfield",
    phase=Phase.PRIMARY,
    calendar=SchoolCalendar(zone=ZoneInfo("Europe/London"), terms=(TERM,)),
)
DIRECTORY = Directory.of([SCHOOL], PEOPLE)


def turn(uow: UnitOfWork, person: PersonId) -> Turn:
    """Return a turn of that person, in that transaction."""
    return Turn(DIRECTORY.person(person), SCHOOL, Place("slack"), NOW, uow, DIRECTORY)
