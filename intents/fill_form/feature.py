"""Fill in a form: in a dialog where the platform has one, or question by question."""

from collections.abc import Mapping
from typing import Any

from bot.conversation.cards import Block, Card
from bot.conversation.exchange import Dialog, Reply
from bot.errors import Incomplete, NothingToAnswer
from bot.forms.corrections import Correct, Keep
from bot.forms.form import Answers, Asked, Form
from bot.forms.interview import Interview
from bot.turn import Turn
from intents.buttons import Begin, Open
from intents.capability import Capability, Feature
from intents.fill_form.asking import asked, here
from intents.fill_form.cards import (
    CARRIED,
    NOTHING_TO_STOP,
    begin_card,
    question_card,
    resumed_card,
    review_card,
    stopped_card,
    unfinished_card,
    which_school_card,
)
from intents.fill_form.drafts import HalfDone, given, half_done, keep
from intents.fill_form.intents import (
    Answer,
    Back,
    Cancel,
    Change,
    Send,
    Skip,
    Start,
    StartAfresh,
    Tick,
)
from intents.fill_form.red_flags import must_hear

__all__ = ["Answer", "Back", "Cancel", "Change", "FillForm", "Send", "Skip", "Start"]


class FillForm:
    """What people do with a form, whichever it is."""

    def __init__(self, features: Mapping[str, Feature[Any]]) -> None:
        self._features = features
        self._forms: Mapping[str, type[Form]] = {n: f.intent for n, f in features.items()}

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        features: tuple[Feature[Any], ...] = (
            Feature(Begin, self.begin),
            Feature(Open, self.open),
            Feature(Start, self.start),
            Feature(StartAfresh, self.start_afresh),
            Feature(Answer, self.answer),
            Feature(Tick, self.tick),
            Feature(Change, self.change),
            Feature(Back, self.back),
            Feature(Skip, self.skip),
            Feature(Cancel, self.cancel),
            Feature(Send, self.send),
            Feature(Correct, self.correct),
            Feature(Keep, self.keep),
        )
        return Capability("fill_form", "Fill in a form, all at once or step by step.", features)

    def begin(self, begin: Begin, turn: Turn) -> Reply:
        """Open the dialog at once where that is possible; else offer the two ways."""
        form, half = self._form(begin.form), self._begun(turn)
        known = self._prefilled(begin, turn)
        if half and not (half.form is form and half.holds(known)):
            afresh = StartAfresh(form=form.name, text=begin.text[:CARRIED], carried=here(turn))
            before = Interview(form, half.draft.answers if half.form is form else {})
            news = self._advice(Interview(form, {**before.answers, **known}), turn, before)
            return Reply((unfinished_card(half, afresh, form, turn, news),))
        if half:
            return self._resume(half, turn)
        if not begin.school and len(turn.person.schools(turn.today)) > 1:
            return Reply((which_school_card(begin, turn),))
        if turn.place.opens_dialogs:
            return self._dialog(Interview(form, known), turn)
        keep(turn, form, known, is_interview=False)
        return self._offer(Interview(form, known), turn)

    def open(self, opened: Open, turn: Turn) -> Reply:
        """Show the dialog with what is known already."""
        if not turn.place.opens_dialogs:
            return self.start(Start(form=opened.form, carried=opened.carried), turn)
        return self._dialog(self._known(opened.form, opened.carried, turn), turn)

    def start(self, started: Start, turn: Turn) -> Reply:
        """Ask the first question that is not answered yet."""
        form, half = self._form(started.form), self._begun(turn)
        if half and not half.is_about(form, started.carried):
            afresh = StartAfresh(form=form.name, carried=started.carried)
            return Reply((unfinished_card(half, afresh, form, turn),))
        now = self._known(started.form, started.carried, turn)
        # What stood on the card that offered the form is not said again.
        return self._ask_on(now, turn, None if started.carried.keys() - {"school"} else now)

    def start_afresh(self, wanted: StartAfresh, turn: Turn) -> Reply:
        """Throw away what is half filled in, as the person chose, and begin."""
        turn.uow.drafts.drop(turn.school.id, turn.person.id)
        if wanted.carried.keys() - {"school"}:
            return Reply(then=Open(form=wanted.form, carried=wanted.carried))
        school = wanted.carried.get("school", "")
        return Reply(then=Begin(form=wanted.form, text=wanted.text, school=school))

    def answer(self, answer: Answer, turn: Turn) -> Reply:
        """Take an answer and ask on, or ask again with what was wrong.

        A press on a question's button counts even when later questions were answered since.
        """
        interview = self._interview(turn, answer.form)
        text, known, question = answer.text, self._asked(interview, turn), answer.question
        try:
            now = interview.answer_to(question, text, known) if question else None
            return self._ask_on(now or interview.answer(text, known), turn, interview)
        except Incomplete as incomplete:
            return self._complain(interview, incomplete.first)

    def tick(self, tick: Tick, turn: Turn) -> Reply:
        """Show what is ticked by now; the ticks stand on the card until "That's all"."""
        again = self._interview(turn, tick.form).without({tick.question})
        if again.question is None or again.question.name != tick.question:
            raise NothingToAnswer
        return Reply((question_card(again, "", (), tick.chosen),), replaces=True)

    def change(self, change: Change, turn: Turn) -> Reply:
        """Draw the open dialog again, for the answers as they are now."""
        form, known = self._form(change.form), given(change.values)
        self.keep(Keep(form=change.form, values=known), turn)
        return self._dialog(Interview(form, form.prune(known)), turn)

    def keep(self, kept: Keep, turn: Turn) -> Reply:
        """Keep what stands in a dialog, unless the person is in the middle of something else."""
        form, half, known = self._form(kept.form), self._begun(turn), given(kept.values)
        if half is None or half.is_about(form, form.carried(known)):
            keep(turn, form, known, is_interview=False)
        return Reply()

    def back(self, back: Back, turn: Turn) -> Reply:
        """Take the last answer back and ask that question again."""
        interview = self._interview(turn, back.form)
        return self._ask_on(interview.back(), turn, interview)

    def skip(self, skip: Skip, turn: Turn) -> Reply:
        """Leave the question out, if it may be left out."""
        interview = self._interview(turn, skip.form)
        waiting = interview.question.name if interview.question else ""
        if skip.question not in ("", waiting):
            return self._ask_on(interview, turn, interview)
        try:
            return self._ask_on(interview.skip(), turn, interview)
        except Incomplete as incomplete:
            return self._complain(interview, incomplete.first)

    def cancel(self, cancel: Cancel, turn: Turn) -> Reply:
        """Stop the form and say truthfully that nothing was sent (must-pass 19)."""
        half = half_done(turn, self._forms)
        if half is None or cancel.form not in ("", half.form.name):
            return Reply((NOTHING_TO_STOP,))
        turn.uow.drafts.drop(turn.school.id, turn.person.id)
        return Reply((stopped_card(must_hear(half.draft, turn, self._features), turn),))

    def send(self, send: Send, turn: Turn) -> Reply:
        """Act on the finished form; its draft is gone once it is sent."""
        interview = self._interview(turn, send.form)
        return Reply(then=interview.form.complete(interview.answers, asked(turn)))

    def correct(self, correct: Correct, turn: Turn) -> Reply:
        """Ask again for what was complained about, where a form is being filled in here."""
        half, incomplete = half_done(turn, self._forms), Incomplete(correct.complaints)
        wrong = {q.name for q in half.form.questions()} & set(correct.complaints) if half else set()
        if half is None or not wrong:
            raise incomplete
        interview = self._interview(turn).without(wrong)
        keep(turn, half.form, interview.answers, is_interview=True)
        first = interview.question.name if interview.question else ""
        return self._complain(interview, correct.complaints.get(first) or incomplete.first)

    def _ask_on(self, now: Interview, turn: Turn, before: Interview | None = None) -> Reply:
        """Keep the answers and ask on, with the advice that was not yet said before."""
        keep(turn, now.form, now.answers, is_interview=True)
        news = self._advice(now, turn, before)
        if now.question:
            return Reply((question_card(now, "", news),))
        return Reply((review_card(now, self._asked(now, turn), news),))

    def _asked(self, now: Interview, turn: Turn) -> Asked:
        people = self._features[now.form.name].people
        return asked(turn, people(now.answers, turn) if people else None)

    def _complain(self, interview: Interview, complaint: str) -> Reply:
        return Reply((question_card(interview, complaint, ()),))

    def _advice(
        self, now: Interview, turn: Turn, before: Interview | None = None
    ) -> tuple[Block, ...]:
        advise = self._features[now.form.name].advise
        said = advise(before.answers, turn) if advise and before else ()
        return tuple(b for b in advise(now.answers, turn) if b not in said) if advise else ()

    def _resume(self, half: HalfDone, turn: Turn) -> Reply:
        interview = self._interview(turn)
        if turn.place.opens_dialogs:
            return self._dialog(interview, turn).after((resumed_card(half, turn),))
        return self._offer(interview, turn, half.since(turn))

    def _offer(self, interview: Interview, turn: Turn, since: str = "") -> Reply:
        return Reply((begin_card(interview, self._advice(interview, turn), turn, since),))

    def _dialog(self, interview: Interview, turn: Turn) -> Reply:
        form, advice = interview.form, self._advice(interview, turn)
        card = Card(form.title(), advice) if advice else None
        known = {**interview.answers, **here(turn)}
        return Reply(dialog=Dialog(form, known, card, self._asked(interview, turn).people))

    def _prefilled(self, begin: Begin, turn: Turn) -> Answers:
        prefill = self._features[begin.form].prefill
        return prefill(begin.text, turn) if prefill and begin.text else {}

    def _known(self, name: str, carried: Answers, turn: Turn) -> Interview:
        """Return what a draft of the same form about the same thing holds already."""
        form, half = self._form(name), half_done(turn, self._forms)
        if half and half.is_about(form, carried):
            return self._interview(turn)
        known = self._features[name].known
        start = {**known(carried, turn), **carried} if known else carried
        return Interview(form, form.sift(start, asked(turn)))

    def _begun(self, turn: Turn) -> HalfDone | None:
        half = half_done(turn, self._forms)
        return half if half and half.is_begun else None

    def _interview(self, turn: Turn, form: str = "") -> Interview:
        """Return what is being filled in; what a dialog left unread is read now, or asked again."""
        half = half_done(turn, self._forms)
        if half is None or form not in ("", half.form.name):
            raise NothingToAnswer
        return Interview(half.form, half.form.sift(half.draft.answers, asked(turn)))

    def _form(self, name: str) -> type[Form]:
        if name not in self._forms:
            raise NothingToAnswer
        return self._forms[name]
