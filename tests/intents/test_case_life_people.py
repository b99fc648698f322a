"""Who has a case: handed over, brought in, taken further up; never anybody it is about."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.people import Role
from bot.errors import Incomplete, NotYours
from intents.buttons import ShowMyCases
from intents.case_life import forms
from intents.case_life.additions import STILL_YOURS
from intents.case_life.eligible import HAS_IT, NOT_LISTED, NOT_THEM
from intents.case_life.steps import ShowTimeline
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.feature import CAPABILITY
from tests.intents.desk import Desk, cases_desk, labels, person_id, words
from tests.intents.reports_on_file import (
    ABOUT_ME,
    ABOUT_PUPILS,
    ABOUT_THE_HEAD,
    ALLEGATION,
    REF,
    SAFEGUARDING,
    done,
    history,
    look,
    report,
    said,
    shown,
    work,
)

WHY = "She knows the family."
OUTSIDE = "Everybody in school who may see this has it."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return cases_desk(CAPABILITY, tmp_path)


def has_it(desk: Desk) -> set[str]:
    return {person.partition("/")[2] for person in desk.on_file(REF).handlers}


def hand_over(desk: Desk, to: str, by: str = "dsl") -> str:
    """Hand the case over and return what was said; "" where it was refused at the question."""
    try:
        return words(work(desk, by, forms.HandOver, to=person_id(to), reason=WHY).cards)
    except Incomplete as incomplete:
        return incomplete.by_field["to"]


def bring_in(desk: Desk, person: str, by: str = "dsl") -> str:
    try:
        work(desk, by, forms.BringIn, person=person_id(person), reason=WHY)
    except Incomplete as incomplete:
        return incomplete.by_field["person"]
    return ""


def waiting(desk: Desk, name: str) -> str:
    return words(desk.do(name, ShowMyCases()).cards).partition("What you sent")[0]


def test_whoever_is_handed_a_case_hears_of_it_and_can_work_on_it(desk: Desk) -> None:
    report(desk)
    desk.step("dsl", REF, "take")
    desk.read()

    reply = hand_over(desk, "deputy")
    told = desk.read()

    assert reply.splitlines()[0] == f"{REF} is with Daniel Frost now."
    assert set(told) == {"deputy"}
    assert "Priya Nair handed this case over to you." in said(told, "deputy")
    assert WHY in said(told, "deputy")
    assert {"Working on it", "Close", "More"} == set(labels(told["deputy"][0]))
    assert desk.step("deputy", REF, "start").state == "in_progress"


def test_whoever_handed_it_over_no_longer_has_it_and_no_longer_waits_for_it(desk: Desk) -> None:
    report(desk)
    desk.step("coordinator", REF, "take")

    hand_over(desk, "deputy", by="coordinator")

    assert has_it(desk) == {"deputy", "dsl"}
    assert labels(desk.seen_by("coordinator", REF)) == ()
    with pytest.raises(NotYours):
        desk.step("coordinator", REF, "start")
    assert REF not in waiting(desk, "coordinator")
    assert REF in waiting(desk, "deputy")


def test_the_lead_who_handed_it_over_may_still_run_it_and_is_not_waited_for(desk: Desk) -> None:
    report(desk)
    desk.step("dsl", REF, "take")

    hand_over(desk, "ddsl")

    assert "Close" in labels(desk.seen_by("dsl", REF))
    assert REF not in waiting(desk, "dsl")


def test_a_case_that_was_handed_over_does_not_come_back_with_more_detail(desk: Desk) -> None:
    report(desk)
    hand_over(desk, "deputy")
    desk.read()

    work(desk, "amy", AddDetail, more="It went on today")
    told = desk.read()

    assert has_it(desk) == {"deputy", "coordinator"}
    assert set(told) == {"deputy", "coordinator"}


def test_a_rule_that_fires_only_now_brings_the_lead_back(desk: Desk) -> None:
    report(desk)
    hand_over(desk, "deputy")

    work(desk, "amy", AddDetail, signs=["adult_contact"])

    assert has_it(desk) == {"dsl"}


def test_the_reporter_reads_who_it_was_sent_to_and_which_role_has_it_now(desk: Desk) -> None:
    report(desk)
    sent = "Sent to: designated safeguarding lead, e-safety coordinator"
    desk.step("dsl", REF, "take")

    hand_over(desk, "deputy")

    receipt = desk.seen_by("amy", REF)
    assert receipt
    assert "Picked up by: deputy head" in receipt.text
    assert sent in receipt.text
    assert "Daniel Frost" not in receipt.text


def test_what_is_handed_back_was_sent_to_the_same_people_as_before(desk: Desk) -> None:
    report(desk)
    before = desk.seen_by("amy", REF)

    hand_over(desk, "deputy")
    hand_over(desk, "dsl", by="deputy")

    after = desk.seen_by("amy", REF)
    assert before
    assert after
    assert before.text == after.text


def test_the_card_says_who_has_it_and_who_else_is_on_it(desk: Desk) -> None:
    report(desk)
    sent = shown(desk, "dsl")
    desk.step("coordinator", REF, "take")
    taken = shown(desk, "dsl")

    hand_over(desk, "deputy", by="coordinator")

    assert "With: nobody yet\nWaits for: Priya Nair, Ravi Menon" in sent
    assert "With: Ravi Menon\nAlso on it: Priya Nair" in taken
    assert "With: Daniel Frost\nAlso on it: Priya Nair" in shown(desk, "dsl")


def test_the_history_says_to_whom_it_was_given(desk: Desk) -> None:
    report(desk)
    bring_in(desk, "head")

    hand_over(desk, "deputy")

    lines = look(desk, "head", ShowTimeline).text
    assert f"Priya Nair brought Grace Adeyemi in: {WHY}" in lines
    assert f"Priya Nair handed it over to Daniel Frost: {WHY}" in lines


@pytest.mark.parametrize(("by", "is_told"), [("dsl", True), ("coordinator", False)])
def test_who_may_still_open_it_is_told_so_and_nobody_else(
    desk: Desk, by: str, *, is_told: bool
) -> None:
    report(desk)

    reply = hand_over(desk, "deputy", by)

    assert (STILL_YOURS in reply) is is_told


def test_what_somebody_has_picked_up_waits_for_nobody_else(desk: Desk) -> None:
    report(desk)
    both = [REF in waiting(desk, name) for name in ("dsl", "coordinator")]

    desk.step("dsl", REF, "take")

    assert both == [True, True]
    assert REF in waiting(desk, "dsl")
    assert REF not in waiting(desk, "coordinator")


def test_what_a_leaver_had_picked_up_waits_for_the_others_again(desk: Desk) -> None:
    report(desk)
    desk.step("dsl", REF, "take")

    desk.people["dsl"] = replace(desk.people["dsl"], grants=())

    assert REF in waiting(desk, "coordinator")


def test_what_was_opened_again_waits_for_everybody(desk: Desk) -> None:
    report(desk)
    desk.step("dsl", REF, "take")

    work(desk, "dsl", forms.Escalate, reason="I need help with this.")

    assert all(REF in waiting(desk, name) for name in ("dsl", "coordinator", "head"))


@pytest.mark.parametrize(
    ("answers", "by", "to", "refused"),
    [
        (ABOUT_PUPILS, "dsl", "tom", NOT_THEM),
        (ABOUT_PUPILS, "dsl", "it", NOT_THEM),
        (ABOUT_PUPILS, "dsl", "governor", NOT_THEM),
        (ABOUT_PUPILS, "dsl", "coordinator", HAS_IT),
        (ABOUT_ME, "head", "coordinator", NOT_THEM),
        (SAFEGUARDING, "dsl", "coordinator", NOT_THEM),
        (SAFEGUARDING, "dsl", "deputy", NOT_THEM),
        (SAFEGUARDING, "dsl", "chair", NOT_THEM),
        (ALLEGATION, "head", "tom", NOT_THEM),
        (ALLEGATION, "head", "deputy", NOT_THEM),
        (ALLEGATION, "head", "dsl", NOT_THEM),
        (ABOUT_THE_HEAD, "chair", "head", NOT_THEM),
        (ABOUT_THE_HEAD, "chair", "trust", NOT_THEM),
    ],
)
def test_a_case_is_not_handed_to_somebody_it_cannot_reach(
    desk: Desk, answers: Mapping[str, Any], by: str, to: str, refused: str
) -> None:
    report(desk, answers)
    before = desk.on_file(REF)

    assert hand_over(desk, to, by) == refused
    assert desk.on_file(REF) == before
    assert desk.read() == {}


def test_a_case_is_not_handed_to_somebody_who_no_longer_works_here(desk: Desk) -> None:
    report(desk)
    desk.people["deputy"] = replace(desk.people["deputy"], grants=())

    assert hand_over(desk, "deputy") == NOT_LISTED
    assert bring_in(desk, "deputy") == NOT_LISTED


def test_one_whom_it_is_about_is_refused_in_the_words_for_anybody_else(desk: Desk) -> None:
    desk.give("tom", Role.DEPUTY_HEAD)
    desk.give("deputy")
    report(desk, ALLEGATION)

    about, nobody = hand_over(desk, "tom", "head"), hand_over(desk, "deputy", "head")

    assert about == nobody == NOT_THEM


@pytest.mark.parametrize(
    ("answers", "by", "person", "role"),
    [
        (ABOUT_PUPILS, "dsl", "deputy", None),
        (ABOUT_PUPILS, "dsl", "amy", Role.LINE_MANAGER),
        (ALLEGATION, "head", "dsl", None),
        (ALLEGATION, "head", "ddsl", None),
        (ALLEGATION, "head", "trust", None),
        (ABOUT_THE_HEAD, "chair", "dsl", None),
        (ABOUT_THE_HEAD, "chair", "trust", None),
        (SAFEGUARDING, "dsl", "trust", None),
    ],
)
def test_who_may_be_added_is_brought_in_with_a_reason_and_reads_it(
    desk: Desk, answers: Mapping[str, Any], by: str, person: str, role: Role | None
) -> None:
    if role:
        desk.give(person, role)
    report(desk, answers, by="it")

    assert bring_in(desk, person, by) == ""
    told = desk.read()

    assert has_it(desk) >= {by, person}
    assert set(told) == {person}
    assert "brought you in on this case." in said(told, person)
    assert WHY in said(told, person)
    assert "Reported by: Len Hodge" in said(told, person)
    event = history(desk)[-1]
    assert (event.action, event.reason) == ("bring_in", WHY)


def test_who_was_brought_in_stays_when_more_is_added(desk: Desk) -> None:
    report(desk, ALLEGATION)
    bring_in(desk, "dsl", "head")

    work(desk, "amy", AddDetail, more="He did it again")

    assert has_it(desk) == {"head", "dsl"}


@pytest.mark.parametrize("person", ["tom", "coordinator", "governor", "it"])
def test_who_has_no_star_is_not_brought_in(desk: Desk, person: str) -> None:
    report(desk, ALLEGATION)

    assert bring_in(desk, person, "head") == NOT_THEM


@pytest.mark.parametrize("form", [forms.HandOver, forms.BringIn, forms.Escalate])
def test_nothing_of_that_goes_without_a_reason(desk: Desk, form: type[forms.CaseForm]) -> None:
    report(desk)
    deputy = person_id("deputy")

    with pytest.raises(Incomplete) as refused:
        work(desk, "dsl", form, to=deputy, person=deputy, reason="x")

    assert "Please write a little more" in refused.value.by_field["reason"]
    assert done(desk) == ["submitted"]


@pytest.mark.parametrize(
    ("answers", "by", "brought"),
    [
        (ABOUT_PUPILS, "dsl", {"head"}),
        (ABOUT_ME, "head", {"chair"}),
        (SAFEGUARDING, "dsl", {"ddsl"}),
        ({**ABOUT_PUPILS, "danger_now": "yes"}, "dsl", {"head"}),
        (ALLEGATION, "head", {"chair"}),
        (ABOUT_THE_HEAD, "chair", {"trust"}),
        ({**ALLEGATION, "alleged_person": person_id("dsl")}, "head", {"chair"}),
        ({**ABOUT_ME, "target": "staff", "target_person": person_id("head")}, "deputy", {"chair"}),
    ],
)
def test_taking_it_further_brings_in_who_stands_above_and_nobody_it_is_about(
    desk: Desk, answers: Mapping[str, Any], by: str, brought: set[str]
) -> None:
    report(desk, answers)
    before = has_it(desk)

    reply = work(desk, by, forms.Escalate, reason="I need help with this.")
    told = desk.read()

    assert has_it(desk) == before | brought
    assert set(told) == brought
    assert all("asks for your help." in said(told, name) for name in brought)
    assert all("I need help with this." in said(told, name) for name in brought)
    assert desk.on_file(REF).state == "escalated"
    assert OUTSIDE not in words(reply.cards)


def test_where_nobody_is_left_the_card_shows_help_outside(desk: Desk) -> None:
    report(desk, SAFEGUARDING)
    work(desk, "dsl", forms.Escalate, reason="I need help with this.")
    desk.read()

    again = words(work(desk, "dsl", forms.Escalate, reason="It is getting worse.").cards)

    assert OUTSIDE in again
    assert "Council LADO, 01632 960101" in again
    assert "Front Door, 01632 960111" in again
    assert desk.read() == {}


def test_a_case_that_was_taken_further_is_picked_up_and_goes_on(desk: Desk) -> None:
    report(desk)
    work(desk, "dsl", forms.Escalate, reason="I need help with this.")

    desk.step("head", REF, "take")
    case = desk.step("head", REF, "start")

    assert case.state == "in_progress"
