"""Records go when their time is over, unless somebody keeps them (must-pass 18)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.clockwork import CLOCKWORK
from bot.domain.cases import Case, CaseEvent
from bot.domain.people import Person, PersonId, SchoolId
from bot.domain.places import NOWHERE
from bot.ports import OpenUnitOfWork, UnitOfWork
from bot.services.retention import fingerprint
from bot.turn import Turn
from intents.buttons import TakeStep
from intents.retention.feature import archive_of
from intents.retention.intents import DeletePast
from tests.bot.command_line import run
from tests.journeys.reports import REF, STORY, heard, report
from tests.support.forgery import forge_press
from tests.support.person import Person as OnStage
from tests.support.school import School

HERE = SchoolId("oakfield")
BEFORE_ITS_TIME = datetime(2030, 8, 30, 9, 30, tzinfo=UTC)
MONDAY, NEXT_MONTH = (
    datetime(2030, 9, 2, 9, 30, tzinfo=UTC),
    datetime(2030, 10, 1, 9, 30, tzinfo=UTC),
)
PAST = "Oakfield Primary School: 1 record past its date"
GONE = f"{REF}: deleted on 1 Oct 2030 as the school's rules say"


async def close(school: School) -> OnStage:
    """Report, and close the report, so that its years begin."""
    amy, priya = await report(school), school.person("priya-nair")
    await priya.presses("I have it")
    await school.settle()
    await priya.presses("Close")
    await priya.fills(outcome="Behaviour policy used")
    await priya.fills(reason="Zed's friends said sorry")
    await priya.submits()
    assert not priya.errors, priya.errors
    await school.settle()
    await priya.closes()
    return amy


async def comes(school: School, moment: datetime) -> None:
    """Turn the clock to a moment, and have the records looked over there."""
    school.clock.ahead = moment - school.clock.start
    await school.settle()
    with the_clock(school) as turn:
        archive_of(school.playground.product.capabilities).look_over(turn)
        turn.uow.commit()
    await school.settle()


@contextmanager
def the_clock(school: School) -> Iterator[Turn]:
    """Open a turn in which the clock acts."""
    product = school.playground.product
    clock = Person(id=CLOCKWORK, name="the clock", title="", school=HERE)
    with product.open_uow() as uow:
        here = product.directory.school(HERE)
        yield Turn(clock, here, NOWHERE, school.now, uow, product.directory)


async def hold(person: OnStage, wish: str) -> None:
    """Say that a case must be kept, or no longer, and why."""
    await person.opens_form(wish)
    await person.fills(reason="A solicitor has written to us")
    await person.submits()


async def test_must_pass_18_deleting_leaves_stub_and_audit_and_a_legal_hold_blocks_it(
    school: School,
) -> None:
    amy = await close(school)
    grace, priya = school.person("grace-adeyemi"), school.person("priya-nair")
    officer = school.person("ines-falk")

    await hold(grace, f"please don't delete {REF}")
    await school.settle()
    assert grace.sees(f"{REF} is on legal hold")
    assert officer.sees(f"{REF} is on legal hold")
    await comes(school, MONDAY)
    assert not grace.sees(PAST)
    assert STORY in school.kept("cases")

    await hold(grace, f"lift the legal hold on {REF}")
    await school.settle()
    await comes(school, NEXT_MONTH)
    assert heard(school, PAST) == {"grace-adeyemi", "ines-falk"}
    await grace.presses("Show them")
    assert grace.sees("kept for 3 years from the end of the school year it was closed in")
    await grace.presses("Delete them")
    await school.settle()

    assert grace.sees("1 record deleted")
    kept = school.kept()
    assert STORY not in kept
    assert "said sorry" not in kept
    assert "solicitor" not in kept
    stub = school.case(REF)
    assert stub.erased_at == school.now
    assert stub.details["kind"] == "CB-P"
    assert stub.details["ending"] == {"outcome": "behaviour"}
    audit = school.kept("case_events")
    for action, who in (
        ("close", "oakfield/priya-nair"),
        ("held", "oakfield/grace-adeyemi"),
        ("released", "oakfield/grace-adeyemi"),
        ("erased", "oakfield/grace-adeyemi"),
    ):
        assert any(action in line and who in line for line in audit.splitlines()), action
    assert priya.sees(GONE)
    for person in (amy, grace, school.person("ravi-menon")):
        assert not person.sees(STORY)
    assert amy.sees(GONE)


async def test_its_reporter_still_finds_the_number_and_nobody_else_does(school: School) -> None:
    amy = await close(school)
    await comes(school, NEXT_MONTH)
    grace = school.person("grace-adeyemi")
    await grace.presses("Delete them")
    await school.settle()

    await amy.says(f"status {REF}")
    await school.person("tom-ellery").says(f"status {REF}")
    await amy.says("my cases")

    assert amy.sees(GONE)
    assert not school.person("tom-ellery").sees("deleted on")
    await report(school)
    assert school.case("CB-2030-0001").erased_at is None


async def test_before_its_time_nothing_is_offered(school: School) -> None:
    await close(school)

    await comes(school, BEFORE_ITS_TIME)

    assert heard(school, "past its date") == set()
    assert STORY in school.kept("cases")


async def test_what_is_deleted_is_never_brought_up_again(school: School) -> None:
    amy = await close(school)
    case = school.case(REF).public_id
    await comes(school, NEXT_MONTH)
    await school.person("grace-adeyemi").presses("Delete them")
    await school.settle()
    bells = {name: school.person(name).bell() for name in ("amy-carter", "priya-nair")}

    await forge_press(school, amy, TakeStep(case=case, verb="withdraw"))
    await forge_press(school, school.person("priya-nair"), TakeStep(case=case, verb="take"))
    await comes(school, NEXT_MONTH + timedelta(days=40))

    assert {name: school.person(name).bell() for name in bells} == {
        name: bell + 1 for name, bell in bells.items()
    }
    assert school.case(REF).state == "closed"


async def test_only_the_head_and_the_data_officer_delete(school: School) -> None:
    await close(school)
    await comes(school, NEXT_MONTH)
    with the_clock(school) as turn:
        shown = archive_of(school.playground.product.capabilities).past(turn)

    stolen = DeletePast(seen=fingerprint(shown), school=HERE)
    await forge_press(school, school.person("priya-nair"), stolen)
    await school.settle()

    assert school.person("priya-nair").sees(
        "Only the headteacher or the data protection officer can decide this."
    )
    assert STORY in school.kept("cases")


# --- the command ---


@pytest.fixture
def records(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of a deployment with one record that is past its date, and one that is not."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    with _opened(sqlite_url) as open_uow, open_uow() as uow:
        for ref, year in (("CB-2020-0001", 2020), ("CB-2026-0001", 2026)):
            at = datetime(year, 2, 3, 12, tzinfo=UTC)
            details = {"kind": "CB-P", "what_happened": STORY}
            amy = PersonId("oakfield/amy-carter")
            case = Case(HERE, ref, "report_cyberbullying", "closed", amy, at, details)
            uow.cases.add(case)
            uow.cases.record(CaseEvent(HERE, case.public_id, at, amy, "close", "taken", "closed"))
        uow.commit()
    return Path(sqlite_url.removeprefix("sqlite:///"))


@contextmanager
def _opened(url: str) -> Iterator[OpenUnitOfWork]:
    engine = open_engine(url)
    yield unit_of_work(engine)
    engine.dispose()


def _case(records: Path, ref: str) -> Case:
    with _opened(f"sqlite:///{records}") as open_uow, open_uow() as uow:
        case = uow.cases.find(HERE, ref)
    assert case
    return case


def test_a_preview_shows_what_is_past_its_date_and_deletes_nothing(records: Path) -> None:
    said = run("retention", "preview", "--school", "oakfield")

    assert said.exit_code == 0, said.output
    assert "CB-2020-0001  cyberbullying  kept for 3 years from" in said.output
    assert "until 2023-08-31" in said.output
    assert "CB-2026-0001" not in said.output
    assert _case(records, "CB-2020-0001").erased_at is None


def test_nothing_is_deleted_that_no_preview_showed(records: Path) -> None:
    refused = run("retention", "run", "--school", "oakfield")

    assert refused.exit_code == 1
    assert 'Please run "retention preview" first' in refused.output
    assert _case(records, "CB-2020-0001").erased_at is None


def test_what_a_preview_showed_is_deleted(records: Path) -> None:
    run("retention", "preview", "--school", "oakfield")

    said = run("retention", "run", "--school", "oakfield")

    assert said.output == "1 deleted.\n"
    assert _case(records, "CB-2020-0001").erased_at
    assert _case(records, "CB-2026-0001").erased_at is None
    assert run("retention", "preview", "--school", "oakfield").output == (
        "No records are past their date.\n"
    )


def test_yes_deletes_without_a_preview(records: Path) -> None:
    said = run("retention", "run", "--school", "oakfield", "--yes")

    assert said.output == "1 deleted.\n"
    assert _case(records, "CB-2020-0001").details == {"kind": "CB-P"}


def test_what_a_backup_brings_back_is_deleted_again(records: Path) -> None:
    backup = shutil.copy(records, records.with_suffix(".backup"))
    run("retention", "run", "--school", "oakfield", "--yes")
    first = _case(records, "CB-2020-0001")
    shutil.copy(backup, records)
    assert _case(records, "CB-2020-0001").text("what_happened") == STORY

    said = run("retention", "reapply", "--school", "oakfield")

    assert said.output == "1 deleted again.\n"
    again = _case(records, "CB-2020-0001")
    assert (again.details, again.erased_at) == (first.details, first.erased_at)
    assert run("retention", "reapply", "--school", "oakfield").output == "0 deleted again.\n"


def test_what_is_on_hold_in_the_backup_stays_and_is_named(records: Path) -> None:
    with _opened(f"sqlite:///{records}") as open_uow, open_uow() as uow:
        uow.retention.hold(_case_in(uow), held=True)
        uow.commit()
    backup = shutil.copy(records, records.with_suffix(".backup"))
    with _opened(f"sqlite:///{records}") as open_uow, open_uow() as uow:
        uow.retention.hold(_case_in(uow), held=False)
        uow.commit()
    run("retention", "run", "--school", "oakfield", "--yes")
    shutil.copy(backup, records)

    said = run("retention", "reapply", "--school", "oakfield")

    assert "CB-2020-0001 is on legal hold, or not past its date, so it stays." in said.output
    assert _case(records, "CB-2020-0001").text("what_happened") == STORY


def _case_in(uow: UnitOfWork) -> Case:
    case = uow.cases.find(HERE, "CB-2020-0001")
    assert case
    return case
