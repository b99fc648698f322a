"""Routing: who is told of a report, and what its reporter is told (DOMAIN 2.5).

The rules are one table that reads like the document's. Several may fire. The school's own routing
adds people; conflicts of interest subtract last, so that nothing can put a subject back in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.domain.concerns import ADULTS, COLLEAGUES, Alleged, Concern, Flag, Kind, Severity, Target
from bot.domain.concerns import Posts as Posts
from bot.domain.people import PersonId, Role
from bot.domain.schools import Routing

When: TypeAlias = Callable[[Concern], bool]

DSL, DEPUTY_DSL, HEAD = Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER
CHAIR, TRUST, COORDINATOR = Role.CHAIR_OF_GOVERNORS, Role.TRUST_CENTRAL, Role.ESAFETY_COORDINATOR


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
RULES: tuple[Rule, ...] = (
    Rule("R1", flagged(Flag.DANGER), (DSL, DEPUTY_DSL), ("M01", "M02", "M03"), Kind.SG, CRITICAL),
    Rule(
        "R2", flagged(Flag.SEXUAL_IMAGE), (DSL,), ("M11", "M13"), Kind.SG, CRITICAL, alone=True
    ),
    Rule("R2", lambda c: c.has(Flag.SEXUAL_IMAGE) and c.alleged in ADULTS, (), ("M12",)),
    Rule("R3", lambda c: c.is_about_head, (CHAIR,), ("M27",), Kind.ALG_HT, HIGH, (Task.LADO,)),
    Rule(
        "R3",
        lambda c: c.is_about_leader and not c.is_about_head,
        (CHAIR,),
        ("M28",),
        Kind.ALG_HT,
        HIGH,
        (Task.LADO,),
    ),
    Rule(
        "R4",
        lambda c: c.is_about_staff and not c.is_among_colleagues,
        (HEAD,),
        ("M26", "M26b", "M41"),
        Kind.ALG,
        HIGH,
        (Task.LADO,),
    ),
    Rule("R5", lambda c: c.is_about_staff and c.is_among_colleagues, (HEAD,), ("M25",)),
    Rule("R6", lambda c: c.holds(DSL) and not c.is_about_leader, (HEAD,), ("M28",)),
    Rule(
        "R7",
        lambda c: (
            c.holds(Role.IT_MANAGER, COORDINATOR, Role.SYSTEM_ADMIN) and not c.is_about_leader
        ),
        (HEAD,),
        ("M28",),
    ),
    Rule("R8", flagged(Flag.ADULT_CONTACT), (DSL,), ("M36",), Kind.SG, CRITICAL),
    Rule("R9", flagged(Flag.EXTREMISM), (DSL, HEAD), ("M33",), Kind.SG, HIGH),
    Rule("R10", flagged(Flag.POLICE), (HEAD, DSL), ("M31",), None, HIGH, (Task.POLICE,)),
    Rule(
        "R11", lambda c: c.target is Target.PUPIL, (DSL, COORDINATOR), ("M23", "M20", "M21")
    ),
    Rule("R12", lambda c: c.target in COLLEAGUES, (HEAD,), ("M24", "M20", "M21")),
    Rule("R13", lambda c: c.alleged is Alleged.PUPIL or c.is_about_staff, (), ("M25",)),
    Rule(
        "R14",
        lambda c: c.alleged in (Alleged.PARENT, Alleged.ADULT),
        (),  # the school's list for parents' posts
        ("M29",),
        tasks=(Task.MEET_PARENT,),
    ),
    Rule("R15", lambda c: c.alleged is Alleged.UNKNOWN, (COORDINATOR,), ("M37",)),
    Rule("R16", flagged(Flag.OFF_SITE), (), ("M34",)),
    Rule("R17", flagged(Flag.FILMED), (HEAD,), ("M38",)),
    Rule("R18", flagged(Flag.UNTRUE), (HEAD,), ("M39",)),
    Rule("R19", flagged(Flag.SCHOOL_DEVICE), tasks=(Task.KEEP_LOGS,)),
    Rule("R20", flagged(Flag.WEBSITE), tasks=(Task.WEBSITE,)),
)
FLOOR = frozenset({"R1", "R2", "R8", "R9"})
ALLEGATIONS = frozenset({"R3", "R4", "R5", "R6", "R7"})

# Whom an ordinary rule, or the school, may add to a restricted case (DOMAIN 1.3).
RESTRICTED: Mapping[Kind, frozenset[Role]] = {
    Kind.SG: frozenset({DSL, DEPUTY_DSL, HEAD}),
    Kind.ALG: frozenset({HEAD}),
    Kind.ALG_HT: frozenset({CHAIR}),
}
# The ordinary lines that stay right in a restricted case; evidence is somebody else's work there.
KEPT_LINES = frozenset({"M21", "M23", "M24", "M31", "M34"})
FOR_THE_TARGET = frozenset({"M24", "M38"})
ABOUT_ANOTHER = frozenset({"M26", "M26b", "M27", "M28", "M41"})

# Who stands in where a post is empty, or its holder is kept off.
STAND_INS: Mapping[Role, tuple[Role, ...]] = {
    DSL: (DEPUTY_DSL, HEAD, CHAIR, TRUST),
    HEAD: (Role.DEPUTY_HEAD, CHAIR, TRUST),
    CHAIR: (TRUST,),
}
# Who is alerted, one rung after the other, until somebody has it (DOMAIN 2.4).
LADDERS: Mapping[Kind, tuple[tuple[Role, ...], ...]] = {
    Kind.SG: ((DSL,), (DEPUTY_DSL,), (HEAD, Role.DEPUTY_HEAD)),
    Kind.ALG: ((DSL,), (DEPUTY_DSL,), (HEAD, CHAIR)),
    Kind.ALG_HT: ((DSL,), (DEPUTY_DSL,), (CHAIR, TRUST)),
}
OUTSIDE = ("lado", "la_front_door", "la_out_of_hours")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is told; `post` is the role asked for, `role` the one they hold."""

    person: PersonId
    role: Role
    post: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a report goes. `outside` are contacts for the reporter's own screen."""

    kind: Kind
    severity: Severity
    rules: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    lines: tuple[str, ...]
    tasks: tuple[Task, ...]
    it: tuple[PersonId, ...]
    outside: tuple[str, ...]

    @property
    def handlers(self) -> tuple[PersonId, ...]:
        """Who has the case in hand."""
        return tuple(recipient.person for recipient in self.recipients)

    @property
    def is_safeguarding(self) -> bool:
        """Whether a rule of the safety floor fired: no story belongs here (DOMAIN 6.4)."""
        return not FLOOR.isdisjoint(self.rules)


def route(concern: Concern, routing: Routing) -> Route:
    """Return where a report goes: rules, combinations, the school's additions, conflicts last."""
    fired = [rule for rule in RULES if rule.when(concern)]
    kind = kind_of(concern, fired)
    recipients = sent_to(_posts(concern, fired, kind, routing), concern.posts, concern.kept_off)
    return Route(
        kind=kind,
        severity=max((rule.severity for rule in fired), key=list(Severity).index),
        rules=_once(rule.id for rule in fired),
        recipients=recipients,
        lines=_lines(concern, fired, kind),
        tasks=_once(task for rule in fired for task in rule.tasks),
        it=_it(concern, fired, kind),
        outside=OUTSIDE if _is_thin(concern, recipients) else (),
    )


def kind_of(concern: Concern, fired: Iterable[Rule]) -> Kind:
    """Return the most restricted kind that a fired rule makes it."""
    kinds = {rule.kind for rule in fired}
    restricted = next((k for k in (Kind.ALG_HT, Kind.ALG, Kind.SG) if k in kinds), None)
    return restricted or (Kind.CB_S if concern.target in COLLEAGUES else Kind.CB_P)
