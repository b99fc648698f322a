"""Cases that belong together: linked by hand, or about the same pupil or account (R21)."""

from pathlib import Path

import pytest

from bot.conversation.cards import Card
from bot.domain.people import Role
from bot.errors import Incomplete
from intents.case_life import forms
from intents.case_life.additions import ITSELF, NO_SUCH_CASE
from intents.case_life.steps import CopyForRecords, ShowTimeline
from intents.report_cyberbullying.feature import CAPABILITY
from tests.intents.desk import Desk, cases_desk, person_id, words
from tests.intents.reports_on_file import (
    ABOUT_PUPILS,
    ALLEGATION,
    MIA,
    REF,
    SECOND,
    THIRD,
    look,
    report,
    said,
    work,
)

ABOUT_THE_COORDINATOR = {**ALLEGATION, "alleged_person": person_id("coordinator")}
PATTERN = "Cases that may belong together"
ACCOUNT = {"part": "account", "full_name": "@mia_c"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return cases_desk(CAPABILITY, tmp_path)


def link(desk: Desk, other: str, ref: str = REF, by: str = "dsl") -> str:
    """Link two cases and return the card, or what was said against it."""
    try:
        return words(work(desk, by, forms.LinkCase, ref, other=other).cards)
    except Incomplete as incomplete:
        return incomplete.by_field["other"]


def patterns(desk: Desk) -> dict[str, list[Card]]:
    """Return who was told of a pattern since the last look."""
    told = {n: [c for c in cards if c.title == PATTERN] for n, cards in desk.read().items()}
    return {name: cards for name, cards in told.items() if cards}


def test_linked_cases_show_each_other(desk: Desk) -> None:
    report(desk)
    report(desk)

    assert f"Linked to: {SECOND}" in link(desk, SECOND)

    other = desk.seen_by("dsl", SECOND)
    assert other
    assert f"Linked to: {REF}" in other.text
    assert f"linked it to another case: {SECOND}" in look(desk, "dsl", ShowTimeline).text


def test_a_case_that_may_not_be_known_of_and_one_that_is_not_there_are_the_same(desk: Desk) -> None:
    report(desk)
    report(desk, ALLEGATION)

    assert link(desk, SECOND) == link(desk, "CB-2026-9999") == NO_SUCH_CASE
    assert link(desk, REF.lower()) == ITSELF


@pytest.mark.parametrize("wanted", [None, ShowTimeline, CopyForRecords])
def test_a_link_tells_nobody_of_a_case_that_they_may_not_know_of(
    desk: Desk, wanted: type[ShowTimeline] | None
) -> None:
    report(desk)
    report(desk, ABOUT_THE_COORDINATOR)
    work(desk, "head", forms.BringIn, SECOND, person=person_id("dsl"), reason="A child is hurt.")

    link(desk, SECOND)

    def read(name: str) -> str:
        seen = look(desk, name, wanted) if wanted else desk.seen_by(name, REF)
        return seen.text if seen else ""

    assert SECOND in read("dsl")
    assert "Reported by" in read("coordinator") or wanted is ShowTimeline
    assert SECOND not in read("coordinator")


def test_the_third_linked_case_is_a_pattern_for_the_safeguarding_leads(desk: Desk) -> None:
    for _ in range(3):
        report(desk)

    link(desk, SECOND)
    after_two = patterns(desk)
    link(desk, REF, THIRD)
    after_three = patterns(desk)

    assert after_two == {}
    assert set(after_three) == {"dsl", "ddsl"}
    assert f"3 cases may be about the same pupil or account: {REF}, {SECOND}, {THIRD}." in said(
        after_three, "dsl"
    )


def test_linking_the_same_again_says_nothing_new(desk: Desk) -> None:
    for _ in range(3):
        report(desk)
    link(desk, SECOND)
    link(desk, THIRD)
    patterns(desk)

    link(desk, THIRD)

    assert patterns(desk) == {}


@pytest.mark.parametrize(
    "names",
    [
        [MIA, {**MIA, "full_name": "mia  COLE"}, {**MIA, "full_name": "Cole, Mia", "year": "5R"}],
        [MIA, {**MIA, "part": "alleged"}, MIA],
        [ACCOUNT, {**ACCOUNT, "full_name": "Mia_C"}, ACCOUNT],
    ],
)
def test_the_same_pupil_or_account_in_three_cases_is_a_pattern(
    desk: Desk, names: list[dict[str, object]]
) -> None:
    told = []
    for ref, name in zip((REF, SECOND, THIRD), names, strict=True):
        report(desk)
        work(desk, "coordinator", forms.NamePerson, ref, **name)
        told.append(patterns(desk))

    assert told[:2] == [{}, {}]
    assert set(told[2]) == {"dsl", "ddsl"}
    assert "Mia" not in words(told[2]["dsl"])
    assert "mia" not in words(told[2]["dsl"])


@pytest.mark.parametrize(
    "name", [{**MIA, "full_name": "Mia Coles"}, {**MIA, "part": "other"}, ACCOUNT]
)
def test_somebody_else_or_a_witness_makes_no_pattern(desk: Desk, name: dict[str, object]) -> None:
    for ref, named in zip((REF, SECOND, THIRD), (MIA, MIA, name), strict=True):
        report(desk)
        work(desk, "dsl", forms.NamePerson, ref, **named)

    assert patterns(desk) == {}


def test_a_lead_whom_one_of_them_is_about_hears_of_no_pattern(desk: Desk) -> None:
    desk.give("head", Role.HEADTEACHER, Role.DEPUTY_DSL)
    desk.give("ddsl")
    report(desk)
    report(desk)
    report(desk, {**ALLEGATION, "alleged_person": person_id("dsl")})
    for ref in (REF, SECOND):
        work(desk, "dsl", forms.NamePerson, ref, **MIA)

    work(desk, "head", forms.NamePerson, THIRD, **MIA)

    told = patterns(desk)
    assert set(told) == {"head"}
    assert THIRD in said(told, "head")


def test_only_what_the_reader_may_know_of_is_counted_and_named(desk: Desk) -> None:
    for answers in (ABOUT_PUPILS, ABOUT_PUPILS, ALLEGATION):
        report(desk, answers)
    for ref, by in ((REF, "dsl"), (SECOND, "dsl"), (THIRD, "head")):
        work(desk, by, forms.NamePerson, ref, **MIA)
    only_two = patterns(desk)
    report(desk)

    work(desk, "dsl", forms.NamePerson, "CB-2026-0004", **MIA)

    told = patterns(desk)
    assert only_two == {}
    assert set(told) == {"dsl", "ddsl"}
    assert "3 cases" in said(told, "dsl")
    assert THIRD not in said(told, "dsl")
