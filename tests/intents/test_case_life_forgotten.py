"""The words of a case that is in the child protection records go after thirty days (6.4)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.cases import Case
from bot.domain.people import Person, PersonId
from bot.domain.schools import SafeguardingMode
from bot.services import notes
from bot.turn import Turn
from intents.buttons import ShowSteps
from intents.case_life import forms
from intents.case_life.steps import CopyForRecords, ShowTimeline
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.feature import CAPABILITY
from tests.intents.desk import HILL, Desk, cases_desk, labels
from tests.intents.reports_on_file import (
    ABOUT_PUPILS,
    MIA,
    REF,
    SAFEGUARDING,
    STORY,
    done,
    look,
    looks,
    on_disk,
    report,
    shown,
    work,
)

CAPTURES, HANDS_OFF = SafeguardingMode.CAPTURE_THEN_HANDOFF, SafeguardingMode.HANDOFF


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A school that keeps what staff write until it is in the records."""
    opened = cases_desk(CAPABILITY, tmp_path)
    opened.school = replace(opened.school, safeguarding_mode=CAPTURES)
    return opened


@contextmanager
def clock_turn(desk: Desk) -> Iterator[Turn]:
    with desk.turn("amy") as turn:
        clock = Person(id=PersonId("clockwork"), name="the clock", title="", school=HILL)
        yield replace(turn, person=clock)


def forget(desk: Desk) -> bool:
    """Do what time does to the case, and tell whether its words were due."""
    case = desk.on_file(REF)
    with clock_turn(desk) as turn:
        return notes.forget_words(case, turn)


def in_the_records(desk: Desk, answers: Mapping[str, Any]) -> Case:
    """File a report that was worked on, and say that it is in the records."""
    report(desk, answers)
    desk.step("dsl", REF, "take")
    if notes_are_kept(desk):
        work(desk, "dsl", forms.NamePerson, **MIA)
        work(desk, "dsl", forms.AddNote, note="Rang the mother of Mia.")
    work(desk, "amy", AddDetail, more="The account is sunny_x", evidence_pointer="Locker nine")
    work(desk, "dsl", forms.Transfer, cp_system_ref="SR-1")
    desk.read()
    desk.now += timedelta(days=30)
    return desk.on_file(REF)


def notes_are_kept(desk: Desk) -> bool:
    return desk.school.safeguarding_mode is CAPTURES


def test_what_staff_wrote_is_kept_for_the_safeguarding_team_alone(desk: Desk) -> None:
    report(desk, SAFEGUARDING)

    assert STORY in shown(desk, "dsl")
    assert "The details are for others only." in shown(desk, "coordinator")
    assert STORY not in shown(desk, "coordinator")
    assert {"Add a note", "Name somebody"} <= set(labels(look(desk, "dsl", ShowSteps)))


@pytest.mark.parametrize("answers", [SAFEGUARDING, ABOUT_PUPILS])
def test_after_thirty_days_in_the_records_no_word_and_no_name_is_left(
    desk: Desk, tmp_path: Path, answers: Mapping[str, Any]
) -> None:
    in_the_records(desk, answers)
    before = on_disk(tmp_path)

    assert forget(desk)

    left = on_disk(tmp_path)
    for words_of_it in (b"Mia Cole", b"called names", b"mother of", b"sunny_x", b"Locker nine"):
        assert words_of_it in before
        assert words_of_it not in left


def test_the_stub_its_history_and_who_looked_at_it_stay(desk: Desk) -> None:
    before = in_the_records(desk, SAFEGUARDING)
    look(desk, "dsl", ShowTimeline)
    seen = looks(desk)

    forget(desk)

    case = desk.on_file(REF)
    assert (case.state, case.wake_at) == ("transferred", None)
    assert (case.reporter, case.reported_at, case.handlers) == (
        before.reporter,
        before.reported_at,
        before.handlers,
    )
    assert case.text("cp_system_ref") == "SR-1"
    for kept in ("kind", "flags", "severity", "sent_to", "kept_off"):
        assert case.details[kept] == before.details[kept]
    assert done(desk)[-2:] == ["transfer", "forgotten"]
    assert looks(desk) == seen


def test_whoever_has_the_stub_reads_where_the_words_are(desk: Desk) -> None:
    in_the_records(desk, SAFEGUARDING)

    forget(desk)

    card = shown(desk, "dsl")
    assert "they are in the child protection records" in card
    assert "In the records as: SR-1" in card
    assert "speak to" not in card
    copied = look(desk, "dsl", CopyForRecords).text
    assert "already, as SR-1" in copied
    assert "Add a note" not in labels(look(desk, "dsl", ShowSteps))
    steps = look(desk, "dsl", ShowTimeline).text
    assert "The clock deleted the words, 30 days after they were moved" in steps


def test_nothing_is_forgotten_of_a_case_that_was_opened_again(desk: Desk) -> None:
    in_the_records(desk, SAFEGUARDING)
    work(desk, "dsl", forms.Reopen, reason="It began again.")

    assert not forget(desk)
    assert "called names" in shown(desk, "dsl")


def test_words_are_forgotten_once(desk: Desk) -> None:
    in_the_records(desk, SAFEGUARDING)
    forget(desk)

    assert not forget(desk)
    assert done(desk).count("forgotten") == 1


def test_a_school_that_keeps_no_words_has_none_to_forget(desk: Desk) -> None:
    desk.school = replace(desk.school, safeguarding_mode=HANDS_OFF)
    before = in_the_records(desk, SAFEGUARDING)

    assert not forget(desk)
    assert desk.on_file(REF) == before
    assert "called names" not in str(before.details)


def test_a_legal_hold_keeps_the_words_and_they_go_once_it_is_released(desk: Desk) -> None:
    in_the_records(desk, SAFEGUARDING)
    case = desk.on_file(REF)
    with desk.turn("dsl") as turn:
        turn.uow.retention.hold(case, held=True)

    forget(desk)

    held = desk.on_file(REF)
    assert "called names" in str(held.details)
    assert held.wake_at == desk.now + timedelta(days=1)

    with desk.turn("dsl") as turn:
        turn.uow.retention.hold(held, held=False)
    forget(desk)

    assert "called names" not in str(desk.on_file(REF).details)
