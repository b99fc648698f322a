import pytest

from intents.buttons import Begin
from intents.fill_form.intents import Answer, Back, Cancel, Send, Skip, Start, Tick
from tests.intents.made_up_forms import REPORTS, SENT, Report, fill_to_review
from tests.support.counter import Counter, labels, words


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    SENT.clear()
    return Counter.open(sqlite_url, REPORTS)


def test_a_form_begun_in_chat_offers_both_ways(counter: Counter) -> None:
    reply = counter.wants("amy", Begin(form="report"))

    assert labels(reply) == ["Open the form", "Answer here", "Cancel"]


def test_a_form_is_filled_in_question_by_question_and_sent_once(counter: Counter) -> None:
    review = fill_to_review(counter)
    sent = counter.presses("amy", "Send")
    again = counter.wants("amy", Send(form="report"))

    assert "What happened: It happened on the bus" in words(review)
    assert words(sent).startswith("Sent.")
    assert len(SENT) == 1
    assert "no question waiting" in words(again)
    assert counter.draft("amy") is None


def test_several_choices_are_ticked_by_button(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.presses("amy", "Yes")

    ticked = counter.presses("amy", "Adverts")
    counter.presses("amy", "Needs a login")
    counter.presses("amy", "Comments or chat")
    counter.presses("amy", "Comments or chat (chosen)")
    counter.presses("amy", "That's all")
    review = counter.presses("amy", "Skip")

    assert ticked.replaces
    assert "That's all" in labels(ticked)
    assert "Which risks: Adverts, Needs a login" in words(review)


def test_several_choices_are_typed_with_commas(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.presses("amy", "Yes")

    assert "dragons" not in words(counter.says("amy", "adverts, dragons"))
    counter.says("amy", "adverts, login")

    assert "Which risks: Adverts, Needs a login" in words(counter.presses("amy", "Skip"))


def test_a_tick_under_a_question_that_is_not_asked_does_nothing(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))

    reply = counter.wants("amy", Tick(form="report", question="risks", chosen=("adverts",)))

    assert "no question waiting" in words(reply)


def test_an_earlier_answer_is_changed_by_its_old_button(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    first = counter.last["amy"]
    counter.presses("amy", "Yes")
    counter.says("amy", "adverts")

    counter.last["amy"] = first
    reply = counter.presses("amy", "No")

    assert reply.cards[0].title == "What happened?"
    draft = counter.draft("amy")
    assert draft
    assert draft.answers == {"image": "no", "risks": ["adverts"]}


def test_a_carried_field_cannot_be_answered(counter: Counter) -> None:
    counter.wants("amy", Start(form="note", carried={"case": "mine"}))

    reply = counter.wants("amy", Answer(form="note", question="case", text="another"))

    draft = counter.draft("amy")
    assert draft
    assert draft.answers == {"case": "mine"}
    assert "no question waiting" in words(reply)


def test_answers_smuggled_in_with_what_is_carried_are_checked_like_any_other(
    counter: Counter,
) -> None:
    carried = {"case": "mine", "text": "x", "unknown": "y", "image": "perhaps"}
    reply = counter.wants("amy", Start(form="note", carried=carried))

    assert reply.cards[0].title == "A picture?"
    counter.presses("amy", "No")
    again = counter.last["amy"]

    assert again.cards[0].title == "The note?"


def test_a_skip_under_an_older_question_does_not_skip_this_one(counter: Counter) -> None:
    fill_to_review(counter)
    counter.presses("amy", "Back")
    counter.says("amy", "24 Nov")

    reply = counter.wants("amy", Skip(form="report", question="risks"))

    assert "Which day: Tue 24 Nov 2026" in words(reply)


def test_a_required_question_is_not_skipped(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))

    reply = counter.wants("amy", Skip(form="report", question="image"))

    assert "Please answer this question." in words(reply)
    assert "Skip" not in labels(reply)


def test_back_goes_through_every_question_and_stops_at_the_first(counter: Counter) -> None:
    fill_to_review(counter)

    titles = [counter.presses("amy", "Back").cards[0].title for _ in range(4)]

    assert titles == ["Which day?", "Which risks?", "What happened?", "A picture?"]
    assert "Back" not in labels(counter.last["amy"])
    assert counter.wants("amy", Back(form="report")).cards[0].title == "A picture?"


@pytest.mark.parametrize("steps", range(5))
def test_cancel_works_at_every_point_and_says_that_nothing_was_sent(
    counter: Counter, steps: int
) -> None:
    counter.wants("amy", Start(form="report"))
    for text in ("no", "a story", "adverts", "24 Nov")[:steps]:
        counter.says("amy", text)

    reply = counter.presses("amy", "Cancel")

    assert words(reply).startswith("Stopped. Nothing was sent.")
    assert counter.draft("amy") is None
    assert SENT == []


def test_cancel_with_nothing_to_stop_says_so(counter: Counter) -> None:
    assert "nothing to stop" in words(counter.wants("amy", Cancel()))


def test_what_the_sending_complains_about_is_asked_again_and_nothing_is_lost(
    counter: Counter,
) -> None:
    fill_to_review(counter, "too late")

    complaint = counter.presses("amy", "Send")
    review = counter.says("amy", "It was on the bus")
    counter.presses("amy", "Send")

    assert complaint.cards[0].title == "What happened?"
    assert "Please say it in other words." in words(complaint)
    assert "Which risks: Adverts" in words(review)
    assert len(SENT) == 1
    assert len(counter.outbox()) == 1


def test_a_complaint_in_a_dialog_stays_beside_its_field(counter: Counter) -> None:
    reply = counter.submits("amy", Report, image="no", story="too late", risks=["adverts"])

    assert reply.errors == {"story": "Please say it in other words."}
    assert reply.cards == ()
    assert counter.outbox() == []


def test_advice_is_said_once(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    first = counter.presses("amy", "Not sure")
    second = counter.says("amy", "adverts")

    assert "Don't look at it." in words(first)
    assert "Don't look at it." not in words(second)


def test_an_unknown_form_is_refused_politely(counter: Counter) -> None:
    assert "no question waiting" in words(counter.wants("amy", Begin(form="nonsense")))
