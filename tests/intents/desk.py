"""A school on a real database, where things are done as a person and read as each reader."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.database import tables
from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.clockwork import Clockwork, Routine
from bot.conversation.cards import Button, Card
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.calendars import SchoolCalendar
from bot.domain.cases import Case
from bot.domain.days import DaySpan
from bot.domain.directory import Directory
from bot.domain.people import Grant, Person, PersonId, Role, SchoolId
from bot.domain.places import Place
from bot.domain.schools import Contact, Contacts, CpSystem, Phase, School
from bot.forms.form import Asked, Form
from bot.ports import OpenUnitOfWork
from bot.services import cases
from bot.turn import Turn
from intents.break_glass.feature import BrokenGlass
from intents.capability import Capability
from intents.case_life.feature import CaseLife
from intents.composer import Composer
from intents.digest.feature import Digests
from intents.my_cases.feature import MyCases

HILL = SchoolId("hill")
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
STAFF: Sequence[tuple[str, str, str, tuple[Role, ...]]] = (
    ("amy", "Amy Carter", "Teacher", ()),
    ("tom", "Tom Ellery", "Teaching assistant", ()),
    ("head", "Grace Adeyemi", "Headteacher", (Role.HEADTEACHER,)),
    ("deputy", "Daniel Frost", "Deputy headteacher", (Role.DEPUTY_HEAD,)),
    ("dsl", "Priya Nair", "Safeguarding lead", (Role.DSL,)),
    ("ddsl", "Oona Kelly", "Deputy safeguarding lead", (Role.DEPUTY_DSL,)),
    ("coordinator", "Ravi Menon", "Computing lead", (Role.ESAFETY_COORDINATOR,)),
    ("it", "Len Hodge", "Network manager", (Role.IT_MANAGER,)),
    ("chair", "Margaret Osei", "Chair of governors", (Role.CHAIR_OF_GOVERNORS,)),
    ("governor", "Colin Whitby", "Safeguarding governor", (Role.LINK_GOVERNOR,)),
    ("trust", "Helen Marsh", "Chief executive", (Role.TRUST_CENTRAL,)),
    ("admin", "Sue Tranter", "Office manager", (Role.SYSTEM_ADMIN,)),
)
SCHOOL = School(
    id=HILL,
    name="Hill School",
    phase=Phase.PRIMARY,
    calendar=SchoolCalendar(
        zone=ZoneInfo("Europe/London"),
        terms=(DaySpan(date(2026, 9, 2), date(2026, 12, 18)),),
        closes=time(16),
    ),
    contacts=Contacts(
        lado=Contact("Council LADO", "01632 960101"),
        la_front_door=Contact("Front Door", "01632 960111"),
    ),
    evidence_location="the Incidents folder",
    cp_system=CpSystem("SafeRecord", "https://records.example"),
)


def person_id(name: str) -> PersonId:
    return PersonId(f"hill/{name}")


def _person(name: str, full_name: str, title: str, roles: tuple[Role, ...]) -> Person:
    grants = tuple(Grant(role, HILL) for role in (Role.STAFF, *roles))
    return Person(
        id=person_id(name),
        name=full_name,
        title=title,
        school=HILL,
        grants=grants,
        phone="01632 960203" if Role.DSL in roles else None,
    )


@dataclass
class Desk:
    """One capability at one school. `unread` holds what each person was sent, as they see it.

    `beside` are what works on its cases too.
    """

    capability: Capability
    open_uow: OpenUnitOfWork
    beside: tuple[Capability, ...] = ()
    school: School = SCHOOL
    people: dict[str, Person] = field(default_factory=dict)
    now: datetime = NOW
    unread: dict[str, list[Card]] = field(default_factory=dict)

    @property
    def directory(self) -> Directory:
        return Directory.of([self.school], self.people.values())

    def give(self, name: str, *roles: Role) -> None:
        """Let somebody hold other roles."""
        _, full_name, title, _ = next(row for row in STAFF if row[0] == name)
        self.people[name] = _person(name, full_name, title, roles)

    def manages(self, boss: str, name: str) -> None:
        """Let somebody have a line manager."""
        self.people[name] = replace(self.people[name], line_manager=person_id(boss))

    @contextmanager
    def turn(self, name: str, *, in_dialog: bool = False) -> Iterator[Turn]:
        with self.open_uow() as uow:
            place = Place("test", in_dialog=in_dialog)
            person = self.people[name]
            yield Turn(person, self.school, place, self.now, uow, self.directory)
            uow.commit()

    def fill_in(self, name: str, form: type[Form], **answers: object) -> Reply:
        """Send a form as somebody, and deliver what it leads to."""
        people = tuple((str(p.id), p.name) for p in self.people.values())
        asked = Asked(self.now, self.school.calendar.zone, people)
        return self.do(name, form.complete(answers, asked), in_dialog=True)

    def do(self, name: str, intent: Intent, *, in_dialog: bool = False) -> Reply:
        """Do something as somebody, and deliver what it leads to."""
        features = (f for c in (self.capability, *self.beside) for f in c.features)
        feature = next(f for f in features if f.intent is type(intent))
        with self.turn(name, in_dialog=in_dialog) as turn:
            reply: Reply = feature.handle(intent, turn)
        self.deliver()
        return reply

    def step(self, name: str, ref: str, verb: str) -> Case:
        """Press the button of a step, as `decide` takes it, and deliver what it leads to."""
        workflow, moved = self.capability.workflow, self.capability.moved
        assert workflow
        assert moved
        public_id = self.on_file(ref).public_id
        with self.turn(name) as turn:
            case = cases.move(turn, workflow, public_id, cases.Step(verb))
            moved(case, verb, turn)
        self.deliver()
        return case

    def deliver(self) -> None:
        """Compose everything in the outbox for its reader; redrawn cards are left out."""
        digests = Digests([self.capability]).capability()
        compose = Composer([self.capability, *self.beside, digests]).compose
        with self.open_uow() as uow:
            parcels = uow.outbox.claim(self.now, 1000)
            for parcel in parcels:
                name = parcel.to.split("/")[1]
                turn = Turn(
                    self.people[name], self.school, Place("delivery"), self.now, uow, self.directory
                )
                card = compose(parcel.notice, turn)
                if card and not parcel.redraw:
                    self.unread.setdefault(name, []).append(card)
                uow.outbox.close(parcel, self.now, "sent")
            uow.commit()

    def later(self, wait: timedelta) -> None:
        """Let time pass, and deliver what it leads to."""
        self.now += wait
        workflow, wake = self.capability.workflow, self.capability.wake
        assert workflow
        assert wake
        wakes = {workflow.kind: wake}
        Clockwork(self.open_uow, Routine(wakes), self.directory, lambda: self.now).tick()
        self.deliver()

    def read(self) -> dict[str, list[Card]]:
        """Return what everybody was sent since the last look."""
        unread, self.unread = self.unread, {}
        return unread

    def seen_by(self, name: str, ref: str) -> Card | None:
        """Return a case as somebody sees it when they ask for it; None where there is none."""
        workflow, show = self.capability.workflow, self.capability.case_card
        assert workflow
        assert show
        with self.turn(name) as turn:
            case = turn.uow.cases.find(HILL, ref)
            assert case
            return show(case, turn) if cases.may_see(turn, workflow, case) else None

    def on_file(self, ref: str) -> Case:
        with self.open_uow() as uow:
            case = uow.cases.find(HILL, ref)
        assert case
        return case


def open_desk(capability: Capability, folder: Path) -> Desk:
    """Return a desk on a new SQLite file."""
    engine = open_engine(f"sqlite:///{folder / 'desk.db'}")
    tables.metadata.create_all(engine)
    people = {row[0]: _person(*row) for row in STAFF}
    return Desk(capability, unit_of_work(engine), people=people)


def cases_desk(capability: Capability, folder: Path) -> Desk:
    """Return a desk where the cases of a capability can be worked on, whatever they are about."""
    opened = open_desk(capability, folder)
    known = [capability]
    beside = (CaseLife(known), BrokenGlass(known), MyCases(known))
    opened.beside = tuple(each.capability() for each in beside)
    return opened


def words(cards: Sequence[Card]) -> str:
    """Return everything that cards say."""
    return "\n".join(f"{card.title}\n{card.text}" for card in cards)


def labels(card: Card | None) -> tuple[str, ...]:
    return tuple(button.label for button in card.buttons) if card else ()


def button(card: Card, label: str) -> Button:
    return next(each for each in card.buttons if each.label == label)
