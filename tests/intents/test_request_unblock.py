from dataclasses import replace
from typing import Any

import pytest

from bot.clockwork import Clockwork
from bot.conversation.cards import Card
from bot.domain.days import DaySpan
from bot.domain.schools import Delegation, FilterRules
from bot.forms.form import Answers
from intents.buttons import Begin, TakeStep
from intents.decide.feature import AskForMore, Decide, GiveInformation, Refuse
from intents.request_unblock.approval import ApproveWithChanges
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.form import RequestUnblock
from tests.support.counter import Counter, labels, words
from tests.support.small_trust import DALE, HILL, PEOPLE, directory, pid, school

REF = "UNB-2026-0001"
ANSWERS: Answers = {
    "url": "https://maps.example/rivers?utm_source=x",
    "site_content": "Maps of rivers",
    "reasons": "Geography, the pupils label a map",
    "risks": ["adverts"],
    "audience": "class",
    "group": "5 Red",
    "starts": "2026-11-24",
    "until": "2026-11-27",
    "needed_by": "2026-11-20",
    "previewed": "true",
}


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    return Counter.open(sqlite_url, CAPABILITY, shared=(Decide([CAPABILITY]).capability(),))


def sends(counter: Counter, name: str = "amy", **changes: Any) -> Any:
    return counter.submits(name, RequestUnblock, **{**ANSWERS, **changes})


def tick(counter: Counter, **wait: float) -> dict[str, list[Card]]:
    """Let time pass and return what everybody reads then."""
    counter.later(**wait)
    assert CAPABILITY.wake
    wakes = {RequestUnblock.name: CAPABILITY.wake}
    Clockwork(counter.open_uow, wakes, counter.directory, lambda: counter.now).tick()
    return counter.arrives()


def with_delegate(counter: Counter, *, away: bool = False) -> None:
    delegation = Delegation(pid("head"), pid("deputy"), DaySpan())
    head = replace(PEOPLE["head"], away=(DaySpan(),) if away else ())
    counter.directory = directory({**PEOPLE, "head": head}, school(HILL, delegation), school(DALE))


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


def words_of(cards: list[Card]) -> str:
    return "\n".join(card.text for card in cards)


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
    assert "still waits for your decision" in words_of(noon["head"])
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
    assert redrawn == {pid(name) for name in ("amy", "head", "deputy", "it")}


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

    assert "Full web address: https://x.example" in words(reply)
    assert "From which day?: Tue 17 Nov 2026" in words(reply)
    assert "Until which day?: Fri 20 Nov 2026" in words(reply)
    assert "Which class or year?: " in words(reply)


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
