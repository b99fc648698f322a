"""Policies and their clauses, as the documents number and word them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.labels import label_of

PREAMBLE = "Preamble"


class ClauseKind(StrEnum):
    """What a clause is in its document; forms, signatures and contents are never quoted."""

    PARAGRAPH = "para"
    STEM = "stem"
    ITEM = "item"
    DEFINITION = "definition"
    TABLE = "table"
    META = "meta"
    CONTENTS = "contents"

    @property
    def is_quotable(self) -> bool:
        """Whether a clause of this kind can answer a question."""
        return self not in (ClauseKind.META, ClauseKind.TABLE, ClauseKind.CONTENTS)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the document's own number, where it stands, its exact words.

    `id` is "{policy}/{number}", stable when the same document is imported again. `path` holds the
    headings above it, outermost first. `parent` is the id of the clause that introduces a list
    item and `stem` the words of all clauses that introduce it, outermost first, joined by " / ".
    `lines` are the first and last source line. `conjunction` is the "or" or "and" that stands on a
    line of its own between the item and the next.
    """

    id: str
    number: str
    kind: ClauseKind
    path: tuple[str, ...]
    text: str
    parent: str | None = None
    stem: str = ""
    lines: tuple[int, int] = (0, 0)
    conjunction: str = ""

    @property
    def heading(self) -> str:
        """The headings above the clause, outermost first, on one line."""
        return " > ".join(self.path)

    @property
    def label(self) -> str:
        """What a teacher calls it: "6.7", "section 3, bullet 2", "Role of Staff, point 7"."""
        return label_of(self.number, self.path, self.text)


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy document of one school or trust."""

    id: str
    title: str
    clauses: tuple[Clause, ...]
    version: str = ""
    owner: str = ""
    approved_on: date | None = None
    next_review: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether the review date has passed (G06)."""
        return self.next_review is not None and self.next_review < today
