"""Policies from a JSON-lines file of clauses, so that a search is measured without any document."""

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.library import PolicySource


class NoClauses(ValueError):
    """A file is not one of clauses."""


class ClauseLine(BaseModel):
    """One line of a file of clauses; other keys are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    policy: int | str
    title: str
    num: str
    kind: ClauseKind
    text: str
    path: tuple[str, ...] = ()
    parent: str | None = None
    stem: str = ""
    lines: tuple[int, int] = (0, 0)

    def clause(self) -> Clause:
        """Return it as the product knows it."""
        return Clause(
            id=self.id,
            number=self.num,
            kind=self.kind,
            path=self.path,
            text=self.text,
            parent=self.parent,
            stem=self.stem,
            lines=self.lines,
        )


def load_policies(path: Path) -> dict[str, Policy]:
    """Return the policies of a file of clauses, each that of a school named by its number."""
    rows: defaultdict[str, list[ClauseLine]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            row = _read(line, f"{path.name}, line {number}")
            rows[str(row.policy)].append(row)
    return {
        school: Policy(school, those[0].title, tuple(row.clause() for row in those))
        for school, those in rows.items()
    }


def sources_of(policies: Mapping[str, Policy]) -> dict[str, PolicySource]:
    """Return each school's way to its one policy, as a library takes them."""
    return {school: partial(_only, policy) for school, policy in policies.items()}


def _read(line: str, place: str) -> ClauseLine:
    try:
        return ClauseLine.model_validate_json(line)
    except ValidationError as fault:
        wrong = fault.errors()[0]
        name = ".".join(map(str, wrong["loc"])) or "the line"
        raise NoClauses(f"{place} is not a clause: {name}: {wrong['msg']}.") from fault


def _only(policy: Policy) -> tuple[Policy]:
    return (policy,)
