"""D14: what the school knows of a site already, before another request for it is sent."""

from typing import Any

import pytest

from intents.buttons import Begin, TakeStep
from intents.decide.feature import Decide, Refuse
from intents.digest.feature import Digests
from intents.request_unblock.earlier import RequestAllTheSame
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.form import RequestUnblock
from tests.intents.requests_for_sites import ANSWERS, REF, sends, tick, words_of
from tests.support.counter import OPENS, Counter, button, labels, words

SECOND = "UNB-2026-0002"
OPEN_ALREADY = "That site is open for you already"
REFUSED = "A request for this site was refused this school year"


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    shared = (Decide([CAPABILITY]).capability(), Digests([CAPABILITY]).capability())
    return Counter.open(sqlite_url, CAPABILITY, shared=shared)


def approves(counter: Counter, ref: str = REF) -> None:
    counter.wants("head", TakeStep(case=counter.case(ref).public_id, verb="approve", revision=1))
    counter.arrives()


def refuses(counter: Counter, ref: str = REF, reason: str = "It has adverts.") -> None:
    counter.submits("head", Refuse, case=counter.case(ref).public_id, revision="1", reason=reason)
    counter.arrives()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"url": "http://www.maps.example/Rivers/?utm_campaign=x"},
        {"starts": "2026-11-25", "until": "2026-11-25"},
        {"group": "5 RED"},
    ],
)
def test_what_is_open_for_that_class_on_those_days_is_said_at_once(
    counter: Counter, asked: dict[str, Any]
) -> None:
    sends(counter)
    approves(counter)

    reply = sends(counter, "tom", **asked)

    assert reply.cards[0].title == OPEN_ALREADY
    assert "When: Tue 24 Nov to Fri 27 Nov 2026" in words(reply)
    assert "Amy Carter" not in words(reply)
    assert counter.arrives() == {}
    assert counter.case_or_none(SECOND) is None


@pytest.mark.parametrize(
    "asked",
    [
        {"url": "https://maps.example/lakes"},
        {"url": "https://maps.example/river"},
        {"until": "2026-11-28"},
        {"starts": "2026-11-23"},
        {"group": "6 Blue"},
        {"audience": "year", "group": "5 Red"},
        {"audience": "staff", "group": None},
        {"audience": "school", "group": None},
    ],
)
def test_what_goes_beyond_it_is_a_request(counter: Counter, asked: dict[str, Any]) -> None:
    sends(counter)
    approves(counter)

    sends(counter, "tom", **asked)

    assert counter.case(SECOND).state == "submitted"


@pytest.mark.parametrize(
    ("first", "then", "is_open"),
    [
        ({"audience": "school"}, {"audience": "class", "group": "5 Red"}, True),
        ({"audience": "staff"}, {"audience": "me"}, True),
        ({"audience": "me"}, {"audience": "me"}, False),
        ({"audience": "staff", "url": "https://maps.example"}, {"audience": "staff"}, True),
    ],
)
def test_more_people_and_the_whole_site_include_fewer_and_a_page(
    counter: Counter, first: dict[str, Any], then: dict[str, Any], *, is_open: bool
) -> None:
    nobody = {"group": None}
    counter.submits("dsl", RequestUnblock, **{**ANSWERS, **nobody, **first})
    approves(counter)

    reply = sends(counter, "tom", **{**nobody, **then})

    assert (OPEN_ALREADY in words(reply)) is is_open


def test_somebody_elses_refusal_is_shown_with_its_reason_and_not_who_asked(
    counter: Counter,
) -> None:
    sends(counter)
    refuses(counter)

    reply = sends(counter, "tom")

    assert reply.cards[0].title == REFUSED
    assert "Decided on: Tue 17 Nov 2026" in words(reply)
    assert "Reason: It has adverts." in words(reply)
    assert "Amy Carter" not in words(reply)
    assert REF not in words(reply)
    assert labels(reply) == ["Send it all the same", "Leave it"]
    assert counter.arrives() == {}
    assert counter.case_or_none(SECOND) is None


def test_it_can_be_sent_all_the_same_and_nothing_typed_is_lost(counter: Counter) -> None:
    sends(counter)
    refuses(counter)
    words_of_tom = {"reasons": "My group draws the same map", "controls": ["supervised"]}
    sends(counter, "tom", **words_of_tom)

    opened = counter.presses("tom", "Send it all the same", OPENS)
    assert opened.dialog
    sent = counter.submits("tom", RequestAllTheSame, **opened.dialog.answers)

    assert not sent.errors
    case = counter.case(SECOND)
    assert (case.text("reasons"), case.details["controls"]) == (
        words_of_tom["reasons"],
        words_of_tom["controls"],
    )
    assert set(counter.arrives()) == {"tom", "head"}
    assert counter.draft("tom") is None


def test_it_can_be_sent_all_the_same_in_the_chat(counter: Counter) -> None:
    sends(counter)
    refuses(counter)
    sends(counter, "tom")

    review = counter.presses("tom", "Send it all the same")
    counter.presses("tom", "Send it all the same")

    assert "What is it for: Geography, the pupils label a map" in words(review)
    assert counter.case(SECOND).state == "submitted"


def test_it_can_be_left(counter: Counter) -> None:
    sends(counter)
    refuses(counter)
    sends(counter, "tom")

    left = counter.presses("tom", "Leave it")

    assert words(left).strip() == "Left. Nothing was sent."
    assert counter.draft("tom") is None
    assert counter.case_or_none(SECOND) is None


def test_leaving_it_throws_nothing_else_away(counter: Counter) -> None:
    sends(counter)
    refuses(counter)
    warned = sends(counter, "tom")
    counter.presses("tom", "Leave it")
    counter.changes("tom", RequestUnblock, url="https://other.example")

    counter.wants("tom", button(warned, "Leave it").means)

    draft = counter.draft("tom")
    assert draft
    assert draft.answers["url"] == "https://other.example"


def test_the_persons_own_refusal_leads_to_asking_once_more(counter: Counter) -> None:
    sends(counter)
    refuses(counter)

    reply = sends(counter, reasons="Because the adverts are gone now")
    opened = counter.presses("amy", "Ask once more", OPENS)

    assert "Your request for this site was refused this school year" in words(reply)
    assert opened.dialog
    assert opened.dialog.answers["reasons"] == "Because the adverts are gone now"
    assert counter.case_or_none(SECOND) is None


@pytest.mark.parametrize(
    "asked",
    [{"url": "https://maps.example/river"}, {"url": "https://www.maps.example/rivers/"}],
)
def test_an_address_that_is_written_alike_brings_up_the_refusal(
    counter: Counter, asked: dict[str, Any]
) -> None:
    sends(counter)
    refuses(counter)

    assert REFUSED in words(sends(counter, "tom", **asked))


def test_another_page_brings_up_nothing(counter: Counter) -> None:
    sends(counter)
    refuses(counter)

    sends(counter, "tom", url="https://maps.example/lakes-and-seas")

    assert counter.case(SECOND).state == "submitted"


def test_a_refusal_of_last_school_year_counts_no_more(counter: Counter) -> None:
    sends(counter)
    refuses(counter)
    counter.later(days=300)

    dates = {"starts": "2027-09-20", "until": "2027-09-24", "needed_by": "2027-09-17"}
    replies = [sends(counter, "tom", **dates), sends(counter, "bea", **dates, school="hill")]

    assert [reply.errors for reply in replies] == [{}, {}]
    assert counter.case("UNB-2027-0001").state == "submitted"


def test_the_newest_decision_counts(counter: Counter) -> None:
    sends(counter)
    refuses(counter)
    sends(counter, "tom")
    counter.presses("tom", "Send it all the same")
    counter.presses("tom", "Send it all the same")
    approves(counter, SECOND)

    reply = sends(counter, "coordinator", until="2026-12-04")

    assert REFUSED not in words(reply)
    assert counter.case("UNB-2026-0003").state == "submitted"


def test_who_asked_already_is_shown_that_request(counter: Counter) -> None:
    sends(counter)
    counter.arrives()

    reply = sends(counter, url="https://www.maps.example/rivers", until="2026-11-25")

    assert "You have asked for this site already. Nothing new was sent." in words(reply)
    assert f"{REF}: waiting for a decision" in words(reply)
    assert labels(reply) == ["Change it", "Withdraw"]
    assert counter.case_or_none(SECOND) is None


def test_what_was_withdrawn_or_lapsed_can_be_asked_for_again(counter: Counter) -> None:
    sends(counter)
    counter.wants("amy", TakeStep(case=counter.case(REF).public_id, verb="withdraw"))
    sends(counter)
    tick(counter, days=5)
    sends(counter, needed_by="2026-11-24")

    states = [counter.case(f"UNB-2026-000{number}").state for number in (1, 2, 3)]
    assert states == ["withdrawn", "lapsed", "submitted"]


def test_two_who_ask_for_the_same_are_seen_side_by_side(counter: Counter) -> None:
    sends(counter)
    counter.arrives()

    sends(counter, "tom", url="https://www.maps.example/rivers/")
    read = counter.arrives()

    assert set(read) == {"tom", "head"}
    assert f"Somebody else asks for the same site: {REF}." in words_of(read["head"])
    assert "Somebody else" not in words_of(read["tom"])
    first = counter.case(REF)
    with counter.open_uow() as uow:
        assert [case.ref for case in uow.cases.linked(first)] == [SECOND]


def test_the_first_of_two_is_drawn_again_with_the_second(counter: Counter) -> None:
    sends(counter)
    counter.arrives()

    sends(counter, "tom")

    redrawn = {parcel.living for parcel in counter.outbox() if parcel.redraw}
    assert redrawn == {f"case:{counter.case(REF).public_id}"}


def test_another_schools_requests_are_no_matter(counter: Counter) -> None:
    counter.submits("dale/head", RequestUnblock, **ANSWERS)
    sends(counter)

    assert counter.case(REF).state == "submitted"


def test_words_begin_a_request_as_before(counter: Counter) -> None:
    sends(counter)
    refuses(counter)

    begun = counter.wants("tom", Begin(form="request_unblock", text="unblock maps.example"))

    assert "Full web address: hxxps://maps[.]example" in words(begun)
