"""D7, D8 and D10: the narrower choice, the longest time, and a request that is changed."""

from typing import Any

import pytest

from bot.conversation.exchange import Reply
from bot.domain.cases import Case
from intents.buttons import Open, TakeStep
from intents.decide.feature import AskForMore, Decide
from intents.digest.feature import Digests
from intents.request_unblock.approval import ApproveWithChanges
from intents.request_unblock.changing import ChangeRequest
from intents.request_unblock.comments import CommentOnRequest
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.flags import comments_on
from intents.request_unblock.narrower import narrower
from tests.intents.requests_for_sites import ANSWERS, REF, sends, words_of
from tests.support.counter import OPENS, Counter, labels, words
from tests.support.small_trust import HILL, TUESDAY, pid

SCHOOL_WIDE: dict[str, Any] = {"audience": "school", "group": None}


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    shared = (Decide([CAPABILITY]).capability(), Digests([CAPABILITY]).capability())
    return Counter.open(sqlite_url, CAPABILITY, shared=shared)


def changes(counter: Counter, name: str = "amy", revision: int = 1, **answers: Any) -> Reply:
    values = {**ANSWERS, "case": counter.case(REF).public_id, "revision": str(revision)}
    return counter.submits(name, ChangeRequest, **{**values, **answers})


def approves_with(counter: Counter, **changed: Any) -> Reply:
    values = {
        "case": counter.case(REF).public_id,
        "revision": "1",
        "audience": "staff",
        "starts": "2026-11-24",
        "until": "2026-11-24",
    }
    return counter.submits("head", ApproveWithChanges, **{**values, **changed})


@pytest.mark.parametrize(
    ("asked", "choices"),
    [
        ({}, ()),
        ({"url": "https://maps.example"}, ("one page, not the whole site",)),
        ({"audience": "school"}, ("one class, not the whole school",)),
        ({"until": "2027-02-01"}, ("half a term, not longer",)),
        ({"until": "2027-01-12"}, ()),
        (
            {"url": "https://maps.example", "audience": "school", "until": "2027-07-21"},
            (
                "one page, not the whole site",
                "one class, not the whole school",
                "half a term, not longer",
            ),
        ),
    ],
)
def test_the_narrower_choice_is_named_where_there_is_one(
    asked: dict[str, Any], choices: tuple[str, ...]
) -> None:
    details = {**ANSWERS, "url": "https://maps.example/rivers", **asked}
    case = Case(HILL, REF, "request_unblock", "submitted", pid("amy"), TUESDAY, details)

    assert narrower(case) == choices


def test_whoever_decides_reads_the_narrower_choice_and_the_requester_does_not(
    counter: Counter,
) -> None:
    sends(counter, url="https://maps.example")
    read = counter.arrives()

    hint = "Would it do with one page, not the whole site? If so, press Approve with changes."
    assert hint in words_of(read["head"])
    assert hint not in words_of(read["amy"])


def test_a_page_can_be_approved_in_place_of_the_site(counter: Counter) -> None:
    sends(counter, url="https://maps.example")
    counter.arrives()

    approves_with(counter, url="https://maps.example/rivers")

    assert "hxxps://maps[.]example/rivers" in words_of(counter.arrives()["it"])
    assert counter.case(REF).text("url") == "https://maps.example/rivers"


def test_another_site_can_not_be_approved_in_its_place(counter: Counter) -> None:
    sends(counter)

    reply = approves_with(counter, url="https://other.example/rivers")

    assert set(reply.errors) == {"url"}
    assert counter.case(REF).state == "submitted"


@pytest.mark.parametrize("until", ["2027-07-22", "2026-11-23", "2026-11-16"])
def test_no_approval_ends_after_the_school_year_or_before_it_begins(
    counter: Counter, until: str
) -> None:
    sends(counter)

    reply = approves_with(counter, until=until)

    assert reply.errors == {"until": "Choose a day from the first one to 21 Jul 2027."}


def test_no_request_ends_after_the_school_year(counter: Counter) -> None:
    last = sends(counter, until="2027-07-21")
    late = sends(counter, url="https://maps.example/lakes", until="2027-07-22")

    assert not last.errors
    assert late.errors == {"until": "The longest is to the end of the school year, 21 Jul 2027."}


def test_a_change_is_told_with_its_time_and_old_buttons_are_refused(counter: Counter) -> None:
    sends(counter)
    counter.arrives()
    counter.later(minutes=40)

    changes(counter, until="2026-11-25")
    read = counter.arrives()
    old = counter.wants(
        "head", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1)
    )
    again = counter.wants(
        "head", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=2)
    )

    assert set(read) == {"head"}
    assert "This request changed at 10:40, here is the new one." in words_of(read["head"])
    assert "When: Tue 24 Nov to Wed 25 Nov 2026" in words_of(read["head"])
    assert "The request changed after that card was sent." in words(old)
    assert "approved, being switched on" in words(again)


def test_everything_stands_in_the_form_for_a_change(counter: Counter) -> None:
    sends(counter)
    carried = {"case": counter.case(REF).public_id, "revision": "1"}

    opened = counter.wants("amy", Open(form="change_request", carried=carried), OPENS)

    assert opened.dialog
    known = dict(opened.dialog.answers)
    assert known["url"] == "https://maps.example/rivers"
    assert {name: known[name] for name in ("reasons", "risks", "group", "starts", "until")} == {
        name: ANSWERS[name] for name in ("reasons", "risks", "group", "starts", "until")
    }


def test_what_the_new_answers_close_is_gone(counter: Counter) -> None:
    sends(counter)

    changes(counter, audience="staff", group="")

    assert counter.case(REF).text("group") == ""
    assert (
        "For: Staff"
        in counter.wants(
            "head", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=2)
        )
        .cards[0]
        .text
    )


@pytest.mark.parametrize(
    ("answers", "is_kept"),
    [
        ({"reasons": "History, the pupils label a map"}, True),
        ({"until": "2026-11-25"}, True),
        ({"url": "https://maps.example/lakes"}, False),
        ({"audience": "year", "group": "Year 5", "involves": ["social"]}, False),
        ({"involves": ["social", "ai"]}, False),
        ({"block_category": "Chat"}, False),
        ({"risks": ["adverts", "comments"]}, False),
    ],
)
def test_a_comment_counts_for_what_it_was_made_on(
    counter: Counter, answers: dict[str, Any], *, is_kept: bool
) -> None:
    asked = {**SCHOOL_WIDE, "involves": ["social"]}
    sends(counter, **asked)
    comment = {"thought": "fine", "words": "Board only."}
    counter.submits("dsl", CommentOnRequest, case=counter.case(REF).public_id, **comment)
    counter.arrives()

    changes(counter, **{**asked, **answers})

    assert bool(comments_on(counter.case(REF))) is is_kept
    assert ("dsl" in counter.arrives()) is not is_kept


def test_a_change_that_needs_a_comment_asks_for_it(counter: Counter) -> None:
    sends(counter)
    counter.arrives()

    changes(counter, **SCHOOL_WIDE)

    assert set(counter.arrives()) == {"head", "dsl"}


def test_a_change_that_needs_none_any_more_waits_for_nobody(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)

    changes(counter)
    counter.wants("head", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=2))

    assert counter.case(REF).state == "approved"


def test_a_change_answers_what_was_asked(counter: Counter) -> None:
    sends(counter)
    case = counter.case(REF).public_id
    counter.submits("head", AskForMore, case=case, revision="1", question="Which class?")

    changes(counter)

    assert counter.case(REF).state == "submitted"


@pytest.mark.parametrize("name", ["head", "tom", "dsl", "it"])
def test_only_the_requester_changes_it(counter: Counter, name: str) -> None:
    sends(counter)

    changes(counter, name, reasons="For something else altogether")

    assert counter.case(REF).revision == 1


def test_a_decided_request_is_not_changed(counter: Counter) -> None:
    sends(counter)
    counter.wants("head", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1))

    reply = changes(counter, until="2027-07-21")

    assert "has already settled this" in words(reply)
    assert counter.case(REF).text("until") == "2026-11-27"


def test_a_change_to_what_is_never_opened_is_not_made(counter: Counter) -> None:
    sends(counter)

    reply = changes(counter, block_category="IWF illegal content")

    assert "a list nobody in school can switch off" in words(reply)
    assert counter.case(REF).revision == 1


def test_the_requester_can_change_or_withdraw_and_nothing_waits_for_them(
    counter: Counter,
) -> None:
    reply = sends(counter)

    assert labels(reply) == ["Change it", "Withdraw"]
