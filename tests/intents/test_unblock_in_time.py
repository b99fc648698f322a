import pytest

from intents.buttons import TakeStep
from intents.decide.feature import AskForMore, Decide
from intents.digest.feature import Digests
from intents.request_unblock.feature import CAPABILITY
from tests.intents.requests_for_sites import REF, sends, tick, with_delegate, words_of
from tests.support.counter import Counter, words
from tests.support.small_trust import pid


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    shared = (Decide([CAPABILITY]).capability(), Digests([CAPABILITY]).capability())
    return Counter.open(sqlite_url, CAPABILITY, shared=shared)


def test_reminders_come_at_school_times_and_stop_with_the_decision(counter: Counter) -> None:
    sends(counter)
    counter.arrives()

    before = tick(counter, hours=2)
    noon = tick(counter, minutes=31)
    counter.wants("head", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1))
    counter.arrives()
    after = tick(counter, hours=4)

    assert before == {}
    assert set(noon) == {"head"}
    assert [card.title for card in noon["head"]] == ["1 thing waits for you"]
    assert after == {}


def test_a_reminder_whose_time_came_while_nothing_ran_is_not_sent_at_night(
    counter: Counter,
) -> None:
    sends(counter)
    counter.arrives()

    at_night = tick(counter, hours=13)
    next_morning = tick(counter, hours=9, minutes=20)

    assert at_night == {}
    assert set(next_morning) == {"head"}


def test_nobody_is_reminded_while_the_requester_is_asked_back(counter: Counter) -> None:
    sends(counter)
    case = counter.case(REF)
    counter.submits("head", AskForMore, case=case.public_id, revision="1", question="Which class?")
    counter.arrives()

    assert tick(counter, hours=3) == {}


def test_the_delegate_is_reminded_once_the_head_had_their_time(counter: Counter) -> None:
    with_delegate(counter)
    sends(counter)
    counter.arrives()

    first = tick(counter, hours=2, minutes=31)
    late = tick(counter, hours=24)

    assert set(first) == {"head"}
    assert set(late) == {"head", "deputy"}


def test_while_the_head_is_away_the_delegate_is_asked_at_once(counter: Counter) -> None:
    with_delegate(counter, away=True)
    sends(counter)
    read = counter.arrives()
    case = counter.case(REF)
    counter.wants("deputy", TakeStep(case=case.public_id, verb="approve", revision=1))

    assert set(read) == {"amy", "deputy"}
    told = words_of(counter.arrives()["amy"])
    assert "Approved by Daniel Frost (acting for Grace Adeyemi)" in told


def test_a_jump_over_weeks_lapses_the_request_once_and_never_approves_it(
    counter: Counter,
) -> None:
    sends(counter)
    counter.arrives()

    lapsed = tick(counter, weeks=6)
    again = tick(counter, weeks=1)
    late = counter.wants(
        "head", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1)
    )

    assert set(lapsed) == {"amy", "head"}
    assert all(len(cards) == 1 for cards in lapsed.values())
    assert again == {}
    assert "It has not been approved. Use your back-up plan; I've told Grace Adeyemi." in (
        words_of(lapsed["amy"])
    )
    assert "back-up plan" not in words_of(lapsed["head"])
    assert "not decided in time" in words(late)
    assert counter.case(REF).state == "lapsed"


def test_every_card_that_anybody_got_is_redrawn(counter: Counter) -> None:
    with_delegate(counter)
    sends(counter)
    tick(counter, hours=26)

    counter.wants("head", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1))

    redrawn = {parcel.to for parcel in counter.outbox() if parcel.redraw}
    assert redrawn == {pid(name) for name in ("amy", "head", "deputy", "it", "dsl")}


def test_it_is_reminded_of_an_approved_site_until_it_is_switched_on(counter: Counter) -> None:
    sends(counter)
    counter.wants("head", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1))
    counter.arrives()

    noon = tick(counter, hours=2, minutes=31)
    counter.wants("it", TakeStep(case=counter.case(REF).public_id, verb="done", revision=1))
    counter.arrives()
    after = tick(counter, hours=24)

    assert set(noon) == {"it"}
    assert REF in words_of(noon["it"])
    assert "it" not in after
