"""Break glass: a restricted case that is not yours, opened with a reason (DOMAIN 1.3)."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.cards import Text
from bot.conversation.exchange import Reply
from bot.domain.access import Act
from bot.domain.people import Role
from bot.errors import Incomplete, NotFound
from intents.break_glass.feature import ONLY, SAY_MORE, BreakGlass, warn
from intents.case_life.forms import BringIn, NamePerson
from intents.case_life.steps import ShowTimeline
from intents.report_cyberbullying.feature import CAPABILITY
from tests.intents.desk import Desk, cases_desk, labels, person_id, words
from tests.intents.reports_on_file import (
    ABOUT_PUPILS,
    ABOUT_THE_HEAD,
    ALLEGATION,
    REF,
    SAFEGUARDING,
    STORY,
    look,
    looked,
    looks,
    report,
    said,
    work,
)

WHY = "A child is at risk tonight and nobody answers."
ABOUT_THE_LEAD: Mapping[str, Any] = {**ALLEGATION, "alleged_person": person_id("dsl")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = cases_desk(CAPABILITY, tmp_path)
    opened.give("admin", Role.DPO)
    return opened


def breaks(desk: Desk, by: str, ref: str = REF, why: str = WHY) -> Reply:
    return desk.fill_in(by, BreakGlass, ref=ref, reason=why)


@pytest.mark.parametrize(
    ("answers", "by"),
    [
        (ALLEGATION, "dsl"),
        (ALLEGATION, "chair"),
        (ABOUT_THE_HEAD, "dsl"),
        (SAFEGUARDING, "chair"),
    ],
)
def test_a_restricted_case_is_opened_whole_with_nothing_to_press(
    desk: Desk, answers: Mapping[str, Any], by: str
) -> None:
    report(desk, answers)

    (card,) = breaks(desk, by).cards

    assert "Reported by: Amy Carter" in card.text
    assert STORY in card.text or answers is SAFEGUARDING
    assert "the data protection officer, know of it." in card.text
    assert labels(card) == ()
    (waits_for,) = re.findall("Waits for: (.*)", card.text)
    assert desk.people[by].name not in waits_for


def test_those_who_have_it_and_the_data_protection_officer_are_told_who_and_why(
    desk: Desk,
) -> None:
    report(desk, ALLEGATION)

    breaks(desk, "dsl")
    told = desk.read()

    assert set(told) == {"head", "admin"}
    for name in told:
        assert "A restricted case was opened" in said(told, name)
        assert f"Case: {REF}" in said(told, name)
        assert "By: Priya Nair, Safeguarding lead" in said(told, name)
        assert "When: 10:00 today" in said(told, name)
        assert WHY in said(told, name)
        assert "Mia" not in said(told, name)
        assert "Tom" not in said(told, name)


def test_it_is_written_down_with_its_reason_and_opens_the_case_once(desk: Desk) -> None:
    report(desk, ALLEGATION)

    breaks(desk, "dsl")

    (look,) = looked(desk)
    assert (look.person, look.act, look.reason) == (person_id("dsl"), Act.BROKE_GLASS, WHY)
    assert desk.seen_by("dsl", REF) is None


def test_a_name_that_the_case_knows_is_not_written_into_the_log(desk: Desk) -> None:
    report(desk, ALLEGATION)
    work(desk, "head", NamePerson, part="target", full_name="Mia Cole")
    desk.read()

    (card,) = breaks(desk, "dsl", why="Mia Cole rang me and nobody answers.").cards

    assert looked(desk)[-1].reason == "P1 rang me and nobody answers."
    assert "Mia" not in "".join(said({"all": cards}, "all") for cards in desk.read().values())
    assert "Mia Cole (P1)" in card.text


def test_a_case_about_oneself_and_none_at_all_are_answered_the_same(desk: Desk) -> None:
    report(desk, ABOUT_THE_LEAD)

    about, unknown = breaks(desk, "dsl"), breaks(desk, "dsl", "CB-2026-9999")

    assert repr(about) == repr(unknown)
    assert words(about.cards).strip() == str(NotFound())
    assert desk.read() == {}
    assert looks(desk) == [("dsl", "refused")]


@pytest.mark.parametrize(
    ("answers", "by"),
    [
        (ALLEGATION, "tom"),
        (ALLEGATION, "amy"),
        (ALLEGATION, "deputy"),
        (ALLEGATION, "coordinator"),
        (SAFEGUARDING, "ddsl"),
        (SAFEGUARDING, "trust"),
        (SAFEGUARDING, "admin"),
        (ABOUT_THE_HEAD, "head"),
    ],
)
def test_nobody_else_opens_anything_and_the_attempt_is_written_down(
    desk: Desk, answers: Mapping[str, Any], by: str
) -> None:
    report(desk, answers)

    refused, unknown = breaks(desk, by), breaks(desk, by, "CB-2026-9999")

    assert repr(refused) == repr(unknown)
    assert desk.read() == {}
    assert looks(desk) == [(by, "refused")]


def test_a_head_who_reported_it_has_the_receipt_and_no_more(desk: Desk) -> None:
    report(desk, {**SAFEGUARDING, "target": "other"}, by="chair")

    assert words(breaks(desk, "chair").cards).strip() == str(NotFound())


def test_an_ordinary_case_stands_behind_no_glass(desk: Desk) -> None:
    report(desk, ABOUT_PUPILS)

    assert words(breaks(desk, "chair").cards).strip() == str(NotFound())
    assert looks(desk) == []


@pytest.mark.parametrize("why", ["child protection", "safeguarding emergency", "I want to", "x"])
def test_two_words_are_no_reason(desk: Desk, why: str) -> None:
    report(desk, ALLEGATION)

    with pytest.raises(Incomplete) as refused:
        breaks(desk, "dsl", why=why)

    assert refused.value.by_field == {"reason": SAY_MORE}
    assert looks(desk) == []


def test_the_number_of_a_case_may_be_typed_in_small_letters(desk: Desk) -> None:
    report(desk, ALLEGATION)

    assert "Reported by" in words(breaks(desk, "dsl", REF.lower()).cards)


@pytest.mark.parametrize("name", ["head", "dsl", "chair"])
def test_the_form_says_what_it_is_for(desk: Desk, name: str) -> None:
    with desk.turn(name) as turn:
        (line,) = warn({}, turn)

    assert line == Text("This is for when a child's safety cannot wait for whoever has the case.")


@pytest.mark.parametrize("name", ["amy", "deputy", "it"])
def test_the_form_says_who_can_to_those_who_cannot(desk: Desk, name: str) -> None:
    with desk.turn(name) as turn:
        (line,) = warn({}, turn)

    assert line == Text(ONLY)


def test_each_opening_is_told_as_it_was(desk: Desk) -> None:
    report(desk, ALLEGATION)
    breaks(desk, "dsl")
    desk.now = desk.now.replace(hour=11)

    breaks(desk, "chair", why="The lead is ill and I have to decide now.")

    told = desk.read()["admin"]
    assert len(told) == 2
    assert "By: Priya Nair" in told[0].text
    assert "When: 11:00 today" in told[1].text
    assert "The lead is ill" in told[1].text


def test_whoever_has_the_case_reads_in_its_history_who_opened_it_and_why(desk: Desk) -> None:
    report(desk, ALLEGATION)

    breaks(desk, "dsl")

    lines = look(desk, "head", ShowTimeline).text
    assert f"10:00 today, Priya Nair opened it in an emergency, without having it: {WHY}" in lines


@pytest.mark.parametrize(("who", "is_named"), [("it", True), ("tom", False), ("amy", False)])
def test_a_try_that_was_refused_is_shown_unless_it_is_of_one_whom_it_is_about(
    desk: Desk, who: str, *, is_named: bool
) -> None:
    report(desk, ALLEGATION)

    look(desk, who, ShowTimeline)

    lines = look(desk, "head", ShowTimeline).text
    assert ("tried to open it and was not let in" in lines) is is_named
    assert (who, "refused") in looks(desk)


def test_who_was_only_brought_in_does_not_read_who_was_refused(desk: Desk) -> None:
    report(desk, ALLEGATION)
    why = "She knows the family."
    work(desk, "head", BringIn, person=person_id("ddsl"), reason=why)
    look(desk, "it", ShowTimeline)

    lines = look(desk, "ddsl", ShowTimeline).text

    assert "Amy Carter sent it" in lines
    assert "tried to open it" not in lines
