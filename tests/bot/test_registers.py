"""The filter register: every request and every block of a school year, for those who read them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.cases import Case, CaseEvent, Decision, Json
from bot.domain.directory import Directory
from bot.domain.named import Named, Part
from bot.domain.people import Person, Role
from bot.domain.terms import Period, school_year
from bot.ports import UnitOfWork
from bot.services.registers import HEADINGS, RegisterRefused, filter_register
from bot.turn import Turn
from intents.catalogue import capabilities
from intents.numbers.topics import Vocabulary
from knowledge.library import Library
from tests.support.small_trust import DALE, HILL, PEOPLE, TUESDAY, person, pid, school, turn_of

YEAR = school_year(2026)
WORDS = Vocabulary.of(capabilities(Library({}))).of_filter()
EVERYBODY: Mapping[str, Person] = {
    **PEOPLE,
    "ddsl": person("ddsl", "Oona Kelly", "Deputy lead", Role.DEPUTY_DSL),
    "governor": person("governor", "Colin Whitby", "Governor", Role.LINK_GOVERNOR),
    "trust": person("trust", "Helen Marsh", "Chief executive", Role.TRUST_CENTRAL),
}
ASKED: Mapping[str, Json] = {
    "url": "https://maps.example/rivers",
    "reasons": "Geography: the pupils label a map",
    "audience": "class",
    "group": "5 Red",
    "starts": "2026-11-24",
    "until": "2026-11-27",
    "needed_by": "2026-11-20",
}
BLOCKED: Mapping[str, Json] = {
    "kind": "WEB",
    "url_or_app": "https://bets.example/now",
    "category": "gambling",
    "seen_what": "Zed and Mia placed bets",
    "pupils": "Year 9, about 20",
    "scope": "pupils",
    "method": "site",
    "blocked_at": "2026-11-18T09:15:00+00:00",
}


@pytest.fixture
def uow(sqlite_url: str) -> Iterator[UnitOfWork]:
    with unit_of_work(open_engine(sqlite_url))() as opened:
        yield opened


def turn(uow: UnitOfWork, name: str) -> Turn:
    known = Directory.of([school(), school(DALE)], EVERYBODY.values())
    return turn_of(EVERYBODY[name], uow, known)


def request(uow: UnitOfWork, **changes: Json) -> Case:
    ref = uow.cases.next_ref(HILL, "UNB", 2026)
    details = {**ASKED, **changes}
    case = Case(HILL, ref, "request_unblock", "submitted", pid("amy"), TUESDAY, details)
    uow.cases.add(case)
    return case


def block(uow: UnitOfWork, **changes: Json) -> Case:
    ref = uow.cases.next_ref(HILL, "WEB", 2026)
    details = {**BLOCKED, **changes}
    case = Case(HILL, ref, "report_website", "blocked", pid("tom"), TUESDAY, details)
    uow.cases.add(case)
    return case


def step(uow: UnitOfWork, case: Case, action: str, name: str, **wait: float) -> None:
    at = TUESDAY + timedelta(**wait)
    uow.cases.record(CaseEvent(HILL, case.public_id, at, pid(name), action, "a", "b"))


def lines(uow: UnitOfWork, name: str = "head", period: Period = YEAR) -> list[dict[str, str]]:
    rows = filter_register(turn(uow, name), WORDS, period)
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows]


def test_a_request_is_told_from_who_asked_to_how_it_ended(uow: UnitOfWork) -> None:
    case = request(uow)
    uow.cases.decide(
        Decision(
            school=HILL,
            case=case.public_id,
            requester=pid("amy"),
            verdict="approve",
            by=pid("deputy"),
            at=TUESDAY + timedelta(hours=2),
            acting_for=pid("head"),
            reason="On the board only",
        )
    )
    step(uow, case, "done", "it", hours=3)
    step(uow, case, "expire", "clock", days=11)

    [line] = lines(uow)

    assert line == {
        "Reference": "UNB-2026-0001",
        "Entry": "Request to open",
        "Date": "2026-11-17 10:00",
        "Asked or reported by": "Amy Carter",
        "Address": "hxxps://maps[.]example/rivers",
        "What for, or what it shows": "Geography: the pupils label a map",
        "For whom": "5 Red",
        "From": "2026-11-24",
        "Until": "2026-11-27",
        "State": "waiting for a decision",
        "Decided or blocked by": "Daniel Frost",
        "Acting for": "Grace Adeyemi",
        "Decided or blocked on": "2026-11-17 12:00",
        "Reason or conditions": "On the board only",
        "Ended on": "2026-11-28 10:00",
        "What is blocked": "",
        "Switched or checked on": "2026-11-17 13:00",
    }


def test_a_block_is_told_with_its_kind_and_without_the_story(uow: UnitOfWork) -> None:
    case = block(uow)
    step(uow, case, "block", "it", hours=23)
    step(uow, case, "verify", "it", hours=25)

    [line] = lines(uow)

    assert line["Address"] == "hxxps://bets[.]example/now"
    assert line["What for, or what it shows"] == "Gambling"
    assert line["For whom"] == "Pupils"
    assert line["What is blocked"] == "The whole site"
    assert line["Decided or blocked by"] == "Len Hodge"
    assert line["Decided or blocked on"] == "2026-11-18 09:15"
    assert line["Switched or checked on"] == "2026-11-18 11:00"
    assert not {"Zed", "Mia", "Year"} & set(" ".join(line.values()).split())


def test_what_is_not_blocked_is_no_block(uow: UnitOfWork) -> None:
    block(uow, blocked_at=None)

    assert lines(uow) == []


def test_a_site_that_became_a_case_about_somebody_is_not_in_the_register(uow: UnitOfWork) -> None:
    block(uow, kind="ALG")
    block(uow, kind="SG")

    assert lines(uow) == []


def test_names_that_a_case_knows_stand_as_letters(uow: UnitOfWork) -> None:
    case = request(uow, reasons="Mia Cole needs it for her project, ask Mia")
    uow.cases.name(case, [Named("P1", Part.OTHER, "Mia Cole")])

    [line] = lines(uow)

    assert line["What for, or what it shows"] == "P1 needs it for her project, ask P1"


def test_no_address_in_the_register_is_live(uow: UnitOfWork) -> None:
    request(uow, reasons="As on https://other.example and its help page")

    [line] = lines(uow)

    assert "https://" not in " ".join(line.values())
    assert "hxxps://other[.]example" in line["What for, or what it shows"]


def test_why_a_site_was_switched_off_early_stands_with_the_reason(uow: UnitOfWork) -> None:
    request(uow, revoked_because="It has chat now")

    [line] = lines(uow)

    assert line["Reason or conditions"] == "Switched off: It has chat now"


def test_the_oldest_comes_first_and_other_years_are_left_out(uow: UnitOfWork) -> None:
    block(uow)
    request(uow)
    block(uow, blocked_at="2027-09-01T08:00:00+01:00")
    old = request(uow)
    uow.cases.add(
        replace(
            old, ref="UNB-2026-0009", public_id="old", reported_at=datetime(2026, 8, 1, tzinfo=UTC)
        )
    )

    this_year, next_year = lines(uow), lines(uow, period=school_year(2027))

    assert [line["Reference"] for line in this_year] == [
        "UNB-2026-0001",
        "UNB-2026-0002",
        "WEB-2026-0001",
    ]
    assert [line["Reference"] for line in next_year] == ["WEB-2026-0002"]


@pytest.mark.parametrize("name", ["head", "dsl", "ddsl", "coordinator", "it"])
def test_those_who_read_every_request_and_block_have_the_register(
    uow: UnitOfWork, name: str
) -> None:
    request(uow)
    block(uow)

    assert len(lines(uow, name)) == 2


@pytest.mark.parametrize("name", ["amy", "deputy", "chair", "governor", "trust", "pupil"])
def test_anybody_else_is_told_whom_to_ask(uow: UnitOfWork, name: str) -> None:
    with pytest.raises(RegisterRefused) as refused:
        lines(uow, name)

    assert "Please ask Grace Adeyemi." in str(refused.value)


def test_whoever_is_kept_off_a_report_has_a_register_without_it(uow: UnitOfWork) -> None:
    block(uow, kept_off=["hill/it"])
    request(uow)

    assert [line["Reference"] for line in lines(uow, "it")] == ["UNB-2026-0001"]
    assert len(lines(uow, "head")) == 2
