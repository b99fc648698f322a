"""Adding to a report of cyberbullying, and saying that it is no longer needed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.cards import Card
from bot.domain.cases import Case
from bot.domain.schools import SafeguardingMode
from bot.errors import NotYours, TooLate
from bot.services import cases, notes
from bot.turn import Turn
from intents.buttons import Open
from intents.report_cyberbullying.closing import CloseReport
from intents.report_cyberbullying.detail import AddDetail, advise
from intents.report_cyberbullying.feature import CAPABILITY
from intents.report_cyberbullying.form import ReportCyberbullying
from tests.intents.desk import HILL, Desk, button, labels, open_desk, words

REF = "CB-2026-0001"
REPORT: dict[str, object] = {
    "danger_now": "no",
    "sexual_image": "no",
    "target": "pupil",
    "alleged": "pupil",
    "what_happened": "Unkind videos about a child",
    "platform": "tiktok",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = open_desk(CAPABILITY, tmp_path)
    opened.fill_in("amy", ReportCyberbullying, **REPORT)
    opened.read()
    return opened


def add(desk: Desk, by: str = "amy", **answers: object) -> dict[str, list[Card]]:
    desk.fill_in(by, AddDetail, case=desk.on_file(REF).public_id, **answers)
    return desk.read()


def desk_case(turn: Turn) -> Case:
    case = turn.uow.cases.find(HILL, REF)
    assert case
    return case


def test_detail_is_added_below_the_report_and_edits_nothing(desk: Desk) -> None:
    add(desk, location_of_post="https://video.example/u/someone", replied="no")
    told = add(desk, more="It was posted again")

    shown = words(told["dsl"])
    assert "Unkind videos about a child" in shown
    assert "hxxps://video[.]example/u/someone" in shown
    assert "It was posted again" in shown
    assert "https://" not in shown


def test_a_sign_brings_in_whoever_must_hear_of_it(desk: Desk) -> None:
    told = add(desk, signs=["police", "school_device"])

    assert {"head", "dsl", "coordinator", "it"} == set(told)
    assert "please keep logs" in told["it"][0].title
    assert "Amy Carter" not in words(told["it"])
    assert "police" in words(told["head"])


@pytest.mark.parametrize("mode", list(SafeguardingMode))
def test_what_becomes_safeguarding_leaves_those_it_is_too_restricted_for(
    desk: Desk, mode: SafeguardingMode
) -> None:
    desk.school = replace(desk.school, safeguarding_mode=mode)

    told = add(desk, signs=["adult_contact"], more="He asked to meet her")

    line = desk.seen_by("coordinator", REF)
    is_kept = mode is SafeguardingMode.CAPTURE_THEN_HANDOFF
    assert set(told) == {"dsl"}
    assert line
    assert "Unkind" not in line.text
    assert ("Unkind videos" in words(told["dsl"])) == is_kept
    assert ("asked to meet" in str(desk.on_file(REF).details)) == is_kept


def test_only_the_reporter_and_those_who_have_it_add_to_it(desk: Desk) -> None:
    with pytest.raises(NotYours):
        add(desk, by="deputy", more="I heard something")


def test_a_closed_report_takes_no_more(desk: Desk) -> None:
    desk.step("dsl", REF, "take")
    public_id = desk.on_file(REF).public_id
    desk.fill_in("dsl", CloseReport, case=public_id, outcome="behaviour", reason="All settled")

    with pytest.raises(TooLate):
        add(desk, more="One more thing")


def test_a_possible_sexual_image_takes_no_evidence_whatever_is_sent(tmp_path: Path) -> None:
    desk = open_desk(CAPABILITY, tmp_path)
    desk.school = replace(desk.school, safeguarding_mode=SafeguardingMode.CAPTURE_THEN_HANDOFF)
    image = {"told_by": "pupil", "device_involved": "no", "has_spread": "no"}
    desk.fill_in("amy", ReportCyberbullying, **{**REPORT, "sexual_image": "yes", **image})

    add(desk, more="It shows", evidence_pointer="On my phone", location_of_post="a.example")

    assert "On my phone" not in str(desk.on_file(REF).details)
    assert "It shows" not in str(desk.on_file(REF).details)


EVIDENCE: dict[str, Any] = {
    "still_visible": "yes",
    "evidence_kept": "not_safe",
    "evidence_pointer": "The Incidents folder",
    "evidence_not_deleted": "yes",
    "platform_reported": "yes",
    "platform_report_ref": "TT-77",
}


def test_what_is_known_of_the_evidence_is_kept_as_words_about_it(desk: Desk) -> None:
    shown = words(add(desk, **EVIDENCE)["dsl"])

    for line in (
        "Can it still be seen: Yes",
        "Is there evidence: It is not safe to keep it",
        "Where is the evidence kept: The Incidents folder",
        "Is the post or message left as it was, not deleted: Yes",
        "The app's or site's own number for that report: TT-77",
    ):
        assert line in shown, line


def test_evidence_that_was_deleted_is_written_down_as_well(desk: Desk) -> None:
    told = add(desk, evidence_not_deleted="no", still_visible="no")

    assert "left as it was, not deleted: No" in words(told["dsl"])
    assert "Can it still be seen: No, it is gone" in words(told["dsl"])


@pytest.mark.parametrize("image", ["yes", "not_sure"])
def test_no_question_and_no_line_about_evidence_where_a_sexual_picture_may_be_involved(
    tmp_path: Path, image: str
) -> None:
    desk = open_desk(CAPABILITY, tmp_path)
    more = {"told_by": "pupil", "device_involved": "no", "has_spread": "no"}
    desk.fill_in("amy", ReportCyberbullying, **{**REPORT, "sexual_image": image, **more})

    way = button(desk.seen_by("amy", REF) or Card(""), "Add detail").means
    assert isinstance(way, Open)
    asked = [question.name for question in AddDetail.open_questions(way.carried)]
    forged = AddDetail.open_questions({**way.carried, "sexual_image": "no"})
    add(desk, sexual_image="no", **EVIDENCE)

    assert asked == ["signs"]
    assert len(forged) > len(asked)
    with desk.turn("amy") as turn:
        assert advise(way.carried, turn) == ()
        assert advise({**way.carried, "sexual_image": "no"}, turn) == ()
    added = desk.on_file(REF).details["added"]
    assert isinstance(added, list)
    assert [set(row) for row in added if isinstance(row, dict)] == [{"at", "by"}]


def test_how_to_keep_evidence_stands_above_the_questions_about_it(desk: Desk) -> None:
    way = button(desk.seen_by("amy", REF) or Card(""), "Add detail").means
    assert isinstance(way, Open)

    with desk.turn("amy") as turn:
        said = words([Card("", advise(way.carried, turn))])

    assert "Keep the evidence." in said
    assert "the Incidents folder" in said


def test_detail_keeps_what_the_handler_noted(desk: Desk) -> None:
    with desk.turn("dsl") as turn:
        case = desk_case(turn)
        cases.add_to(turn, case, cases.Addition("note", notes.with_note(case, "Rang home", turn)))

    told = add(desk, more="It was posted again")

    assert "Rang home" in words(told["dsl"])


def test_no_longer_needed_is_a_mark_and_not_for_what_is_restricted(desk: Desk) -> None:
    desk.step("amy", REF, "withdraw")
    told = desk.read()
    desk.fill_in("amy", ReportCyberbullying, **{**REPORT, "danger_now": "yes"})

    assert "You decide what happens" in words(told["dsl"])
    assert labels(told["dsl"][0]) == ("I have it", "Close", "More")
    assert labels(desk.seen_by("amy", "CB-2026-0002")) == ("Add detail",)
