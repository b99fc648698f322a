"""Questions with known answers, to measure the search with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

# Written over the sample trust by somebody who had not seen the search, and never tuned on.
SAMPLE = Path(__file__).with_name("sample_questions.jsonl")


class QuestionLine(BaseModel):
    """One line of a file of questions; other keys are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    school: int | str
    q: str
    prev: str = ""
    style: str = "plain"
    kind: str = "answerable"
    groups: tuple[frozenset[str], ...] = ()
    gold: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question within one school and the clauses that truly answer it.

    `groups` are the parts of a complete answer, any clause of a part being enough for it; without
    any, the policies do not answer and `kind` says how near they come.
    """

    id: str
    school: str
    text: str
    previous: str
    style: str
    kind: str
    groups: tuple[frozenset[str], ...]
    gold: frozenset[str]

    @property
    def is_answerable(self) -> bool:
        """Whether the school's policies answer."""
        return bool(self.gold)


def load_questions(path: Path, schools: Mapping[str, str] | None = None) -> tuple[Asked, ...]:
    """Return the questions of a JSON-lines file; `schools` renames the schools of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(read_question(line, schools or {}) for line in lines if line.strip())


def read_question(line: str, schools: Mapping[str, str]) -> Asked:
    """Return the question of one JSON line."""
    found = QuestionLine.model_validate(json.loads(line))
    school = str(found.school)
    return Asked(
        id=found.id,
        school=schools.get(school, school),
        text=found.q,
        previous=found.prev,
        style=found.style,
        kind=found.kind,
        groups=found.groups or ((found.gold,) if found.gold else ()),
        gold=found.gold.union(*found.groups),
    )
