"""Forms: a pydantic model that also says how to ask for each field.

The order of the fields is the order of the questions; the docstring is the title. A field without
an `Ask` is carried along unseen: the case that a decision is about, for instance.
"""

from collections.abc import Sequence
from functools import cache
from typing import ClassVar, Self

from pydantic import Field, TypeAdapter, ValidationError

from bot.conversation.intent import Intent
from bot.errors import Incomplete
from bot.forms.choices import NoSuchChoice, read_choice, read_choices, read_person
from bot.forms.complaints import complaint
from bot.forms.questions import Answers, Ask, Asked, Kind, Question, questions_of

__all__ = ["Answers", "Ask", "Asked", "Form", "Kind", "Question", "is_empty"]

NO_PERSON = "Please choose somebody. If you typed a name, I know nobody of that name here."
UNANSWERED = "Please answer this question."


class Form(Intent):
    """An intent whose fields are asked for: modal, task module or chat.

    `school` is carried along for somebody who works at several.
    """

    short: ClassVar[str]
    send: ClassVar[str] = "Send"

    school: str = Field(default="", exclude=True)

    @classmethod
    def title(cls) -> str:
        """Return what the form is for: the first line of its docstring."""
        return (cls.__doc__ or cls.name).strip().splitlines()[0].rstrip(".")

    @classmethod
    def questions(cls) -> tuple[Question, ...]:
        """Return the questions in the order the fields are written."""
        return _questions(cls)

    @classmethod
    def open_questions(cls, answers: Answers) -> tuple[Question, ...]:
        """Return the questions that the answers so far leave to be asked or shown.

        An answer to a question that is not open itself opens no other.
        """
        known, found = cls.carried(answers), []
        for question in cls.questions():
            if question.ask.when(known):
                found.append(question)
                known |= {k: v for k, v in answers.items() if k == question.name}
        return tuple(found)

    @classmethod
    def prune(cls, answers: Answers) -> dict[str, object]:
        """Return what is carried and the answers to open questions; nothing else is stored."""
        names = {question.name for question in cls.open_questions(answers)}
        return cls.carried(answers) | {k: v for k, v in answers.items() if k in names}

    @classmethod
    def sift(cls, answers: Answers, asked: Asked) -> dict[str, object]:
        """Return the answers that can be used as they are, so that the others are asked again."""
        found = cls.carried(answers)
        for question in cls.questions():
            if question.name in answers and question.ask.when(found):
                found |= _usable(cls, question, answers[question.name], asked)
        return found

    @classmethod
    def check(cls, name: str, answer: object, asked: Asked) -> object:
        """Return the value of one answer as JSON would hold it, or raise `Incomplete`."""
        question = next(q for q in cls.questions() if q.name == name)
        adapter = _adapter(cls, name)
        try:
            read = _read(question, answer, asked)
            value = adapter.validate_python(read, context={"asked": asked})
        except ValidationError as error:
            raise Incomplete({name: complaint(error.errors()[0])}) from error
        except NoSuchChoice as error:
            raise Incomplete({name: str(error)}) from error
        return adapter.dump_python(value, mode="json")

    @classmethod
    def complete(cls, values: Answers, asked: Asked) -> Self:
        """Return the finished form, or raise `Incomplete`; what was not asked is not kept."""
        answers, errors, shown = cls.carried(values), dict[str, str](), list[str]()
        for question in cls.questions():
            if not question.ask.when(answers):
                continue
            shown.append(question.name)
            try:
                answers.update(_answered(cls, question, values.get(question.name), asked))
            except Incomplete as incomplete:
                errors.update(incomplete.by_field)
        if errors:
            raise Incomplete(errors)
        try:
            return cls.model_validate(answers, context={"asked": asked})
        except ValidationError as error:
            raise Incomplete(_by_field(error, shown)) from error

    @classmethod
    def carried(cls, values: Answers) -> dict[str, object]:
        """Return the values of the fields that nobody is asked for."""
        asked_for = {question.name for question in cls.questions()}
        return {k: v for k, v in values.items() if k in cls.model_fields and k not in asked_for}


def _answered(form: type[Form], question: Question, raw: object, asked: Asked) -> Answers:
    if is_empty(raw):
        if question.required:
            # Where a name is nobody's, some pickers send nothing at all.
            is_person = question.kind is Kind.PERSON
            raise Incomplete({question.name: NO_PERSON if is_person else UNANSWERED})
        return {}
    return {question.name: form.check(question.name, raw, asked)}


def _usable(form: type[Form], question: Question, answer: object, asked: Asked) -> Answers:
    if is_empty(answer):
        return {} if question.required else {question.name: None}
    try:
        return {question.name: form.check(question.name, answer, asked)}
    except Incomplete:
        return {}


def is_empty(answer: object) -> bool:
    """Tell whether a question was left without an answer; "no" and 0 are answers."""
    return answer is None or answer in ("", [], ())


def _read(question: Question, answer: object, asked: Asked) -> object:
    """Return what a person typed as the value of the choice they meant."""
    if question.kind is Kind.PERSON:
        return read_person(str(answer), asked.people)
    if not question.choices:
        return answer
    if question.kind is Kind.CHOICES:
        parts = answer if isinstance(answer, (list, tuple)) else [answer]
        read = (read_choices(str(part), question.choices) for part in parts)
        return list(dict.fromkeys(value for values in read for value in values))
    if question.kind is Kind.YES_NO and isinstance(answer, bool):
        return answer
    return read_choice(str(answer), question.choices)


def _by_field(error: ValidationError, shown: Sequence[str]) -> dict[str, str]:
    """Return the first complaint for each field that is on the screen; others go to the last."""
    return {
        str(e["loc"][0]) if e["loc"] and e["loc"][0] in shown else shown[-1]: complaint(e)
        for e in reversed(error.errors(include_url=False))
    }


@cache
def _adapter(form: type[Form], name: str) -> TypeAdapter[object]:
    return TypeAdapter(form.model_fields[name].rebuild_annotation())


@cache
def _questions(form: type[Form]) -> tuple[Question, ...]:
    return questions_of(form.model_fields)
