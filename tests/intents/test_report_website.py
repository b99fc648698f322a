"""Reports of websites: what the reporter, IT and everybody else sees."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation.cards import Card
from bot.domain.concerns import Kind
from bot.domain.people import Role
from bot.domain.schools import Routing
from bot.errors import NotFound, NotYours
from intents.report_website.detail import AddSiteDetail
from intents.report_website.feature import CAPABILITY, advise, prefill
from intents.report_website.form import ReportWebsite
from intents.report_website.outcomes import CloseSite, SiteBlocked, SiteLeftOpen
from tests.intents.desk import Desk, labels, open_desk, person_id, words

REF = "WEB-2026-0001"
PLAIN: Mapping[str, object] = {
    "may_be_illegal": "no",
    "about_staff_use": "no",
    "url_or_app": "https://games.example/free",
    "category": "gambling",
    "who_saw": "staff",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(CAPABILITY, tmp_path)


def report(desk: Desk, **answers: object) -> Mapping[str, list[Card]]:
    """Send a report as Amy and return what everybody was sent."""
    desk.fill_in("amy", ReportWebsite, **{**PLAIN, **answers})
    return desk.read()


def carried(desk: Desk) -> dict[str, str]:
    return {"case": desk.on_file(REF).public_id}


def test_a_site_goes_to_those_on_the_schools_list_with_its_address_defanged(desk: Desk) -> None:
    sent = report(desk, seen_what="It came from https://ads.example/x in the corner")

    assert set(sent) == {"amy", "it", "coordinator", "dsl"}
    assert "hxxps://games[.]example/free" in words(sent["it"])
    assert "hxxps://ads[.]example/x" in words(sent["it"])
    assert "https://games.example" not in words([card for cards in sent.values() for card in cards])
    assert "Screen off, move on, no blame" in words(sent["amy"])
    assert sent["it"][0].title == "WEB-2026-0001 website: sent"


@pytest.mark.parametrize(
    "answers",
    [
        {"category": "sexual_content"},
        {"category": "violence_graphic"},
        {"who_saw": "pupils", "pupil_upset": "yes"},
        {"who_saw": "pupils", "pupil_upset": "not_sure"},
    ],
)
def test_the_head_hears_now_when_it_is_serious(desk: Desk, answers: dict[str, object]) -> None:
    sent = report(desk, **answers)

    assert {"head", "it"} <= set(sent)
    assert "Please look at this now" in words(sent["head"])


def test_the_schools_own_list_decides_and_it_is_always_asked_to_block(desk: Desk) -> None:
    desk.school = replace(desk.school, routing=Routing(website=(Role.ESAFETY_COORDINATOR,)))

    assert set(report(desk)) == {"amy", "coordinator", "it"}


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_what_may_be_illegal_is_not_named_and_it_gets_a_task_without_it(
    desk: Desk, answer: str
) -> None:
    asked = {question.name for question in ReportWebsite.open_questions({"may_be_illegal": answer})}
    sent = report(desk, may_be_illegal=answer, device="laptop 14")

    assert not {"url_or_app", "seen_what", "category"} & asked
    assert set(sent) == {"amy", "it", "dsl", "head"}
    assert "Turn the screen off" in words(sent["amy"])
    assert "Don't shut down, wipe or lend the device" in words(sent["amy"])
    assert "Isolate laptop 14" in words(sent["it"])
    assert "Amy Carter" not in words(sent["it"])
    assert "games" not in str(desk.on_file(REF).details)
    assert desk.seen_by("it", REF) is None


def test_the_first_thing_shown_is_what_to_do_with_the_screen(desk: Desk) -> None:
    with desk.turn("amy") as turn:
        blocks = advise({"may_be_illegal": "not_sure"}, turn)

    said = Card("", blocks).text
    assert "Turn the screen off or close the lid" in said
    assert "Tell Priya Nair and Grace Adeyemi now" in said


def test_an_illegal_site_climbs_the_ladder_until_somebody_has_it(desk: Desk) -> None:
    report(desk, may_be_illegal="yes")

    desk.later(timedelta(minutes=5))
    first = set(desk.read())
    desk.step("ddsl", REF, "take")
    desk.read()
    desk.later(timedelta(minutes=5))

    assert first == {"dsl", "ddsl", "head"}
    assert desk.read() == {}


def test_staff_use_goes_to_the_head_only(desk: Desk) -> None:
    sent = report(desk, about_staff_use="not_sure", staff_person=person_id("it"))

    assert set(sent) == {"amy", "head"}
    assert desk.on_file(REF).details["kind"] == Kind.ALG
    assert desk.seen_by("it", REF) is None
    assert desk.seen_by("coordinator", REF) is None
    assert "Len Hodge" not in sent["head"][0].title


def test_the_heads_own_use_goes_to_the_chair(desk: Desk) -> None:
    sent = report(desk, about_staff_use="yes", staff_person=person_id("head"))

    assert set(sent) == {"amy", "chair"}
    assert "Grace Adeyemi" not in words(sent["amy"])
    assert desk.seen_by("head", REF) is None


def test_illegal_staff_use_tells_the_lead_too(desk: Desk) -> None:
    sent = report(desk, may_be_illegal="yes", about_staff_use="yes", staff_person=person_id("tom"))

    assert set(sent) == {"amy", "head", "dsl"}


def test_the_reporter_hears_that_it_is_blocked_for_whom_and_when(desk: Desk) -> None:
    report(desk)
    desk.step("it", REF, "take")
    quiet = desk.read()
    desk.now += timedelta(hours=1, minutes=20)

    reply = desk.fill_in("it", SiteBlocked, **carried(desk), scope="pupils", method="site")
    told = desk.read()

    assert quiet == {}
    assert set(told) == {"amy"}
    assert "Blocked for pupils at 11:20. Thank you." in words(told["amy"])
    assert "Checked: it is blocked" in labels(reply.cards[0])


def test_the_reporter_hears_why_a_site_stays_open(desk: Desk) -> None:
    report(desk)

    desk.fill_in("it", SiteLeftOpen, **carried(desk), reason="Year 6 need it for maths")

    assert "Not blocked: Year 6 need it for maths" in words(desk.read()["amy"])


def test_a_blocked_site_is_checked_and_closed(desk: Desk) -> None:
    report(desk)
    desk.fill_in("it", SiteBlocked, **carried(desk), scope="all", method="site")
    desk.step("it", REF, "verify")

    closed = desk.fill_in("coordinator", CloseSite, **carried(desk), reason="Checked on two iPads")

    assert closed.cards[0].title == "WEB-2026-0001 website: dealt with"


def test_only_those_who_may_can_say_that_a_site_is_blocked(desk: Desk) -> None:
    report(desk)
    answers = {**carried(desk), "scope": "all", "method": "site"}

    with pytest.raises(NotYours):
        desk.fill_in("deputy", SiteBlocked, **answers)
    with pytest.raises(NotFound):
        desk.fill_in("tom", SiteBlocked, **answers)


def test_the_reporter_only_marks_a_report_as_no_longer_needed(desk: Desk) -> None:
    report(desk)

    desk.step("amy", REF, "withdraw")
    told = desk.read()

    assert set(told) == {"it", "coordinator", "dsl"}
    assert "You decide what happens" in words(told["it"])
    assert "I have it" in labels(told["it"][0])


def test_detail_that_comes_later_reaches_those_who_have_it(desk: Desk) -> None:
    report(desk)
    more = "It links to https://more.example"

    desk.fill_in("amy", AddSiteDetail, **carried(desk), how_reached="advert", more=more)
    told = desk.read()

    assert set(told) == {"it", "coordinator", "dsl"}
    assert "An advert or pop-up" in words(told["it"])
    assert "hxxps://more[.]example" in words(told["it"])
    with pytest.raises(NotFound):
        desk.fill_in("tom", AddSiteDetail, **carried(desk), how_reached="qr")


def test_a_sentence_fills_in_what_it_says(desk: Desk) -> None:
    with desk.turn("amy") as turn:
        known = prefill("porn came up on www.games.example in front of 3B", turn)

    assert known == {
        "url_or_app": "www.games.example",
        "category": "sexual_content",
        "who_saw": "pupils",
    }
