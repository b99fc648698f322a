"""Passages: paragraphs on their way to becoming clauses."""

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """How a document marks a passage: a bullet, "6.7", "(a)", "iv.", "Appendix 1" or a bare "6"."""

    NONE = "none"
    BULLET = "bullet"
    DECIMAL = "decimal"
    LETTER = "letter"
    ROMAN = "roman"
    PART = "part"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Mark:
    """The number or bullet that stands before a passage; `value` is its place in a sequence."""

    kind: MarkKind = MarkKind.NONE
    text: str = ""
    value: int = 0

    @property
    def depth(self) -> int:
        """How many parts the number has: 1 for "6", 2 for "6.7"."""
        return self.text.count(".") + 1

    @property
    def is_own_number(self) -> bool:
        """Whether it is a full clause number such as "6.7", which needs no section before it."""
        return self.kind is MarkKind.DECIMAL and self.depth > 1


UNMARKED = Mark()


class Role(StrEnum):
    """What a passage is for, as the steps of the pipeline find it out."""

    TEXT = "text"
    HEADING = "heading"
    ROW = "row"
    FACTS_HEADER = "facts header"
    FACT = "fact"
    GRID = "grid"
    FORM = "form"
    CONTROL = "control"
    SIGNATURE = "signature"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph without its mark; `cells` only for a table row, `level` only for a heading."""

    text: str
    role: Role = Role.TEXT
    mark: Mark = UNMARKED
    label: str = ""
    level: int | None = None
    indent: int = 0
    lines: tuple[int, int] = (0, 0)
    page: int | None = None
    is_after_gap: bool = False
    cells: tuple[str, ...] = ()
    conjunction: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it is running text or a list item, neither heading nor table nor form."""
        return self.role is Role.TEXT

    @property
    def is_marked(self) -> bool:
        """Whether a bullet or a number stands before it."""
        return self.mark.kind is not MarkKind.NONE


Passages = tuple[Passage, ...]
