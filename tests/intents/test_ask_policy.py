from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.cards import Alert, Items
from bot.conversation.exchange import Reply
from intents.ask_policy.intents import AskPolicy
from knowledge.clauses import Clause
from knowledge.library import Answer, NotCovered, Quoted
from tests.intents.shelf import (
    FRIENDS,
    GAMES,
    ITEM,
    ITEMS,
    PHONES,
    Shelf,
    ask,
    asked,
    quoted,
)
from tests.support.counter import labels, words


def test_the_clause_is_quoted_whole_with_where_it_stands(sqlite_url: str) -> None:
    reply = ask(sqlite_url, Shelf(FRIENDS))

    assert quoted(reply) == [FRIENDS.text]
    assert reply.cards[0].title == "Staff conduct: 4.2"
    assert "Hill School · Staff conduct, version 3 · 4.2 · Online · No review date given" in (
        words(reply)
    )
    assert labels(reply) == [
        "Before and after it",
        "Helpful",
        "Not what I asked",
        "Ask Ravi Menon",
    ]


def test_a_clause_that_opens_a_list_is_shown_with_every_item(sqlite_url: str) -> None:
    reply = ask(sqlite_url, Shelf(PHONES))

    [items] = [block for block in reply.cards[0].body if isinstance(block, Items)]
    assert items.items == tuple(item.text for item in ITEMS)


def test_an_item_is_shown_behind_the_words_that_introduce_it(sqlite_url: str) -> None:
    reply = ask(sqlite_url, Shelf(ITEM))

    assert words(reply).index("Before a trip, staff:") < words(reply).index("ask the head first")


def test_a_long_clause_is_shown_whole_and_alone(sqlite_url: str) -> None:
    reply = ask(sqlite_url, Shelf(GAMES, FRIENDS))

    assert quoted(reply) == [GAMES.text]


def test_a_short_answer_stays_within_sixty_words(sqlite_url: str) -> None:
    reply = ask(sqlite_url, Shelf(FRIENDS, GAMES))

    assert len(words(reply).split()) <= 60


def test_more_shows_the_others_and_never_an_empty_card(sqlite_url: str) -> None:
    others = ask(sqlite_url, Shelf(FRIENDS, GAMES), more=True)
    alone = ask(sqlite_url, Shelf(FRIENDS), more=True)

    assert quoted(others) == [GAMES.text]
    assert quoted(alone) == [FRIENDS.text]


@pytest.mark.parametrize(
    "altered",
    [
        replace(FRIENDS, text=FRIENDS.text + " "),
        replace(FRIENDS, text=FRIENDS.text.replace("not", "NOT")),
        replace(FRIENDS, stem="Unless the head agrees:"),
        replace(FRIENDS, number="4.3"),
        replace(FRIENDS, id="conduct/9"),
    ],
)
def test_a_quotation_that_is_not_the_stored_one_is_never_sent(
    sqlite_url: str, altered: Clause
) -> None:
    shelf = Shelf(FRIENDS)
    shelf.altered = altered
    counter = asked(sqlite_url, shelf)

    with pytest.raises(AssertionError, match="AlteredQuotation"):
        counter.wants("amy", AskPolicy(question="may I?"))
    assert quoted(counter.last.get("amy", Reply())) == []


def test_a_list_with_an_item_missing_is_never_sent(sqlite_url: str) -> None:
    class Shortened(Shelf):
        def answer(self, question: str, school: str, previous: str = "") -> Answer | NotCovered:
            whole = super().answer(question, school, previous)
            assert isinstance(whole, Answer)
            [first] = whole.clauses
            short: Quoted = replace(first, items=first.items[:1])
            return replace(whole, clauses=(short,))

    with pytest.raises(AssertionError, match="AlteredQuotation"):
        ask(sqlite_url, Shortened(PHONES))


class Wanting(Shelf):
    """Finds what it is told to, is not sure of it, and says what it lacks."""

    def answer(self, question: str, school: str, previous: str = "") -> Answer | NotCovered:
        whole = super().answer(question, school, previous)
        assert isinstance(whole, Answer)
        return replace(whole, is_sure=False, missing="how long")


def test_a_doubtful_answer_says_so_and_offers_a_person(sqlite_url: str) -> None:
    reply = ask(sqlite_url, Wanting(FRIENDS))

    assert "Closest I can find is Staff conduct, 4.2. It may not cover your case." in words(reply)
    assert "Ask Ravi Menon" in labels(reply)


def test_a_sure_answer_has_no_word_of_doubt(sqlite_url: str) -> None:
    reply = ask(sqlite_url, Shelf(FRIENDS))

    assert "It may not cover your case." not in words(reply)
    assert "It does not say" not in words(reply)


def test_an_answer_says_which_detail_it_lacks(sqlite_url: str) -> None:
    assert "It does not say how long." in words(ask(sqlite_url, Wanting(FRIENDS)))


def test_what_is_not_covered_is_said_plainly(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf(FRIENDS, confidence=0.1))
    reply = counter.wants("amy", AskPolicy(question="may I?"))
    nearest = counter.presses("amy", "Show the closest clause")

    assert quoted(reply) == []
    assert "I can't find that in Hill School's policies. The e-safety coordinator is" in words(
        reply
    )
    assert quoted(nearest) == [FRIENDS.text]
    assert "It may not cover your case." in words(nearest)


def test_the_closest_clauses_lead_on_to_more_and_not_back(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf(FRIENDS, GAMES, confidence=0.1))
    counter.wants("amy", AskPolicy(question="may I?"))
    counter.presses("amy", "Show the closest clause")

    assert quoted(counter.presses("amy", "Show more clauses")) == [GAMES.text]


def test_an_overdue_policy_says_so_on_every_clause(sqlite_url: str) -> None:
    overdue = ask(sqlite_url, Shelf(FRIENDS, due=date(2026, 11, 16)))
    in_date = ask(sqlite_url, Shelf(FRIENDS, due=date(2026, 11, 17)))

    [alert] = [block for block in overdue.cards[0].body if isinstance(block, Alert)]
    assert alert.text == (
        "Note: this policy was due for review in November 2026. Check with the headteacher."
    )
    assert "Review was due November 2026" in words(overdue)
    assert "Next review November 2026" in words(in_date)
    assert not any(isinstance(block, Alert) for block in in_date.cards[0].body)


def test_somebody_at_two_schools_can_ask_the_other_one(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf(FRIENDS))
    here = counter.wants("bea", AskPolicy(question="may I?"))
    there = counter.presses("bea", "Ask Dale School")

    assert "Hill School · " in words(here)
    assert "Dale School · " in words(there)
    assert "Ask Hill School" in labels(there)


def test_a_long_question_still_fits_on_a_button(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf(FRIENDS, GAMES))
    reply = counter.wants("amy", AskPolicy(question="why " * 1000))

    assert max(len(b.means.payload()) for card in reply.cards for b in card.buttons) < 2000
