"""Routing: who is told of a report, and what its reporter is told (DOMAIN 2.5).

The rules of the table fire, then the school's own routing adds people, and conflicts of interest
subtract last, so that nothing can put a subject back in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.concerns import COLLEAGUES, Concern, Kind, Posts, Severity, Target
from bot.domain.people import PersonId, Role
from bot.domain.rules import (
    ABOUT_ANOTHER,
    ALLEGATIONS,
    CHAIR,
    COORDINATOR,
    DEPUTY_DSL,
    DSL,
    FLOOR,
    FOR_THE_TARGET,
    HEAD,
    KEPT_LINES,
    NEVER_ADDED,
    RESTRICTED,
    RULES,
    SAYS_SENT,
    Rule,
    Task,
)
from bot.domain.schools import Routing

Item = TypeVar("Item")
TRUST = Role.TRUST_CENTRAL

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
# Who is brought in when somebody takes a case further up; else outside help is shown.
FURTHER: Mapping[Kind, tuple[Role, ...]] = {
    Kind.CB_P: (DSL, HEAD),
    Kind.CB_S: (HEAD, CHAIR),
    Kind.SG: (DSL, DEPUTY_DSL, HEAD),
    Kind.ALG: (HEAD, CHAIR),
    Kind.ALG_HT: (CHAIR, TRUST),
    Kind.WEB: (DSL, HEAD),
}
# Who is told where no rule asks for anybody (rule 2), and where nobody is left whom it asks for: in
# a restricted case there is no such person, and outside help is shown instead.
OTHERWISE = (DSL, COORDINATOR)
LAST_RESORT = (HEAD, DSL)
SENIOR = (HEAD, DSL, DEPUTY_DSL, CHAIR, TRUST, COORDINATOR, Role.IT_MANAGER)
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
    kind = _kind(concern, fired)
    recipients = _recipients(concern, fired, kind, routing)
    tasks = _once(task for rule in fired for task in rule.tasks)
    return Route(
        kind=kind,
        severity=max(
            (r.severity for r in fired), key=list(Severity).index, default=Severity.MEDIUM
        ),
        rules=_once(rule.id for rule in fired),
        recipients=recipients,
        lines=_lines(concern, fired, kind, is_sent=bool(recipients)),
        tasks=tasks,
        it=_it(concern, kind) if Task.KEEP_LOGS in tasks else (),
        outside=OUTSIDE if _is_thin(concern, recipients) else (),
    )


def sent_to(
    posts: Sequence[Role], holders: Posts, passed_over: frozenset[PersonId]
) -> tuple[Recipient, ...]:
    """Return who is told for each post, each person once; a stand-in where nobody is left."""
    found: dict[PersonId, Recipient] = {}
    for post in posts:
        for role in (post, *STAND_INS.get(post, ())):
            left = [person for person in holders.get(role, ()) if person not in passed_over]
            for person in left:
                found.setdefault(person, Recipient(person, role, post))
            if left:
                break
    return tuple(found.values())


def alerted(
    kind: Kind, rungs: int, holders: Posts, kept_off: frozenset[PersonId]
) -> tuple[Recipient, ...]:
    """Return who is alerted once that many rungs of the ladder were climbed."""
    ladder = LADDERS.get(kind, ())[:rungs]
    return sent_to([role for rung in ladder for role in rung], holders, kept_off)


def _kind(concern: Concern, fired: Iterable[Rule]) -> Kind:
    """Return the most restricted kind that a fired rule makes it."""
    kinds = {rule.kind for rule in fired}
    restricted = next((k for k in (Kind.ALG_HT, Kind.ALG, Kind.SG) if k in kinds), None)
    return restricted or (Kind.CB_S if concern.target in COLLEAGUES else Kind.CB_P)


def _recipients(
    concern: Concern, fired: Sequence[Rule], kind: Kind, routing: Routing
) -> tuple[Recipient, ...]:
    posts = _posts(concern, fired, kind, routing) or OTHERWISE
    found = sent_to(posts, concern.posts, concern.passed_over)
    if found or kind in RESTRICTED:
        return found
    return sent_to(LAST_RESORT, concern.posts, concern.passed_over)


def _posts(
    concern: Concern, fired: Sequence[Rule], kind: Kind, routing: Routing
) -> tuple[Role, ...]:
    """Return the posts that are told, before people and conflicts are looked at."""
    strict = [role for rule in fired if rule.id in FLOOR | ALLEGATIONS for role in rule.to]
    ordinary = [role for rule in fired if rule.id not in FLOOR | ALLEGATIONS for role in rule.to]
    added = [*ordinary, *_additions(concern, routing)]
    if any(rule.alone for rule in fired):
        added = []
    if kind in RESTRICTED:
        added = [role for role in added if role in RESTRICTED[kind]]
    taken_out = _taken_out(concern, fired)
    posts = [role for role in (*strict, *added) if role not in taken_out]
    return _once((*posts, *_combined(concern)))


def _additions(concern: Concern, routing: Routing) -> tuple[Role, ...]:
    """Return what the school's own table adds."""
    is_staff = concern.target in COLLEAGUES
    listed = routing.cyberbullying_staff if is_staff else routing.cyberbullying_pupil
    added = (*listed, *(routing.parent_post if concern.is_by_outsider else ()))
    return tuple(role for role in added if role not in NEVER_ADDED)


def _taken_out(concern: Concern, fired: Iterable[Rule]) -> frozenset[Role]:
    """Return posts that nobody fills, stand-ins included (R3, R6)."""
    rules = {rule.id for rule in fired}
    if concern.is_about_leader:
        return frozenset({HEAD})
    is_dsl_team = "R6" in rules and FLOOR.isdisjoint(rules)
    return frozenset({DSL, DEPUTY_DSL}) if is_dsl_team else frozenset()


def _combined(concern: Concern) -> tuple[Role, ...]:
    """Return the deputy lead where the head is the lead and the subject ("people forget")."""
    leads = frozenset(concern.posts.get(DSL, ()))
    is_both = concern.is_about_head and bool(leads) and leads <= concern.subjects
    return (DSL,) if is_both else ()


def _lines(
    concern: Concern, fired: Iterable[Rule], kind: Kind, *, is_sent: bool
) -> tuple[str, ...]:
    dropped: set[str] = set()
    if concern.target is not Target.ME:
        dropped |= FOR_THE_TARGET
    if concern.reporter in concern.accused:
        dropped |= ABOUT_ANOTHER
    if not is_sent:
        dropped |= SAYS_SENT
    said = (line for rule in fired for line in rule.lines if _stays(line, rule, kind))
    return _once(line for line in said if line not in dropped)


def _stays(line: str, rule: Rule, kind: Kind) -> bool:
    is_ordinary = rule.id not in FLOOR | ALLEGATIONS
    return not is_ordinary or kind not in RESTRICTED or line in KEPT_LINES


def _it(concern: Concern, kind: Kind) -> tuple[PersonId, ...]:
    """Return who gets the task for IT; in an allegation only its case manager may ask them."""
    if kind in (Kind.ALG, Kind.ALG_HT):
        return ()
    found = concern.posts.get(Role.IT_MANAGER, ())
    return tuple(person for person in found if person not in concern.kept_off)


def _is_thin(concern: Concern, recipients: Sequence[Recipient]) -> bool:
    """Tell whether conflicts leave nobody, or one person only: then outside help is shown too."""
    senior = {person for role in SENIOR for person in concern.posts.get(role, ())}
    return not recipients or (len(recipients) == 1 and not senior.isdisjoint(concern.kept_off))


def _once(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))
