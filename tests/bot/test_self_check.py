"""What the self-check finds on a day, and what it leaves alone: one thing made wrong at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.days import DaySpan
from bot.domain.directory import Directory
from bot.domain.people import Person, Role
from bot.domain.schools import Contact, Contacts, Delegation, Routing, School
from bot.ports import UnitOfWork
from bot.services.self_check import Finding, Paper, findings, findings_of, tell_daily
from bot.turn import Turn
from tests.support.small_trust import PEOPLE, pid, school, turn_of
from tests.support.small_trust import person as somebody

TODAY = date(2026, 11, 17)
ONE_DAY = (DaySpan(TODAY, TODAY),)
YEAR = DaySpan(date(2026, 9, 1), date(2027, 8, 31))
TRIED = date(2026, 9, 1)
NUMBER = Contact("Council", "01632 960101", checked_on=TRIED)
PAPER = Paper("Phones Policy", "the headteacher", date(2027, 9, 30))
DEPUTY_LEAD = replace(
    somebody("ddsl", "Oona Kelly", "Deputy lead", Role.DEPUTY_DSL), phone="01632 960204"
)
ADMIN = somebody("admin", "Sue Tranter", "Office manager", Role.SYSTEM_ADMIN)
EVERYBODY = {**PEOPLE, "ddsl": DEPUTY_LEAD, "admin": ADMIN}
SCHOOL = replace(
    school(),
    contacts=Contacts(lado=NUMBER, la_front_door=NUMBER, la_out_of_hours=NUMBER),
    delegations=(Delegation(pid("head"), pid("deputy"), YEAR),),
)


def away(*names: str) -> dict[str, Person]:
    return EVERYBODY | {name: replace(EVERYBODY[name], away=ONE_DAY) for name in names}


def without(role: Role) -> dict[str, Person]:
    return {n: p for n, p in EVERYBODY.items() if role not in p.roles(SCHOOL.id, TODAY)}


def found(
    people: Mapping[str, Person] = EVERYBODY,
    here: School = SCHOOL,
    paper: Paper = PAPER,
    today: date = TODAY,
) -> tuple[Finding, ...]:
    known = Directory.of([here], people.values())
    return findings(here, lambda role: known.holders(here.id, role, today), today, [paper])


def whats(found: tuple[Finding, ...]) -> str:
    return "\n".join(finding.what for finding in found)


def contacts(**changed: Contact | None) -> School:
    return replace(SCHOOL, contacts=replace(SCHOOL.contacts, **changed))


def test_a_school_where_everything_is_in_place_is_told_nothing() -> None:
    assert found() == ()


WRONG: Mapping[str, Callable[[], tuple[Finding, ...]]] = {
    "No safeguarding lead or deputy is in today. Away: Priya Nair, Oona Kelly.": lambda: found(
        away("dsl", "ddsl")
    ),
    "Oona Kelly covers safeguarding today and has no telephone number here.": lambda: found(
        EVERYBODY | {"ddsl": replace(DEPUTY_LEAD, phone=None)}
    ),
    "There is no telephone number for the LADO": lambda: found(here=contacts(lado=None)),
    "There is no telephone number for the council's children's services.": lambda: found(
        here=contacts(la_front_door=Contact("Council", email="a@b.example", checked_on=TRIED))
    ),
    "children's services out of hours": lambda: found(here=contacts(la_out_of_hours=None)),
    "Grace Adeyemi is away today and nobody in school decides for them.": lambda: found(
        away("head"), replace(SCHOOL, delegations=())
    ),
    "Nobody is the headteacher today.": lambda: found(without(Role.HEADTEACHER)),
    "Nobody is the chair of governors today.": lambda: found(without(Role.CHAIR_OF_GOVERNORS)),
    "Nobody is the network manager today.": lambda: found(without(Role.IT_MANAGER)),
    "Nobody is the e-safety coordinator, who should get questions that the policies do not": (
        lambda: found(without(Role.ESAFETY_COORDINATOR))
    ),
    "Nobody is the social media lead, who should get reports of a post by a parent.": lambda: found(
        here=replace(SCHOOL, routing=Routing(parent_post=(Role.SOCIAL_MEDIA_LEAD,)))
    ),
    "The last term ends on 21 July 2027.": lambda: found(today=date(2027, 6, 25)),
    "There are no term dates.": lambda: found(
        here=replace(SCHOOL, calendar=replace(SCHOOL.calendar, terms=()))
    ),
    "'Phones Policy' was due for review on 16 November 2026.": lambda: found(
        paper=replace(PAPER, next_review=date(2026, 11, 16))
    ),
    "Nobody has tried these contacts for a year: Old Line.": lambda: found(
        here=contacts(posh=Contact("Old Line", "1234", checked_on=date(2025, 11, 1)))
    ),
    "Nobody has tried these contacts for a year: New Line.": lambda: found(
        here=contacts(posh=Contact("New Line", "1234"))
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_each_thing_that_is_wrong_is_told_with_what_to_do(what: str) -> None:
    told = [finding for finding in WRONG[what]() if what in finding.what]

    assert len(told) == 1
    assert told[0].why.endswith(".")
    assert told[0].remedy.endswith(".")


RIGHT: Mapping[str, Callable[[], tuple[Finding, ...]]] = {
    "one of two leads is in": lambda: found(away("dsl")),
    "a lead without a number is away": lambda: found(
        EVERYBODY | {"ddsl": replace(DEPUTY_LEAD, phone=None, away=ONE_DAY)}
    ),
    "the head is away and the delegate is in": lambda: found(away("head")),
    "the delegate is away and the head is in": lambda: found(away("deputy")),
    "the policy is due today": lambda: found(paper=replace(PAPER, next_review=TODAY)),
    "the policy has no date": lambda: found(paper=replace(PAPER, next_review=None)),
    "the term ends in thirty days": lambda: found(today=date(2027, 6, 21)),
}


@pytest.mark.parametrize("state", RIGHT)
def test_what_is_no_trouble_is_left_alone(state: str) -> None:
    assert RIGHT[state]() == ()


def test_a_delegate_who_is_away_as_well_decides_for_nobody() -> None:
    assert "nobody in school decides for them" in whats(found(away("head", "deputy")))


def test_a_route_with_somebody_left_on_it_is_told_as_such() -> None:
    routing = Routing(website=(Role.IT_MANAGER, Role.SOCIAL_MEDIA_LEAD))

    (finding,) = found(here=replace(SCHOOL, routing=routing))

    assert finding.why == "They reach only the others on the list."


def test_only_cover_and_emergency_numbers_are_for_the_holidays_too() -> None:
    everything = [finding for wrong in WRONG.values() for finding in wrong()]

    cover = {finding.what for finding in everything if finding.is_cover}

    assert len(cover) == 5
    assert all("safeguarding" in what or "telephone number" in what for what in cover)


@pytest.fixture
def uow(sqlite_url: str) -> Iterator[UnitOfWork]:
    with unit_of_work(open_engine(sqlite_url))() as opened:
        yield opened


def turn(uow: UnitOfWork, at: datetime, people: Mapping[str, Person] = EVERYBODY) -> Turn:
    return turn_of(ADMIN, uow, Directory.of([SCHOOL], people.values()), at)


def told(uow: UnitOfWork, at: datetime) -> list[str]:
    """Return who is told, and deliver it."""
    parcels = uow.outbox.claim(at, 100)
    for parcel in parcels:
        uow.outbox.close(parcel, at, "sent")
    return sorted(parcel.to for parcel in parcels)


def test_it_is_told_once_a_day_to_the_head_and_whoever_looks_after_the_settings(
    uow: UnitOfWork,
) -> None:
    morning, later = (datetime(2026, 11, 17, hour, 15, tzinfo=UTC) for hour in (8, 12))

    tell_daily(turn(uow, morning))
    tell_daily(turn(uow, morning))
    assert told(uow, morning) == ["hill/admin", "hill/head"]

    tell_daily(turn(uow, later))
    assert told(uow, later) == []


def test_nothing_is_told_before_the_first_reminder_time_and_again_the_next_day(
    uow: UnitOfWork,
) -> None:
    early, first, tomorrow = (
        datetime(2026, 11, day, 8, minute, tzinfo=UTC)
        for day, minute in ((17, 14), (17, 15), (18, 15))
    )

    tell_daily(turn(uow, early))
    assert told(uow, early) == []

    tell_daily(turn(uow, first))
    tell_daily(turn(uow, tomorrow))
    assert told(uow, tomorrow) == ["hill/admin"] * 2 + ["hill/head"] * 2


def test_in_the_holidays_only_safeguarding_cover_is_told(uow: UnitOfWork) -> None:
    christmas = datetime(2026, 12, 25, 9, tzinfo=UTC)
    gone = DaySpan(date(2026, 12, 21), date(2027, 1, 1))
    people = {name: replace(EVERYBODY[name], away=(gone,)) for name in ("dsl", "ddsl")}
    overdue = [replace(PAPER, next_review=date(2026, 11, 16))]

    told_then = findings_of(turn(uow, christmas, EVERYBODY | people), overdue)

    assert whats(told_then) == (
        "No safeguarding lead or deputy is in today. Away: Priya Nair, Oona Kelly."
    )
    assert findings_of(turn(uow, christmas), overdue) == ()


def test_a_delegate_named_in_the_chat_counts(uow: UnitOfWork) -> None:
    at = datetime(2026, 11, 17, 9, tzinfo=UTC)
    here = replace(SCHOOL, delegations=())
    now = turn_of(ADMIN, uow, Directory.of([here], away("head").values()), at)
    assert "nobody in school decides" in whats(findings_of(now, []))

    uow.delegations.make(here.id, Delegation(pid("head"), pid("deputy"), YEAR), at)

    assert findings_of(now, []) == ()
