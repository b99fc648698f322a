"""Every card and every form there is, through the renderers and past each platform's limits."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.slack.cards import VALUE_LIMIT
from adapters.slack.forms import modal, page
from adapters.slack.limits import faults
from adapters.slack.parts import home, messages
from adapters.teams import forms as teams_forms
from adapters.teams import limits as teams_limits
from adapters.teams import parts as teams_parts
from adapters.teams.actions import Stamp, pressing
from adapters.teams.answers import Press, said
from adapters.wire.carried import carried
from bot.commands.gallery import gallery
from bot.conversation.cards import Button, Card
from bot.conversation.exchange import Dialog
from bot.forms.form import Form, Kind, Question
from intents.capability import Capability
from intents.catalogue import capabilities
from knowledge.library import Library

KNOWN: tuple[Capability, ...] = capabilities(Library({}))
INTENTS = {f.intent.name: f.intent for capability in KNOWN for f in capability.features}
FORMS = [intent for intent in INTENTS.values() if issubclass(intent, Form)]
CARDS = [
    pytest.param(card, id=f"{capability.name}: {card.title or card.text[:30]}")
    for capability in KNOWN
    for card in capability.examples
]
BUTTONS = [
    pytest.param(button, id=f"{capability.name}: {button.label}")
    for capability in KNOWN
    for card in capability.examples
    for button in card.buttons
]
A_FEW = (("oakfield/amy", "Amy Carter, Year 5 teacher"), ("oakfield/tom", "Tom Ellery, Assistant"))
A_LOT = tuple((f"oakfield/p{n}", f"Person {n} with a rather long name") for n in range(120))
IN_TEAMS = (Stamp(), Stamp(surface="dialog"))
LONG = {Kind.TEXT: "x" * 2000, Kind.LONG_TEXT: "x" * 2000, Kind.MOMENT: "yesterday at 3"}


def ways_to_steer(form: type[Form]) -> Iterator[dict[str, object]]:
    """Yield no answer, and each answer that may bring up other questions."""
    yield {}
    for question in form.questions():
        for chosen, _ in question.choices if question.ask.steers else ():
            yield {question.name: chosen}


def full_answer(question: Question) -> object:
    """Return an answer as long as it can be."""
    match question.kind:
        case Kind.CHOICES:
            return [value for value, _ in question.choices]
        case Kind.CHOICE | Kind.YES_NO:
            return question.choices[-1][0]
        case Kind.DATE:
            return "2026-11-24"
        case Kind.PERSON:
            return A_FEW[0][0]
        case _:
            return LONG[question.kind]


@pytest.mark.parametrize("card", CARDS)
def test_an_example_card_is_one_that_slack_takes(card: Card) -> None:
    assert [fault for each in messages(card) for fault in faults("message", each)] == []
    assert not faults("home", home(card))
    assert not faults("modal", page([card], "A receipt"))


@pytest.mark.parametrize("card", CARDS)
def test_an_example_card_is_one_that_teams_takes(card: Card) -> None:
    for message in (*teams_parts.messages(card), *teams_parts.quoted(card)):
        assert message.card
        assert not teams_limits.faults("chat", message.card)
    assert not teams_limits.faults("dialog", teams_forms.page([card], IN_TEAMS[1]))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("people", [A_FEW, A_LOT], ids=["a few people", "a lot of people"])
def test_a_form_is_a_modal_that_slack_takes_whatever_is_answered(
    form: type[Form], people: tuple[tuple[str, str], ...]
) -> None:
    found = {
        fault
        for answers in ways_to_steer(form)
        for fault in faults("modal", modal(Dialog(form, answers, people=people)))
    }

    assert not found


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("people", [A_FEW, A_LOT], ids=["a few people", "a lot of people"])
@pytest.mark.parametrize("stamp", IN_TEAMS, ids=lambda stamp: stamp.surface)
def test_a_form_is_a_card_that_teams_takes_whatever_is_answered(
    form: type[Form], people: tuple[tuple[str, str], ...], stamp: Stamp
) -> None:
    for answers in ways_to_steer(form):
        wrong = {question.name: "Please answer this question." for question in form.questions()}
        dialog = Dialog(form, answers, people=people)
        card = teams_forms.form_card(dialog, stamp, "0" * 32, wrong)

        assert not teams_limits.faults(stamp.surface, card)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_that_is_full_to_the_brim_still_fits(form: type[Form]) -> None:
    answers = {question.name: full_answer(question) for question in form.questions()}
    dialog = Dialog(form, answers, people=A_FEW)
    card = teams_forms.form_card(dialog, IN_TEAMS[0], "0" * 32)

    assert not faults("modal", modal(dialog))
    assert not teams_limits.faults("chat", card)
    typed = [q.name for q in form.open_questions(answers) if q.kind in (Kind.TEXT, Kind.LONG_TEXT)]
    assert json.dumps(card).count(LONG[Kind.TEXT]) == len(typed)


@pytest.mark.parametrize("button", BUTTONS)
def test_what_a_button_carries_comes_back_as_what_it_means(button: Button) -> None:
    payload = carried(button.means, VALUE_LIMIT)

    name, data = json.loads(payload)

    assert len(payload) <= 2000
    assert payload == button.means.payload()
    assert INTENTS[name].model_validate(data) == button.means
    read = said(pressing(button.label, button.means, IN_TEAMS[0])["data"])
    assert read == Press(IN_TEAMS[0].nonce, button.means.payload())


def test_whoever_tells_something_has_an_example_of_it() -> None:
    without = [each.name for each in KNOWN if each.told and not each.examples]

    assert not without


def test_the_gallery_is_one_page_with_every_card_and_form(tmp_path: Path) -> None:
    written = tmp_path / "gallery.html"

    result = CliRunner().invoke(gallery, ["--output", str(written)])

    assert result.exit_code == 0, result.output
    assert f"{len(CARDS) + len(FORMS)} cards and forms" in result.output
    text = written.read_text(encoding="utf-8")
    assert text.casefold().startswith("<!doctype html>")
    assert not [form.short for form in FORMS if form.short not in text]
    assert text.count('"type": "AdaptiveCard"') >= len(CARDS) + len(FORMS)


def test_whatever_the_gallerys_code_imports_is_in_the_gallery(tmp_path: Path) -> None:
    written = tmp_path / "gallery.html"
    CliRunner().invoke(gallery, ["--output", str(written)])

    text = written.read_text(encoding="utf-8")
    packed = re.search(r'<script type="importmap">(.*?)</script>', text)
    modules: dict[str, str] = json.loads(packed[1])["imports"] if packed else {}
    code = [base64.b64decode(it.partition(",")[2]).decode() for it in modules.values()]
    imported = {name for each in code for name in re.findall(r"from '([^']+)'", each)}
    assert {"page/gallery.js", "page/teams/card.js"} <= set(modules)
    assert imported <= set(modules)
