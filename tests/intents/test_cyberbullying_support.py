"""Somebody who is targeted may have their line manager told, and nothing more (R12)."""

from pathlib import Path
from typing import Any

import pytest

from bot.conversation.cards import Card
from bot.domain.cases import Json
from bot.domain.people import Role
from bot.services import access, cases
from intents.buttons import Open
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.feature import CAPABILITY
from intents.report_cyberbullying.support import SupportWanted
from tests.intents.desk import Desk, button, cases_desk, person_id
from tests.intents.reports_on_file import ABOUT_ME, ABOUT_PUPILS, REF, report, said, shown, work

ASKED = "tell_manager"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = cases_desk(CAPABILITY, tmp_path)
    opened.give("tom", Role.LINE_MANAGER)
    opened.manages("tom", "amy")
    return opened


def questions(desk: Desk, name: str = "amy") -> list[str]:
    """Return what somebody is asked who adds detail."""
    way = button(desk.seen_by(name, REF) or Card(""), "Add detail").means
    assert isinstance(way, Open)
    return [question.name for question in AddDetail.open_questions(way.carried)]


def agrees(desk: Desk, by: str = "amy", answer: str = "yes") -> dict[str, list[Card]]:
    work(desk, by, AddDetail, has_manager="yes", tell_manager=answer)
    return desk.read()


def test_somebody_who_is_targeted_is_asked_and_their_manager_hears_that_much(desk: Desk) -> None:
    report(desk, ABOUT_ME)
    assert ASKED in questions(desk)

    told = agrees(desk)

    (card,) = told["tom"]
    assert card.title == "A colleague would like your support"
    assert card.text.startswith(
        f"Amy Carter asked me to tell you that they reported something on Tue 17 Nov ({REF})."
    )
    for word in ("names", "chat", "bully", "parent"):
        assert word not in f"{card.title} {card.text}".casefold()
    assert not card.buttons
    assert desk.on_file(REF).details["line_manager_told"] == [person_id("tom")]


def test_the_manager_who_was_told_cannot_open_the_report(desk: Desk) -> None:
    report(desk, ABOUT_ME)
    agrees(desk)

    assert shown(desk, "tom") == ""
    with desk.turn("tom") as turn:
        case = turn.uow.cases.find(desk.school.id, REF)
        assert case
        rights = access.rights_of(case, cases.standing_of(turn, case))
    assert "N" in rights
    assert desk.on_file(REF).handlers == (person_id("head"),)


def test_no_means_no_and_the_handler_sees_neither(desk: Desk) -> None:
    report(desk, ABOUT_ME)

    told = agrees(desk, answer="no")

    assert "tom" not in told
    assert "line_manager_told" not in desk.on_file(REF).details
    assert "line manager" not in said(told, "head")


def test_it_is_asked_and_told_once(desk: Desk) -> None:
    report(desk, ABOUT_ME)
    agrees(desk)

    again = agrees(desk)

    assert ASKED not in questions(desk)
    assert "tom" not in again


@pytest.mark.parametrize(
    ("boss", "answers"),
    [
        ("tom", ABOUT_PUPILS),
        ("tom", {**ABOUT_ME, "alleged": "staff", "alleged_person": person_id("tom")}),
        ("head", ABOUT_ME),
        ("gone", ABOUT_ME),
        (None, ABOUT_ME),
    ],
    ids=["not the target", "about the manager", "has it already", "left", "no manager"],
)
def test_nobody_is_asked_or_told_where_it_would_be_wrong(
    desk: Desk, boss: str | None, answers: dict[str, Any]
) -> None:
    desk.give("amy")
    if boss:
        desk.manages(boss, "amy")
    report(desk, answers)

    told = agrees(desk)

    assert ASKED not in questions(desk)
    assert not [card for cards in told.values() for card in cards if "support" in card.title]
    assert "line_manager_told" not in desk.on_file(REF).details


def test_a_handler_who_adds_detail_tells_nobody_of_anything(desk: Desk) -> None:
    desk.manages("tom", "head")
    report(desk, ABOUT_ME)

    assert "tom" not in agrees(desk, by="head")


def test_who_is_told_and_then_turns_out_to_be_meant_reads_nothing(desk: Desk) -> None:
    report(desk, ABOUT_ME)
    public_id = desk.on_file(REF).public_id
    with desk.turn("amy") as turn:
        case = turn.uow.cases.get(desk.school.id, public_id)
        assert case
        told: dict[str, Json] = {
            "line_manager_told": [str(person_id("tom"))],
            "kept_off": [str(person_id("tom"))],
        }
        cases.add_to(turn, case, cases.Addition("added", told))
        turn.uow.outbox.put(
            desk.school.id, person_id("tom"), SupportWanted(case=public_id), due=turn.now
        )
    desk.deliver()

    assert "tom" not in desk.read()
