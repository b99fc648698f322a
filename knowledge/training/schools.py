"""The made-up schools that everything is learned from: a policy each, and questions about it.

Their people, their rules and their questions were invented for this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.clauses import Policy
from knowledge.evaluation.questions import Asked, load_questions
from knowledge.imports import Document, import_policies

FOLDER = Path(__file__).with_name("schools")
SCHOOLS = tuple(sorted(path.parent.name for path in FOLDER.glob("*/questions.jsonl")))


@dataclass(frozen=True, slots=True)
class School:
    """One made-up school, its policy imported as a real one is."""

    name: str
    policies: tuple[Policy, ...]
    questions: tuple[Asked, ...]


def load_schools(names: Sequence[str] = SCHOOLS) -> tuple[School, ...]:
    """Return these schools, in their order; a document's name ends as its format does."""
    policies = import_policies([_document(name) for name in names])
    by_id = {policy.id: policy for policy in policies}
    return tuple(
        School(name, (by_id[name],), load_questions(FOLDER / name / "questions.jsonl"))
        for name in names
    )


def _document(name: str) -> Document:
    (path,) = (FOLDER / name).glob("policy.*")
    return Document(path=path, id=name)
