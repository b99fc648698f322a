import pytest

from intents.buttons import Begin, Open
from intents.fill_form.intents import Answer, Back, Cancel, Send, Skip, Start
from tests.intents.made_up_forms import REPORTS, SENT, Report, fill_to_review
from tests.support.counter import OPENS, Counter, labels, words
from tests.support.small_trust import DALE, HILL


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    SENT.clear()
    return Counter.open(sqlite_url, REPORTS)


def test_the_draft_of_a_form_sent_from_its_dialog_is_gone(counter: Counter) -> None:
    counter.changes("amy", Report, image="no")
    assert counter.draft("amy")

    counter.submits("amy", Report, image="no", story="It happened", risks=["adverts"])

    assert counter.draft("amy") is None
    assert len(SENT) == 1


def test_what_may_not_be_told_leaves_the_draft_when_the_picture_turns_up(counter: Counter) -> None:
    fill_to_review(counter, "A very private story")

    reply = counter.wants("amy", Answer(form="report", question="image", text="not_sure"))

    draft = counter.draft("amy")
    assert draft
    assert "private story" not in str(draft.answers)
    assert "Don't look at it." in words(reply)
    assert "private story" not in words(reply)


def test_what_may_not_be_told_leaves_the_draft_of_a_dialog_too(counter: Counter) -> None:
    counter.changes("amy", Report, image="no", story="A very private story")
    reply = counter.changes("amy", Report, image="yes", story="A very private story")

    draft = counter.draft("amy")
    assert draft
    assert "private story" not in str(draft.answers)
    assert reply.dialog
    assert "story" not in reply.dialog.answers
    assert reply.dialog.card
    assert "Don't look at it." in reply.dialog.card.text


def test_an_old_button_of_another_form_changes_nothing(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.presses("amy", "Yes")
    before = counter.draft("amy")

    others = [
        Answer(form="note", question="image", text="no"),
        Skip(form="note"),
        Back(form="note"),
        Send(form="note"),
        Cancel(form="note"),
    ]
    replies = [words(counter.wants("amy", intent)) for intent in others]

    assert counter.draft("amy") == before
    assert all("no question" in each or "nothing to stop" in each for each in replies)


def test_a_draft_survives_a_restart_and_another_device(counter: Counter, sqlite_url: str) -> None:
    counter.wants("amy", Start(form="report"))
    counter.says("amy", "no")
    counter.says("amy", "It happened on the bus")

    restarted = Counter.open(sqlite_url, REPORTS)
    restarted.later(hours=4)
    reply = restarted.says("amy", "adverts")

    assert reply.cards[0].title == "Which day?"
    assert restarted.draft("amy") == counter.draft("amy")


def test_a_half_filled_form_is_offered_again_with_the_time(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.says("amy", "no")
    counter.says("amy", "It happened on the bus")
    counter.later(hours=3)

    offer = counter.wants("amy", Begin(form="report"))
    asked_on = counter.presses("amy", "Answer here")

    assert offer.cards[0].title == "Finish this? Report something (10:00)"
    assert "It happened on the bus" in words(offer)
    assert asked_on.cards[0].title == "Which risks?"


def test_a_half_filled_form_opens_as_a_dialog_with_what_was_there(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.says("amy", "no")
    counter.says("amy", "It happened on the bus")

    reply = counter.wants("amy", Begin(form="report"), OPENS)

    assert reply.dialog
    assert reply.dialog.answers["story"] == "It happened on the bus"
    assert "what you had at 10:00" in words(reply)


def test_start_again_forgets_what_was_there(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.says("amy", "no")
    counter.says("amy", "It happened on the bus")
    counter.wants("amy", Begin(form="report"))

    reply = counter.presses("amy", "Start again")

    assert "bus" not in words(reply)
    assert "Finish" not in words(reply)


def test_another_form_does_not_take_the_place_of_a_half_filled_one(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.says("amy", "no")
    before = counter.draft("amy")

    offers = [
        counter.wants("amy", Start(form="note", carried={"case": "mine"})),
        counter.wants("amy", Begin(form="note")),
        counter.wants("amy", Begin(form="note"), OPENS),
        counter.wants("amy", Begin(form="report", text="another story")),
    ]

    assert [o.cards[0].title for o in offers] == ["Finish this first? Report something (10:00)"] * 4
    assert counter.draft("amy") == before


def test_new_words_bring_up_their_advice_before_the_question_of_what_to_finish(
    counter: Counter,
) -> None:
    counter.wants("amy", Start(form="report"))
    counter.says("amy", "no")

    about_a_picture = counter.wants("amy", Begin(form="report", text="there is a picture"))
    another = counter.wants("amy", Begin(form="report", text="another story"))

    assert about_a_picture.cards[0].title == "Finish this first? Report something (10:00)"
    assert "Don't look at it." in words(about_a_picture)
    assert "Don't look at it." not in words(another)


def test_the_half_filled_form_is_finished_or_dropped_as_the_person_says(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.says("amy", "no")
    offer = counter.wants("amy", Start(form="note", carried={"case": "mine"}))

    finishing = counter.presses("amy", "Finish it")
    counter.last["amy"] = offer
    dropping = counter.presses("amy", "Drop it, and: Note")

    assert finishing.cards[0].title == "What happened?"
    assert dropping.cards[0].title == "A picture?"
    draft = counter.draft("amy")
    assert draft
    assert (draft.form, draft.answers) == ("note", {"case": "mine"})


def test_a_form_about_another_case_is_another_form(counter: Counter) -> None:
    counter.wants("amy", Start(form="note", carried={"case": "one"}))
    counter.says("amy", "no")

    reply = counter.wants("amy", Start(form="note", carried={"case": "two"}))
    same = counter.wants("amy", Start(form="note", carried={"case": "one"}))

    assert "Finish this first?" in words(reply)
    assert same.cards[0].title == "The note?"


def test_a_dialog_opened_meanwhile_leaves_the_half_filled_form_alone(counter: Counter) -> None:
    counter.wants("amy", Start(form="note", carried={"case": "one"}))
    counter.says("amy", "no")
    before = counter.draft("amy")

    opened = counter.wants("amy", Open(form="report"), OPENS)
    counter.changes("amy", Report, image="yes")

    assert opened.dialog
    assert counter.draft("amy") == before


def test_a_form_that_was_only_offered_is_in_nobodys_way(counter: Counter) -> None:
    counter.wants("amy", Begin(form="report"))

    assert labels(counter.wants("amy", Begin(form="note")))[0] == "Open the form"


def test_a_draft_is_gone_after_a_day(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.says("amy", "no")
    counter.later(hours=24, minutes=1)

    assert "no question waiting" in words(counter.says("amy", "a story"))
    assert labels(counter.wants("amy", Begin(form="note")))[0] == "Open the form"


def test_what_a_dialog_left_unread_is_asked_again_in_chat(counter: Counter) -> None:
    counter.changes("amy", Report, image="no", story="A story", day="the 45th", risks=["adverts"])

    reply = counter.wants("amy", Start(form="report"))

    assert reply.cards[0].title == "Which day?"


def test_two_people_fill_in_their_own_forms(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.wants("tom", Start(form="report"))
    counter.says("amy", "yes")
    counter.says("tom", "no")

    amys, toms = counter.draft("amy"), counter.draft("tom")
    assert amys
    assert toms
    assert (amys.answers, toms.answers) == ({"image": "yes"}, {"image": "no"})


def test_somebody_at_two_schools_is_asked_which_and_stays_there(counter: Counter) -> None:
    which = counter.wants("bea", Begin(form="report"))
    assert labels(which) == ["Hill School", "Dale School"]

    counter.presses("bea", "Dale School")
    counter.presses("bea", "Answer here")
    counter.says("bea", "yes")

    assert counter.draft("bea", HILL) is None
    draft = counter.draft("bea", DALE)
    assert draft
    assert draft.answers == {"image": "yes"}


def test_a_dialog_of_somebody_at_two_schools_comes_back_to_the_same_school(
    counter: Counter,
) -> None:
    counter.wants("bea", Begin(form="report"))
    opened = counter.presses("bea", "Dale School", OPENS)
    assert opened.dialog
    carried = Report.carried(opened.dialog.answers)

    counter.submits("bea", Report, image="yes", risks=["adverts"], **carried)

    assert carried == {"school": "dale"}
    assert [parcel.school for parcel in counter.outbox()] == [DALE]
