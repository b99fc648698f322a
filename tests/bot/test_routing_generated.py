"""Routing at every kind of school, whoever is meant: each combination, not a sample of them.

What a rule says of a report is worked out here from what was reported, in the document's words
(DOMAIN 2.5), and not read from the product.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import pytest

from bot.domain.concerns import Alleged, Concern, Flag, Posts, Sure, Target
from bot.domain.people import PersonId, Role
from bot.domain.routing import OUTSIDE, Route, alerted
from bot.domain.rules import RESTRICTED
from tests.bot.reports import (
    ADMIN,
    AMY,
    CHAIR,
    COORD,
    DDSL,
    DEPUTY,
    DSL,
    GOVERNOR,
    HEAD,
    IT,
    POSTS,
    TOM,
    TRUST,
    routed,
)

NOBODY: frozenset[PersonId] = frozenset()
# Who is meant, and who of the staff by name.
ALLEGED = (
    *((alleged, NOBODY) for alleged in Alleged),
    *((Alleged.STAFF, frozenset({n})) for n in (TOM, DSL, DDSL, DEPUTY, COORD, IT, ADMIN, HEAD)),
    *((Alleged.LEADER, frozenset({n})) for n in (HEAD, CHAIR, GOVERNOR, TRUST)),
    *((Alleged.STAFF, frozenset(names)) for names in ((HEAD, DSL), (DSL, DDSL))),
)
# Who is targeted, by name where it matters, and who reports it.
TARGETS = (
    *((target, NOBODY, AMY) for target in Target),
    *((Target.STAFF, frozenset({name}), AMY) for name in (HEAD, DSL, COORD, CHAIR)),
    *((Target.ME, NOBODY, name) for name in (HEAD, DSL, TOM)),
)
FLAGS: tuple[dict[Flag, Sure], ...] = (
    {},
    *({flag: Sure.YES} for flag in Flag),
    {Flag.DANGER: Sure.NOT_SURE, Flag.SEXUAL_IMAGE: Sure.NOT_SURE},
    dict.fromkeys(Flag, Sure.YES),
)
# Who does somebody else's work beside their own.
SAME_PERSON: tuple[dict[Role, PersonId], ...] = (
    {},
    {Role.DSL: HEAD},
    {Role.DSL: HEAD, Role.ESAFETY_COORDINATOR: HEAD, Role.IT_MANAGER: HEAD},
    {Role.ESAFETY_COORDINATOR: DSL, Role.DEPUTY_DSL: DEPUTY, Role.IT_MANAGER: DEPUTY},
)
# Who heads the school today: its headteacher, the deputy as well, or the deputy in their place.
HEADS = ((HEAD,), (HEAD, DEPUTY), (DEPUTY,))
# Which posts nobody fills at a large school, at a small one, and where hardly anybody is.
EMPTY: tuple[frozenset[Role], ...] = (
    frozenset(),
    frozenset({Role.DEPUTY_HEAD, Role.DEPUTY_DSL, Role.LINK_GOVERNOR, Role.TRUST_CENTRAL}),
    frozenset(Role) - {Role.HEADTEACHER, Role.DSL},
)
LEADERS = (Role.HEADTEACHER, Role.CHAIR_OF_GOVERNORS, Role.LINK_GOVERNOR, Role.TRUST_CENTRAL)
# Who may have a report of that kind in hand: of one on a leader only those above them (DOMAIN 1.3).
OVER_LEADERS = (Role.CHAIR_OF_GOVERNORS, Role.TRUST_CENTRAL)
SENIOR = (Role.HEADTEACHER, Role.DEPUTY_HEAD, Role.DSL, Role.DEPUTY_DSL, *OVER_LEADERS)
RUNGS = 3
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Reported:
    """One report, and what the document says of it."""

    concern: Concern

    def holding(self, *roles: Role) -> frozenset[PersonId]:
        """Return who holds one of the posts."""
        return frozenset(person for role in roles for person in self.concern.posts[role])

    @property
    def is_about_leader(self) -> bool:
        """R3: the head or another leader is meant; one without a name may be the head."""
        accused = self.concern.accused
        unnamed = self.concern.alleged is Alleged.LEADER and not accused
        return unnamed or bool(accused & self.holding(*LEADERS))

    @property
    def is_about_head_who_leads(self) -> bool:
        """The head is meant and is the safeguarding lead too, the one that people forget."""
        accused, heads = self.concern.accused, self.holding(Role.HEADTEACHER)
        is_meant = self.is_about_leader and (not accused or bool(accused & heads))
        return is_meant and self.holding(Role.DSL) <= accused | heads

    @property
    def is_about_staff(self) -> bool:
        """Somebody who works here is meant, by name or not."""
        by_staff = self.concern.alleged in (Alleged.STAFF, Alleged.LEADER)
        return by_staff or bool(self.concern.accused)

    @property
    def needs_protection(self) -> bool:
        """R2 or R8: a sexual picture, or an adult in touch with a child."""
        pair = (self.concern.target, self.concern.alleged)
        raised = {Flag.SEXUAL_IMAGE, Flag.ADULT_CONTACT} & self.concern.answers.keys()
        return bool(raised) or pair == (Target.PUPIL, Alleged.ADULT)

    @property
    def is_for_the_lead(self) -> bool:
        """R1, R2, R8 or R9."""
        raised = {Flag.DANGER, Flag.EXTREMISM} & self.concern.answers.keys()
        return bool(raised) or self.needs_protection

    @property
    def never(self) -> frozenset[PersonId]:
        """Whom it must not reach: subjects, every head where R3 fires, and whoever is targeted."""
        heads = self.holding(Role.HEADTEACHER) if self.is_about_leader else NOBODY
        mine = {self.concern.reporter} if self.concern.target is Target.ME else NOBODY
        return self.concern.accused | self.concern.targeted | heads | mine

    def first(self, *posts: Role) -> frozenset[PersonId]:
        """Return whom of the first post that has anybody left it can reach."""
        left = (self.holding(post) - self.never for post in posts)
        return next((people for people in left if people), NOBODY)


@dataclass
class Findings:
    """How many cases there were, to how many a claim applied, and the first that broke it."""

    cases: int = 0
    applied: Counter[str] = field(default_factory=Counter)
    broken: dict[str, list[Concern]] = field(default_factory=lambda: defaultdict(list))

    def note(self, claim: str, reported: Reported, *, holds: bool) -> None:
        self.applied[claim] += 1
        if not holds and len(self.broken[claim]) < SHOWN:
            self.broken[claim].append(reported.concern)


def posts_at(
    empty: frozenset[Role], same: dict[Role, PersonId], heads: tuple[PersonId, ...]
) -> Posts:
    """Return who holds which post: one who does another's work as well is never missing."""
    usual = {role: () if role in empty else POSTS.get(role, ()) for role in Role}
    return {**usual, Role.HEADTEACHER: heads, **{role: (who,) for role, who in same.items()}}


def reports() -> Iterator[Reported]:
    """Every combination."""
    for empty, same, heads in product(EMPTY, SAME_PERSON, HEADS):
        posts = posts_at(empty, same, heads)
        for (alleged, accused), (target, targeted, reporter), answers in product(
            ALLEGED, TARGETS, FLAGS
        ):
            concern = Concern(
                reporter=reporter,
                target=target,
                alleged=alleged,
                posts=posts,
                answers=answers,
                targeted=targeted,
                accused=accused,
            )
            yield Reported(concern)


def check(reported: Reported, found: Route, findings: Findings) -> None:
    """Note what holds of one report and where it goes."""
    told, never = set(found.handlers), reported.never
    findings.cases += 1
    findings.note("no subject", reported, holds=never.isdisjoint(told | {*found.it}))
    findings.note("not nobody", reported, holds=bool(told) or found.outside == OUTSIDE)
    if not told:
        left = reported.first(*(OVER_LEADERS if reported.is_about_leader else SENIOR))
        findings.note("nobody only where nobody is left", reported, holds=not left)
    if found.kind in RESTRICTED:
        posts = reported.concern.posts
        rung = {r.person for r in alerted(found.kind, RUNGS, posts, reported.concern.kept_off)}
        findings.note("no subject on the ladder", reported, holds=never.isdisjoint(rung))
    if reported.is_about_leader:
        heads = reported.holding(Role.HEADTEACHER)
        findings.note("no head in R3", reported, holds=heads.isdisjoint(told | {*found.it}))
    if reported.is_about_head_who_leads:
        both = reported.first(Role.DEPUTY_DSL) | reported.first(*OVER_LEADERS)
        findings.note("the deputies and the chair", reported, holds=both <= told)
    if reported.is_for_the_lead:
        check_the_lead(reported, told, findings)


def check_the_lead(reported: Reported, told: set[PersonId], findings: Findings) -> None:
    """Note whether R1, R2, R8 and R9 reach the lead, and whom the combinations add."""
    lead = reported.first(Role.DSL, Role.DEPUTY_DSL)
    findings.note("the lead, else the deputies", reported, holds=lead <= told)
    if reported.is_about_leader:
        case_manager = reported.first(*OVER_LEADERS)
        findings.note("the chair beside the lead", reported, holds=case_manager <= told)
    elif reported.is_about_staff and reported.needs_protection:
        head = reported.first(Role.HEADTEACHER)
        findings.note("the head beside the lead", reported, holds=head <= told)


@pytest.fixture(scope="module")
def findings() -> Findings:
    """What was found in all the cases."""
    findings = Findings()
    for reported in reports():
        check(reported, routed(reported.concern), findings)
    return findings


def test_all_127_764_combinations_were_gone_through(findings: Findings) -> None:
    schools = len(EMPTY) * len(SAME_PERSON) * len(HEADS)

    assert findings.cases == schools * len(ALLEGED) * len(TARGETS) * len(FLAGS) == 127_764


@pytest.mark.parametrize(
    ("claim", "cases"),
    [
        ("no subject", 127_764),
        ("no subject on the ladder", 86_688),
        ("not nobody", 127_764),
        ("nobody only where nobody is left", 8_714),
        ("no head in R3", 30_420),
        ("the deputies and the chair", 11_154),
        ("the lead, else the deputies", 59_220),
        ("the chair beside the lead", 14_040),
        ("the head beside the lead", 20_592),
    ],
)
def test_it_holds_in_every_case_that_it_applies_to(
    findings: Findings, claim: str, cases: int
) -> None:
    assert findings.applied[claim] == cases
    assert findings.broken[claim] == []
