"""Permissions: who may see and do how much with a case, as one table (DOMAIN 1.3).

Conflicts of interest beat every cell: they are subtracted before this table is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from bot.domain.concerns import Kind
from bot.domain.people import Role


class Right(StrEnum):
    """What a cell of the table gives, in the letters of the document."""

    CREATE = "C"
    LINE = "L"
    READ = "R"
    ADD = "W"
    MANAGE = "K"
    DECIDE = "D"
    TASK = "T"
    TOLD = "N"
    COUNT = "A"
    IF_ADDED = "*"
    ACCESS_LOG = "log"


class View(IntEnum):
    """How much somebody sees: nothing, the log's line without people or story, or all of it."""

    NOTHING = 0
    LINE = 1
    ALL = 2


class If(StrEnum):
    """What must hold for a cell that is not given always."""

    CHILD = "child"
    ACTING = "acting"
    DECIDES = "decides"
    AGREED = "agreed"
    ASKED = "asked"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a role is given; under a condition where there is one."""

    rights: frozenset[Right]
    condition: If | None = None


TABLE = """
                    | CB-P  | CB-S          | SG   | ALG         | ALG-HT | WEB | UNB
staff               | C     | C             | C    | C           | C      | C   | C
line_manager        | *     | N if agreed   | -    | -           | -      | -   | -
esafety_coordinator | R W   | L             | L    | -           | -      | R W | R W
it_manager          | T     | T             | T    | T if asked  | -      | R W | R W
deputy_head         | R W   | R W if acting | -    | K if acting | -      | R   | D if decides
headteacher         | R W D | K             | R    | K           | -      | R D | D
dsl                 | K     | R if child    | K    | *           | *      | R W | R W
deputy_dsl          | R W   | R if child    | R W  | *           | -      | R W | R W
chair_of_governors  | -     | -             | -    | -           | K      | -   | D if decides
link_governor       | A     | A             | A    | A           | -      | A   | A
trust_central       | A     | A             | A *  | *           | *      | A   | D if decides
dpo                 | log   | log           | log  | log         | log    | log | R W if data
"""
READS = frozenset({Right.READ, Right.ADD, Right.MANAGE, Right.DECIDE})
# Every look at one of these is written down, and the glass stands before them.
RESTRICTED_KINDS = frozenset({Kind.SG, Kind.ALG, Kind.ALG_HT})
BREAKS_GLASS = frozenset({Role.HEADTEACHER, Role.DSL, Role.CHAIR_OF_GOVERNORS})


def rights_for(kind: Kind, roles: Iterable[Role], holds: frozenset[If]) -> frozenset[Right]:
    """Return what somebody with these roles may do with a case of a kind; roles add up."""
    cells = (MATRIX[kind][role] for role in roles if role in MATRIX[kind])
    given = (cell.rights for cell in cells if cell.condition is None or cell.condition in holds)
    return frozenset().union(*given)


def view_with(rights: frozenset[Right]) -> View:
    """Return how much of a case the rights show; a task, a count or a hint show nothing of it."""
    if rights & READS:
        return View.ALL
    return View.LINE if Right.LINE in rights else View.NOTHING


def _read(table: str) -> Mapping[Kind, Mapping[Role, Cell]]:
    heading, *rows = (line.split("|") for line in table.strip("\n").splitlines())
    kinds = [Kind(name.strip()) for name in heading[1:]]
    found: dict[Kind, dict[Role, Cell]] = {kind: {} for kind in kinds}
    for name, *cells in rows:
        for kind, cell in zip(kinds, cells, strict=True):
            found[kind][Role(name.strip())] = _cell(cell.strip())
    return found


def _cell(text: str) -> Cell:
    letters, _, condition = text.partition(" if ")
    rights = frozenset(Right(letter) for letter in letters.split() if letter != "-")
    return Cell(rights, If(condition) if condition else None)


MATRIX = _read(TABLE)
