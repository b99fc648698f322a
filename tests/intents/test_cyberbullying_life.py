"""What happens to a report of cyberbullying once it is sent."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation.cards import Card
from bot.errors import Incomplete, NotFound, NotYours
from intents.report_cyberbullying.closing import CloseReport, CloseWithPolice
from intents.report_cyberbullying.feature import CAPABILITY
from intents.report_cyberbullying.form import ReportCyberbullying
from tests.intents.desk import Desk, open_desk, words

REF = "CB-2026-0001"
STORY = "Unkind videos about a child in my class"
ORDINARY: Mapping[str, object] = {
    "danger_now": "no",
    "sexual_image": "no",
    "target": "pupil",
    "alleged": "pupil",
    "what_happened": STORY,
    "platform": "tiktok",
}
IMAGE: Mapping[str, object] = {
    **ORDINARY,
    "sexual_image": "not_sure",
    "told_by": "pupil",
    "device_involved": "yes",
    "has_spread": "not_sure",
}
ABOUT_ME: Mapping[str, object] = {**ORDINARY, "target": "me", "alleged": "parent"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(CAPABILITY, tmp_path)


def report(desk: Desk, **answers: object) -> Mapping[str, list[Card]]:
    """Send a report, as Amy unless somebody else is named, and return what each was sent."""
    by = str(answers.pop("by", "amy"))
    desk.fill_in(by, ReportCyberbullying, **{**ORDINARY, **answers})
    return desk.read()


def carried(desk: Desk) -> dict[str, str]:
    return {"case": desk.on_file(REF).public_id}


def test_an_alert_climbs_until_somebody_has_it(desk: Desk) -> None:
    report(desk, **IMAGE)

    told = []
    for _ in range(3):
        desk.later(timedelta(minutes=5))
        told.append(set(desk.read()))
    desk.step("ddsl", REF, "take")
    desk.read()
    desk.later(timedelta(minutes=5))

    assert told == [{"dsl", "ddsl"}, *[{"dsl", "ddsl", "head", "deputy"}] * 2]
    assert desk.read() == {}


def test_an_ordinary_report_that_nobody_picks_up_is_brought_up_again(desk: Desk) -> None:
    report(desk)

    desk.later(timedelta(hours=6))
    too_early = desk.read()
    desk.later(timedelta(hours=16, minutes=15))

    assert too_early == {}
    assert set(desk.read()) == {"dsl", "coordinator", "head"}


def test_the_reporter_hears_that_somebody_has_it_and_that_it_is_dealt_with(desk: Desk) -> None:
    report(desk)

    desk.step("dsl", REF, "take")
    taken = desk.read()
    desk.fill_in(
        "dsl", CloseReport, **carried(desk), outcome="behaviour", reason="Spoke to both families"
    )
    closed = desk.read()

    assert "designated safeguarding lead" in words(taken["amy"])
    assert "has been dealt with" in words(closed["amy"])
    assert "both families" not in words(closed["amy"])


def test_only_those_who_have_it_can_take_it(desk: Desk) -> None:
    report(desk, **ABOUT_ME)

    with pytest.raises(NotYours):
        desk.step("coordinator", REF, "take")
    with pytest.raises(NotFound):
        desk.step("it", REF, "take")


def test_a_threat_cannot_be_closed_without_a_decision_about_the_police(desk: Desk) -> None:
    sent = report(desk, **{**ABOUT_ME, "what_happened": "A parent threatened to burn my car"})
    desk.step("head", REF, "take")
    answers = {**carried(desk), "outcome": "police", "reason": "Passed on to the officer"}

    with pytest.raises(Incomplete):
        desk.fill_in("head", CloseReport, **answers)
    with pytest.raises(Incomplete) as refused:
        desk.fill_in("head", CloseWithPolice, **answers)
    why = {"police": "told", "police_reason": "Violence was threatened"}
    closed = desk.fill_in("head", CloseWithPolice, **answers, **why)

    assert "consider taking to the police" in words(sent["amy"])
    assert set(refused.value.by_field) == {"police", "police_reason"}
    assert "Police: The police were told" in words(closed.cards)
