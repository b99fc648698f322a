"""A report that nobody picks up: who is brought in, how often, and who never is (DOMAIN 2.4)."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.concerns import Kind, Severity
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.feature import CAPABILITY
from intents.report_cyberbullying.form import ReportCyberbullying
from tests.intents.desk import Desk, open_desk, person_id, words

REF = "CB-2026-0001"
ORDINARY: Mapping[str, object] = {
    "danger_now": "no",
    "sexual_image": "no",
    "target": "pupil",
    "alleged": "pupil",
    "what_happened": "Unkind videos about a child in my class",
    "platform": "tiktok",
}
EXTREMISM = {"what_happened": "He shares extremist recruitment videos with a terrorist group"}
THREAT = {"what_happened": "They post racist jokes about a boy in my class"}
BY_TOM = {"alleged": "staff", "alleged_person": person_id("tom")}
BY_HEAD = {"alleged": "leader", "alleged_person": person_id("head")}
WAITS = {name: ["1 thing waits for you"] for name in ("dsl", "coordinator")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(CAPABILITY, tmp_path)


def report(desk: Desk, **answers: object) -> set[str]:
    """Send a report as Amy and return who was told at once, herself apart."""
    desk.fill_in("amy", ReportCyberbullying, **{**ORDINARY, **answers})
    return set(desk.read()) - {"amy"}


def later(desk: Desk, **wait: float) -> dict[str, list[str]]:
    """Let time pass and return the titles that everybody reads then."""
    desk.later(timedelta(**wait))
    return {name: [card.title for card in cards] for name, cards in desk.read().items()}


def test_a_grave_safeguarding_report_climbs_from_its_due_time_on(desk: Desk) -> None:
    at_once = report(desk, **EXTREMISM)
    details = desk.on_file(REF).details

    due = later(desk, hours=1)
    noon = later(desk, hours=1, minutes=30)

    assert (details["kind"], details["severity"]) == (Kind.SG, Severity.HIGH)
    assert at_once == {"dsl", "head"}
    assert set(due) == {"dsl", "ddsl", "head"}
    assert set(noon) == {"dsl", "ddsl", "head", "deputy"}
    assert all(REF in title for titles in noon.values() for title in titles)


def test_a_report_that_turns_out_to_be_grave_climbs_from_its_new_due_time_on(desk: Desk) -> None:
    report(desk)
    case = desk.on_file(REF).public_id
    desk.fill_in("amy", AddDetail, case=case, signs=["extremism"])
    at_once = set(desk.read()) - {"amy"}

    early, due = later(desk, minutes=59), later(desk, minutes=1)

    assert "head" in at_once
    assert early == {}
    assert "ddsl" in due


@pytest.mark.parametrize(
    ("answers", "told"),
    [(THREAT, {"head", "dsl", "coordinator"}), (BY_TOM, {"head"})],
)
def test_no_other_report_brings_more_people_in(
    desk: Desk, answers: dict[str, object], told: set[str]
) -> None:
    assert report(desk, **answers) == told

    slots = [later(desk, hours=2, minutes=30), later(desk, hours=3, minutes=15)]

    assert [set(slot) for slot in slots] == [told, told]
    assert set(desk.on_file(REF).handlers) == {person_id(name) for name in told}


def test_a_report_for_the_same_day_is_brought_up_while_somebody_can_still_answer_it(
    desk: Desk,
) -> None:
    report(desk)

    noon = later(desk, hours=2, minutes=30)
    afternoon = later(desk, hours=3, minutes=15)

    assert noon == {}
    assert afternoon == WAITS
    assert f"{desk.now:%H:%M}" == "15:45"


def test_a_report_after_the_last_reminder_time_is_brought_up_the_next_morning(desk: Desk) -> None:
    desk.now += timedelta(hours=5, minutes=50)
    report(desk)

    heard = [later(desk, minutes=5) for _ in range(24)]
    morning = later(desk, hours=14, minutes=30)

    assert not any(heard)
    assert morning == {**WAITS, "head": ["1 report is late"]}


def test_a_report_of_the_weekend_is_brought_up_on_the_day_that_it_is_for(desk: Desk) -> None:
    desk.now += timedelta(days=4)
    report(desk)

    before = [later(desk, minutes=30) for _ in range(48 * 2 + 11)]
    monday = later(desk, minutes=15)

    assert not any(before)
    assert monday == WAITS
    assert f"{desk.now:%a %H:%M}" == "Mon 15:45"


def test_the_head_hears_of_a_late_report_in_a_digest_and_takes_nothing_over(desk: Desk) -> None:
    report(desk)

    in_time = later(desk, hours=5, minutes=45)
    late = later(desk, hours=16, minutes=30)

    assert in_time == WAITS
    assert late == {**WAITS, "head": ["1 report is late"]}
    assert person_id("head") not in desk.on_file(REF).handlers


def test_a_head_who_is_targeted_does_not_hear_that_it_is_late(desk: Desk) -> None:
    report(desk, target="staff", target_person=person_id("head"), alleged="parent")

    heard = [later(desk, minutes=15) for _ in range(200)]

    assert any("deputy" in slot for slot in heard)
    assert not any("head" in slot for slot in heard)


def test_a_report_brings_itself_up_ten_times_at_most(desk: Desk) -> None:
    report(desk)

    heard = [later(desk, minutes=15) for _ in range(4 * 24 * 14)]

    assert len([slot for slot in heard if "dsl" in slot]) == 10


def test_a_grave_report_about_a_leader_is_brought_up_at_its_due_time_and_its_reporter_told_once(
    desk: Desk,
) -> None:
    report(desk, **BY_HEAD)

    early = later(desk, minutes=59)
    desk.later(timedelta(minutes=1))
    due = desk.read()
    noon = later(desk, hours=1, minutes=30)
    afternoon = later(desk, hours=3, minutes=15)

    assert early == {}
    assert set(due) == {"chair", "amy"}
    [card] = due["amy"]
    said = "Nobody has picked it up yet. Please speak to Margaret Osei, or ring one of these:"
    assert said in card.text
    assert "Council LADO, 01632 960101" in card.text
    assert "Grace Adeyemi" not in card.text
    assert all(
        REF in due["chair"][0].title and set(each) == {"chair"} for each in (noon, afternoon)
    )
    assert REF in noon["chair"][0]
    assert set(desk.on_file(REF).handlers) == {person_id("chair")}


def test_a_report_about_a_leader_that_was_picked_up_is_not_brought_up(desk: Desk) -> None:
    report(desk, **BY_HEAD)
    desk.step("chair", REF, "take")
    desk.read()

    assert [later(desk, hours=1), later(desk, hours=1, minutes=30)] == [{}, {}]


def test_the_digest_says_which_report_is_late_and_leaves_out_what_somebody_has(desk: Desk) -> None:
    report(desk)
    report(desk)
    desk.later(timedelta(hours=5, minutes=45))
    in_time = words(desk.read()["dsl"])
    desk.step("coordinator", REF, "take")
    desk.read()

    desk.later(timedelta(hours=16, minutes=30))
    late = words(desk.read()["dsl"])

    assert "2 things wait for you" in in_time
    assert "Late" not in in_time
    assert "1 thing waits for you" in late
    assert "CB-2026-0002: Report, 17 Nov: sent, not picked up yet. Late." in late
    assert REF not in late
