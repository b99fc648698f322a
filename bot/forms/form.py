"""Forms: a pydantic model that also says how to ask for each field.

The order of the fields is the order of the questions; the docstring is the title. A field without
an `Ask` is carried along unseen: the case that a decision is about, for instance.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, ClassVar, Self, TypeAlias, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from bot.conversation.intent import Intent
from bot.domain.people import PersonId
from bot.errors import Incomplete
from bot.forms.choices import Choice, NoSuchChoice, read_choice
from bot.forms.complaints import complaint

Answers: TypeAlias = Mapping[str, object]
UNANSWERED = "Please answer this question."


def always(_: Answers) -> bool:
    """Ask no matter what was answered before."""
    return True


@dataclass(frozen=True, slots=True)
class Ask:
    """How a field is put to a person.

    `when` makes it conditional on earlier answers, `steers` marks an answer that others depend on,
    `required` asks for an answer even though the field has a default for when it is not asked.
    """

    prompt: str
    hint: str = ""
    long: bool = False
    required: bool = False
    steers: bool = False
    when: Callable[[Answers], bool] = always


class Kind(Enum):
    """The shape of an answer; renderers turn it into a widget."""

    TEXT = "text"
    LONG_TEXT = "long text"
    CHOICE = "choice"
    CHOICES = "several choices"
    YES_NO = "yes or no"
    DATE = "date"
    MOMENT = "date and time"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form, ready to be rendered anywhere. `choices` are (value, label) pairs."""

    name: str
    ask: Ask
    kind: Kind
    required: bool
    choices: tuple[tuple[str, str], ...] = ()

    def label(self, answer: object, asked: "Asked") -> str:
        """Return an answer, as JSON holds it, in the words a person reads."""
        if isinstance(answer, (list, tuple)):
            return ", ".join(self.label(part, asked) for part in answer)
        match self.kind:
            case Kind.YES_NO:
                return "Yes" if answer in (True, "true") else "No"
            case Kind.DATE:
                return day_in_words(date.fromisoformat(str(answer)))
            case Kind.MOMENT:
                local = datetime.fromisoformat(str(answer)).astimezone(asked.zone)
                return f"{day_in_words(local)}, {local:%H:%M}"
            case Kind.PERSON:
                return dict(asked.people).get(str(answer), str(answer))
            case _:
                return dict(self.choices).get(str(answer), str(answer))


def day_in_words(day: date) -> str:
    """Return a day as people in the UK write it: Tue 24 Nov 2026."""
    return f"{day:%a} {day.day} {day:%b %Y}"


@dataclass(frozen=True, slots=True)
class Asked:
    """When and where a form is filled in: what "tomorrow" means, and who can be named.

    `people` are (id, name) pairs of the school's staff.
    """

    now: datetime
    zone: ZoneInfo
    people: tuple[tuple[str, str], ...] = ()

    @property
    def today(self) -> date:
        """Today's date where the person is."""
        return self.now.astimezone(self.zone).date()


class Form(Intent):
    """An intent whose fields are asked for: modal, task module or chat."""

    short: ClassVar[str]
    send: ClassVar[str] = "Send"

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
        """Return the questions that the answers so far leave to be asked or shown."""
        return tuple(q for q in cls.questions() if q.ask.when(answers))

    @classmethod
    def check(cls, name: str, answer: object, asked: Asked) -> object:
        """Return the value of one answer as JSON would hold it, or raise `Incomplete`."""
        question = next(q for q in cls.questions() if q.name == name)
        adapter: TypeAdapter[object] = TypeAdapter(cls.model_fields[name].rebuild_annotation())
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
        answers: dict[str, object] = {}
        errors: dict[str, str] = {}
        for question in cls.questions():
            if not question.ask.when(answers):
                continue
            try:
                answers.update(_answered(cls, question, values.get(question.name), asked))
            except Incomplete as incomplete:
                errors.update(incomplete.by_field)
        if errors:
            raise Incomplete(errors)
        return cls._whole({**cls.carried(values), **answers}, asked)

    @classmethod
    def carried(cls, values: Answers) -> dict[str, object]:
        """Return the values of the fields that nobody is asked for."""
        asked_for = {question.name for question in cls.questions()}
        return {k: v for k, v in values.items() if k in cls.model_fields and k not in asked_for}

    @classmethod
    def _whole(cls, values: Answers, asked: Asked) -> Self:
        try:
            return cls.model_validate(values, context={"asked": asked})
        except ValidationError as error:
            raise Incomplete(_by_field(cls, error)) from error


def _answered(form: type[Form], question: Question, raw: object, asked: Asked) -> Answers:
    if raw is None or raw in ("", [], ()):
        if question.required:
            raise Incomplete({question.name: UNANSWERED})
        return {}
    return {question.name: form.check(question.name, raw, asked)}


def _read(question: Question, answer: object, asked: Asked) -> object:
    """Return what a person typed as the value of the choice they meant."""
    if question.kind is Kind.PERSON:
        return read_choice(str(answer), asked.people)
    if not question.choices:
        return answer
    if question.kind is Kind.CHOICES:
        parts = answer if isinstance(answer, (list, tuple)) else str(answer).split(",")
        return [read_choice(str(part), question.choices) for part in parts]
    if question.kind is Kind.YES_NO and isinstance(answer, bool):
        return answer
    return read_choice(str(answer), question.choices)


def _by_field(form: type[Form], error: ValidationError) -> dict[str, str]:
    """Return the first complaint for each field; what is about no field goes to the last one."""
    last = form.questions()[-1].name
    return {
        str(e["loc"][0]) if e["loc"] else last: complaint(e)
        for e in reversed(error.errors(include_url=False))
    }


@cache
def _questions(form: type[Form]) -> tuple[Question, ...]:
    found = ((name, field, _ask(field)) for name, field in form.model_fields.items())
    return tuple(_question(name, field, ask) for name, field, ask in found if ask)


def _ask(field: FieldInfo) -> Ask | None:
    return next((mark for mark in field.metadata if isinstance(mark, Ask)), None)


def _question(name: str, field: FieldInfo, ask: Ask) -> Question:
    kind, choices = _kind(_bare(field.annotation), long=ask.long)
    return Question(name, ask, kind, field.is_required() or ask.required, choices)


def _bare(annotation: object) -> object:
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(arg for arg in get_args(annotation) if arg is not NoneType))
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _kind(annotation: object, *, long: bool) -> tuple[Kind, tuple[tuple[str, str], ...]]:
    if get_origin(annotation) in (tuple, list, frozenset):
        return Kind.CHOICES, _kind(get_args(annotation)[0], long=False)[1]
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        return Kind.CHOICE, tuple((member.value, member.label) for member in annotation)
    if annotation is bool:
        return Kind.YES_NO, (("true", "Yes"), ("false", "No"))
    if annotation in (date, datetime):
        return (Kind.MOMENT if annotation is datetime else Kind.DATE), ()
    if annotation is PersonId:
        return Kind.PERSON, ()
    return (Kind.LONG_TEXT if long else Kind.TEXT), ()
