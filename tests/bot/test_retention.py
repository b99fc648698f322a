"""How long each kind of record is kept: the table of DOMAIN 6.5, with the clock turned."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.cases import Json
from bot.domain.concerns import Kind
from bot.domain.retention import RULES, RetentionTerms, Then, years_later
from bot.domain.terms import school_year_end
from bot.settings.platforms import Retention
from bot.settings.retention import SchoolRetention, terms_of
from intents.report_cyberbullying.workflow import WORKFLOW as REPORTS
from tests.bot.cabinet import DAY, STORY, Cabinet, event


@pytest.fixture
def cabinet(sqlite_url: str) -> Cabinet:
    return Cabinet.open(sqlite_url)


# Closed on the day, and kept until: each row of the table, at the ends of school years and on a
# leap day.
KEPT = [
    ("CB-P", date(2026, 11, 17), date(2030, 8, 31)),
    ("CB-P", date(2027, 8, 31), date(2030, 8, 31)),
    ("CB-P", date(2027, 9, 1), date(2031, 8, 31)),
    ("WEB", date(2026, 9, 1), date(2030, 8, 31)),
    ("UNB", date(2026, 8, 31), date(2029, 8, 31)),
    ("UNB", date(2028, 2, 29), date(2031, 8, 31)),
    ("CB-S", date(2026, 11, 17), date(2032, 11, 17)),
    ("CB-S", date(2028, 2, 29), date(2034, 3, 1)),
]


@pytest.mark.parametrize(("kind", "closed", "until"), KEPT)
def test_a_record_is_kept_up_to_its_last_day_and_no_longer(
    cabinet: Cabinet, kind: str, closed: date, until: date
) -> None:
    state = "refused" if kind == "UNB" else "closed"
    cabinet.file("X-1", closed, state, kind=kind)

    assert cabinet.past(until - DAY) == []
    assert cabinet.past(until) == []
    assert cabinet.past(until + DAY) == ["X-1"]


def test_an_exception_counts_from_its_last_day(cabinet: Cabinet) -> None:
    ends = {"until": "2027-09-03"}
    cabinet.file("X-1", date(2027, 6, 1), "extended", kind="UNB", details=ends)

    assert cabinet.past(date(2031, 8, 31)) == []
    assert cabinet.past(date(2031, 9, 1)) == ["X-1"]


@pytest.mark.parametrize("kind", ["ALG", "ALG-HT"])
def test_a_concern_about_an_adult_is_reviewed_after_ten_years_and_never_deleted(
    cabinet: Cabinet, kind: str
) -> None:
    cabinet.terms = RetentionTerms(automatic=True)
    cabinet.file("X-1", date(2027, 3, 2), kind=kind)  # reported on 1 March

    assert cabinet.past(date(2037, 3, 1), Then.REVIEW) == []
    assert cabinet.past(date(2037, 3, 2), Then.REVIEW) == ["X-1"]
    cabinet.look_over(date(2090, 3, 2))
    assert cabinet.get("X-1").text("what_happened") == STORY


def test_a_safeguarding_record_waits_to_be_moved_and_is_never_deleted(cabinet: Cabinet) -> None:
    cabinet.terms = RetentionTerms(automatic=True)
    cabinet.file("X-1", date(2026, 11, 17), kind="SG")

    assert cabinet.past(date(2026, 11, 18), Then.TRANSFER) == ["X-1"]
    cabinet.look_over(date(2090, 3, 2))
    assert cabinet.get("X-1").text("what_happened") == STORY


@pytest.mark.parametrize(
    ("state", "details"),
    [
        ("transferred", {}),
        ("recorded_in_error", {}),
        ("closed", {"cp_system_ref": "S-12"}),
        ("closed", {"ending": {"cp_system_ref": "S-12"}}),
    ],
)
def test_a_safeguarding_record_that_is_moved_waits_for_nothing(
    cabinet: Cabinet, state: str, details: dict[str, Json]
) -> None:
    cabinet.file("X-1", date(2026, 11, 17), state, kind="SG", details=details)

    assert cabinet.past(date(2090, 3, 2), Then.TRANSFER) == []
    assert cabinet.past(date(2090, 3, 2), Then.DELETE) == []


@pytest.mark.parametrize("state", sorted(REPORTS.open_states))
def test_what_waits_for_somebody_is_never_past_its_time(cabinet: Cabinet, state: str) -> None:
    cabinet.file("X-1", date(2026, 11, 17), state)

    assert cabinet.past(date(2090, 3, 2)) == []


def test_a_case_that_is_opened_again_counts_from_its_next_end(cabinet: Cabinet) -> None:
    case = cabinet.file("X-1", date(2026, 11, 17))
    cabinet.look_over(date(2026, 11, 18))
    again = datetime(2029, 12, 3, 12, tzinfo=UTC)

    with cabinet.open_uow() as uow:
        uow.cases.record(event(case, again - DAY, "reopen", "closed", "reopened"))
        uow.cases.record(event(case, again, "close", "reopened", "closed"))
        uow.commit()

    assert cabinet.past(date(2033, 8, 31)) == []
    assert cabinet.past(date(2033, 9, 1)) == ["X-1"]


def test_a_note_after_the_end_makes_no_record_younger(cabinet: Cabinet) -> None:
    case = cabinet.file("X-1", date(2026, 11, 17))

    with cabinet.open_uow() as uow:
        uow.cases.record(
            event(case, datetime(2029, 12, 3, 12, tzinfo=UTC), "note", "closed", "closed")
        )
        uow.commit()

    assert cabinet.past(date(2030, 9, 1)) == ["X-1"]


def test_a_school_may_have_years_of_its_own(cabinet: Cabinet) -> None:
    cabinet.terms = RetentionTerms(years={Kind.CB_P: 1})
    cabinet.file("X-1", date(2026, 11, 17))

    assert cabinet.past(date(2028, 8, 31)) == []
    assert cabinet.past(date(2028, 9, 1)) == ["X-1"]


def test_a_school_s_own_years_come_before_those_of_the_trust() -> None:
    own = SchoolRetention(automatic=True, website_years=5)

    terms = terms_of(own, Retention(website_years=4, unblock_years=2))

    assert terms.automatic
    years = {kind: terms.rule(kind).years for kind in (Kind.WEB, Kind.UNB, Kind.CB_S, Kind.ALG)}
    assert years == {Kind.WEB: 5, Kind.UNB: 2, Kind.CB_S: 6, Kind.ALG: 10}


def test_every_kind_of_case_has_a_rule_and_only_four_are_deleted() -> None:
    assert set(RULES) == set(Kind)
    deleted = {kind for kind, rule in RULES.items() if rule.then is Then.DELETE}
    assert deleted == {Kind.CB_P, Kind.CB_S, Kind.WEB, Kind.UNB}


def test_every_rule_says_itself_in_a_sentence() -> None:
    assert RULES[Kind.CB_P].reason == (
        "kept for 3 years from the end of the school year it was closed in"
    )
    assert replace(RULES[Kind.CB_S], years=1).reason == "kept for 1 year from the day it was closed"
    assert RULES[Kind.SG].reason == "kept until it is in the child protection records"


def test_the_school_year_ends_on_the_last_of_august() -> None:
    assert school_year_end(date(2026, 8, 31)) == date(2026, 8, 31)
    assert school_year_end(date(2026, 9, 1)) == date(2027, 8, 31)
    assert years_later(date(2028, 2, 29), 4) == date(2032, 2, 29)
