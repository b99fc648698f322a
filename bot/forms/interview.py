"""Interviews: a form filled in by chat, one question at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import Incomplete
from bot.forms.form import UNANSWERED, Asked, Form, Question


@dataclass(frozen=True, slots=True)
class Interview:
    """Where a person is in a form. A value: every answer makes a new one.

    A skipped question is answered with None.
    """

    form: type[Form]
    answers: Mapping[str, object]

    @property
    def asked_for(self) -> tuple[Question, ...]:
        """The questions that the answers so far leave to be asked."""
        return self.form.open_questions(self.answers)

    @property
    def question(self) -> Question | None:
        """The question to ask next, or None when there is nothing left to ask."""
        return next((q for q in self.asked_for if q.name not in self.answers), None)

    @property
    def progress(self) -> str:
        """How far it is: "3 of 6"."""
        done = sum(q.name in self.answers for q in self.asked_for)
        return f"{min(done + 1, len(self.asked_for))} of {len(self.asked_for)}"

    def answer(self, text: str, asked: Asked) -> "Interview":
        """Return the interview with one more answer, or raise `Incomplete`."""
        question = self.question
        if question is None:
            return self
        value = self.form.check(question.name, text, asked)
        return Interview(self.form, {**self.answers, question.name: value})

    def skip(self) -> "Interview":
        """Return the interview without an answer to this question, where it may be left out."""
        question = self.question
        if question is None:
            return self
        if question.required:
            raise Incomplete({question.name: UNANSWERED})
        return Interview(self.form, {**self.answers, question.name: None})

    def back(self) -> "Interview":
        """Return the interview before its last answer."""
        answered = [q.name for q in self.asked_for if q.name in self.answers]
        last = answered[-1] if answered else None
        return Interview(self.form, {k: v for k, v in self.answers.items() if k != last})

    def said(self, asked: Asked) -> tuple[tuple[str, str], ...]:
        """Return what has been answered, as (question, answer) in the words a person reads."""
        return tuple(
            (q.ask.prompt, q.label(self.answers[q.name], asked))
            for q in self.asked_for
            if self.answers.get(q.name) is not None
        )
