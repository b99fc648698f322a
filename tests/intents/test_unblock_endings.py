"""D12 and D13: switched off at once, asked to go on, and blocked again at the end."""

from typing import Any

import pytest

from bot.conversation.exchange import Reply
from intents.buttons import Open, TakeStep
from intents.decide.feature import Decide
from intents.digest.feature import Digests
from intents.request_unblock.endings import AskForLonger, SwitchOff
from intents.request_unblock.feature import CAPABILITY
from tests.intents.requests_for_sites import ANSWERS, REF, sends, tick, with_delegate, words_of
from tests.support.counter import OPENS, Counter, words

SECOND = "UNB-2026-0002"
ENDS = "The agreed time is over after Fri 27 Nov. Need it longer?"
BLOCK = "Please block this address again. Then press Blocked again."


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    shared = (Decide([CAPABILITY]).capability(), Digests([CAPABILITY]).capability())
    return Counter.open(sqlite_url, CAPABILITY, shared=shared)


def press(counter: Counter, name: str, verb: str, ref: str = REF) -> Reply:
    case = counter.case(ref)
    return counter.wants(name, TakeStep(case=case.public_id, verb=verb, revision=case.revision))


def open_site(counter: Counter, **changes: Any) -> None:
    """Have a request of Amy's approved and working."""
    sends(counter, **changes)
    press(counter, "head", "approve")
    press(counter, "it", "done")
    counter.arrives()


def switches_off(counter: Counter, name: str, reason: str = "It shows adverts for drink.") -> Reply:
    case = counter.case(REF).public_id
    return counter.submits(name, SwitchOff, case=case, revision="1", reason=reason)


def asks_for_longer(counter: Counter, name: str = "amy", **changes: Any) -> Reply:
    longer = {"starts": "2026-11-30", "until": "2026-12-11", "needed_by": "2026-11-27"}
    case = counter.case(REF).public_id
    return counter.submits(name, AskForLonger, **{**ANSWERS, **longer, "case": case, **changes})


def labels(cards: list[Any]) -> list[str]:
    return [button.label for card in cards for button in card.buttons]


@pytest.mark.parametrize("name", ["dsl", "head", "it"])
def test_safeguarding_the_head_and_it_switch_a_site_off_at_once(
    counter: Counter, name: str
) -> None:
    open_site(counter)
    counter.later(minutes=30)

    switches_off(counter, name)
    read = counter.arrives()

    assert counter.case(REF).state == "revoked"
    assert set(read) == {"amy", "head", "it"} - {name}
    for cards in read.values():
        assert "switched this off at 10:30." in words_of(cards)
        assert "Switched off because: It shows adverts for drink." in words_of(cards)


def test_whoever_acts_for_the_head_switches_off_too(counter: Counter) -> None:
    with_delegate(counter, away=True)
    sends(counter)
    press(counter, "deputy", "approve")

    switches_off(counter, "deputy")

    assert counter.case(REF).state == "revoked"


@pytest.mark.parametrize("name", ["amy", "tom", "coordinator", "chair"])
def test_nobody_else_switches_it_off(counter: Counter, name: str) -> None:
    open_site(counter)

    switches_off(counter, name)

    assert counter.case(REF).state == "active"


def test_it_is_not_switched_off_without_a_reason(counter: Counter) -> None:
    open_site(counter)

    by_form = switches_off(counter, "dsl", "   ")
    by_button = press(counter, "dsl", "revoke")

    assert set(by_form.errors) == {"reason"}
    assert "That needs a few words from you." in words(by_button)
    assert counter.case(REF).state == "active"


def test_it_gets_the_task_to_block_it_again_and_says_when_it_has(counter: Counter) -> None:
    open_site(counter)
    switches_off(counter, "dsl")
    task = counter.arrives()["it"]

    press(counter, "it", "block_again")

    assert BLOCK in words_of(task)
    assert labels(task) == ["Blocked again"]
    assert counter.case(REF).state == "blocked_again"


def test_an_exception_that_it_has_not_switched_on_yet_can_be_stopped(counter: Counter) -> None:
    sends(counter)
    press(counter, "head", "approve")

    switches_off(counter, "dsl")
    late = press(counter, "it", "done")

    assert counter.case(REF).state == "revoked"
    assert "Nothing more is needed from you." in words(late)


def test_the_requester_is_asked_once_three_school_days_before_the_end(counter: Counter) -> None:
    open_site(counter, starts="2026-11-18")

    before = tick(counter, days=6, hours=22, minutes=14)
    there = tick(counter, minutes=1)
    after = tick(counter, days=2)

    assert before == {}
    assert set(there) == {"amy"}
    assert ENDS in words_of(there["amy"])
    assert "Ask for longer" in labels(there["amy"])
    assert after == {}


def test_a_short_exception_is_not_asked_about(counter: Counter) -> None:
    open_site(counter, starts="2026-11-26", until="2026-11-27")

    assert tick(counter, days=7) == {}


def test_the_question_waits_for_a_reminder_time(counter: Counter) -> None:
    open_site(counter, starts="2026-11-18")

    at_night = tick(counter, days=7, hours=12)
    next_morning = tick(counter, hours=10, minutes=15)

    assert at_night == {}
    assert set(next_morning) == {"amy"}


def test_a_question_that_came_too_late_does_not_put_off_the_end(counter: Counter) -> None:
    open_site(counter, starts="2026-11-18")

    last_evening = tick(counter, days=10, hours=8)
    tick(counter, hours=6, minutes=30)

    assert last_evening == {}
    assert counter.case(REF).state == "expired"


def test_it_is_told_at_the_end_and_reminded_until_it_is_blocked(counter: Counter) -> None:
    open_site(counter)

    ended = tick(counter, days=11)
    reminded = [tick(counter, days=2, hours=2, minutes=30), tick(counter, hours=3, minutes=15)]
    press(counter, "it", "block_again")
    counter.arrives()

    assert BLOCK in words_of(ended["it"])
    assert labels(ended["it"]) == ["Blocked again"]
    assert [set(each) for each in reminded] == [{"it"}, {"it"}]
    assert tick(counter, days=1) == {}
    assert counter.case(REF).state == "blocked_again"


def test_what_it_never_switched_on_ends_all_the_same(counter: Counter) -> None:
    sends(counter)
    press(counter, "head", "approve")
    counter.arrives()

    tick(counter, days=11)

    assert counter.case(REF).state == "expired"


@pytest.mark.parametrize("name", ["amy", "head", "dsl", "tom"])
def test_only_it_says_that_it_is_blocked_again(counter: Counter, name: str) -> None:
    open_site(counter)
    tick(counter, days=11)

    press(counter, name, "block_again")

    assert counter.case(REF).state == "expired"


def test_asking_for_longer_starts_from_what_was_approved(counter: Counter) -> None:
    open_site(counter)
    carried = {"case": counter.case(REF).public_id}

    opened = counter.wants("amy", Open(form="ask_for_longer", carried=carried), OPENS)

    assert opened.dialog
    known = dict(opened.dialog.answers)
    assert (known["url"], known["group"]) == ("https://maps.example/rivers", "5 Red")
    assert (known["starts"], known["needed_by"]) == ("2026-11-30", "2026-11-27")
    assert "until" not in known


def test_longer_is_a_new_request_that_is_decided_like_any_other(counter: Counter) -> None:
    open_site(counter)

    asks_for_longer(counter)
    read = counter.arrives()

    assert set(read) == {"amy", "head"}
    assert f"This would go on from {REF}, which was approved before." in words_of(read["head"])
    assert counter.case(SECOND).state == "submitted"
    assert counter.case(REF).state == "active"


def test_what_goes_on_is_not_blocked_in_between(counter: Counter) -> None:
    open_site(counter)
    asks_for_longer(counter)
    counter.arrives()

    press(counter, "head", "approve", SECOND)
    press(counter, "it", "done", SECOND)
    counter.arrives()
    ended = tick(counter, days=11)

    assert counter.case(REF).state == "extended"
    assert counter.case(SECOND).state == "active"
    assert ended == {}


def test_longer_that_begins_later_leaves_the_first_to_end(counter: Counter) -> None:
    open_site(counter)
    asks_for_longer(counter, starts="2027-01-11", until="2027-01-15")

    press(counter, "head", "approve", SECOND)

    assert counter.case(REF).state == "active"


def test_longer_is_asked_for_once_at_a_time(counter: Counter) -> None:
    open_site(counter)
    asks_for_longer(counter)

    again = asks_for_longer(counter)

    assert f"You have sent this once more already: {SECOND}." in words(again)


@pytest.mark.parametrize("name", ["tom", "head", "it"])
def test_nobody_else_asks_for_longer(counter: Counter, name: str) -> None:
    open_site(counter)

    asks_for_longer(counter, name)

    assert counter.case_or_none(SECOND) is None


def test_what_has_ended_is_not_made_longer(counter: Counter) -> None:
    open_site(counter)
    tick(counter, days=11)

    reply = asks_for_longer(counter, starts="2026-12-01", needed_by="2026-11-30")

    assert "it is ended" in words(reply)


def test_longer_ends_with_the_school_year_too(counter: Counter) -> None:
    open_site(counter)

    reply = asks_for_longer(counter, until="2027-08-30")

    assert set(reply.errors) == {"until"}


@pytest.mark.parametrize("name", ["head", "it"])
def test_a_site_that_is_not_blocked_needs_no_decision(counter: Counter, name: str) -> None:
    sends(counter)
    counter.arrives()

    press(counter, name, "not_blocked")
    read = counter.arrives()

    who = {"head": "Grace Adeyemi", "it": "Len Hodge"}[name]
    assert set(read) == {"amy", "head"} - {name}
    assert f"{who} says that it is not blocked. Just open it." in words_of(read["amy"])
    assert counter.case(REF).state == "not_blocked_anyway"
    case = counter.case(REF)
    with counter.open_uow() as uow:
        assert uow.cases.decision(case.school, case.public_id) is None


@pytest.mark.parametrize("name", ["amy", "dsl", "tom"])
def test_nobody_else_says_that_it_is_not_blocked(counter: Counter, name: str) -> None:
    sends(counter)

    press(counter, name, "not_blocked")

    assert counter.case(REF).state == "submitted"
