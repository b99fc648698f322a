"""Questions: what a field of a form is, once it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, TypeAlias, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from pydantic.fields import FieldInfo

from bot.domain.days import day_in_words
from bot.domain.people import PersonId
from bot.forms.choices import Choice

Answers: TypeAlias = Mapping[str, object]


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

    @property
    def heading(self) -> str:
        """The question as it stands before its answer, where a colon takes its mark's place."""
        return self.ask.prompt.removesuffix("?")

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


def questions_of(fields: Mapping[str, FieldInfo]) -> tuple[Question, ...]:
    """Return the questions of the fields that are asked for, in order."""
    found = ((name, field, _ask(field)) for name, field in fields.items())
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
