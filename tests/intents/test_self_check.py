"""The self-check as its readers see it: one card with everything, or none."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.conversation.cards import Alert, Note, Text
from bot.domain.days import DaySpan
from bot.domain.people import PersonId, Role
from bot.domain.schools import Contact, Contacts, Delegation
from bot.services.self_check import tell_daily
from intents.self_check.feature import WHO, SelfCheck
from knowledge.clauses import Policy
from knowledge.library import Library
from tests.intents.desk import SCHOOL, Desk, open_desk

MORNING = datetime(2026, 11, 17, 8, 15, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 18, 8, 15, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 8, 15, tzinfo=UTC)
TRIED = Contact("Council", "01632 960101", checked_on=date(2026, 9, 1))
OVERDUE = Policy("phones", "Phones Policy", (), owner="the office", next_review=date(2026, 9, 30))
WHOLE_YEAR = DaySpan(date(2026, 9, 1), date(2027, 8, 31))


def desk_with(folder: Path, *policies: Policy) -> Desk:
    """Return a desk at a school where everything is in place, but for its policies."""
    desk = open_desk(SelfCheck(Library({"hill": lambda: policies})).capability(), folder)
    desk.school = replace(
        SCHOOL,
        contacts=Contacts(lado=TRIED, la_front_door=TRIED, la_out_of_hours=TRIED),
        calendar=replace(SCHOOL.calendar, terms=(WHOLE_YEAR,)),
        delegations=(Delegation(PersonId("hill/head"), PersonId("hill/deputy"), WHOLE_YEAR),),
    )
    desk.people["ddsl"] = replace(desk.people["ddsl"], phone="01632 960204")
    return desk


def goes_by(desk: Desk, moment: datetime) -> None:
    """Let the time of the self-check come and go."""
    desk.now = moment
    with desk.turn("admin") as turn:
        tell_daily(turn)
    desk.deliver()


def nobody_leads(desk: Desk, day: date) -> None:
    for name in ("dsl", "ddsl"):
        desk.people[name] = replace(desk.people[name], away=(DaySpan(day, day),))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with(tmp_path)


def test_where_there_is_nothing_to_put_right_nobody_gets_a_card(desk: Desk) -> None:
    goes_by(desk, MORNING)

    assert desk.read() == {}


def test_what_is_wrong_reaches_the_head_and_the_administrator_on_one_card(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, OVERDUE)
    nobody_leads(desk, MORNING.date())

    goes_by(desk, MORNING)

    unread = desk.read()
    assert set(unread) == {"head", "admin"}
    ((card,), (other,)) = unread.values()
    assert card == other
    assert card.title == "Hill School: 2 things to put right"
    assert card.body == (
        Alert(
            "Staff are told to find one of them when a child is in danger. Decide who covers today "
            "and tell staff. In app.yaml give that person the role 'deputy_dsl' with 'from' and "
            "'until'.",
            "No safeguarding lead or deputy is in today. Away: Priya Nair, Oona Kelly.",
        ),
        Text(
            "Every answer from it says that it may be out of date. Ask the office for the new "
            "version, and put it in app.yaml.",
            "'Phones Policy' was due for review on 30 September 2026.",
        ),
        Note(WHO),
    )


def test_it_comes_again_the_next_day_until_it_is_put_right(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, OVERDUE)
    goes_by(desk, MORNING)
    goes_by(desk, WEDNESDAY)

    (first, second) = desk.read()["admin"]

    assert first.title == second.title == "Hill School: 1 thing to put right"


def test_a_policy_can_wait_until_monday_and_safeguarding_cover_cannot(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, OVERDUE)
    nobody_leads(desk, SATURDAY.date())

    goes_by(desk, SATURDAY)

    (card,) = desk.read()["head"]
    assert "No safeguarding lead or deputy is in today." in card.text
    assert "Phones Policy" not in card.text


def test_on_a_quiet_saturday_nobody_gets_a_card(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, OVERDUE)

    goes_by(desk, SATURDAY)

    assert desk.read() == {}


def test_what_was_put_right_before_the_card_is_drawn_is_not_told(desk: Desk) -> None:
    deputy = desk.people["ddsl"]
    nobody_leads(desk, MORNING.date())
    desk.now = MORNING
    with desk.turn("admin") as turn:
        tell_daily(turn)
    desk.people["ddsl"] = deputy

    desk.deliver()

    assert desk.read() == {}


def test_a_duty_that_nobody_has_is_told(desk: Desk) -> None:
    desk.give("coordinator", Role.STAFF)

    goes_by(desk, MORNING)

    (card,) = desk.read()["admin"]
    assert "should get questions that the policies do not answer" in card.text
    assert "They reach nobody." in card.text
