from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.cards import Alert, Items, Quote
from bot.conversation.exchange import Reply
from intents.ask_policy.feature import AskPolicies
from intents.ask_policy.intents import AskPolicy, NotIt, PassOn
from intents.ask_policy.passing_on import AnswerQuestion
from intents.buttons import TakeStep
from intents.capability import Capability
from intents.decide.feature import Decide
from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.library import Answer, Library, NotCovered, Quoted
from tests.support.counter import Counter, labels, words
from tests.support.small_trust import DALE, HILL, PEOPLE, directory

LONG = " ".join(f"word{number}" for number in range(200))


def clause(number: str, text: str, **more: object) -> Clause:
    kind = ClauseKind.PARAGRAPH
    return Clause(f"conduct/{number}", number, kind, ("Online",), text, **more)  # type: ignore[arg-type]


FRIENDS = clause("4.2", "Staff do not accept pupils as friends online.")
PHONES = replace(clause("5", "During lessons staff must:"), kind=ClauseKind.STEM)
ITEMS = (
    clause("5(a)", "keep phones in a bag;", parent="conduct/5", stem="During lessons staff must:"),
    clause("5(b)", "answer none.", parent="conduct/5", stem="During lessons staff must:"),
)
ITEM = clause("6(a)", "ask the head first", parent="conduct/6", stem="Before a trip, staff:")
GAMES = clause("7", f"Games: {LONG}.")


class Shelf(Library):
    """A library that always finds what it is told to; `altered` is what it then quotes instead."""

    def __init__(self, *found: Clause, confidence: float = 0.9, due: date | None = None) -> None:
        self.policy = Policy(
            "conduct", "Staff conduct", (FRIENDS, PHONES, *ITEMS, ITEM, GAMES), "3", "", None, due
        )
        super().__init__({school: lambda: [self.policy] for school in (HILL, DALE)})
        self.found = found
        self.confidence = confidence
        self.altered: Clause | None = None

    def answer(self, question: str, school: str, previous: str = "") -> Answer | NotCovered:
        quoted = [self.clause(school, found.id) for found in self.found]
        whole = tuple(replace(each, score=1.0) for each in quoted if each)
        if self.altered:
            whole = (replace(whole[0], clause=self.altered),)
        if self.confidence < 0.3:
            return NotCovered(f"{question}{previous}", self.confidence, whole)
        return Answer(question, self.confidence, whole)


def quoted(reply: Reply) -> list[str]:
    return [b.text for card in reply.cards for b in card.body if isinstance(b, Quote)]


def asked(url: str, shelf: Library) -> Counter:
    own: Capability = AskPolicies(shelf).capability()
    return Counter.open(url, own, shared=(Decide([own]).capability(),))


def ask(url: str, shelf: Library, *, more: bool = False) -> Reply:
    return asked(url, shelf).wants("amy", AskPolicy(question="may I?", more=more))


def test_the_clause_is_quoted_whole_with_where_it_stands(sqlite_url: str) -> None:
    reply = ask(sqlite_url, Shelf(FRIENDS))

    assert quoted(reply) == [FRIENDS.text]
    assert reply.cards[0].title == "Staff conduct: 4.2"
    assert "Hill School · Staff conduct, version 3 · 4.2 · Online · No review date given" in (
        words(reply)
    )
    assert labels(reply) == ["Not what I meant"]


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


def test_a_doubtful_answer_says_so_and_offers_a_person(sqlite_url: str) -> None:
    reply = ask(sqlite_url, Shelf(FRIENDS, confidence=0.4))

    assert "Closest I can find is Staff conduct, 4.2. It may not cover your case." in words(reply)
    assert "Pass on the question" in labels(reply)


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


def test_a_question_is_passed_on_answered_and_told(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf(FRIENDS, confidence=0.1))
    counter.wants("amy", AskPolicy(question="may I?"))
    counter.presses("amy", "Pass on the question")

    told = counter.arrives()
    case = counter.case("POL-2026-0001")
    counter.submits("coordinator", AnswerQuestion, case=case.public_id, answer="Ask me first.")
    answered = counter.arrives()

    assert "Passed on to Ravi Menon." in told["amy"][0].text
    assert "may I?" in told["coordinator"][0].text
    assert "may I" not in told["coordinator"][0].title
    assert "Ask me first." in answered["amy"][0].text
    assert set(answered) == {"amy"}


def test_a_question_passed_on_twice_is_one_question(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf())
    for _ in range(2):
        reply = counter.wants("amy", PassOn(question="may I?"))

    assert "You passed this on already." in words(reply)
    assert len(counter.arrives()["coordinator"]) == 1


def test_the_coordinators_own_question_goes_to_the_head(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf())
    counter.wants("coordinator", PassOn(question="may I?"))

    assert set(counter.arrives()) == {"coordinator", "head"}


def test_with_nobody_to_ask_nothing_is_filed(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf())
    counter.directory = directory({"amy": PEOPLE["amy"]})

    reply = counter.wants("amy", PassOn(question="may I?"))

    assert "Nothing was sent." in words(reply)
    assert counter.arrives() == {}
    assert counter.case_or_none("POL-2026-0001") is None


def test_a_question_is_not_answered_without_words_nor_by_somebody_else(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf())
    counter.wants("amy", PassOn(question="may I?"))
    case = counter.case("POL-2026-0001")

    empty = counter.wants("coordinator", TakeStep(case=case.public_id, verb="answer"))
    stranger = counter.wants("head", TakeStep(case=case.public_id, verb="answer"))

    assert "wait for an answer" not in words(empty)
    assert counter.case("POL-2026-0001").state == "open"
    assert "can't find that one" in words(stranger)


def test_not_it_offers_a_person_and_keeps_the_question(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf())
    counter.wants("amy", NotIt(question="may I?"))
    counter.presses("amy", "Pass on the question")

    assert counter.case("POL-2026-0001").text("question") == "may I?"


def test_a_long_question_still_fits_on_a_button(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf(FRIENDS, GAMES))
    reply = counter.wants("amy", AskPolicy(question="why " * 1000))

    assert max(len(b.means.payload()) for card in reply.cards for b in card.buttons) < 2000
