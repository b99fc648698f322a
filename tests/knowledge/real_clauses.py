"""The hand-checked clauses and questions of ../shared/eval, which are never part of the project."""

import hashlib
import json
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from knowledge.clauses import Clause, ClauseKind, Policy
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
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in CLAUSES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[str(row["policy"])].append(row)
    return {
        school: Policy(school, those[0]["title"], tuple(map(_read_clause, those)))
        for school, those in rows.items()
    }


def real_library() -> Library:
    """Return a library of the five real schools."""
    policies = read_real_policies()
    return Library({school: partial(_only, policy) for school, policy in policies.items()})


def held_questions() -> tuple[Asked, ...]:
    """Return the half of the development questions that nothing was tuned on."""
    return tuple(asked for asked in load_questions(QUESTIONS) if is_held(asked.id))


def is_held(question_id: str) -> bool:
    """Whether a question is in the held half, by the hash of its id."""
    return int(hashlib.sha256(question_id.encode()).hexdigest(), 16) % 2 == 1


def _only(policy: Policy) -> tuple[Policy]:
    return (policy,)


def _read_clause(row: dict[str, Any]) -> Clause:
    return Clause(
        id=row["id"],
        number=row["num"],
        kind=ClauseKind(row["kind"]),
        path=tuple(row["path"]),
        text=row["text"],
        parent=row["parent"],
        stem=row["stem"],
        lines=(row["lines"][0], row["lines"][1]),
    )
