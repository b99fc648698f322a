"""What somebody who has a case can do with it: notes, names, and who may not (DOMAIN 2.4, 6.3)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.errors import Incomplete, NotFound
from intents.buttons import ShowSteps
from intents.case_life import forms
from intents.case_life.steps import CopyForRecords, ShowTimeline
from intents.report_cyberbullying.closing import CloseReport
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.feature import CAPABILITY
from tests.intents.desk import Desk, cases_desk, labels, person_id, words
from tests.intents.reports_on_file import (
    ABOUT_ME,
    ABOUT_PUPILS,
    ALLEGATION,
    MIA,
    REF,
    SAFEGUARDING,
    STORY,
    done,
    look,
    refusal,
    report,
    said,
    shown,
    stored,
    work,
)

ALWAYS = ("Hand it over", "Bring somebody in", "Link to another case")
LOOKS = ("Show what was done", "Copy for the records")
STEPS = [
    (forms.AddNote, {"note": "Spoke to both families."}),
    (forms.NamePerson, MIA),
    (forms.HandOver, {"to": person_id("deputy"), "reason": "She knows the family."}),
    (forms.BringIn, {"person": person_id("deputy"), "reason": "She knows the family."}),
    (forms.LinkCase, {"other": "CB-2026-0002"}),
    (forms.Triage, {"category": "threat", "severity": "high"}),
    (forms.Escalate, {"reason": "I need help with this."}),
    (forms.Transfer, {"cp_system_ref": "SR-1"}),
    (forms.RecordInError, {"reason": "It was about another school."}),
]
KNOWN, UNKNOWN = "Only the person", str(NotFound())
OUTSIDERS = [
    (ABOUT_PUPILS, "tom", UNKNOWN),
    (ABOUT_PUPILS, "it", UNKNOWN),
    (ABOUT_PUPILS, "amy", KNOWN),
    (ALLEGATION, "tom", UNKNOWN),
    (ABOUT_ME, "amy", KNOWN),
    (ABOUT_ME, "coordinator", KNOWN),
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return cases_desk(CAPABILITY, tmp_path)


def test_more_shows_every_step_that_can_be_taken_now(desk: Desk) -> None:
    report(desk)
    sent = labels(look(desk, "dsl", ShowSteps))
    desk.step("dsl", REF, "take")
    taken = labels(look(desk, "dsl", ShowSteps))
    work(desk, "dsl", CloseReport, outcome="behaviour", reason="All settled")
    closed = labels(look(desk, "dsl", ShowSteps))

    writes = ("Add a note", "Name somebody")
    assert sent == (*writes, *ALWAYS, "Take it further up", "Recorded in error", *LOOKS)
    assert set(taken) - set(sent) == {"Sort it", "Moved to the records"}
    assert set(closed) - set(sent) == {"Open it again"}


def test_a_note_is_kept_with_who_wrote_it_and_the_reporter_never_reads_it(desk: Desk) -> None:
    report(desk)

    card = words(work(desk, "dsl", forms.AddNote, note="Spoke to both families.").cards)

    assert "Spoke to both families." in card
    assert "Priya Nair, 10:00 today" in card
    assert "families" in shown(desk, "head")
    assert "Sent to" in shown(desk, "amy")
    assert "families" not in shown(desk, "amy")
    assert desk.read() == {}
    assert done(desk) == ["submitted", "note"]


def test_naming_somebody_takes_the_name_out_of_everything_that_was_written(
    desk: Desk, tmp_path: Path
) -> None:
    report(desk)
    work(desk, "dsl", forms.AddNote, note="Rang Mia's mother.")
    work(desk, "amy", AddDetail, more="MIA COLE again", location_of_post="Mia Cole's page")

    card = words(work(desk, "dsl", forms.NamePerson, **MIA).cards)

    assert "Mia" not in stored(tmp_path, without="named_people")
    assert "MIA" not in stored(tmp_path, without="named_people")
    assert "Targeted: Mia Cole, Year 5 (P1)" in card
    assert "Mia Cole (P1) is called names in the chat. Mia Cole (P1) cried." in card
    assert "Rang Mia Cole (P1)'s mother." in card
    assert "Mia Cole (P1)'s page" in card


def test_a_name_that_is_known_is_never_written_down_again(desk: Desk, tmp_path: Path) -> None:
    report(desk)
    work(desk, "dsl", forms.NamePerson, **MIA)
    why = "Mia Cole's mother asked for her."

    work(desk, "dsl", forms.AddNote, note="Mia is better.")
    work(desk, "amy", AddDetail, more="Mia was hit", evidence_pointer="Mia's phone")
    work(desk, "dsl", forms.BringIn, person=person_id("deputy"), reason=why)
    work(desk, "dsl", forms.Escalate, reason=why)
    desk.step("dsl", REF, "take")
    work(desk, "dsl", CloseReport, outcome="behaviour", reason=why)
    work(desk, "dsl", forms.Reopen, reason=why)
    work(desk, "dsl", forms.HandOver, to=person_id("ddsl"), reason=why)
    work(desk, "ddsl", forms.RecordInError, reason=why)

    assert "Mia" not in stored(tmp_path, without="named_people")
    assert "Mia Cole (P1)'s mother asked for her." in look(desk, "dsl", ShowTimeline).text
    assert "recorded in error" in shown(desk, "amy")
    assert "P1" not in shown(desk, "amy")


def test_names_and_tokens_are_in_no_notice_and_the_reporter_sees_neither(
    desk: Desk, tmp_path: Path
) -> None:
    report(desk)
    desk.step("dsl", REF, "take")
    work(desk, "dsl", forms.NamePerson, **MIA)
    told = desk.read()

    assert "Mia" not in said(told, "amy")
    assert "P1" not in said(told, "amy")
    assert "Picked up by" in shown(desk, "amy")
    assert "Mia" not in shown(desk, "amy")
    assert "P1" not in shown(desk, "amy")
    assert "Mia" not in stored(tmp_path, without="named_people")


def test_somebody_who_is_named_twice_is_there_once(desk: Desk) -> None:
    report(desk)
    work(desk, "dsl", forms.NamePerson, **MIA)

    again = work(desk, "dsl", forms.NamePerson, part="target", full_name="mia  cole", year="5R")
    other = work(desk, "dsl", forms.NamePerson, part="account", full_name="@mia_c")

    assert words(again.cards).count("(P1)") == words(again.cards).count("Mia Cole")
    assert "Account: @mia_c (P2)" in words(other.cards)


def test_a_stub_takes_no_note_and_no_name(desk: Desk, tmp_path: Path) -> None:
    report(desk, SAFEGUARDING)

    steps = labels(look(desk, "dsl", ShowSteps))
    with pytest.raises(Incomplete) as noted:
        work(desk, "dsl", forms.AddNote, note="Mia said that it happened at home.")
    with pytest.raises(Incomplete) as named:
        work(desk, "dsl", forms.NamePerson, **MIA)

    assert "Add a note" not in steps
    assert "Name somebody" not in steps
    assert "Please write it in SafeRecord." in noted.value.by_field["note"]
    assert "Please write it in SafeRecord." in named.value.by_field["full_name"]
    assert "Mia" not in stored(tmp_path)


def test_what_becomes_a_stub_loses_its_notes_and_names_too(desk: Desk, tmp_path: Path) -> None:
    report(desk)
    work(desk, "dsl", forms.AddNote, note="Rang the mother of Mia.")
    work(desk, "dsl", forms.NamePerson, **MIA)

    work(desk, "amy", AddDetail, signs=["adult_contact"])

    assert "Mia" not in stored(tmp_path)
    assert "mother" not in stored(tmp_path)


@pytest.mark.parametrize(("form", "answers"), STEPS)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_nobody_else_takes_a_step_and_a_subject_learns_nothing(
    desk: Desk,
    form: type[forms.CaseForm],
    answers: Mapping[str, Any],
    outsider: tuple[Mapping[str, Any], str, str],
) -> None:
    reported, who, reply = outsider
    report(desk, reported)
    desk.step("dsl" if reported is ABOUT_PUPILS else "head", REF, "take")
    before = desk.on_file(REF)

    told = refusal(desk, who, form, **answers)

    assert told.startswith(reply)
    assert desk.on_file(REF) == before


@pytest.mark.parametrize("wanted", [ShowSteps, ShowTimeline, CopyForRecords])
@pytest.mark.parametrize("who", ["tom", "it", "dsl"])
def test_what_was_done_is_shown_to_nobody_else(
    desk: Desk, wanted: type[ShowSteps], who: str
) -> None:
    report(desk, ALLEGATION)
    hidden = look(desk, who, wanted)

    (unknown,) = desk.do(who, wanted.model_validate({"case": "no such case"})).cards

    assert hidden == unknown
    assert hidden.title == str(NotFound())
    assert "Only the person who has it" in look(desk, "amy", wanted).title


def test_the_story_reaches_whoever_is_to_read_it(desk: Desk) -> None:
    report(desk)

    copied = look(desk, "dsl", CopyForRecords)

    assert STORY in copied.text
    assert "Copy this into SafeRecord" in copied.text
    assert "Reported by Amy Carter, Tue 17 Nov 2026, 10:00" in copied.text
