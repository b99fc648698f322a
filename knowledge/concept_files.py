"""The files of the concept network: their form, how a school adds to them, what is wrong with them.

Each file is a list of topics. A school's own file has the same form: a topic with an id that is
known already gets its lines too, a topic with a new id is new.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

FOLDER = Path(__file__).with_name("concepts")
FEWEST_ASKS = 5
FEWEST_SAYS = 4

Steps: TypeAlias = tuple[int | str, ...]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class TopicLines(BaseModel):
    """A topic as one file writes it down."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: Id
    topic: Line = ""
    asks: list[Line] = []
    says: list[Line] = []
    near: list[Id] = []


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that somebody would look up: how staff ask, how policies word it, what is near."""

    id: str
    name: str
    asks: tuple[str, ...]
    says: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConceptFault:
    """One thing wrong in a file of topics; `line` is 1-based."""

    file: Path
    line: int
    what: str

    def __str__(self) -> str:
        """Return the fault as the person who edits the file reads it."""
        return f"{self.file.name} line {self.line}: {self.what}"


class BadConcepts(ValueError):
    """The topics cannot be used; `faults` says why, each with its file and line."""

    def __init__(self, faults: Iterable[ConceptFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class _Written:
    """A topic with its place, the file and the position in it."""

    file: Path
    position: int
    lines: TopicLines
    is_own: bool


Complaint: TypeAlias = tuple[Path, Steps, str]

_FORM = TypeAdapter(list[TopicLines])


def load_topics(own: Path | None = None) -> tuple[Topic, ...]:
    """Return the shipped topics, with a school's own file joined to them, or BadConcepts."""
    shipped = sorted(FOLDER.glob("*.yaml"))
    return read_topics(shipped, [own] if own else [])


def read_topics(shipped: Sequence[Path], own: Sequence[Path] = ()) -> tuple[Topic, ...]:
    """Return the topics of some files, those of `own` files joined to the shipped ones."""
    written = [each for file in shipped for each in _read(file, is_own=False)]
    written += [each for file in own for each in _read(file, is_own=True)]
    topics = _join(written)
    if complaints := list(_complaints(written, topics)):
        raise BadConcepts(_with_line(*complaint) for complaint in complaints)
    return tuple(topics.values())


def _read(file: Path, *, is_own: bool) -> Iterator[_Written]:
    try:
        listed = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
        topics = _FORM.validate_python(listed or [])
    except OSError as error:
        what = f"I can't open this file ({error.strerror}). Check its name."
        raise BadConcepts([ConceptFault(file, 1, what)]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        what = "Save this file as plain text in UTF-8."
        raise BadConcepts([ConceptFault(file, line, what)]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = "I can't read this line. Put quotation marks around words with a colon in them."
        raise BadConcepts([ConceptFault(file, line, what)]) from None
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise BadConcepts(_with_line(file, e["loc"], _sentence(e["type"])) for e in found) from None
    for position, lines in enumerate(topics):
        yield _Written(file, position, lines, is_own)


def _join(written: Iterable[_Written]) -> dict[str, Topic]:
    topics: dict[str, Topic] = {}
    for each in written:
        lines = each.lines
        known = topics.get(lines.id) or Topic(lines.id, "", (), (), ())
        topics[lines.id] = replace(
            known,
            name=lines.topic or known.name,
            asks=(*known.asks, *lines.asks),
            says=(*known.says, *lines.says),
            near=(*known.near, *lines.near),
        )
    return topics


def _complaints(written: Sequence[_Written], topics: dict[str, Topic]) -> Iterator[Complaint]:
    """Yield what is wrong with the topics taken together."""
    met: set[tuple[str, bool]] = set()
    seen: set[str] = set()
    for each in written:
        file, place, lines = each.file, each.position, each.lines
        if (lines.id, each.is_own) in met:
            yield file, (place, "id"), f"The id '{lines.id}' is here twice. Join the two topics."
        met.add((lines.id, each.is_own))
        yield from _incomplete(each, topics[lines.id])
        for at, near in enumerate(lines.near):
            if near not in topics:
                what = f"No topic has the id '{near}'. Check how it is written."
                yield file, (place, "near", at), what
        yield from _repeated(each, seen)


def _incomplete(each: _Written, topic: Topic) -> Iterator[Complaint]:
    needs = (
        ("topic", len(topic.name), 1, "a name after 'topic:'"),
        ("asks", len(topic.asks), FEWEST_ASKS, f"at least {FEWEST_ASKS} lines under 'asks:'"),
        ("says", len(topic.says), FEWEST_SAYS, f"at least {FEWEST_SAYS} lines under 'says:'"),
    )
    for part, has, fewest, what in needs:
        if has < fewest:
            yield each.file, (each.position, part), f"'{topic.id}' needs {what}."


def _repeated(each: _Written, seen: set[str]) -> Iterator[Complaint]:
    for part, lines in (("asks", each.lines.asks), ("says", each.lines.says)):
        for at, line in enumerate(lines):
            plain = line.casefold()
            if plain in seen:
                what = f"'{line}' is here already. Take one of the two out."
                yield each.file, (each.position, part, at), what
            seen.add(plain)


def _sentence(kind: str) -> str:
    match kind:
        case "missing":
            return "This topic needs an 'id:'."
        case "extra_forbidden":
            return "I don't know this word. A topic has: id, topic, asks, says, near."
        case "string_pattern_mismatch":
            return "An id has small letters, figures and hyphens only, like parents-as-friends."
        case "string_type":
            return "Put quotation marks around this line."
        case "list_type":
            return "Start each line of this list with a hyphen."
        case _:
            return "I can't use this. Each topic has: id, topic, asks, says, near."


def _with_line(file: Path, steps: Steps, what: str) -> ConceptFault:
    """Return a fault with its line, which only a second reading of the file tells."""
    node = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
    for step in steps:
        inner = _inside(node, step)
        if inner is None:
            break
        node = inner
    return ConceptFault(file, node.start_mark.line + 1 if node else 1, what)


def _inside(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    match node, step:
        case yaml.SequenceNode(value=items), int(at) if at < len(items):
            item: yaml.Node = items[at]
            return item
        case yaml.MappingNode(value=pairs), str(word):
            return next((value for key, value in pairs if key.value == word), None)
        case _:
            return None
