"""Fill in a form: in a dialog where the platform has one, or question by question."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from bot.conversation.cards import Block, Button, Buttons, Card, Note, Style
from bot.conversation.exchange import Dialog, Reply
from bot.conversation.intent import Intent
from bot.domain.drafts import Draft
from bot.errors import Incomplete, NothingToAnswer
from bot.forms.form import Answers, Asked, Form
from bot.forms.interview import Interview
from bot.turn import Turn
from intents.buttons import Begin, Open
from intents.capability import Capability, Feature
from intents.fill_form.cards import begin_card, question_card, review_card


class Start(Intent):
    """Ask question by question."""

    name = "start_interview"
    form: str
    carried: dict[str, str] = Field(default_factory=dict)


class Answer(Intent):
    """Answer the question that was asked last, or the one that is named."""

    name = "answer_question"
    text: str
    question: str = ""


class Change(Intent):
    """Answer a question in an open dialog that others depend on."""

    name = "change_answer"
    form: str
    values: dict[str, object]


class Back(Intent):
    """Take the last answer back."""

    name = "back"


class Skip(Intent):
    """Leave this question out."""

    name = "skip"


class Cancel(Intent):
    """Stop the form; nothing is sent."""

    name = "cancel"


class Send(Intent):
    """Send the form as it was read back."""

    name = "send_form"


class FillForm:
    """What people do with a form, whichever it is."""

    def __init__(self, features: Mapping[str, Feature[Any]]) -> None:
        self._features = features

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        features: tuple[Feature[Any], ...] = (
            Feature(Begin, self.begin),
            Feature(Open, self.open),
            Feature(Start, self.start),
            Feature(Answer, self.answer),
            Feature(Change, self.change),
            Feature(Back, self.back),
            Feature(Skip, self.skip),
            Feature(Cancel, cancel),
            Feature(Send, self.send),
        )
        return Capability("fill_form", "Fill in a form, all at once or step by step.", features)

    def begin(self, begin: Begin, turn: Turn) -> Reply:
        """Open the dialog at once where that is possible; else offer the two ways."""
        known = self._prefilled(begin, turn)
        if known or not turn.place.opens_dialogs:
            _keep(turn, begin.form, known, is_interview=False)
        if turn.place.opens_dialogs:
            return self._dialog(begin.form, known, turn)
        form = self._form(begin.form)
        interview = Interview(form, known)
        advice, ways = self._advice(interview, turn), self._buttons(begin.form)
        return Reply((begin_card(interview, asked(turn), advice, ways),))

    def open(self, opened: Open, turn: Turn) -> Reply:
        """Show the dialog with what is known already."""
        known = self._known(opened.form, opened.carried, turn)
        if not turn.place.opens_dialogs:
            return self.start(Start(form=opened.form, carried=opened.carried), turn)
        return self._dialog(opened.form, known, turn)

    def start(self, started: Start, turn: Turn) -> Reply:
        """Ask the first question that is not answered yet."""
        known = self._known(started.form, started.carried, turn)
        return self._ask_on(Interview(self._form(started.form), known), turn)

    def answer(self, answer: Answer, turn: Turn) -> Reply:
        """Take an answer and ask on, or ask again with what was wrong."""
        interview = self._interview(turn)
        if answer.question:
            return self._answer_again(interview, answer, turn)
        try:
            return self._ask_on(interview.answer(answer.text, asked(turn)), turn)
        except Incomplete as incomplete:
            return self._ask(interview, turn, next(iter(incomplete.by_field.values())))

    def change(self, change: Change, turn: Turn) -> Reply:
        """Draw the open dialog again, for the answers as they are now."""
        known = {k: v for k, v in change.values.items() if v not in (None, "", [])}
        _keep(turn, change.form, known, is_interview=False)
        return self._dialog(change.form, known, turn)

    def back(self, _: Back, turn: Turn) -> Reply:
        """Take the last answer back and ask that question again."""
        return self._ask_on(self._interview(turn).back(), turn)

    def skip(self, _: Skip, turn: Turn) -> Reply:
        """Leave the question out, if it may be left out."""
        interview = self._interview(turn)
        try:
            return self._ask_on(interview.skip(), turn)
        except Incomplete as incomplete:
            return self._ask(interview, turn, next(iter(incomplete.by_field.values())))

    def send(self, _: Send, turn: Turn) -> Reply:
        """Act on the finished form; its draft is gone once it is sent."""
        interview = self._interview(turn)
        finished = interview.form.complete(interview.answers, asked(turn))
        turn.uow.drafts.drop(turn.school.id, turn.person.id)
        return Reply(then=finished)

    def _answer_again(self, interview: Interview, answer: Answer, turn: Turn) -> Reply:
        """Take a press on a question's button, even when later questions were answered since."""
        if answer.question not in {q.name for q in interview.form.questions()}:
            raise NothingToAnswer
        value = interview.form.check(answer.question, answer.text, asked(turn))
        answers = {**interview.answers, answer.question: value}
        return self._ask_on(Interview(interview.form, answers), turn)

    def _ask_on(self, interview: Interview, turn: Turn) -> Reply:
        _keep(turn, interview.form.name, interview.answers, is_interview=True)
        if interview.question:
            return self._ask(interview, turn)
        advice = self._news(interview, turn)
        return Reply((review_card(interview, asked(turn), advice, _ENDING),))

    def _ask(self, interview: Interview, turn: Turn, complaint: str = "") -> Reply:
        advice = () if complaint else self._news(interview, turn)
        return Reply((question_card(interview, complaint, advice, answer_buttons(interview)),))

    def _news(self, interview: Interview, turn: Turn) -> tuple[Block, ...]:
        """Return the advice that the last answer brought up, so that no line is said twice."""
        advice = self._advice(interview, turn)
        before = self._advice(interview.back(), turn)
        return advice if not interview.answers or advice != before else ()

    def _advice(self, interview: Interview, turn: Turn) -> tuple[Block, ...]:
        advise = self._features[interview.form.name].advise
        return advise(interview.answers, turn) if advise else ()

    def _dialog(self, name: str, known: Answers, turn: Turn) -> Reply:
        form = self._form(name)
        advice = self._advice(Interview(form, known), turn)
        card = Card(form.title(), advice) if advice else None
        return Reply(dialog=Dialog(form, known, card, asked(turn).people))

    def _prefilled(self, begin: Begin, turn: Turn) -> Answers:
        prefill = self._features[begin.form].prefill
        return prefill(begin.text, turn) if prefill and begin.text else {}

    def _known(self, form: str, carried: Answers, turn: Turn) -> Answers:
        """Return what a draft of the same form about the same thing holds already."""
        draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
        if draft and draft.form == form and carried.items() <= draft.answers.items():
            return draft.answers
        known = self._features[form].known
        return {**known(carried, turn), **carried} if known else carried

    def _interview(self, turn: Turn) -> Interview:
        draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
        if draft is None:
            raise NothingToAnswer
        return Interview(self._form(draft.form), draft.answers)

    def _form(self, name: str) -> type[Form]:
        form: type[Form] = self._features[name].intent
        return form

    def _buttons(self, form: str) -> Buttons:
        dialog = Button("Open the form", Open(form=form), Style.PRIMARY)
        chat = Button("Answer here", Start(form=form))
        return Buttons((dialog, chat, Button("Cancel", Cancel())))


def cancel(_: Cancel, turn: Turn) -> Reply:
    """Stop the form and say truthfully that nothing was sent (must-pass 19)."""
    if turn.uow.drafts.get(turn.school.id, turn.person.id) is None:
        note = Note('What you sent before is still there: say "my cases" to see or withdraw it.')
        return Reply((Card("There was nothing to stop.", (note,)),))
    turn.uow.drafts.drop(turn.school.id, turn.person.id)
    return Reply((Card("Stopped. Nothing was sent."),))


def asked(turn: Turn) -> Asked:
    """Return when and where the form is filled in, and which staff can be named."""
    staff = (
        p for p in turn.directory.people(turn.school.id) if p.roles(turn.school.id, turn.today)
    )
    people = tuple((str(person.id), f"{person.name}, {person.title}") for person in staff)
    return Asked(turn.now, turn.zone, people)


def answer_buttons(interview: Interview) -> Buttons | None:
    """Return a button for each choice, and for what else can be done with a question."""
    question = interview.question
    if question is None:
        return None
    few = question.choices if len(question.choices) <= MOST_BUTTONS else ()
    named = [Button(label, Answer(text=value, question=question.name)) for value, label in few]
    skip = [] if question.required else [Button("Skip", Skip())]
    back = [Button("Back", Back())] if interview.answers else []
    return Buttons((*named, *skip, *back, Button("Cancel", Cancel())))


MOST_BUTTONS = 12
_ENDING = Buttons(
    (
        Button("Send", Send(), Style.PRIMARY),
        Button("Back", Back()),
        Button("Cancel", Cancel(), Style.DANGER),
    )
)


def _keep(turn: Turn, form: str, answers: Answers, *, is_interview: bool) -> None:
    draft = Draft(turn.school.id, turn.person.id, form, turn.now, answers, is_interview)
    turn.uow.drafts.keep(draft)
