from dataclasses import replace
from typing import Any

import pytest

from adapters.slack.cards import VALUE_LIMIT
from adapters.slack.limits import faults
from adapters.slack.parts import messages
from adapters.teams import limits as teams_limits
from adapters.teams import parts as teams_parts
from adapters.wire.carried import carried
from bot.conversation.exchange import Reply
from intents.buttons import TakeStep
from intents.catalogue import SPOKEN
from intents.decide.feature import ApproveInWords, AskForMore, Decide, Refuse
from intents.decide.several import ApproveThese
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.form import RequestUnblock
from tests.intents.requests_for_sites import ANSWERS
from tests.support.counter import Counter, button, labels, words
from tests.support.small_trust import PEOPLE, directory

THREE = "Approve these 3"


def ref(number: int) -> str:
    return f"UNB-2026-{number:04}"


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    decide = Decide([CAPABILITY], SPOKEN).capability()
    return Counter.open(sqlite_url, CAPABILITY, shared=(decide,))


def ask(counter: Counter, *names: str, **changes: Any) -> None:
    """Let each of the people ask for a site of their own."""
    for name in names:
        site = {"url": f"https://{name}{counter.now:%S%f}.example/page"}
        counter.submits(name, RequestUnblock, **{**ANSWERS, **site, **changes})
        counter.later(seconds=1)
    counter.arrives()


def approve_all(counter: Counter, name: str = "head", text: str = "approve all") -> Reply:
    return counter.wants(name, ApproveInWords(text=text))


def states(counter: Counter, *numbers: int) -> list[str]:
    return [counter.case(ref(number)).state for number in numbers]


def test_each_waiting_request_is_one_line_and_nothing_is_decided_yet(counter: Counter) -> None:
    ask(counter, "amy", "tom", "bea")

    reply = approve_all(counter)

    (card,) = reply.cards
    assert card.title == "Approve these, each as it was asked for?"
    assert f"- {ref(1)}: Amy Carter, hxxps://amy" in card.text
    assert "[.]example/page, 5 Red, Tue 24 Nov to Fri 27 Nov 2026" in card.text
    assert labels(reply) == [THREE]
    assert states(counter, 1, 2, 3) == ["submitted"] * 3


@pytest.mark.parametrize(
    "text", ["approve all", "Approve them all", "approve both", "yes approve all of them please"]
)
def test_all_can_be_said_in_several_ways(counter: Counter, text: str) -> None:
    ask(counter, "amy", "tom")

    assert labels(approve_all(counter, text=text)) == ["Approve these 2"]


@pytest.mark.parametrize("text", ["approve all of year 5", "approve for all staff"])
def test_all_of_somebody_is_an_audience(counter: Counter, text: str) -> None:
    ask(counter, "amy")

    assert "Approve this one" not in labels(approve_all(counter, text=text))


def test_one_press_approves_each_as_it_was_asked_for(counter: Counter) -> None:
    ask(counter, "amy", "tom", "bea")
    approve_all(counter)

    reply = counter.presses("head", THREE)

    assert reply.replaces
    assert reply.cards[0].title == "Approved: 3 of 3"
    assert states(counter, 1, 2, 3) == ["approved"] * 3
    assert counter.case(ref(1)).text("until") == "2026-11-27"


def test_every_requester_and_it_hear_of_each_as_of_a_single_approval(counter: Counter) -> None:
    ask(counter, "amy", "tom", "bea")
    approve_all(counter)
    counter.presses("head", THREE)

    read = counter.arrives()

    for name in ("amy", "tom", "bea"):
        assert "Approved by Grace Adeyemi for 5 Red" in read[name][0].text
    assert len(read["it"]) == 3


def test_flagged_own_and_asked_back_are_left_out_with_the_reason(counter: Counter) -> None:
    ask(counter, "amy", "head")
    ask(counter, "tom", involves=["ai"])
    ask(counter, "bea")
    case = counter.case(ref(4))
    counter.submits(
        "head", AskForMore, case=case.public_id, revision="1", question="Which lesson is it for?"
    )

    reply = approve_all(counter)

    shown = words(reply)
    assert "Left out: 3" in shown
    assert f"{ref(2)}: you asked for it, so Daniel Frost must decide" in shown
    assert f"{ref(3)}: it is an AI tool" in shown
    assert f"{ref(4)}: you are waiting for an answer from the requester" in shown
    assert labels(reply) == ["Approve this one"]


def test_where_all_are_left_out_there_is_no_button(counter: Counter) -> None:
    ask(counter, "head")

    reply = approve_all(counter)

    assert reply.cards[0].title == "Nothing to approve here"
    assert not labels(reply)


def test_nothing_waits_for_somebody_who_sees_no_request(counter: Counter) -> None:
    ask(counter, "amy")

    assert words(approve_all(counter, "tom")).strip() == "Nothing waits for your decision."


def test_what_changed_or_was_settled_meanwhile_is_named_and_the_others_stand(
    counter: Counter,
) -> None:
    ask(counter, "amy", "tom", "bea")
    approve_all(counter)
    pressed = button(counter.last["head"], THREE).means
    one, two = counter.case(ref(1)), counter.case(ref(2))
    counter.submits("head", Refuse, case=one.public_id, revision="1", reason="It has chat.")
    counter.wants("tom", TakeStep(case=two.public_id, verb="withdraw"))

    reply = counter.wants("head", pressed)

    shown = words(reply)
    assert reply.cards[0].title == "Approved: 1 of 3"
    assert f"{ref(1)}: You have settled this already: not approved" in shown
    assert f"{ref(2)}: That can't be done any more: it is withdrawn." in shown
    assert states(counter, 1, 2, 3) == ["refused", "withdrawn", "approved"]


def test_a_request_that_was_read_at_another_revision_is_not_approved(counter: Counter) -> None:
    ask(counter, "amy", "tom")
    cases = tuple((counter.case(ref(n)).public_id, 3 - n) for n in (1, 2))

    reply = counter.wants("head", ApproveThese(cases=cases))

    assert f"{ref(1)}: The request changed after that card was sent." in words(reply)
    assert states(counter, 1, 2) == ["submitted", "approved"]


def test_a_forged_list_brings_in_neither_a_flagged_nor_a_hidden_request(counter: Counter) -> None:
    ask(counter, "amy", involves=["social"])
    forged = ApproveThese(cases=((counter.case(ref(1)).public_id, 1), ("no such case", 1)))

    by_head, by_tom = counter.wants("head", forged), counter.wants("tom", forged)

    assert "Approved: 0 of 2" in words(by_head)
    assert f"{ref(1)}: Please look at it by itself: it is social media or chat." in words(by_head)
    assert ref(1) not in words(by_tom)
    assert states(counter, 1) == ["submitted"]


def test_without_a_revision_nothing_is_approved(counter: Counter) -> None:
    ask(counter, "amy")

    counter.wants("head", ApproveThese(cases=((counter.case(ref(1)).public_id, 0),)))

    assert states(counter, 1) == ["submitted"]


def test_somebody_who_left_the_post_approves_none_of_them(counter: Counter) -> None:
    ask(counter, "amy", "tom")
    approve_all(counter)
    pressed = button(counter.last["head"], "Approve these 2").means
    yesterday = counter.now.date().replace(day=counter.now.day - 1)
    gone = tuple(replace(g, until=yesterday) for g in PEOPLE["head"].grants[1:])
    former = replace(PEOPLE["head"], grants=(PEOPLE["head"].grants[0], *gone))
    counter.directory = directory({**PEOPLE, "head": former})

    reply = counter.wants("head", pressed)

    assert "Approved: 0 of 2" in words(reply)
    assert states(counter, 1, 2) == ["submitted"] * 2


def test_ten_go_together_and_fit_on_a_button_of_either_platform(counter: Counter) -> None:
    for number in range(12):
        ask(counter, "amy", url=f"https://site{number}.example/{'x' * 900}")

    (card,) = approve_all(counter).cards

    (press,) = card.buttons
    assert press.label == "Approve these 10"
    assert card.text.count("only ten fit at a time") == 2
    assert carried(press.means, VALUE_LIMIT) == press.means.payload()
    assert [fault for each in messages(card) for fault in faults("message", each)] == []
    for message in teams_parts.messages(card):
        assert message.card
        assert not teams_limits.faults("chat", message.card)
