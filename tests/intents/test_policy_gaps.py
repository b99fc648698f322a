"""What the policies left open: noted without its asker, and shown to whoever can close it."""

from datetime import timedelta

import pytest

from bot.clockwork import Clockwork, Routine
from bot.conversation.cards import Table
from bot.conversation.exchange import Reply
from bot.domain.questions import KEEP_GAPS, Gap, Miss
from intents.ask_policy.intents import AskPolicy
from intents.policy_gaps.feature import MOST, ShowGaps, read
from tests.intents.bookcase import Bookcase, clause, notes, opened, policy
from tests.support.counter import Counter, words
from tests.support.small_trust import HILL, PEOPLE, TUESDAY, directory, turn_of

QUESTION = "may staff keep a parrot in class?"
NOTED = "I noted the question without your name, so the policies can improve."
RULE = clause("pets/1", "Pets are kept at home.")


def desk(url: str, *, covered: bool = False) -> Counter:
    pets = policy("Pets", RULE, owner="Network manager")
    return opened(url, Bookcase(pets, finds=["pets/1"], confidence=0.9 if covered else 0.1))


def asks(counter: Counter, question: str = QUESTION, who: str = "amy") -> Reply:
    return counter.wants(who, AskPolicy(question=question))


def gaps(counter: Counter) -> list[Gap]:
    with counter.open_uow() as uow:
        return list(uow.questions.gaps(HILL, TUESDAY.date() - timedelta(days=400)))


def rows(reply: Reply) -> list[tuple[str, ...]]:
    return [
        row for card in reply.cards for b in card.body if isinstance(b, Table) for row in b.rows
    ]


def test_a_question_without_an_answer_is_noted_and_the_asker_is_told(sqlite_url: str) -> None:
    counter = desk(sqlite_url)
    reply = asks(counter)

    assert NOTED in notes(reply)
    assert gaps(counter) == [
        Gap(
            school=HILL,
            asked_on=TUESDAY.date(),
            miss=Miss.UNANSWERED,
            wording="may staff keep parrot in class",
            question=QUESTION,
        )
    ]


def test_an_answered_question_is_not_noted(sqlite_url: str) -> None:
    counter = desk(sqlite_url, covered=True)
    asks(counter)

    assert gaps(counter) == []


def test_an_answer_that_missed_is_noted_as_such(sqlite_url: str) -> None:
    counter = desk(sqlite_url, covered=True)
    asks(counter)
    counter.presses("amy", "Not what I asked")

    assert [gap.miss for gap in gaps(counter)] == [Miss.UNHELPFUL]


def test_a_question_is_noted_each_time_it_is_asked(sqlite_url: str) -> None:
    counter = desk(sqlite_url)
    for who in ("amy", "amy", "tom"):
        asks(counter, who=who)

    assert len(gaps(counter)) == 3


@pytest.mark.parametrize(
    "question",
    ["what does the policy say about self harm", "a boy in my class has a parrot", "why not?"],
)
def test_an_alarm_one_person_and_half_a_question_are_not_noted(
    sqlite_url: str, question: str
) -> None:
    counter = desk(sqlite_url)
    reply = asks(counter, question)

    assert gaps(counter) == []
    assert NOTED not in notes(reply)


def test_a_follow_up_is_noted_with_what_it_leans_on(sqlite_url: str) -> None:
    counter = desk(sqlite_url)
    asks(counter)
    asks(counter, "and a cat?")

    assert gaps(counter)[1].question == f"{QUESTION} and a cat?"


@pytest.mark.parametrize("who", ["it", "coordinator", "head"])
def test_gaps_are_shown_to_whoever_answers_most_asked_first(sqlite_url: str, who: str) -> None:
    counter = desk(sqlite_url)
    asks(counter, "who pays for a broken window here")
    for asker in ("amy", "tom"):
        asks(counter, who=asker)
    asks(counter, "in class, may staff keep a parrott", who="bea")

    reply = counter.wants(who, ShowGaps())

    assert rows(reply) == [
        ("3", "in class, may staff keep a parrott", "no clause found"),
        ("1", "who pays for a broken window here", "no clause found"),
    ]
    assert "Kept for 90 days, without names. Nobody can see who asked." in notes(reply)
    assert not any(name in words(reply) for name in ("Amy", "Tom", "Bea"))


def test_nobody_else_is_shown_gaps(sqlite_url: str) -> None:
    counter = desk(sqlite_url)
    asks(counter)
    reply = counter.wants("tom", ShowGaps())

    assert rows(reply) == []
    assert "parrot" not in words(reply)


def test_with_nothing_noted_it_says_so(sqlite_url: str) -> None:
    reply = desk(sqlite_url).wants("head", ShowGaps())

    assert "no policy gaps" in words(reply)


def test_a_long_list_says_how_many_are_left_out(sqlite_url: str) -> None:
    counter = desk(sqlite_url)
    letters = [f"{one}{other}" for one in "abcde" for other in "vwxyz"][: MOST + 2]
    for each in letters:
        asks(counter, f"may staff keep {each}{each}")
    reply = counter.wants("head", ShowGaps())

    assert len(rows(reply)) == MOST
    assert "And 2 more, asked less often." in notes(reply)


def test_gaps_are_forgotten_after_ninety_days(sqlite_url: str) -> None:
    counter = desk(sqlite_url)
    asks(counter)
    clockwork = Clockwork(counter.open_uow, Routine({}), directory(), lambda: counter.now)

    counter.later(days=KEEP_GAPS.days)
    clockwork.sweep()
    in_time = gaps(counter)
    counter.later(days=1)
    clockwork.sweep()

    assert len(in_time) == 1
    assert gaps(counter) == []


@pytest.mark.parametrize(
    "text", ["policy gaps", "Show me the policy gaps, ", "gaps in our policies?", "policy gap"]
)
def test_they_are_asked_for_in_words(sqlite_url: str, text: str) -> None:
    with desk(sqlite_url).open_uow() as uow:
        turn = turn_of(PEOPLE["head"], uow, directory())

        assert read(text, turn) == ShowGaps()
        assert read(f"{text} on phones", turn) is None
