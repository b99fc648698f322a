"""D11: one more try with new information, and then it is final."""

from typing import Any

import pytest

from bot.conversation.exchange import Reply
from intents.buttons import Begin, Open, ShowCase, TakeStep
from intents.decide.feature import Decide, Refuse
from intents.digest.feature import Digests
from intents.my_cases.feature import MyCases
from intents.request_unblock.again import AskOnceMore
from intents.request_unblock.changing import ChangeRequest
from intents.request_unblock.feature import CAPABILITY
from tests.intents.requests_for_sites import ANSWERS, REF, sends, tick, words_of
from tests.support.counter import OPENS, Counter, words

SECOND = "UNB-2026-0002"
THIRD = "UNB-2026-0003"
NEWS = "The adverts are gone in the schools' version."
FINAL = "The headteacher's decision is final."


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    known = [CAPABILITY]
    makers = (Decide(known), Digests(known), MyCases(known))
    shared = tuple(each.capability() for each in makers)
    counter = Counter.open(sqlite_url, CAPABILITY, shared=shared)
    sends(counter)
    refuses(counter, REF)
    return counter


def refuses(counter: Counter, ref: str, reason: str = "It has adverts.") -> None:
    counter.arrives()
    counter.submits("head", Refuse, case=counter.case(ref).public_id, revision="1", reason=reason)


def asks_again(counter: Counter, name: str = "amy", ref: str = REF, **changes: Any) -> Reply:
    values = {**ANSWERS, "case": counter.case(ref).public_id, "news": NEWS}
    return counter.submits(name, AskOnceMore, **{**values, **changes})


def test_a_refusal_can_be_answered_once(counter: Counter) -> None:
    told = counter.arrives()["amy"][0]

    assert "Not approved. Reason: It has adverts. You can send it once more" in told.text
    assert [button.label for button in told.buttons] == ["Ask once more"]


def test_everything_is_filled_in_but_the_news(counter: Counter) -> None:
    carried = {"case": counter.case(REF).public_id}

    opened = counter.wants("amy", Open(form="ask_once_more", carried=carried), OPENS)

    assert opened.dialog
    assert AskOnceMore.questions()[0].name == "news"
    assert opened.dialog.answers["reasons"] == ANSWERS["reasons"]
    assert "news" not in opened.dialog.answers


def test_the_head_reads_the_refusal_and_what_is_new(counter: Counter) -> None:
    counter.arrives()

    asks_again(counter)
    read = counter.arrives()

    assert set(read) == {"amy", "head"}
    card = words_of(read["head"])
    assert f"It has adverts.\n(why {REF} was not approved on Tue 17 Nov)" in card
    assert f"{NEWS}\n(what is new, in the requester's words)" in card
    assert counter.case(SECOND).text("resubmits") == counter.case(REF).public_id
    first = counter.case(REF)
    with counter.open_uow() as uow:
        assert [case.ref for case in uow.cases.linked(first)] == [SECOND]


@pytest.mark.parametrize("news", ["", "please"])
def test_nothing_new_is_no_reason_to_ask_again(counter: Counter, news: str) -> None:
    reply = asks_again(counter, news=news)

    assert set(reply.errors) == {"news"}
    assert counter.case_or_none(SECOND) is None


def test_the_second_refusal_is_final_and_says_where_a_complaint_goes(counter: Counter) -> None:
    asks_again(counter)
    refuses(counter, SECOND, "It still has a chat.")

    told = counter.arrives()["amy"][0]

    assert told.text.startswith(f"Not approved. Reason: It still has a chat. {FINAL}")
    assert "the governors: Margaret Osei, chair of governors." in told.text
    assert "You can send it once more" not in told.text
    assert not told.buttons


@pytest.mark.parametrize("ref", [REF, SECOND])
def test_a_third_time_is_refused_from_every_card(counter: Counter, ref: str) -> None:
    asks_again(counter)
    refuses(counter, SECOND)

    reply = asks_again(counter, ref=ref)

    assert "That decision is final." in words(reply)
    assert "ask Margaret Osei, chair of governors" in words(reply)
    assert counter.case_or_none(THIRD) is None


def test_a_third_time_is_refused_as_a_new_request_too(counter: Counter) -> None:
    asks_again(counter)
    refuses(counter, SECOND)

    reply = sends(counter, url="http://www.maps.example/rivers/")

    assert "That decision is final." in words(reply)
    assert counter.case_or_none(THIRD) is None


def test_a_third_time_is_refused_though_the_second_had_another_address(counter: Counter) -> None:
    asks_again(counter, url="https://maps.example/lakes")
    refuses(counter, SECOND)

    replies = [sends(counter), sends(counter, url="https://maps.example/lakes")]

    assert all("That decision is final." in words(reply) for reply in replies)
    assert counter.case_or_none(THIRD) is None


def test_no_other_request_is_changed_into_a_third_try(counter: Counter) -> None:
    asks_again(counter)
    refuses(counter, SECOND)
    sends(counter, url="https://maps.example/lakes")
    changed = {**ANSWERS, "case": counter.case(THIRD).public_id}

    reply = counter.submits("amy", ChangeRequest, **changed)

    assert "That decision is final." in words(reply)
    assert counter.case(THIRD).text("url") == "https://maps.example/lakes"


def test_no_other_request_is_changed_into_one_without_news(counter: Counter) -> None:
    sends(counter, url="https://maps.example/lakes")
    changed = {**ANSWERS, "case": counter.case(SECOND).public_id}

    reply = counter.submits("amy", ChangeRequest, **changed)

    said = f"{REF} was refused for this site. Press Ask once more on its card."
    assert reply.errors == {"url": said}


def test_the_second_request_can_be_changed_while_it_waits(counter: Counter) -> None:
    asks_again(counter)
    changed = {**ANSWERS, "case": counter.case(SECOND).public_id, "until": "2026-11-25"}

    counter.submits("amy", ChangeRequest, **changed)

    assert counter.case(SECOND).text("until") == "2026-11-25"
    assert counter.case(SECOND).text("news") == NEWS


def test_while_the_second_waits_there_is_no_other(counter: Counter) -> None:
    asks_again(counter)

    again = asks_again(counter)

    assert f"You have sent this once more already: {SECOND}." in words(again)
    assert counter.case_or_none(THIRD) is None


def test_what_nobody_decided_does_not_use_it_up(counter: Counter) -> None:
    asks_again(counter)
    tick(counter, days=5)
    assert counter.case(SECOND).state == "lapsed"

    asks_again(counter, needed_by="2026-11-24")

    assert counter.case(THIRD).state == "submitted"


@pytest.mark.parametrize("name", ["tom", "head", "dsl"])
def test_nobody_else_asks_once_more_for_the_requester(counter: Counter, name: str) -> None:
    asks_again(counter, name)

    assert counter.case_or_none(SECOND) is None


def test_only_a_refusal_is_asked_once_more(counter: Counter) -> None:
    sends(counter, url="https://maps.example/lakes")

    reply = asks_again(counter, ref=SECOND)

    assert "waiting for a decision" in words(reply)
    assert counter.case_or_none(THIRD) is None


def test_a_second_request_that_is_approved_is_approved(counter: Counter) -> None:
    asks_again(counter)
    counter.wants("head", TakeStep(case=counter.case(SECOND).public_id, verb="approve", revision=1))
    later = sends(counter, starts="2027-01-11", until="2027-01-15", needed_by="2027-01-08")

    assert counter.case(SECOND).state == "approved"
    assert not later.errors
    assert counter.case(THIRD).state == "submitted"


def opens_refusal(counter: Counter, ref: str) -> Reply:
    counter.arrives()
    case = counter.case(ref).public_id
    card = counter.wants("head", ShowCase(case=case)).cards[0]
    refuse = next(each for each in card.buttons if each.label == "Refuse")
    return counter.wants("head", refuse.means, OPENS)


def test_the_head_is_told_that_a_second_refusal_ends_the_matter(counter: Counter) -> None:
    sends(counter, url="https://maps.example/lakes")
    first = opens_refusal(counter, SECOND)
    asks_again(counter)
    second = opens_refusal(counter, THIRD)

    said = "This is the second time: it ends the matter."
    assert (said in words(first), said in words(second)) == (False, True)
    assert first.dialog
    assert second.dialog
    named = [
        [question.name for question in Refuse.open_questions(reply.dialog.answers)]
        for reply in (first, second)
        if reply.dialog
    ]
    assert named == [["reason"], ["reason", "may_ask_again"]]


def test_the_requester_is_told_before_they_fill_anything_in(counter: Counter) -> None:
    carried = {"case": counter.case(REF).public_id}
    before = counter.wants("amy", Open(form="ask_once_more", carried=carried), OPENS)
    asks_again(counter)
    refuses(counter, SECOND)

    after = counter.wants("amy", Open(form="ask_once_more", carried=carried), OPENS)

    assert "if it is refused again, that is final" in words(before)
    assert after.dialog is None
    assert "That decision is final." in words(after)


def test_a_second_refusal_can_leave_the_way_open(counter: Counter) -> None:
    asks_again(counter)
    counter.arrives()
    case = counter.case(SECOND).public_id
    refusal = {"case": case, "revision": "1", "is_second": "true", "may_ask_again": "true"}

    counter.submits("head", Refuse, **refusal, reason="Too many people.")
    told = counter.arrives()["amy"][0]
    asks_again(counter, ref=SECOND, audience="me", group=None)

    assert "Not approved. Reason: Too many people. You may ask again, for fewer people." in (
        told.text
    )
    assert "final" not in told.text
    assert [button.label for button in told.buttons] == ["Ask once more"]
    assert counter.case(THIRD).state == "submitted"


def test_the_reason_of_a_refusal_stands_once_on_the_requesters_card(counter: Counter) -> None:
    told = counter.arrives()["amy"][0]
    case = counter.case(REF).public_id

    assert told.text.count("It has adverts.") == 1
    assert "Reason: It has adverts." in words(counter.wants("amy", ShowCase(case=case)))


def test_what_is_final_is_said_before_a_new_form_is_filled_in(counter: Counter) -> None:
    asks_again(counter)
    refuses(counter, SECOND)

    opened = counter.wants("amy", Begin(form="request_unblock", text=str(ANSWERS["url"])), OPENS)
    other = counter.wants("amy", Begin(form="request_unblock"), OPENS)

    assert "This site was refused to you twice. That decision is final." in words(opened)
    assert "final" not in words(other)
