from collections.abc import Mapping
from typing import Any

import pytest

from bot.conversation.exchange import Reply
from bot.domain.people import Role
from bot.turn import Turn
from intents.buttons import TakeStep
from intents.catalogue import SPOKEN
from intents.decide.feature import ApproveInWords, Decide
from intents.decide.words import read
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.form import RequestUnblock
from tests.intents.requests_for_sites import ANSWERS, REF
from tests.support.counter import Counter, button, labels, words
from tests.support.small_trust import PEOPLE, directory, person, turn_of

LIKE_THIS = "Approve like this"


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    decide = Decide([CAPABILITY], SPOKEN).capability()
    return Counter.open(sqlite_url, CAPABILITY, shared=(decide,))


def ask(counter: Counter, name: str = "amy", **changes: Any) -> None:
    counter.submits(name, RequestUnblock, **{**ANSWERS, **changes})
    counter.arrives()


def type_(counter: Counter, text: str, name: str = "head") -> Reply:
    return counter.wants(name, ApproveInWords(text=text))


def facts(reply: Reply) -> Mapping[str, str]:
    (card,) = reply.cards
    pairs = (line.partition(": ") for line in card.text.splitlines())
    return {label: value for label, _, value in pairs}


# What is typed about a request for 5 Red from Tue 24 to Fri 27 Nov; what is read back.
READ_BACK = {
    "approve but only staff and only this wk": ("Staff", "Tue 17 Nov to Fri 20 Nov 2026", "none"),
    "approve until thursday 26 nov": ("5 Red", "Tue 24 Nov to Thu 26 Nov 2026", "none"),
    "approve but only next week": ("5 Red", "Tue 24 Nov to Fri 27 Nov 2026", "none"),
    "approve it on 25 november": ("5 Red", "Wed 25 Nov 2026", "none"),
    "yes for 5 red": ("5 Red", "Tue 24 Nov to Fri 27 Nov 2026", "none"),
    "approve for the class": ("5 Red", "Tue 24 Nov to Fri 27 Nov 2026", "none"),
    "approve for year 5": ("year 5", "Tue 24 Nov to Fri 27 Nov 2026", "none"),
    "approve if they use headphones": (
        "5 Red",
        "Tue 24 Nov to Fri 27 Nov 2026",
        "if they use headphones",
    ),
    "approve for 5 red until 25 nov with no accounts": (
        "5 Red",
        "Tue 24 Nov to Wed 25 Nov 2026",
        "with no accounts",
    ),
    "approve but only in the library": (
        "5 Red",
        "Tue 24 Nov to Fri 27 Nov 2026",
        "only in the library",
    ),
}


@pytest.mark.parametrize("text", READ_BACK)
def test_an_approval_in_words_is_read_back_and_decides_nothing(counter: Counter, text: str) -> None:
    ask(counter)

    reply = type_(counter, text)

    shown = facts(reply)
    assert reply.cards[0].title == "Shall I approve it like this?"
    assert (shown["For"], shown["When"], shown["Conditions"]) == READ_BACK[text]
    assert labels(reply) == [LIKE_THIS, "Show the request"]
    assert counter.case(REF).state == "submitted"


@pytest.mark.parametrize("text", ["approve but not for year 5", "approve except on friday 27 nov"])
def test_what_is_ruled_out_is_kept_as_a_condition_and_never_turned_round(
    counter: Counter, text: str
) -> None:
    ask(counter)

    shown = facts(type_(counter, text))

    assert (shown["For"], shown["When"]) == ("5 Red", "Tue 24 Nov to Fri 27 Nov 2026")
    assert shown["Conditions"] == text.removeprefix("approve but ").removeprefix("approve ")


def test_the_press_approves_what_was_read_back(counter: Counter) -> None:
    ask(counter)
    type_(counter, f"approve {REF} for staff until 25 nov if nobody logs in")

    counter.presses("head", LIKE_THIS)

    case = counter.case(REF)
    assert (case.state, case.text("audience"), case.text("group")) == ("approved", "staff", "")
    assert (case.text("starts"), case.text("until")) == ("2026-11-24", "2026-11-25")
    with counter.open_uow() as uow:
        decision = uow.cases.decision(case.school, case.public_id)
    assert decision
    assert (decision.verdict, decision.reason) == ("approve", "if nobody logs in")


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("approve for year 5", "This is for more people than was asked for: 5 Red."),
        ("approve for 4 blue", "This is for other people than was asked for: 5 Red."),
        ("approve until 4 dec", "These are other days, or more, than was asked for"),
        ("approve for all pupils", "The safeguarding lead must comment on that first."),
        ("approve until half term", "I can't work with term dates here."),
        ("approve for ever", "Every request needs a last day."),
    ],
)
def test_more_than_was_asked_for_or_unreadable_is_said_plainly(
    counter: Counter, text: str, warning: str
) -> None:
    ask(counter)

    assert warning in words(type_(counter, text))


@pytest.mark.parametrize("text", ["approve until 25 nov", "approve for staff", "yes for 5 red"])
def test_less_than_was_asked_for_brings_no_warning(counter: Counter, text: str) -> None:
    ask(counter)

    assert "than was asked for" not in words(type_(counter, text))


def test_a_head_who_is_the_lead_has_nobody_to_ask_about_more_people(counter: Counter) -> None:
    head = person("head", "Grace Adeyemi", "Headteacher", Role.HEADTEACHER, Role.DSL)
    counter.directory = directory({**PEOPLE, "head": head})
    ask(counter)

    reply = type_(counter, "approve for all pupils")
    counter.presses("head", LIKE_THIS)

    assert "must comment" not in words(reply)
    assert counter.case(REF).state == "approved"


def test_days_beyond_the_school_year_cannot_be_pressed(counter: Counter) -> None:
    ask(counter)

    reply = type_(counter, "approve until 1 october 2027")

    assert "The longest is to the end of the school year, 21 Jul 2027." in words(reply)
    assert labels(reply) == ["Approve with changes", "Show the request"]


def test_a_condition_too_long_for_a_button_is_written_into_the_form(counter: Counter) -> None:
    ask(counter)

    reply = type_(counter, "approve if " + "\U0001f600" * 200)

    assert "too long for a button" in words(reply)
    assert LIKE_THIS not in labels(reply)


def test_a_request_that_waits_for_the_safeguarding_lead_has_no_button_to_approve(
    counter: Counter,
) -> None:
    ask(counter, involves=["social"])

    reply = type_(counter, "approve for 5 red until 25 nov")

    assert "Priya Nair must comment on this first: it is social media or chat." in words(reply)
    assert LIKE_THIS not in labels(reply)


def test_of_several_each_is_read_back_with_the_same_words(counter: Counter) -> None:
    ask(counter)
    ask(counter, "tom", url="https://films.example")

    reply = type_(counter, "approve but only staff")

    assert reply.cards[0].title == "Which one?"
    assert labels(reply).count(LIKE_THIS) == 2
    assert words(reply).count("For: Staff") == 2


def test_a_reference_chooses_the_one(counter: Counter) -> None:
    ask(counter)
    ask(counter, "tom", url="https://films.example")

    reply = type_(counter, "approve unb 2026 0002 for 5 red until 25 nov")

    assert facts(reply)["Request"] == "UNB-2026-0002, hxxps://films[.]example"


def test_a_plain_yes_shows_the_one_that_waits_with_its_own_buttons(counter: Counter) -> None:
    ask(counter)

    reply = type_(counter, "yes approve")

    assert "Approve" in labels(reply)
    assert "I never take a decision from words." in words(reply)
    assert counter.case(REF).state == "submitted"


def test_a_refusal_in_words_shows_the_card_and_asks_for_the_reason(counter: Counter) -> None:
    ask(counter)

    reply = type_(counter, "no, not for year 5")

    assert "Refuse" in labels(reply)
    assert LIKE_THIS not in labels(reply)
    assert "press Refuse and give the reason" in words(reply)
    assert counter.case(REF).state == "submitted"


def test_a_question_about_what_waits_is_no_approval(counter: Counter) -> None:
    ask(counter)

    reply = type_(counter, "is anything for year 5 waiting for me to approve?")

    assert LIKE_THIS not in labels(reply)
    assert "Approve" in labels(reply)


@pytest.mark.parametrize("name", ["amy", "it", "dsl", "deputy"])
def test_nobody_else_is_offered_a_button_to_approve(counter: Counter, name: str) -> None:
    ask(counter)

    for text in ("approve", "approve all", f"approve {REF} for staff", "approve for staff"):
        assert "Approve" not in " ".join(labels(type_(counter, text, name)))
    assert counter.case(REF).state == "submitted"


def test_a_hidden_reference_answers_like_a_missing_one(counter: Counter) -> None:
    ask(counter)

    hidden = type_(counter, f"approve {REF}", "tom")
    missing = type_(counter, "approve UNB-2026-0999", "tom")

    assert words(hidden) == words(missing)


def test_a_press_on_what_was_read_back_before_a_change_decides_nothing(counter: Counter) -> None:
    ask(counter)
    old = button(type_(counter, "approve for staff"), LIKE_THIS).means
    case = counter.case(REF).public_id
    counter.wants("head", TakeStep(case=case, verb="approve", revision=1))

    again = counter.wants("head", old)

    assert "You have settled this already" in words(again)
    assert counter.case(REF).text("audience") == "class"


ORDERS = {
    "approve unb-2026-0042 for 5 red until friday": True,
    "yes please approve it": True,
    "Refuse UNB-2026-0042, it has chat": True,
    "i approve": True,
    "status UNB-2026-0042": False,
    "has UNB-2026-0042 been approved": False,
    "who approves a twitter account": False,
    "approve what?": False,
    "approved sites list": False,
}


@pytest.mark.parametrize("text", ORDERS)
def test_an_order_to_approve_is_told_from_a_question(text: str, sqlite_url: str) -> None:
    counter = Counter.open(sqlite_url, CAPABILITY)
    with counter.open_uow() as uow:
        turn: Turn = turn_of(PEOPLE["head"], uow, counter.directory)

        assert (read(text, turn) is not None) is ORDERS[text]
