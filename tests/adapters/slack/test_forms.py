"""Forms as modals: every form of the product fits, and every answer can be given."""

import json
from datetime import date, datetime
from typing import Annotated, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sandbox.slack.block_check import complaints
from adapters.slack.forms import modal, page
from adapters.slack.limits import faults
from adapters.slack.words import Json
from bot.conversation.cards import Block, Card, Quote, Table, Text
from bot.conversation.exchange import Answers, Dialog
from bot.domain.people import PersonId
from bot.forms.choices import Choice, YesNoUnsure
from bot.forms.form import Ask, Form
from intents.catalogue import capabilities
from knowledge.library import Library
from tests.adapters.slack.paper import Story

STAFF = tuple((f"oakfield/p{n}", f"Person {n}, Teacher") for n in range(130))
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


class Everything(Form):
    """One question of each kind"""

    name: ClassVar[str] = "everything"
    short: ClassVar[str] = "Everything"
    case: str
    short_text: Annotated[str, Ask("Short?", hint="In a word")]
    long_text: Annotated[str, Ask("Long?", long=True)]
    colour: Annotated[Colour, Ask("Which?")]
    colours: Annotated[tuple[Colour, ...], Ask("Which ones?")]
    is_urgent: Annotated[bool, Ask("Urgent?", steers=True)]
    day: Annotated[date, Ask("Which day?")]
    moment: Annotated[datetime, Ask("When?")]
    who: Annotated[PersonId, Ask("Who?")]
    sure: Annotated[YesNoUnsure | None, Ask("Sure?")] = None


def inputs(view: Json) -> dict[str, Json]:
    return {it["block_id"]: it for it in view["blocks"] if it["type"] == "input"}


def element(name: str, answers: Answers, people: tuple[tuple[str, str], ...] = STAFF[:9]) -> Json:
    view = modal(Dialog(Everything, answers, people=people))
    shown: Json = inputs(view)[name]["element"]
    return shown


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_product_fits(form: type[Form]) -> None:
    for people in ((), STAFF[:40], STAFF):
        view = modal(Dialog(form, people=people))

        assert complaints("modal", view, faults) == []
        assert view["title"]["text"] == form.short
        assert view["submit"]["text"] == form.send


@pytest.mark.parametrize("form", FORMS)
def test_every_question_of_every_form_fits_whenever_it_is_asked(form: type[Form]) -> None:
    steering = {q.name: choice for q in form.questions() for choice, _ in q.choices[-1:]}
    answers = {name: value == "true" or value for name, value in steering.items()}
    view = modal(Dialog(form, answers, people=STAFF))

    assert complaints("modal", view, faults) == []
    assert set(inputs(view)) == {question.name for question in form.open_questions(answers)}


@pytest.mark.parametrize("form", FORMS)
def test_no_prompt_is_cut(form: type[Form]) -> None:
    view = modal(Dialog(form, people=STAFF))

    for question in form.open_questions({}):
        shown = inputs(view)[question.name]
        assert shown["label"]["text"] == question.ask.prompt
        assert [label for _, label in question.choices] == [
            it["text"]["text"] for it in shown["element"].get("options", ())
        ]


def test_each_kind_of_question_has_its_widget() -> None:
    kinds = {name: it["element"]["type"] for name, it in inputs(modal(Dialog(Everything))).items()}

    assert kinds == {
        "short_text": "plain_text_input",
        "long_text": "plain_text_input",
        "colour": "radio_buttons",
        "colours": "checkboxes",
        "is_urgent": "radio_buttons",
        "day": "datepicker",
        "moment": "plain_text_input",
        "who": "plain_text_input",
        "sure": "radio_buttons",
    }


def test_what_is_known_is_filled_in() -> None:
    person = STAFF[3][0]

    assert element("short_text", {"short_text": "Hello"})["initial_value"] == "Hello"
    assert element("colour", {"colour": "blue"})["initial_option"]["value"] == "blue"
    chosen = element("colours", {"colours": ["red"]})["initial_options"]
    assert [it["value"] for it in chosen] == ["red"]
    assert element("is_urgent", {"is_urgent": False})["initial_option"]["value"] == "false"
    assert element("day", {"day": date(2026, 11, 24)})["initial_date"] == "2026-11-24"
    assert element("who", {"who": person})["initial_option"]["value"] == person


@pytest.mark.parametrize("known", [7, "tomorrow", ["red"], {"a": 1}, "<!channel>", "2026-13-45"])
def test_an_answer_of_another_kind_is_not_filled_in(known: object) -> None:
    names = [question.name for question in Everything.questions()]
    view = modal(Dialog(Everything, dict.fromkeys(names, known), people=STAFF))

    assert complaints("modal", view, faults) == []
    assert "initial_date" not in inputs(view)["day"]["element"]


def test_in_a_large_school_everybody_can_still_be_picked() -> None:
    shown = element("who", {"who": STAFF[120][0]}, STAFF)

    offered = [it["value"] for group in shown["option_groups"] for it in group["options"]]
    assert offered == [value for value, _ in STAFF]
    assert shown["option_groups"][1]["label"]["text"] == "Person 100 to Person 129"
    assert shown["initial_option"]["value"] == STAFF[120][0]


def test_what_nobody_is_asked_for_rides_along() -> None:
    view = modal(Dialog(Everything, {"case": "c-1", "short_text": "x"}))

    assert json.loads(view["private_metadata"]) == {"case": "c-1"}


def test_a_form_with_steering_answers_tells_of_every_answer_at_once() -> None:
    told = inputs(modal(Dialog(Everything)))

    assert all(it["dispatch_action"] for it in told.values())
    assert {n for n, it in told.items() if "dispatch_action_config" in it["element"]} == {
        "short_text",
        "long_text",
        "moment",
        "who",
    }


def test_a_form_whose_questions_are_always_the_same_tells_of_nothing_before_it_is_sent() -> None:
    told = inputs(modal(Dialog(Story)))

    assert not any(it["dispatch_action"] for it in told.values())
    assert not any("dispatch_action_config" in it["element"] for it in told.values())


@pytest.mark.parametrize(
    ("number", "kind"), [(2, "radio_buttons"), (8, "radio_buttons"), (9, "static_select")]
)
def test_few_choices_are_seen_at_once_and_more_unfold(number: int, kind: str) -> None:
    assert element("who", {}, STAFF[:number])["type"] == kind


def test_a_story_takes_as_many_letters_as_can_be_kept() -> None:
    assert element("long_text", {})["max_length"] == 2_000
    assert element("short_text", {})["max_length"] == 3_000


def test_warnings_come_first_then_the_forms_lines_then_the_questions() -> None:
    card = Card("Not shown", (Text("Line"),))
    view = modal(Dialog(Everything, card=card), (Card("Ring 999", (Text("Now"),)),))

    above = [it for it in view["blocks"] if it["type"] != "input"]
    assert view["blocks"][: len(above)] == above
    words = json.dumps(above)
    assert words.index("Ring 999") < words.index("Now") < words.index("Line")
    assert "Not shown" not in words


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text(), st.lists(st.text(), max_size=200))
def test_any_words_fit_into_a_modal(title: str, typed: str, lines: list[str]) -> None:
    rest: tuple[Block, ...] = (Table((typed,), ((typed,),)), Quote(typed * 200))
    body = (*(Text(line) for line in lines), *rest)
    cards = (Card(title, body), Card(typed, body))
    dialog = Dialog(Everything, {"short_text": typed * 100, "long_text": typed}, cards[0])

    assert complaints("modal", page(cards, title), faults) == []
    assert complaints("modal", modal(dialog, cards), faults) == []
    assert len(inputs(modal(dialog, cards))) == len(Everything.questions())
