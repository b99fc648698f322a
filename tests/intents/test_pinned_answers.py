"""Answers that are kept: shown first to whoever asks the same, until a day or a new policy."""

from datetime import date, timedelta

import pytest

from bot.conversation.exchange import Reply
from intents.ask_policy.intents import AskPolicy, RemovePinned, ShowPinned
from intents.ask_policy.passing_on import AnswerQuestion
from intents.ask_policy.pins import MOST
from tests.intents.bookcase import Bookcase, clause, notes, opened, policy, quotes
from tests.support.counter import Counter, labels, words
from tests.support.small_trust import DALE, TUESDAY

QUESTION = "may staff keep a parrot in class?"
ANSWER = "Yes, if the caretaker agrees."
RULE = clause("pets/1", "Pets are kept at home.")
OTHER = clause("trips/1", "Trips are planned in June.")
TODAY = TUESDAY.date()
REVIEW = date(2027, 3, 31)


def desk(url: str, *, covered: bool = True, due: date | None = REVIEW) -> tuple[Counter, Bookcase]:
    pets = policy("Pets", RULE, owner="Network manager", due=due)
    confidence = 0.9 if covered else 0.1
    library = Bookcase(pets, policy("Trips", OTHER), finds=["pets/1"], confidence=confidence)
    return opened(url, library), library


def answers(counter: Counter, question: str = QUESTION, **more: object) -> Reply:
    """Ask as Amy, pass it on, and answer it as whoever gets it, to be kept."""
    asked = counter.wants("amy", AskPolicy(question=question))
    label = next(each for each in labels(asked) if each.startswith("Ask "))
    counter.presses("amy", label)
    counter.arrives()
    number = sum(counter.case_or_none(f"POL-2026-{n:04}") is not None for n in range(1, 20))
    case = counter.case(f"POL-2026-{number:04}")
    who = case.handlers[0].removeprefix("hill/")
    answer = {"case": case.public_id, "answer": ANSWER, "keep": True, **more}
    return counter.submits(who, AnswerQuestion, **answer)


def asks(counter: Counter, question: str = QUESTION, who: str = "tom") -> Reply:
    return counter.wants(who, AskPolicy(question=question))


def test_the_owner_of_the_policy_is_asked_and_sees_the_clause(sqlite_url: str) -> None:
    counter, _ = desk(sqlite_url)
    asks(counter, who="amy")
    counter.presses("amy", "Ask Len Hodge")
    told = counter.arrives()

    assert set(told) == {"amy", "it"}
    assert "A colleague asks about your policy. Please answer if you can." in told["it"][0].text
    assert "They were shown Pets: 1.1." in told["it"][0].text


def test_a_kept_answer_comes_before_the_clause_with_who_and_when(sqlite_url: str) -> None:
    counter, _ = desk(sqlite_url)
    answered = answers(counter)
    reply = asks(counter, "May staff keep a PARROT in class")

    signed = "Answered by Len Hodge on 17 Nov 2026, until 31 Mar 2027"
    assert f'{signed}. To remove it, say "pinned answers".' in notes(answered)
    assert quotes(reply) == [ANSWER, RULE.text]
    assert signed in words(reply)
    assert "Amy" not in words(reply)


def test_a_kept_answer_takes_the_place_of_not_covered(sqlite_url: str) -> None:
    counter, _ = desk(sqlite_url, covered=False)
    answers(counter)
    reply = asks(counter)

    assert quotes(reply) == [ANSWER]
    assert "Not in the policies" not in words(reply)
    assert labels(reply) == ["Ask Ravi Menon"]


@pytest.mark.parametrize(
    "question",
    ["may pupils keep a parrot in class?", "and a parrot?", "may staff keep a cat here?"],
)
def test_another_question_does_not_get_it(sqlite_url: str, question: str) -> None:
    counter, _ = desk(sqlite_url)
    answers(counter)

    assert ANSWER not in quotes(asks(counter, question))


def test_an_answer_that_is_not_to_be_kept_is_not(sqlite_url: str) -> None:
    counter, _ = desk(sqlite_url)
    answers(counter, keep=False)

    assert quotes(asks(counter)) == [RULE.text]


def test_another_school_does_not_get_it(sqlite_url: str) -> None:
    counter, _ = desk(sqlite_url)
    answers(counter)
    there = counter.wants("bea", AskPolicy(question=QUESTION, school=DALE))

    assert quotes(there) == [RULE.text]


def test_it_is_shown_up_to_its_last_day(sqlite_url: str) -> None:
    counter, _ = desk(sqlite_url)
    answers(counter, until=(TODAY + timedelta(days=3)).isoformat())

    counter.later(days=3)
    last_day = asks(counter)
    counter.later(days=1)
    after = asks(counter)

    assert quotes(last_day) == [ANSWER, RULE.text]
    assert quotes(after) == [RULE.text]


@pytest.mark.parametrize("due", [None, date(2028, 9, 1), date(2026, 11, 16)])
def test_without_a_review_within_a_year_it_is_kept_for_a_year(
    sqlite_url: str, due: date | None
) -> None:
    counter, _ = desk(sqlite_url, due=due)
    answered = answers(counter)

    assert "until 17 Nov 2027" in words(answered)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_last_day_in_the_past_or_beyond_a_year_is_asked_again(sqlite_url: str, days: int) -> None:
    counter, _ = desk(sqlite_url)
    reply = answers(counter, until=(TODAY + timedelta(days=days)).isoformat())

    assert reply.errors == {"until": "Please give a day from today to 17 Nov 2027."}
    assert counter.case("POL-2026-0001").state == "open"


def test_it_goes_when_its_policy_changes_and_stays_when_another_does(sqlite_url: str) -> None:
    counter, library = desk(sqlite_url)
    answers(counter)
    pets, _ = library.held

    library.change(pets, policy("Trips", clause("trips/1", "Trips are planned in May.")))
    kept = asks(counter)
    library.change(policy("Pets", clause("pets/1", "Pets live at home."), due=REVIEW))
    changed = asks(counter)
    library.change(pets)
    for_good = asks(counter)

    assert ANSWER in quotes(kept)
    assert ANSWER not in quotes(changed)
    assert ANSWER not in quotes(for_good)


def test_where_no_policy_covers_it_it_goes_when_any_policy_changes(sqlite_url: str) -> None:
    counter, library = desk(sqlite_url, covered=False)
    answers(counter)
    pets, _ = library.held

    library.change(pets)

    assert "Not in the policies" in words(asks(counter))


def test_an_answer_to_a_question_about_somebody_is_sent_and_not_kept(sqlite_url: str) -> None:
    counter, _ = desk(sqlite_url)
    question = "a boy in my class has a parrot, may he keep it?"
    answered = answers(counter, question)

    assert "Sent, but not kept for others: the question may be about one person." in notes(answered)
    assert ANSWER in counter.arrives()["amy"][0].text
    assert ANSWER not in quotes(asks(counter, question))


@pytest.mark.parametrize("who", ["it", "coordinator", "head"])
def test_whoever_answers_questions_lists_and_removes_them(sqlite_url: str, who: str) -> None:
    counter, _ = desk(sqlite_url)
    answers(counter)
    listed = counter.wants(who, ShowPinned())
    removed = counter.presses(who, "Remove")

    assert "may staff keep a parrot in class?" in words(listed)
    assert quotes(listed) == [ANSWER]
    assert "No answers are pinned" in words(removed)
    assert removed.replaces
    assert quotes(asks(counter)) == [RULE.text]


def test_nobody_else_lists_or_removes_them(sqlite_url: str) -> None:
    counter, _ = desk(sqlite_url)
    answers(counter)
    public_id = counter.case("POL-2026-0001").public_id

    refused = [counter.wants("tom", each) for each in (ShowPinned(), RemovePinned(ref=public_id))]

    assert [quotes(reply) for reply in refused] == [[], []]
    assert ANSWER in quotes(asks(counter))


def test_a_long_list_says_how_many_are_left_out(sqlite_url: str) -> None:
    counter, _ = desk(sqlite_url)
    animals = ("parrot", "cat", "hamster", "rabbit", "goldfish", "lizard", "snake", "pony")
    for animal in (*animals, "donkey", "ferret", "newt"):
        answers(counter, f"may staff keep a {animal} in class?")
    listed = counter.wants("head", ShowPinned())

    assert len(quotes(listed)) == MOST
    assert "And 1 older ones. Remove some to see them." in notes(listed)
