"""Reports of cyberbullying: what the reporter and everybody else sees."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.cards import Card
from bot.domain.people import Role
from bot.domain.schools import SafeguardingMode
from bot.errors import NotFound
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.feature import CAPABILITY
from intents.report_cyberbullying.form import ReportCyberbullying
from tests.intents.desk import Desk, labels, open_desk, person_id, words

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


def test_an_ordinary_report_reaches_the_lead_and_the_coordinator_with_the_words(desk: Desk) -> None:
    sent = report(desk)

    assert set(sent) == {"amy", "dsl", "coordinator"}
    assert STORY in words(sent["dsl"])
    assert labels(sent["dsl"][0]) == ("I have it", "More")


def test_a_title_holds_a_reference_and_a_category_and_nobody(desk: Desk) -> None:
    sent = report(desk, alleged="staff", alleged_person=person_id("tom"))

    titles = [card.title for cards in sent.values() for card in cards]
    assert titles == [
        "CB-2026-0001 concern about an adult: sent, not picked up yet",
        "CB-2026-0001: sent, not picked up yet",
    ]


def test_the_receipt_says_where_it_went_and_by_when_and_what_to_do(desk: Desk) -> None:
    receipt = words(report(desk)["amy"])

    assert "Saved as CB-2026-0001 at 10:00." in receipt
    assert "designated safeguarding lead (Priya Nair)" in receipt
    assert "e-safety coordinator (Ravi Menon)" in receipt
    assert "They should confirm by 16:00 today." in receipt
    assert receipt.index("Saved as") < receipt.index("Thank the pupil")
    assert receipt.index("Thank the pupil") < receipt.index("You may not be told the outcome")


def test_a_dialog_ends_with_the_receipt(desk: Desk) -> None:
    reply = desk.fill_in("amy", ReportCyberbullying, **ORDINARY)

    assert "Saved as CB-2026-0001" in words(reply.cards)


def test_with_a_sexual_image_nothing_is_described_and_no_evidence_is_asked_for() -> None:
    asked = {question.name for question in ReportCyberbullying.open_questions(IMAGE)}
    added = {question.name for question in AddDetail.open_questions({"sexual_image": "yes"})}

    assert asked == {
        *("danger_now", "sexual_image", "target", "alleged"),
        *("told_by", "happened_at", "device_involved", "has_spread"),
    }
    assert added == {"signs"}


def test_a_possible_sexual_image_goes_to_the_lead_alone_and_keeps_no_words(desk: Desk) -> None:
    sent = report(desk, **IMAGE)

    assert set(sent) == {"amy", "dsl"}
    assert "Please speak to Amy Carter in person now" in words(sent["dsl"])
    assert "SafeRecord" in words(sent["dsl"])
    assert STORY not in str(desk.on_file(REF).details)
    assert "Keep the evidence" not in words(sent["amy"])
    assert "Don't look at it" in words(sent["amy"])


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_danger_keeps_a_stub_only_unless_the_school_captures(desk: Desk, answer: str) -> None:
    report(desk, danger_now=answer)
    desk.school = replace(desk.school, safeguarding_mode=SafeguardingMode.CAPTURE_THEN_HANDOFF)
    captured = report(desk, danger_now=answer)

    assert "what_happened" not in desk.on_file(REF).details
    assert STORY in words(captured["dsl"])
    assert set(captured) == {"amy", "dsl", "ddsl"}


def test_words_that_mean_danger_count_even_where_the_answer_was_no(desk: Desk) -> None:
    sent = report(desk, what_happened="She wrote that she wants to kill herself tonight")

    assert set(sent) == {"amy", "dsl", "ddsl"}
    assert "call 999 first" in words(sent["amy"])


@pytest.mark.parametrize("named", [{"alleged_person": person_id("head")}, {}])
def test_nothing_about_the_head_reaches_the_head(desk: Desk, named: dict[str, object]) -> None:
    sent = report(desk, alleged="leader", **named)

    assert set(sent) == {"amy", "chair"}
    assert "Margaret Osei" in words(sent["amy"])
    assert "Grace Adeyemi" not in words(sent["amy"])
    assert "Council LADO, 01632 960101" in words(sent["amy"])
    assert desk.seen_by("head", REF) is None
    assert desk.seen_by("dsl", REF) is None
    with pytest.raises(NotFound):
        desk.fill_in("head", AddDetail, **carried(desk), more="What is this?")


def test_a_teachers_own_report_offers_them_support_and_tells_the_head(desk: Desk) -> None:
    sent = report(desk, **ABOUT_ME)

    assert set(sent) == {"amy", "head"}
    assert "Grace Adeyemi has been told and should offer you a meeting" in words(sent["amy"])
    assert "Please don't contact the parent" in words(sent["amy"])


def test_a_head_who_is_targeted_never_has_the_case(desk: Desk) -> None:
    sent = report(desk, **{**ABOUT_ME, "target": "staff", "target_person": person_id("head")})

    assert set(sent) == {"amy", "deputy"}
    assert desk.seen_by("head", REF) is None


def test_somebody_who_reports_themself_keeps_the_receipt_only(desk: Desk) -> None:
    sent = report(desk, by="tom", alleged="staff", alleged_person=person_id("tom"))

    assert set(sent) == {"tom", "head"}
    assert "Saved as" in words(sent["tom"])
    assert desk.seen_by("tom", REF) is not None


def test_the_coordinator_sees_a_line_of_what_is_restricted_and_nothing_of_allegations(
    desk: Desk,
) -> None:
    report(desk, **ABOUT_ME)
    report(desk, danger_now="yes")
    report(desk, alleged="staff", alleged_person=person_id("tom"))

    line = desk.seen_by("coordinator", REF)
    assert line
    assert STORY not in line.text
    assert "Amy Carter" not in line.text
    assert "cyberbullying of staff" in line.text
    assert "safeguarding" in words([desk.seen_by("coordinator", "CB-2026-0002") or Card("")])
    assert desk.seen_by("coordinator", "CB-2026-0003") is None
    assert desk.seen_by("it", REF) is None
    assert desk.seen_by("tom", "CB-2026-0003") is None


def test_nobody_left_in_school_puts_outside_help_on_the_reporters_screen(desk: Desk) -> None:
    for name in ("chair", "trust"):
        desk.give(name)

    sent = report(desk, alleged="leader", alleged_person=person_id("head"))

    assert set(sent) == {"amy"}
    assert "Nobody in school can be given this here" in words(sent["amy"])
    assert "Council LADO, 01632 960101" in words(sent["amy"])
    assert "Sent to: nobody in school" in words(sent["amy"])
    assert "They should confirm" not in words(sent["amy"])


def test_a_head_who_is_the_lead_too_is_left_out_of_both_posts(desk: Desk) -> None:
    desk.give("head", Role.HEADTEACHER, Role.DSL)
    desk.give("dsl")

    sent = report(desk, **{**IMAGE, "alleged": "leader", "alleged_person": person_id("head")})

    assert set(sent) == {"amy", "ddsl", "chair"}
    assert "Grace Adeyemi" not in words(sent["amy"])
