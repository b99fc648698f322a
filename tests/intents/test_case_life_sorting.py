"""A category can make a report safeguarding, or an allegation: others have it then (DOMAIN 2.3)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.schools import SafeguardingMode
from intents.case_life import forms
from intents.case_life.moves import OTHERS_HAVE_IT
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.feature import CAPABILITY
from tests.intents.desk import Desk, cases_desk, words
from tests.intents.reports_on_file import (
    ABOUT_ME,
    ABOUT_PUPILS,
    REF,
    STORY,
    done,
    report,
    said,
    shown,
    stored,
    work,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return cases_desk(CAPABILITY, tmp_path)


def sort(
    desk: Desk, category: str, answers: Mapping[str, Any] = ABOUT_PUPILS, by: str = "coordinator"
) -> str:
    """Report something, pick it up and sort it; return what whoever sorted it is shown."""
    report(desk, answers)
    desk.step(by, REF, "take")
    desk.read()
    return words(work(desk, by, forms.Triage, category=category, severity="high").cards)


def has_it(desk: Desk) -> set[str]:
    return {person.partition("/")[2] for person in desk.on_file(REF).handlers}


@pytest.mark.parametrize(
    ("category", "handlers", "severity"),
    [
        ("grooming_adult_contact", {"dsl"}, "critical"),
        ("blackmail_extortion", {"dsl"}, "critical"),
        ("sexual_image_under18", {"dsl"}, "critical"),
        ("self_harm_encouraged", {"dsl", "ddsl"}, "critical"),
        ("extremism", {"dsl", "head"}, "high"),
    ],
)
def test_what_is_safeguarding_goes_to_the_lead_and_leaves_the_others(
    desk: Desk, tmp_path: Path, category: str, handlers: set[str], severity: str
) -> None:
    card = sort(desk, category)
    told = desk.read()

    case = desk.on_file(REF)
    assert (case.text("kind"), case.text("severity")) == ("SG", severity)
    assert has_it(desk) == handlers
    assert set(told) == handlers
    assert "Please speak to Amy Carter in person now" in said(told, "dsl")
    assert "The details are for others only." in card
    assert "Mia" not in stored(tmp_path)
    assert done(desk) == ["submitted", "take", "triage", "restricted"]


def test_how_a_member_of_staff_behaves_with_pupils_is_for_the_headteacher(desk: Desk) -> None:
    card = sort(desk, "staff_boundary")
    told = desk.read()

    assert card.strip() == OTHERS_HAVE_IT
    assert desk.on_file(REF).text("kind") == "ALG"
    assert has_it(desk) == {"head"}
    assert set(told) == {"head"}
    assert STORY in said(told, "head")
    assert shown(desk, "coordinator") == ""
    assert shown(desk, "dsl") == ""


def test_words_are_kept_where_the_school_wants_them(desk: Desk) -> None:
    desk.school = replace(desk.school, safeguarding_mode=SafeguardingMode.CAPTURE_THEN_HANDOFF)

    sort(desk, "grooming_adult_contact")

    assert STORY in shown(desk, "dsl")
    assert STORY not in shown(desk, "coordinator")


@pytest.mark.parametrize(
    ("category", "answers", "by"),
    [
        ("threat", ABOUT_PUPILS, "coordinator"),
        ("prejudice_hate", ABOUT_PUPILS, "dsl"),
        ("blackmail_extortion", ABOUT_ME, "head"),
    ],
)
def test_any_other_category_changes_nothing_else(
    desk: Desk, category: str, answers: Mapping[str, Any], by: str
) -> None:
    report(desk, answers)
    desk.step(by, REF, "take")
    before = desk.on_file(REF)

    work(desk, by, forms.Triage, category=category, severity="high")

    after = desk.on_file(REF)
    assert after.handlers == before.handlers
    assert after.details == {**before.details, "category": category, "severity": "high"}


def test_a_picture_that_is_sexual_after_all_leaves_no_evidence_on_file(desk: Desk) -> None:
    desk.school = replace(desk.school, safeguarding_mode=SafeguardingMode.CAPTURE_THEN_HANDOFF)
    report(desk)
    work(desk, "amy", AddDetail, evidence_pointer="On the old phone", replied="no")
    desk.step("dsl", REF, "take")

    work(desk, "dsl", forms.Triage, category="sexual_image_under18", severity="critical")

    assert "old phone" not in str(desk.on_file(REF).details)
    assert "Has anybody replied" not in shown(desk, "dsl")


def test_more_detail_does_not_make_milder_what_was_sorted_as_serious(desk: Desk) -> None:
    sort(desk, "threat")

    work(desk, "amy", AddDetail, more="It went on today")

    assert desk.on_file(REF).text("severity") == "high"
    assert desk.on_file(REF).text("category") == "threat"
