from typing import Annotated

import pytest
from pydantic import Field

from bot.conversation.cards import Card, Text
from bot.conversation.exchange import Reply
from bot.domain.notices import Notice
from bot.errors import Incomplete
from bot.forms.answers import ComingDay, Words
from bot.forms.choices import Choice, YesNoUnsure
from bot.forms.form import Answers, Ask, Form
from bot.services import cases
from bot.turn import Turn
from intents.buttons import Begin, Open
from intents.capability import Capability, Feature
from intents.fill_form.intents import Answer, Back, Cancel, Send, Skip, Start, Tick
from tests.support.counter import OPENS, Counter, labels, words
from tests.support.small_trust import DALE, HILL


class Risk(Choice):
    ADVERTS = "adverts", "Adverts"
    CHAT = "chat", "Comments or chat"
    LOGIN = "login", "Needs a login"


def is_told(answers: Answers) -> bool:
    return answers.get("image") == YesNoUnsure.NO


class Report(Form):
    """Report something."""

    name = "report"
    short = "Report"

    image: Annotated[YesNoUnsure, Ask("A picture?", steers=True)]
    story: Annotated[
        Words | None, Ask("What happened?", long=True, required=True, when=is_told)
    ] = None
    risks: Annotated[tuple[Risk, ...], Field(min_length=1), Ask("Which risks?")]
    day: Annotated[ComingDay | None, Ask("Which day?")] = None


class Note(Form):
    """Write a note."""

    name = "note"
    short = "Note"

    case: str
    image: Annotated[YesNoUnsure, Ask("A picture?")]
    text: Annotated[Words, Field(min_length=3), Ask("The note?")]


class Sent(Notice):
    name = "sent"


SENT: list[Form] = []


def send(form: Form, turn: Turn) -> Reply:
    cases.tell(turn, [turn.person.id], Sent())
    if isinstance(form, Report) and form.story == "too late":
        raise Incomplete({"story": "Please say it in other words."})
    SENT.append(form)
    return Reply((Card("Sent."),))


def advise(answers: Answers, _: Turn) -> tuple[Text, ...]:
    return (Text("Don't look at it."),) if answers.get("image") in ("yes", "not_sure") else ()


def prefill(text: str, _: Turn) -> Answers:
    return {"story": text} if "story" in text else {}


REPORTS = Capability(
    "reports",
    "",
    (Feature(Report, send, advise=advise, prefill=prefill), Feature(Note, send)),
)


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    SENT.clear()
    return Counter.open(sqlite_url, REPORTS)


def fill_to_review(counter: Counter, story: str = "It happened on the bus") -> Reply:
    counter.wants("amy", Start(form="report"))
    counter.presses("amy", "No")
    counter.says("amy", story)
    counter.says("amy", "adverts")
    return counter.presses("amy", "Skip")


def test_a_form_begun_in_chat_offers_both_ways(counter: Counter) -> None:
    reply = counter.wants("amy", Begin(form="report"))

    assert labels(reply) == ["Open the form", "Answer here", "Cancel"]


def test_a_form_is_filled_in_question_by_question_and_sent_once(counter: Counter) -> None:
    review = fill_to_review(counter)
    sent = counter.presses("amy", "Send")
    again = counter.wants("amy", Send(form="report"))

    assert "What happened?: It happened on the bus" in words(review)
    assert words(sent).startswith("Sent.")
    assert len(SENT) == 1
    assert "no question waiting" in words(again)
    assert counter.draft("amy") is None


def test_the_draft_of_a_form_sent_from_its_dialog_is_gone(counter: Counter) -> None:
    counter.changes("amy", Report, image="no")
    assert counter.draft("amy")

    counter.submits("amy", Report, image="no", story="It happened", risks=["adverts"])

    assert counter.draft("amy") is None
    assert len(SENT) == 1


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
    assert "Which risks?: Adverts, Needs a login" in words(review)


def test_several_choices_are_typed_with_commas(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    counter.presses("amy", "Yes")

    assert "dragons" not in words(counter.says("amy", "adverts, dragons"))
    counter.says("amy", "adverts, login")

    assert "Which risks?: Adverts, Needs a login" in words(counter.presses("amy", "Skip"))


def test_a_tick_under_a_question_that_is_not_asked_does_nothing(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))

    reply = counter.wants("amy", Tick(form="report", question="risks", chosen=("adverts",)))

    assert "no question waiting" in words(reply)


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

    assert "Which day?: Tue 24 Nov 2026" in words(reply)


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
    assert "Which risks?: Adverts" in words(review)
    assert len(SENT) == 1
    assert len(counter.outbox()) == 1


def test_a_complaint_in_a_dialog_stays_beside_its_field(counter: Counter) -> None:
    reply = counter.submits("amy", Report, image="no", story="too late", risks=["adverts"])

    assert reply.errors == {"story": "Please say it in other words."}
    assert reply.cards == ()
    assert counter.outbox() == []


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


def test_advice_is_said_once(counter: Counter) -> None:
    counter.wants("amy", Start(form="report"))
    first = counter.presses("amy", "Not sure")
    second = counter.says("amy", "adverts")

    assert "Don't look at it." in words(first)
    assert "Don't look at it." not in words(second)


def test_an_unknown_form_is_refused_politely(counter: Counter) -> None:
    assert "no question waiting" in words(counter.wants("amy", Begin(form="nonsense")))


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
