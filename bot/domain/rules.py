"""The rules of routing, as one table that reads like the document's (DOMAIN 2.5).

They are checked in this order and several may fire; "not sure" counts as yes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.domain.concerns import ADULTS, COLLEAGUES, Alleged, Concern, Flag, Kind, Severity, Target
from bot.domain.people import Role

When: TypeAlias = Callable[[Concern], bool]

DSL, DEPUTY_DSL, HEAD = Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER
CHAIR, COORDINATOR = Role.CHAIR_OF_GOVERNORS, Role.ESAFETY_COORDINATOR


class Task(StrEnum):
    """Something that a case asks of those who have it."""

    POLICE = "police"
    LADO = "lado"
    MEET_PARENT = "meet_parent"
    KEEP_LOGS = "keep_logs"
    WEBSITE = "website"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: when it fires, who is told, and what the reporter is told.

    A rule with a kind makes the case one of that kind. An `alone` rule leaves no room for the
    ordinary ones beside it ("DSL only").
    """

    id: str
    when: When
    to: tuple[Role, ...] = ()
    lines: tuple[str, ...] = ()
    kind: Kind | None = None
    severity: Severity = Severity.MEDIUM
    tasks: tuple[Task, ...] = ()
    alone: bool = False


def flagged(*flags: Flag) -> When:
    """Return the question whether one of the flags is up."""
    return lambda concern: concern.has(*flags)


CRITICAL, HIGH = Severity.CRITICAL, Severity.HIGH
LADO = (Task.LADO,)
RULES: tuple[Rule, ...] = (
    Rule("R1", flagged(Flag.DANGER), (DSL, DEPUTY_DSL), ("M01", "M02", "M03"), Kind.SG, CRITICAL),
    Rule("R2", flagged(Flag.SEXUAL_IMAGE), (DSL,), ("M11", "M13"), Kind.SG, CRITICAL, alone=True),
    Rule("R2", lambda c: c.has(Flag.SEXUAL_IMAGE) and c.alleged in ADULTS, (), ("M12",)),
    Rule("R3", lambda c: c.is_about_head, (CHAIR,), ("M27",), Kind.ALG_HT, HIGH, LADO),
    Rule("R3", lambda c: c.is_about_governor, (CHAIR,), ("M28",), Kind.ALG_HT, HIGH, LADO),
    Rule("R4", lambda c: c.is_allegation, (HEAD,), ("M26", "M41"), Kind.ALG, HIGH, LADO),
    Rule("R5", lambda c: c.is_between_colleagues, (HEAD,), ("M25",)),
    Rule("R6", lambda c: c.is_about_dsl, (HEAD,), ("M28",)),
    Rule("R7", lambda c: c.is_about_insider, (HEAD,), ("M28",)),
    Rule("R8", lambda c: c.is_adult_contact, (DSL,), ("M36",), Kind.SG, CRITICAL),
    Rule("R9", flagged(Flag.EXTREMISM), (DSL, HEAD), ("M33",), Kind.SG, HIGH),
    Rule("R10", flagged(Flag.POLICE), (HEAD, DSL), ("M31",), None, HIGH, (Task.POLICE,)),
    Rule("R11", lambda c: c.target is Target.PUPIL, (DSL, COORDINATOR), ("M23", "M20", "M21")),
    Rule("R12", lambda c: c.target in COLLEAGUES, (HEAD,), ("M24", "M20", "M21")),
    Rule("R13", lambda c: c.alleged is Alleged.PUPIL or c.is_about_staff, (), ("M25",)),
    # R14's people are the school's own list for parents' posts.
    Rule("R14", lambda c: c.is_by_outsider, (), ("M29",), tasks=(Task.MEET_PARENT,)),
    Rule("R15", lambda c: c.alleged is Alleged.UNKNOWN, (COORDINATOR,), ("M37",)),
    Rule("R16", flagged(Flag.OFF_SITE), (), ("M34",)),
    Rule("R17", flagged(Flag.FILMED), (HEAD,), ("M38",)),
    Rule("R18", flagged(Flag.UNTRUE), (HEAD,), ("M39",)),
    Rule("R19", flagged(Flag.SCHOOL_DEVICE), tasks=(Task.KEEP_LOGS,)),
    Rule("R20", flagged(Flag.WEBSITE), tasks=(Task.WEBSITE,)),
)
FLOOR = frozenset({"R1", "R2", "R8", "R9"})
ALLEGATIONS = frozenset({"R3", "R4", "R6", "R7"})

# Whom an ordinary rule, or the school, may add to a restricted case (DOMAIN 1.3).
RESTRICTED: Mapping[Kind, frozenset[Role]] = {
    Kind.SG: frozenset({DSL, DEPUTY_DSL, HEAD}),
    Kind.ALG: frozenset({HEAD}),
    Kind.ALG_HT: frozenset({CHAIR}),
}
# Whom no school's table can add: they get tasks or counts, or everybody would be told (1.3).
NEVER_ADDED = frozenset(
    {Role.STAFF, Role.IT_MANAGER, Role.LINK_GOVERNOR, Role.DPO, Role.SYSTEM_ADMIN}
)
# The ordinary lines that stay right in a restricted case: evidence is somebody else's work there,
# and nothing in it is "usually dealt with" in school.
KEPT_LINES = frozenset({"M21", "M23", "M24", "M34"})
FOR_THE_TARGET = frozenset({"M24", "M38"})
ABOUT_ANOTHER = frozenset({"M26", "M27", "M28", "M41"})
SAYS_SENT = frozenset({"M24", "M26", "M27", "M28"})
