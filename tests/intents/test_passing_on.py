from intents.ask_policy.intents import AskPolicy, NotIt, PassOn
from intents.ask_policy.passing_on import AnswerQuestion
from intents.buttons import TakeStep
from tests.intents.shelf import FRIENDS, Shelf, asked
from tests.support.counter import words
from tests.support.small_trust import PEOPLE, directory


def test_a_question_is_passed_on_answered_and_told(sqlite_url: str) -> None:
    counter = asked(sqlite_url, Shelf(FRIENDS, confidence=0.1))
    counter.wants("amy", AskPolicy(question="may I?"))
    counter.presses("amy", "Ask Ravi Menon")

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
    counter.presses("amy", "Ask Ravi Menon")

    assert counter.case("POL-2026-0001").text("question") == "may I?"
