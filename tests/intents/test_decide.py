import pytest

from bot.conversation.exchange import Reply
from intents.buttons import Open, TakeStep
from intents.decide.feature import ApproveInWords, AskForMore, Decide, GiveInformation, Refuse
from intents.decide.words import is_thumb
from intents.request_unblock.changing import ChangeRequest
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.form import RequestUnblock
from tests.intents.requests_for_sites import ANSWERS, REF
from tests.support.counter import OPENS, Counter, labels, words
from tests.support.small_trust import PEOPLE, turn_of


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    counter = Counter.open(sqlite_url, CAPABILITY, shared=(Decide([CAPABILITY]).capability(),))
    counter.submits("amy", RequestUnblock, **ANSWERS)
    counter.arrives()
    return counter


def press(counter: Counter, name: str, verb: str, revision: int = 1) -> Reply:
    case = counter.case(REF).public_id
    return counter.wants(name, TakeStep(case=case, verb=verb, revision=revision))


def test_a_press_is_taken_and_its_card_redrawn_in_place(counter: Counter) -> None:
    reply = press(counter, "head", "approve")

    assert reply.replaces
    assert "approved, being switched on" in reply.cards[0].title
    assert labels(reply) == ["Switch off now"]


def test_a_refusal_is_impossible_without_a_reason_by_button_form_or_chat(counter: Counter) -> None:
    case = counter.case(REF).public_id
    by_button = press(counter, "head", "refuse")
    by_form = counter.submits("head", Refuse, case=case, revision="1", reason="    ")
    counter.wants("head", Open(form="refuse", carried={"case": case, "revision": "1"}))
    by_chat = counter.says("head", "no")

    assert counter.case(REF).state == "submitted"
    assert by_form.errors
    assert "Please write a little more" in words(by_chat)
    assert by_button.cards[0].title != "Refused"


def test_a_refusal_is_made_in_chat_with_its_reason_read_back(counter: Counter) -> None:
    case = counter.case(REF).public_id
    counter.wants("head", Open(form="refuse", carried={"case": case, "revision": "1"}))
    review = counter.says("head", "It has open chat.")
    counter.presses("head", "Refuse")

    assert "Why not: It has open chat." in words(review)
    assert counter.case(REF).state == "refused"


@pytest.mark.parametrize("verb", ["lapse", "expire", "dance", ""])
def test_no_button_can_do_what_only_time_does(counter: Counter, verb: str) -> None:
    press(counter, "head", verb)

    assert counter.case(REF).state == "submitted"


@pytest.mark.parametrize("name", ["tom", "chair", "bea"])
@pytest.mark.parametrize("verb", ["approve", "refuse", "dance", "withdraw"])
def test_a_hidden_case_answers_like_a_missing_one(counter: Counter, name: str, verb: str) -> None:
    hidden = press(counter, name, verb, revision=0)
    missing = counter.wants(name, TakeStep(case="no such case", verb=verb))

    assert words(hidden) == words(missing)


def test_the_question_stands_above_the_answer_that_is_written(counter: Counter) -> None:
    case = counter.case(REF).public_id
    counter.submits("head", AskForMore, case=case, revision="1", question="Which class is it?")
    opened = counter.wants("amy", Open(form="give_information", carried={"case": case}), OPENS)
    hidden = counter.wants("tom", Open(form="give_information", carried={"case": case}), OPENS)
    counter.submits("amy", GiveInformation, case=case, information="Class 5")

    assert "Which class is it?" in words(opened)
    assert "Which class is it?" not in words(hidden)
    assert counter.case(REF).revision == 2
    assert counter.case(REF).text("information") == "Class 5"


def test_words_alone_decide_nothing(counter: Counter) -> None:
    reply = counter.wants("head", ApproveInWords())

    assert "I never take a decision from words" in words(reply)
    assert "Approve" in labels(reply)
    assert counter.case(REF).state == "submitted"


def test_two_presses_at_once_make_one_decision(counter: Counter) -> None:
    press(counter, "head", "approve")
    again = press(counter, "head", "approve")

    assert "You have settled this already" in words(again)
    case = counter.case(REF)
    with counter.open_uow() as uow:
        history = [event.action for event in uow.cases.history(case.school, case.public_id)]
    assert history == ["submitted", "approve"]


def test_a_refusal_of_what_changed_meanwhile_keeps_its_reason(counter: Counter) -> None:
    case = counter.case(REF).public_id
    counter.submits("amy", ChangeRequest, **{**ANSWERS, "case": case, "until": "2026-11-25"})

    reply = counter.submits("head", Refuse, case=case, revision="1", reason="It has open chat.")
    again = counter.presses("head", "Refuse this request", OPENS)

    assert "The request changed after that card was sent." in words(reply)
    assert "It has open chat." in words(reply)
    assert counter.case(REF).state == "submitted"
    assert again.dialog
    assert again.dialog.answers["reason"] == "It has open chat."
    assert str(again.dialog.answers["revision"]) == "2"


@pytest.mark.parametrize(
    "thumb", ["\N{THUMBS UP SIGN}", ":+1:", "thumbs up", ":thumbsup::skin-tone-3:", "+1"]
)
def test_a_thumb_means_what_waits_and_where_nothing_does_it_means_nothing(
    counter: Counter, thumb: str
) -> None:
    read = Decide([CAPABILITY]).capability().read
    assert read

    with counter.open_uow() as uow:
        head, tom = (turn_of(PEOPLE[name], uow, counter.directory) for name in ("head", "tom"))

        assert read(thumb, head) == ApproveInWords(text=thumb)
        assert read(thumb, tom) is None


@pytest.mark.parametrize("text", ["thumbs up for the new site", "+12", "up"])
def test_more_than_a_thumb_is_none(text: str) -> None:
    assert not is_thumb(text)
