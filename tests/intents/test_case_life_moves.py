"""The steps that move a case on and need words, and what is shown of them (DOMAIN 2.4)."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.errors import Changed, Incomplete, TooLate
from intents.buttons import ShowCase, ShowSteps
from intents.case_life import forms
from intents.case_life.moves import STAYS_CRITICAL
from intents.case_life.steps import CopyForRecords, ShowTimeline
from intents.my_cases.feature import Status
from intents.report_cyberbullying.closing import CloseReport
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.feature import CAPABILITY
from tests.intents.desk import Desk, cases_desk, labels, person_id, words
from tests.intents.reports_on_file import (
    ABOUT_PUPILS,
    ALLEGATION,
    MIA,
    REF,
    SAFEGUARDING,
    STORY,
    done,
    look,
    looks,
    refusal,
    report,
    said,
    shown,
    work,
)

SORTED = {"category": "threat", "severity": "high"}
DANGER = {**ABOUT_PUPILS, "danger_now": "yes"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return cases_desk(CAPABILITY, tmp_path)


def taken(desk: Desk, answers: Mapping[str, Any] | None = None, by: str = "dsl") -> None:
    """Report something, and let somebody pick it up."""
    report(desk, answers or ABOUT_PUPILS)
    desk.step(by, REF, "take")
    desk.read()


def test_a_case_is_sorted_once_it_is_picked_up(desk: Desk) -> None:
    taken(desk)

    card = words(work(desk, "dsl", forms.Triage, **SORTED).cards)

    case = desk.on_file(REF)
    assert (case.state, case.text("category"), case.text("severity")) == (
        "triaged",
        "threat",
        "high",
    )
    assert "picked up and sorted" in card
    assert "Category: A threat" in card
    assert "How serious: High" in card
    assert (
        "Priya Nair sorted it: A threat. How serious: high" in look(desk, "dsl", ShowTimeline).text
    )


@pytest.mark.parametrize("state", ["triaged", "in_progress"])
def test_a_case_is_sorted_again_and_is_as_far_as_before(desk: Desk, state: str) -> None:
    taken(desk)
    work(desk, "dsl", forms.Triage, **SORTED)
    if state == "in_progress":
        desk.step("dsl", REF, "start")
    offered = labels(look(desk, "dsl", ShowSteps))

    work(desk, "dsl", forms.Triage, category="filming_of_fight_or_staff", severity="low")

    assert "Sort it" in offered
    assert desk.on_file(REF).state == state
    assert "Category: A fight or staff filmed\nHow serious: Low" in shown(desk, "dsl")
    assert "sorted it again: A fight or staff filmed." in look(desk, "dsl", ShowTimeline).text


def test_a_case_that_is_over_is_not_sorted(desk: Desk) -> None:
    taken(desk)
    work(desk, "dsl", CloseReport, outcome="behaviour", reason="All settled")

    with pytest.raises(TooLate):
        work(desk, "dsl", forms.Triage, **SORTED)


def test_what_was_critical_is_not_made_milder(desk: Desk) -> None:
    taken(desk, DANGER)

    with pytest.raises(Incomplete) as refused:
        work(desk, "dsl", forms.Triage, **SORTED)
    work(desk, "dsl", forms.Triage, category="self_harm_encouraged", severity="critical")

    assert refused.value.by_field == {"severity": STAYS_CRITICAL}
    assert desk.on_file(REF).text("severity") == "critical"


def test_a_case_that_is_in_the_records_keeps_its_number_there(desk: Desk) -> None:
    taken(desk)

    card = words(work(desk, "dsl", forms.Transfer, cp_system_ref="SR-1").cards)

    case = desk.on_file(REF)
    assert case.state == "transferred"
    assert case.text("transferred_by") == "hill/dsl"
    assert case.wake_at == desk.now + timedelta(days=30)
    assert "moved to the child protection records" in card
    assert "In the records as: SR-1" in card
    assert "SR-1" not in shown(desk, "amy")


def test_a_mistake_keeps_everything_and_says_so(desk: Desk) -> None:
    report(desk)
    before = desk.on_file(REF)

    card = words(work(desk, "dsl", forms.RecordInError, reason="Another school's pupil.").cards)

    case = desk.on_file(REF)
    assert f"{REF} cyberbullying: recorded in error" in card
    assert STORY in card
    assert case.details == before.details
    assert case.handlers == before.handlers
    assert "recorded in error" in shown(desk, "amy")
    assert "Another school's pupil." in look(desk, "dsl", ShowTimeline).text


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (CloseReport, {"outcome": "behaviour", "reason": "All settled"}),
        (forms.Transfer, {"cp_system_ref": "SR-1"}),
        (forms.RecordInError, {"reason": "Another school's pupil."}),
    ],
)
def test_what_is_over_is_opened_again_and_closed_again(
    desk: Desk, form: type[CloseReport], answers: Mapping[str, Any]
) -> None:
    taken(desk)
    work(desk, "dsl", form, **answers)
    desk.read()

    card = work(desk, "dsl", forms.Reopen, reason="It began again.").cards[0]
    told = desk.read()
    work(desk, "dsl", CloseReport, outcome="restorative", reason="They met.")

    assert f"{REF} cyberbullying: opened again" in card.title
    assert {"I have it", "Close", "More"} == set(labels(card))
    assert set(told) == {"coordinator"}
    assert "Priya Nair opened this case again." in said(told, "coordinator")
    assert done(desk)[-2:] == ["reopen", "close"]
    assert "Why: They met." in shown(desk, "dsl")


@pytest.mark.parametrize("form", [forms.Reopen, forms.Escalate])
def test_what_waits_again_is_brought_up_until_somebody_takes_it(
    desk: Desk, form: type[forms.Reopen] | type[forms.Escalate]
) -> None:
    taken(desk)
    if form is forms.Reopen:
        work(desk, "dsl", CloseReport, outcome="behaviour", reason="All settled")
    work(desk, "dsl", form, reason="It began again.")
    desk.read()

    desk.later(timedelta(hours=2, minutes=30))
    reminded = desk.read()
    desk.step("dsl", REF, "take")
    desk.read()
    desk.later(timedelta(hours=3, minutes=15))

    assert {"dsl", "coordinator"} <= set(reminded)
    assert not desk.read()


def test_what_is_open_cannot_be_opened_again(desk: Desk) -> None:
    taken(desk)

    assert refusal(desk, "dsl", forms.Reopen, reason="It began again.").startswith("That can't")


def test_a_step_from_an_old_card_is_not_taken(desk: Desk) -> None:
    taken(desk)

    with pytest.raises(Changed):
        work(desk, "dsl", forms.Triage, revision=7, **SORTED)


def test_the_history_says_who_did_what_when_and_why(desk: Desk) -> None:
    taken(desk)
    desk.now += timedelta(hours=1)
    work(desk, "dsl", forms.AddNote, note="Spoke to both families.")
    work(desk, "dsl", forms.Escalate, reason="I need help with this.")

    card = look(desk, "dsl", ShowTimeline)

    assert card.title == f"{REF}: what was done"
    assert "10:00 today, Amy Carter sent it" in card.text
    assert "10:00 today, Priya Nair picked it up" in card.text
    assert "11:00 today, Priya Nair added a note" in card.text
    assert "Priya Nair took it further up: I need help with this." in card.text
    assert "families" not in card.text


def test_a_long_history_shows_the_newest_and_says_that_there_is_more(desk: Desk) -> None:
    report(desk)
    for number in range(45):
        work(desk, "dsl", forms.AddNote, note=f"Note number {number}")

    card = look(desk, "dsl", ShowTimeline)

    assert "6 earlier steps are not shown." in card.text
    assert card.text.count("added a note") == 40
    assert "sent it" not in card.text


def test_the_copy_for_the_records_holds_all_of_it_with_names(desk: Desk) -> None:
    taken(desk)
    work(desk, "dsl", forms.NamePerson, **MIA)
    desk.now += timedelta(days=1)
    work(desk, "dsl", forms.AddNote, note="Rang the mother of Mia.")
    work(desk, "amy", AddDetail, more="It went on at the bus stop")
    work(desk, "dsl", forms.Triage, **SORTED)

    copied = look(desk, "dsl", CopyForRecords).text

    for line in (
        f"Case {REF}, Hill School",
        "Reported by Amy Carter, Tue 17 Nov 2026, 10:00",
        "Kind: cyberbullying",
        "Sent to at first: Priya Nair (designated safeguarding lead) and Ravi Menon",
        "With: Priya Nair",
        "Danger now: No",
        "Targeted: A pupil",
        "Alleged to be doing it: A pupil",
        "Where: TikTok",
        "When: Tue 17 Nov 2026, 10:00",
        "Category: A threat",
        "How serious: High",
        "Targeted: Mia Cole, Year 5 (P1)",
        "Mia Cole (P1) is called names in the chat.",
        "Wed 18 Nov 2026, 10:00, Priya Nair. Note: Rang the mother of Mia Cole (P1).",
        "Wed 18 Nov 2026, 10:00, Amy Carter. Added: It went on at the bus stop",
        "Tue 17 Nov 2026, 10:00, Priya Nair picked it up",
    ):
        assert line in copied, line
    assert "today" not in copied
    assert "CB-P" not in copied


def test_the_copy_says_who_was_told_at_first_and_who_has_it_now(desk: Desk) -> None:
    taken(desk)
    deputy = person_id("deputy")

    work(desk, "dsl", forms.HandOver, to=deputy, reason="She knows the family.")
    copied = look(desk, "deputy", CopyForRecords).text

    first = copied.partition("Sent to at first: ")[2].partition("\n")[0]
    assert "Priya Nair (designated safeguarding lead)" in first
    assert "Daniel Frost" not in first
    assert "With: Daniel Frost" in copied


def test_the_copy_of_a_stub_says_where_the_words_are_to_come_from(desk: Desk) -> None:
    report(desk, SAFEGUARDING)

    copied = look(desk, "dsl", CopyForRecords).text

    assert "Please write down what Amy Carter tells you." in copied
    assert "Kind: safeguarding" in copied
    assert "How serious: Critical" in copied


def test_every_look_at_a_restricted_case_is_written_down(desk: Desk) -> None:
    report(desk, ALLEGATION)
    public_id = desk.on_file(REF).public_id

    desk.do("head", ShowCase(case=public_id))
    desk.do("head", Status(ref=REF))
    look(desk, "head", ShowTimeline)
    look(desk, "head", CopyForRecords)
    desk.do("dsl", ShowCase(case=public_id))
    desk.do("tom", Status(ref=REF))
    look(desk, "coordinator", ShowTimeline)
    look(desk, "tom", CopyForRecords)
    look(desk, "tom", ShowSteps)
    desk.do("amy", ShowCase(case=public_id))

    assert looks(desk) == [
        *[("head", "read")] * 3,
        ("head", "exported"),
        ("dsl", "refused"),
        ("tom", "refused"),
        ("coordinator", "refused"),
        ("tom", "refused"),
        ("tom", "refused"),
    ]


def test_looks_at_an_ordinary_case_are_not_kept(desk: Desk) -> None:
    report(desk)

    look(desk, "dsl", ShowTimeline)
    desk.do("tom", Status(ref=REF))

    assert looks(desk) == []
