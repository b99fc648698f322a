"""Forms as cards: every form of the product fits, and every answer can be given."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.actions import Stamp
from adapters.teams.answers import Choose, Press, Send
from adapters.teams.answers import said as told
from adapters.teams.forms import PUT_RIGHT, Interview, Stop, form_card
from adapters.teams.limits import faults
from adapters.teams.words import Json
from bot.conversation.cards import Card, Quote, Text
from bot.conversation.exchange import Answers, Dialog
from bot.domain.people import PersonId
from bot.forms.choices import Choice, YesNoUnsure
from bot.forms.form import Ask, Form
from intents.catalogue import capabilities
from intents.fill_form.intents import Cancel, Start
from knowledge.library import Library
from tests.adapters.teams.stationery import (
    CHAT,
    DIALOG,
    NONCE,
    PINGS,
    SHEET,
    acts,
    kinds,
    objects,
    pressed,
    said,
    titles,
)

STAFF = tuple((f"oakfield/p{n}", f"Person {n}, Teacher") for n in range(250))
FORMS = [
    pytest.param(feature.intent, id=feature.intent.name)
    for capability in capabilities(Library({}))
    for feature in capability.features
    if issubclass(feature.intent, Form)
]


class Colour(Choice):
    """Some choices."""

    RED = "red", "Red"
    BLUE = "blue", "Blue"


class Many(Choice):
    """More choices than there are buttons for, or radio buttons."""

    locals().update({f"N{number}": (f"n{number}", f"Number {number}") for number in range(16)})


class Everything(Form):
    """One question of each kind"""

    name: ClassVar[str] = "everything"
    short: ClassVar[str] = "Everything"
    case: str
    short_text: Annotated[str, Ask("Short?", hint="In a word")]
    long_text: Annotated[str, Ask("Long?", long=True)]
    colour: Annotated[Colour, Ask("Which?")]
    number: Annotated[Many, Ask("Which number?")]
    colours: Annotated[tuple[Colour, ...], Ask("Which ones?")]
    is_urgent: Annotated[bool, Ask("Urgent?", hint="Right now", steers=True)]
    day: Annotated[date, Ask("Which day?")]
    moment: Annotated[datetime, Ask("When?")]
    who: Annotated[PersonId, Ask("Who?")]
    sure: Annotated[YesNoUnsure | None, Ask("Sure?")] = None


class Steered(Form):
    """Questions that others depend on"""

    name: ClassVar[str] = "steered"
    short: ClassVar[str] = "Steered"
    may: Annotated[Colour | None, Ask("May?", steers=True)] = None
    one_of_many: Annotated[Many, Ask("Which of many?", steers=True)]
    who: Annotated[PersonId | None, Ask("Who?", steers=True)] = None


class Short(Form):
    """One question"""

    name: ClassVar[str] = "short_form"
    short: ClassVar[str] = "Short"
    case: str
    why: Annotated[str, Ask("Why?")]


def drawn(
    answers: Answers, people: Sequence[tuple[str, str]] = STAFF[:9], stamp: Stamp = CHAT
) -> Json:
    return form_card(Dialog(Everything, answers, people=tuple(people)), stamp, SHEET)


def inputs(card: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    found = [it for it in objects(card) if str(it.get("type")).startswith("Input.")]
    return {it["id"].partition(".")[2]: it for it in found}


def element(name: str, answers: Answers, people: Sequence[tuple[str, str]] = STAFF[:9]) -> Any:
    return inputs(drawn(answers, people))[name]


def asked(card: Mapping[str, Any]) -> set[str]:
    """The questions that can be answered, with a button or in an input."""
    tapped = [told(action["data"]) for action in acts(card)]
    names = {
        action["data"]["dutydesk"]["question"]
        for action, it in zip(acts(card), tapped, strict=True)
        if isinstance(it, Choose)
    }
    return {*inputs(card), *names} - {""}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stamp", [CHAT, DIALOG], ids=["chat", "dialog"])
def test_every_form_of_the_product_fits(form: type[Form], stamp: Stamp) -> None:
    for people in ((), STAFF[:40], STAFF):
        card = form_card(Dialog(form, people=people), stamp, SHEET)

        assert faults(stamp.surface, card) == ()
        assert form.send in titles(card)


@pytest.mark.parametrize("form", FORMS)
def test_every_question_of_every_form_fits_whenever_it_is_asked(form: type[Form]) -> None:
    steering = {q.name: choice for q in form.questions() for choice, _ in q.choices[-1:]}
    answers = {name: value == "true" or value for name, value in steering.items()}
    card = form_card(Dialog(form, answers, people=STAFF), CHAT, SHEET)

    assert faults("chat", card) == ()
    assert asked(card) == {question.name for question in form.open_questions(answers)}


@pytest.mark.parametrize("form", FORMS)
def test_no_prompt_and_no_choice_is_cut_or_read_as_markdown(form: type[Form]) -> None:
    for question in form.questions():
        shown = [question.ask.prompt, *(text for _, text in question.choices)]

        assert not [it for it in shown if set("\\`*_~[]<>") & set(it) or len(it) > 100]
        assert len(question.ask.prompt) <= 180


@pytest.mark.parametrize("form", FORMS)
def test_whoever_may_leave_a_question_out_is_told_so(form: type[Form]) -> None:
    card = form_card(Dialog(form), CHAT, SHEET)
    labels = said(card) + " ".join(str(it["label"]) for it in inputs(card).values())

    for question in form.open_questions({}):
        assert (f"{question.ask.prompt} (if you like)" in labels) is not question.required


def test_each_kind_of_question_has_its_input() -> None:
    shown = {name: (it["type"], it.get("style", "")) for name, it in inputs(drawn({})).items()}

    assert shown == {
        "short_text": ("Input.Text", ""),
        "long_text": ("Input.Text", ""),
        "colour": ("Input.ChoiceSet", "expanded"),
        "number": ("Input.ChoiceSet", "compact"),
        "colours": ("Input.ChoiceSet", "expanded"),
        "day": ("Input.Date", ""),
        "moment": ("Input.Text", ""),
        "who": ("Input.ChoiceSet", "filtered"),
        "sure": ("Input.ChoiceSet", "expanded"),
    }
    assert element("long_text", {})["isMultiline"] is True
    assert element("colours", {})["isMultiSelect"] is True
    assert element("who", {}, ())["type"] == "Input.Text"


def test_an_input_says_which_question_it_is_and_how_many_answers_it_has() -> None:
    ids = [it["id"] for it in inputs(drawn({})).values()]

    assert "one.short_text" in ids
    assert "many.colours" in ids
    assert element("short_text", {})["label"] == "Short?"


def test_what_is_known_is_filled_in() -> None:
    person = STAFF[3][0]

    assert element("short_text", {"short_text": "Hello"})["value"] == "Hello"
    assert element("colour", {"colour": "blue"})["value"] == "blue"
    assert element("colours", {"colours": ["blue", "red"]})["value"] == "red,blue"
    assert element("day", {"day": date(2026, 11, 24)})["value"] == "2026-11-24"
    assert element("who", {"who": person})["value"] == person


@pytest.mark.parametrize("known", [7, "tomorrow", ["green"], {"a": 1}, PINGS, "2026-13-45"])
def test_an_answer_of_another_kind_is_not_filled_in(known: object) -> None:
    names = [question.name for question in Everything.questions()]
    card = drawn(dict.fromkeys(names, known), STAFF)

    assert faults("chat", card) == ()
    assert "value" not in inputs(card)["day"]
    assert "value" not in inputs(card)["colour"]


def test_one_tap_answers_a_question_that_others_depend_on_and_draws_the_form_again() -> None:
    card = drawn({"case": "c-1", "is_urgent": True, "short_text": "typed"})

    assert titles(card)[:2] == ["✓ Yes", "No"]
    assert [action.get("style") for action in acts(card)[:2]] == ["positive", None]
    no = told({**pressed("No", card)["data"], "one.short_text": "typed"})
    values = {"case": "c-1", "is_urgent": "false", "short_text": "typed"}
    assert no == Choose(NONCE, SHEET, "everything", values)


def test_the_question_and_its_hint_stand_above_its_buttons() -> None:
    body = drawn({})["body"]

    above = next(number for number, it in enumerate(body) if "Yes" in titles(it))
    assert [said(it) for it in body[above - 2 : above]] == ["Urgent?", "Right now"]


def test_an_answer_that_may_be_left_out_is_taken_back_by_a_second_tap() -> None:
    card = form_card(Dialog(Steered, {"may": "red"}), CHAT, SHEET)
    undone = told(pressed("✓ Red", card)["data"])

    assert undone == Choose(NONCE, SHEET, "steered", {})


def test_what_has_too_many_choices_for_buttons_is_chosen_and_then_goes_on() -> None:
    card = form_card(Dialog(Steered, people=STAFF[:9]), CHAT, SHEET)

    assert set(inputs(card)) == {"one_of_many", "who"}
    assert titles(card).count("Go on") == 2
    typed = {"one.one_of_many": "n3", "one.who": STAFF[2][0]}
    went_on = told({**pressed("Go on", card)["data"], **typed})
    expected = {"one_of_many": "n3", "who": STAFF[2][0]}
    assert went_on == Choose(NONCE, SHEET, "steered", expected)


def test_what_nobody_is_asked_for_rides_along() -> None:
    sent = told(pressed("Send", drawn({"case": "c-1", "short_text": "x"}))["data"])

    assert sent == Send(NONCE, SHEET, "everything", {"case": "c-1"})


def test_in_the_chat_there_are_three_ways_on_and_the_core_knows_them() -> None:
    card = drawn({"case": "c-1"})

    assert titles(card)[-3:] == ["Send", "One question at a time", "Cancel"]
    ways = [told(action["data"]) for action in acts(card)[-2:]]
    start = Start(form="everything", carried={"case": "c-1"}).payload()
    stop = Cancel(form="everything").payload()
    known = {"case": "c-1"}
    assert ways == [Press(NONCE, means, "everything", known) for means in (start, stop)]
    assert Interview(form="everything", carried={"case": "c-1"}).payload() == start
    assert Stop(form="everything").payload() == stop


def test_a_form_of_one_question_is_not_offered_question_by_question() -> None:
    card = form_card(Dialog(Short, {"case": "c-1"}), CHAT, SHEET)

    assert titles(card) == ["Send", "Cancel"]


def test_a_dialog_has_its_own_title_and_its_own_way_out() -> None:
    card = drawn({"is_urgent": True}, stamp=DIALOG)

    assert titles(card) == ["✓ Yes", "No", "Send"]
    assert "One question of each kind" not in said(card)
    assert "Action.Execute" not in kinds(card)


def test_a_complaint_stands_beneath_its_question_with_the_answer_kept() -> None:
    wrong = {"short_text": "Too long.", "is_urgent": "Please answer this question."}
    dialog = Dialog(Everything, {"short_text": "what I typed"}, people=STAFF[:9])
    body = form_card(dialog, CHAT, SHEET, wrong)["body"]

    places = {it.get("id"): number for number, it in enumerate(body)}
    beneath = body[places["one.short_text"] + 1]
    assert (beneath["style"], said(beneath)) == ("attention", "Too long.")
    assert body[places["one.short_text"]]["value"] == "what I typed"
    no = next(number for number, it in enumerate(body) if "No" in titles(it))
    assert said(body[no + 1]) == "Please answer this question."
    assert PUT_RIGHT in said(*body)


def test_a_complaint_about_a_question_that_is_not_there_is_shown_all_the_same() -> None:
    card = form_card(Dialog(Short, {}), CHAT, SHEET, {"case": "Open the form again."})

    assert "Open the form again." in said(card)


def test_warnings_come_first_then_the_forms_lines_then_the_questions() -> None:
    card = Card("Not shown", (Text("Line"),))
    above = (Card("Ring 999", (Text("Now"),)),)
    shown = form_card(Dialog(Everything, card=card), CHAT, SHEET, above=above)

    words = said(shown)
    assert words.startswith("One question of each kindRing 999NowLine")
    assert "Not shown" not in words


def test_in_a_large_school_what_was_tapped_folds_so_that_everybody_can_still_be_picked() -> None:
    answers = {"is_urgent": False, "short_text": "x" * 2_000, "long_text": "x" * 2_000}
    card = drawn(answers, STAFF[:200])

    assert len(inputs(card)["who"]["choices"]) == 200
    assert "✓ No (change)" in titles(card)
    assert told(pressed("✓ No (change)", card)["data"]) == Choose(NONCE, SHEET, "everything", {})
    assert faults("chat", card) == ()


def test_where_the_names_do_not_fit_people_type_one() -> None:
    many = tuple((f"oakfield/p{n}", f"Person {n}, {'Teacher ' * 8}") for n in range(250))

    assert element("who", {}, many)["type"] == "Input.Text"
    assert faults("chat", drawn({}, many)) == ()


@settings(max_examples=40, deadline=None)
@given(st.text(), st.text() | st.sampled_from([PINGS, "€" * 4_000]), st.booleans())
def test_any_words_fit_into_a_form(title: str, typed: str, is_dialog: bool) -> None:  # noqa: FBT001
    lines = Card(title, (Quote(typed * 20), Text(typed), *(Text(title) for _ in range(90))))
    known = {q.name: typed for q in Everything.questions()}
    people = tuple((f"oakfield/p{n}", f"{title}{n}") for n in range(30))
    stamp = DIALOG if is_dialog else CHAT
    dialog = Dialog(Everything, known, lines, people)

    card = form_card(dialog, stamp, SHEET, dict.fromkeys(known, title), (lines, lines))

    assert faults(stamp.surface, card) == ()
    assert asked(card) == set(known)
    json.dumps(card, ensure_ascii=False).encode("utf-8")
