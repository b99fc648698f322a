from dataclasses import replace
from typing import Any

import pytest

from bot.domain.schools import FilterRules
from intents.buttons import Begin, TakeStep
from intents.decide.feature import AskForMore, Decide, GiveInformation, Refuse
from intents.request_unblock.approval import ApproveWithChanges
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.form import RequestUnblock
from tests.intents.requests_for_sites import ANSWERS, REF, sends, tick, with_delegate, words_of
from tests.support.counter import Counter, labels, words
from tests.support.small_trust import DALE, PEOPLE, directory, school


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    return Counter.open(sqlite_url, CAPABILITY, shared=(Decide([CAPABILITY]).capability(),))


def test_a_request_reaches_the_head_and_the_receipt_says_so(counter: Counter) -> None:
    page = sends(counter)
    read = counter.arrives()

    assert set(read) == {"amy", "head"}
    assert "Needed by Fri 20 Nov" in words(page)
    assert "hxxps://maps[.]example/rivers" in read["head"][0].text
    assert "utm_source" not in read["head"][0].text
    assert "https://" not in read["head"][0].text
    assert "Amy" not in read["head"][0].title


def test_everything_happens_from_request_to_working_and_ended(counter: Counter) -> None:
    sends(counter)
    counter.arrives()
    case = counter.case(REF)
    counter.wants("head", TakeStep(case=case.public_id, verb="approve", revision=1))
    approved = counter.arrives()
    counter.wants("it", TakeStep(case=case.public_id, verb="done"))
    working = counter.arrives()
    ended = tick(counter, days=11)

    assert "Approved by Grace Adeyemi for 5 Red, Tue 24 Nov to Fri 27 Nov 2026." in words_of(
        approved["amy"]
    )
    assert set(approved) == {"amy", "it"}
    assert "Test it before the lesson." in words_of(working["amy"])
    assert set(ended) == {"amy", "it"}
    assert "block this address again" in words_of(ended["it"])
    assert counter.case(REF).state == "expired"


def test_a_refusal_shows_its_reason_to_the_requester(counter: Counter) -> None:
    sends(counter)
    case = counter.case(REF)
    counter.arrives()

    bare = counter.wants("head", TakeStep(case=case.public_id, verb="refuse", revision=1))
    counter.submits("head", Refuse, case=case.public_id, revision="1", reason="It has chat.")

    assert "Nothing has changed" in words(bare) or "Please" in words(bare)
    assert "It has chat" in words_of(counter.arrives()["amy"])


def test_a_decision_without_the_version_that_was_read_is_not_taken(counter: Counter) -> None:
    sends(counter)
    case = counter.case(REF)

    reply = counter.wants("head", TakeStep(case=case.public_id, verb="approve"))

    assert "newest card" in words(reply)
    assert counter.case(REF).state == "submitted"


def test_a_question_goes_to_the_requester_by_name_and_its_answer_back(counter: Counter) -> None:
    with_delegate(counter)
    sends(counter)
    case = counter.case(REF)
    counter.arrives()

    counter.submits(
        "deputy", AskForMore, case=case.public_id, revision="1", question="Which class?"
    )
    asked = counter.arrives()
    counter.submits("amy", GiveInformation, case=case.public_id, information="Class 5")
    informed = counter.arrives()
    old = counter.wants("head", TakeStep(case=case.public_id, verb="approve", revision=1))

    assert "Daniel Frost asks" in words_of(asked["amy"])
    assert set(informed) == {"head", "deputy"}
    assert "newest card" in words(old)


def test_approving_with_changes_keeps_what_the_head_chose(counter: Counter) -> None:
    sends(counter)
    case = counter.case(REF)
    counter.submits(
        "head",
        ApproveWithChanges,
        case=case.public_id,
        revision="1",
        audience="staff",
        starts="2026-11-24",
        until="2026-11-24",
        conditions="Board only.",
    )

    told = words_of(counter.arrives()["amy"])
    assert "for Staff, Tue 24 Nov 2026. Conditions: Board only. Len Hodge" in told


def test_the_heads_own_request_goes_to_the_deputy(counter: Counter) -> None:
    sends(counter, "head")

    assert set(counter.arrives()) == {"head", "deputy"}


def test_with_nobody_to_decide_nothing_is_filed(counter: Counter) -> None:
    counter.directory = directory({"amy": PEOPLE["amy"]})

    reply = sends(counter)

    assert "Nothing was sent" in words(reply)
    assert counter.case_or_none(REF) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until": "2026-11-23"}, "until"),
        ({"until": "2027-09-30"}, "until"),
        ({"starts": "2026-11-16"}, "starts"),
        ({"needed_by": "2026-11-16"}, "needed_by"),
        ({"needed_by": "2026-11-28"}, "needed_by"),
        ({"previewed": "false"}, "previewed"),
        ({"reasons": "need it"}, "reasons"),
        ({"url": "not an address"}, "url"),
        ({"group": ""}, "group"),
        ({"risks": []}, "risks"),
    ],
)
def test_what_cannot_be_is_complained_about_beside_its_field(
    counter: Counter, changes: dict[str, Any], field: str
) -> None:
    reply = sends(counter, **changes)

    assert set(reply.errors) == {field}
    assert counter.case_or_none(REF) is None


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"block_category": "IWF illegal content"}, "a list nobody in school can switch off"),
        ({"block_category": "Proxy avoidance"}, "doesn't open this kind of site"),
        ({"url": "https://www.never.example/x"}, "doesn't open this kind of site"),
    ],
)
def test_what_is_never_opened_bothers_nobody(
    counter: Counter, changes: dict[str, Any], line: str
) -> None:
    rules = FilterRules(
        never_categories=frozenset({"proxy"}), never_hosts=frozenset({"never.example"})
    )
    counter.directory = directory(None, replace(school(), filter=rules), school(DALE))

    reply = sends(counter, **changes)

    assert line in words(reply)
    assert counter.arrives() == {}


def test_a_sentence_fills_in_what_it_says(counter: Counter) -> None:
    text = "unblock https://x.example for year 5 tue to fri"
    reply = counter.wants("amy", Begin(form="request_unblock", text=text))

    assert "Full web address: hxxps://x[.]example" in words(reply)
    assert "From which day: Tue 17 Nov 2026" in words(reply)
    assert "Until which day: Fri 20 Nov 2026" in words(reply)
    assert "Which class or year: " in words(reply)


def test_it_at_two_schools_works_on_both_and_reads_which(counter: Counter) -> None:
    counter.submits("dale/head", RequestUnblock, **{**ANSWERS, "url": "https://y.example"})
    with counter.open_uow() as uow:
        assert uow.cases.find(DALE, REF) is None
    sends(counter, "bea", school="dale")
    case = counter.case(REF, DALE)
    counter.arrives()
    counter.wants("dale/head", TakeStep(case=case.public_id, verb="approve", revision=1))
    task = counter.arrives()["it"][0]
    counter.wants("it", TakeStep(case=case.public_id, verb="done"))

    assert "School: Dale School" in task.text
    assert counter.case(REF, DALE).state == "active"


def test_withdrawing_tells_whoever_was_asked(counter: Counter) -> None:
    sends(counter)
    counter.arrives()
    reply = counter.wants("amy", TakeStep(case=counter.case(REF).public_id, verb="withdraw"))

    assert set(counter.arrives()) == {"head"}
    assert labels(reply) == []
