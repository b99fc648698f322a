"""Forms as Adaptive Cards: in the conversation, where every client shows them, or in a dialog."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from adapters.teams.actions import Do, Stamp, action, data_of, pressing
from adapters.teams.cards import block, blocks, framed, rows, title
from adapters.teams.inputs import as_value, input_element, label
from adapters.teams.parts import ROOM, fitted
from adapters.teams.schema import MOST_CHARACTERS
from adapters.teams.words import STRONG, Json, elements, paragraphs, size
from bot.conversation.cards import Alert, Card, Note, Style
from bot.conversation.exchange import Dialog
from bot.conversation.intent import Intent
from bot.forms.form import Form, Kind, Question

MOST_BUTTONS = 15
MOST_ABOVE = 6_000
PUT_RIGHT = "Nothing was sent yet. Please put right what is marked, then press the button again."
APART: Json = {"spacing": "large"}
NO_ERRORS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Fullness:
    """How much of a form is drawn: answers beside the one tapped, people's names, typed words."""

    has_all_answers: bool = True
    has_people: bool = True
    most_characters: int = MOST_CHARACTERS


# A very full form is cut down step by step. At the last it fits whatever the words.
STEPS = (
    Fullness(),
    Fullness(has_all_answers=False),
    *(
        Fullness(has_all_answers=False, has_people=False, most_characters=most)
        for most in (MOST_CHARACTERS, 1_000, 300, 60)
    ),
)


class Interview(Intent):
    """Ask the same form question by question; the core knows it as `fill_form.Start`."""

    name = "start_interview"
    form: str
    carried: dict[str, str] = Field(default_factory=dict)


class Stop(Intent):
    """Send nothing; the core knows it as `fill_form.Cancel`."""

    name = "cancel"
    form: str = ""


def form_card(
    dialog: Dialog,
    stamp: Stamp,
    sheet: str,
    errors: Mapping[str, str] = NO_ERRORS,
    above: Sequence[Card] = (),
) -> Json:
    """Return the card that asks every question that is open; what is carried rides along.

    Warnings come `above` the form's own lines, and both above the questions. Each of the `errors`
    stands with its question.
    """
    paper = Paper(dialog, stamp, sheet, errors)
    cards = [*above, *((Card("", dialog.card.body),) if dialog.card else ())]
    lines = [each for card in cards for each in blocks(card, stamp)]
    head = title(paper.form.title()) if stamp.surface == "chat" else []
    room = ROOM - size(head) - size(paper.ends())
    asked = paper.asked(room - min(size(lines), MOST_ABOVE))
    shown = fitted(lines, room - size(asked)) if lines else []
    return framed([*head, *shown, *asked, *paper.ends()], stamp)


def page(cards: Sequence[Card], stamp: Stamp) -> Json:
    """Return cards as a dialog: the last page of a form, or what does not stand in a chat."""
    return framed(fitted([each for card in cards for each in blocks(card, stamp)], ROOM), stamp)


@dataclass(frozen=True, slots=True)
class Paper:
    """One drawing of a form; it keeps its `sheet` while it is drawn again."""

    dialog: Dialog
    stamp: Stamp
    sheet: str
    errors: Mapping[str, str]

    @property
    def form(self) -> type[Form]:
        """The form that is drawn."""
        if not issubclass(self.dialog.form, Form):
            raise TypeError(f"{self.dialog.form.name} is not a form")
        return self.dialog.form

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that the answers so far leave open."""
        return self.form.open_questions(self.dialog.answers)

    def asked(self, room: int) -> list[Json]:
        """Return all questions, as fully as there is room for."""
        asked: list[Json] = []
        for fullness in STEPS:
            asked = [it for each in self.open_questions for it in self.ask(each, fullness)]
            if size(asked) <= room:
                break
        return asked

    def ask(self, question: Question, fullness: Fullness) -> list[Json]:
        """Return one question: with buttons where one tap is to answer it, or with an input."""
        wrong = block(Alert(self.errors.get(question.name, "")), self.stamp)
        hint = block(Note(question.ask.hint), self.stamp)
        if is_tapped(question):
            prompt = paragraphs(elements(label(question), **STRONG), **APART)
            return [*prompt, *hint, *rows(self.taps(question, fullness)), *wrong]
        known = self.dialog.answers.get(question.name)
        people = self.dialog.people if fullness.has_people else ()
        element = input_element(question, known, people, fullness.most_characters)
        go_on = [self.choosing("Go on", "", "")] if question.ask.steers else []
        return [{**element, **APART}, *wrong, *hint, *rows(go_on)]

    def taps(self, question: Question, fullness: Fullness) -> list[Json]:
        """Return a button for each answer, or the one that was tapped; another tap takes it back.

        An answer that must be given is taken back only where the others are not there to tap.
        """
        chosen = self.tapped(question)
        is_folded = bool(chosen) and not fullness.has_all_answers
        undone = "" if is_folded or not question.required else chosen
        ending = " (change)" if is_folded else ""
        return [
            self.choosing(f"✓ {text}{ending}", question.name, undone, Style.PRIMARY)
            if value == chosen
            else self.choosing(text, question.name, value)
            for value, text in question.choices
            if value == chosen or not is_folded
        ]

    def choosing(self, text: str, question: str, answer: str, style: Style = Style.PLAIN) -> Json:
        """Return the action of an answer after which the form is drawn again."""
        data = self.data("choose", question=question, answer=answer)
        return action(text, data, self.stamp, style)

    def ends(self) -> list[Json]:
        """Return what stands below the questions."""
        names = {question.name for question in self.open_questions}
        others = (Alert(wrong) for name, wrong in self.errors.items() if name not in names)
        lines = (*others, *((Alert(PUT_RIGHT),) if self.errors else ()))
        shown = [drawn for line in lines for drawn in block(line, self.stamp)]
        send = action(self.form.send, self.data("send"), self.stamp, Style.PRIMARY)
        ways = [send, *(self.ways_out() if self.stamp.surface == "chat" else ())]
        first, *further = rows(ways)
        return [*shown, {**first, **APART}, *further]

    def ways_out(self) -> Iterator[Json]:
        """Yield the other ways to fill the form in, or not to; a dialog can be closed instead."""
        form = self.form
        if len(form.questions()) > 1:
            carried = {k: str(v) for k, v in form.carried(self.dialog.answers).items()}
            yield self.pressing(
                "One question at a time", Interview(form=form.name, carried=carried)
            )
        yield self.pressing("Cancel", Stop(form=form.name))

    def pressing(self, text: str, means: Intent) -> Json:
        """Return the action of a button whose answer takes the place of the form."""
        return pressing(text, means, self.stamp, on=self.filled())

    def data(self, do: Do, **more: str) -> Json:
        """Return what an action of the form sends, beside its inputs."""
        return data_of(do, self.stamp, **self.filled(), **more)

    def filled(self) -> Json:
        """Return which form it is, and what is known of it that no input holds."""
        taps = {question.name: self.tapped(question) for question in self.open_questions}
        known = {name: value for name, value in taps.items() if value}
        carried = {**self.form.carried(self.dialog.answers), **known}
        return {"sheet": self.sheet, "form": self.form.name, "known": carried}

    def tapped(self, question: Question) -> str:
        """Return the answer whose button is marked; nothing where there is none."""
        value = as_value(self.dialog.answers.get(question.name))
        return value if is_tapped(question) and value in dict(question.choices) else ""


def is_tapped(question: Question) -> bool:
    """Tell whether a question has a button for each answer: others depend on it, at once."""
    is_one_of = question.kind in (Kind.CHOICE, Kind.YES_NO)
    return question.ask.steers and is_one_of and len(question.choices) <= MOST_BUTTONS
