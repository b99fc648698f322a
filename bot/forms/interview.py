"""Interviews: a form filled in by chat, one question at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import takewhile

from bot.errors import Incomplete, NothingToAnswer
from bot.forms.choices import says_nothing
from bot.forms.form import UNANSWERED, Asked, Form, Kind, Question


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
        """Return the interview with one more answer, or raise `Incomplete`.

        "None" and "not listed" leave out a question that may be left out.
        """
        question = self.question
        if question is None:
            return self
        choices = asked.people if question.kind is Kind.PERSON else question.choices
        if not question.required and says_nothing(text, choices):
            return self.skip()
        return self.answer_to(question.name, text, asked)

    def answer_to(self, name: str, answer: object, asked: Asked) -> "Interview":
        """Return the interview with that question answered, for the first time or again.

        What was answered to questions that this one closes is forgotten. A question that is not
        asked, a field that is only carried among them, raises `NothingToAnswer`.
        """
        if name not in {question.name for question in self.asked_for}:
            raise NothingToAnswer
        value = self.form.check(name, answer, asked)
        return Interview(self.form, self.form.prune({**self.answers, name: value}))

    def without(self, names: Collection[str]) -> "Interview":
        """Return the interview with these questions to be asked again."""
        return Interview(self.form, {k: v for k, v in self.answers.items() if k not in names})

    def skip(self) -> "Interview":
        """Return the interview without an answer to this question, where it may be left out."""
        question = self.question
        if question is None:
            return self
        if question.required:
            raise Incomplete({question.name: UNANSWERED})
        return Interview(self.form, {**self.answers, question.name: None})

    @property
    def before(self) -> Question | None:
        """The question before this one, or None at the first."""
        earlier = list(takewhile(lambda q: q.name in self.answers, self.asked_for))
        return earlier[-1] if earlier else None

    def back(self) -> "Interview":
        """Return the interview at the question before this one."""
        return self.without({self.before.name}) if self.before else self

    def said(self, asked: Asked) -> tuple[tuple[str, str], ...]:
        """Return what has been answered, as (question, answer) in the words a person reads."""
        return tuple(
            (q.heading, q.label(self.answers[q.name], asked))
            for q in self.asked_for
            if self.answers.get(q.name) is not None
        )
