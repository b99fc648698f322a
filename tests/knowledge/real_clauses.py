"""The hand-checked clauses and questions of ../shared/eval, which are never part of the project."""

import hashlib
from pathlib import Path

import pytest

from knowledge.clauses import Policy
from knowledge.evaluation.clause_files import load_policies, sources_of
from knowledge.evaluation.questions import Asked, load_questions
from knowledge.library import Library

FOLDER = Path(__file__).parents[3] / "shared" / "eval"
CLAUSES = FOLDER / "clauses.jsonl"
QUESTIONS = FOLDER / "questions.dev.jsonl"

needs_real_clauses = pytest.mark.skipif(
    not (CLAUSES.exists() and QUESTIONS.exists()),
    reason=f"{FOLDER} is absent: the hand-checked clauses and questions are not shipped",
)


def read_real_policies() -> dict[str, Policy]:
    """Return the five real policies by the school's number."""
    return load_policies(CLAUSES)


def real_library() -> Library:
    """Return a library of the five real schools."""
    return Library(sources_of(read_real_policies()))


def held_questions() -> tuple[Asked, ...]:
    """Return the half of the development questions that nothing was tuned on."""
    return tuple(asked for asked in load_questions(QUESTIONS) if is_held(asked.id))


def is_held(question_id: str) -> bool:
    """Whether a question is in the held half, by the hash of its id."""
    return int(hashlib.sha256(question_id.encode()).hexdigest(), 16) % 2 == 1
