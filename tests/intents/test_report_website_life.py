"""What can be done with the report of a website, beside blocking it (DOMAIN 2.4, 3.5)."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.errors import Incomplete, NotFound
from intents.buttons import ShowSteps
from intents.case_life import forms
from intents.report_website.feature import CAPABILITY
from intents.report_website.form import ReportWebsite
from intents.report_website.outcomes import CloseSite, SiteBlocked, SiteLeftOpen
from tests.intents.desk import Desk, button, cases_desk, labels, person_id, words
from tests.intents.reports_on_file import done, look, refusal, shown, stored, work

REF = "WEB-2026-0001"
PLAIN: Mapping[str, object] = {
    "may_be_illegal": "no",
    "about_staff_use": "no",
    "url_or_app": "https://games.example/free",
    "category": "gambling",
    "who_saw": "staff",
}
ABOUT_TOM = {**PLAIN, "about_staff_use": "yes", "staff_person": person_id("tom")}
ILLEGAL = {"may_be_illegal": "yes", "about_staff_use": "no", "who_saw": "staff"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return cases_desk(CAPABILITY, tmp_path)


def report(desk: Desk, answers: Mapping[str, object] = PLAIN) -> None:
    desk.fill_in("amy", ReportWebsite, **answers)
    desk.read()


def test_those_who_have_it_find_the_other_steps_behind_more(desk: Desk) -> None:
    report(desk)

    card = desk.seen_by("it", REF)
    assert card
    assert isinstance(button(card, "More").means, ShowSteps)
    assert "More" not in labels(desk.seen_by("amy", REF))
    assert "More" not in labels(desk.seen_by("head", REF))


def test_nobody_is_named_where_it_reads_along(desk: Desk, tmp_path: Path) -> None:
    report(desk)

    steps = labels(look(desk, "dsl", ShowSteps, REF))
    with pytest.raises(Incomplete):
        work(desk, "dsl", forms.NamePerson, REF, part="target", full_name="Mia Cole")

    assert "Add a note" in steps
    assert "Name somebody" not in steps
    assert "Mia" not in stored(tmp_path)


def test_a_note_stays_when_the_site_is_blocked(desk: Desk) -> None:
    report(desk)
    work(desk, "coordinator", forms.AddNote, REF, note="Reached from a search.")

    work(desk, "it", SiteBlocked, REF, scope="all", method="site")

    assert "Reached from a search." in shown(desk, "it", REF)
    assert "Reached from a search." not in shown(desk, "amy", REF)


def test_a_website_is_handed_over_taken_further_and_recorded_in_error(desk: Desk) -> None:
    report(desk)

    why = "I am away next week."
    work(desk, "coordinator", forms.HandOver, REF, to=person_id("ddsl"), reason=why)
    work(desk, "it", forms.Escalate, REF, reason="The vendor does not answer.")
    told = desk.read()
    work(desk, "head", forms.RecordInError, REF, reason="It was reported twice.")
    work(desk, "head", forms.Reopen, REF, reason="It was another site.")

    assert {person.partition("/")[2] for person in desk.on_file(REF).handlers} == {
        "ddsl",
        "it",
        "dsl",
        "head",
    }
    assert "Len Hodge asks for your help." in words(told["head"])
    assert done(desk, REF)[1:] == ["hand_over", "escalate", "void", "reopen"]
    assert "opened again" in shown(desk, "amy", REF)


def test_a_subject_takes_no_step_and_learns_nothing(desk: Desk) -> None:
    report(desk, ABOUT_TOM)

    told = refusal(desk, "tom", forms.AddNote, REF, note="It was not me.")

    assert told == str(NotFound())


def test_a_name_that_the_case_knows_is_not_written_into_what_came_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    report(desk, ABOUT_TOM)
    work(desk, "head", forms.NamePerson, REF, part="other", full_name="Mia Cole")

    work(desk, "head", forms.AddNote, REF, note="Mia saw it.")
    desk.step("head", REF, "take")
    work(desk, "head", CloseSite, REF, reason="Mia is well.")

    assert "Mia" not in stored(tmp_path, without="named_people")
    assert "Mia Cole (P1) saw it." in shown(desk, "head", REF)
    assert "Closed because: Mia Cole (P1) is well." in shown(desk, "head", REF)


def test_what_is_in_the_records_is_not_to_be_asked_for_again(desk: Desk) -> None:
    report(desk, ILLEGAL)
    desk.step("dsl", REF, "take")
    before = shown(desk, "dsl", REF)

    work(desk, "dsl", forms.Transfer, REF, cp_system_ref="SR-1")

    assert "Please speak to Amy Carter in person now" in before
    assert "they are in the child protection records" in shown(desk, "dsl", REF)
    assert "Please speak to" not in shown(desk, "dsl", REF)


def test_why_a_site_stays_open_reaches_the_reporter_without_a_name(desk: Desk) -> None:
    report(desk)
    work(desk, "it", forms.AddNote, REF, note="Asked the vendor.")

    work(desk, "it", SiteLeftOpen, REF, reason="Year 6 need it for maths.")

    assert "Not blocked: Year 6 need it for maths." in shown(desk, "amy", REF)
    assert "vendor" not in shown(desk, "amy", REF)
