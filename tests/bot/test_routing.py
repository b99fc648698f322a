"""DOMAIN 2.5, cell by cell."""

from dataclasses import replace

import pytest

from bot.domain.concerns import Alleged, Concern, Flag, Kind, Severity, Target
from bot.domain.people import PersonId, Role
from bot.domain.routing import OUTSIDE, alerted
from bot.domain.rules import Task
from bot.domain.schools import Routing
from tests.bot.reports import (
    ADMIN,
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
    concern,
    routed,
)

P, S, ME = Target.PUPIL, Target.STAFF, Target.ME
ELSEWHERE, STAFF, LEADER = Alleged.PUPIL_ELSEWHERE, Alleged.STAFF, Alleged.LEADER
# Rule, what is reported, its kind, who is told, lines that the reporter must get.
CELLS: tuple[tuple[str, Concern, Kind, set[PersonId], tuple[str, ...]], ...] = (
    ("R1", concern(P, ELSEWHERE, Flag.DANGER), Kind.SG, {DSL, DDSL}, ("M01", "M02", "M03")),
    ("R1", concern(ME, ELSEWHERE, Flag.DANGER), Kind.SG, {DSL, DDSL, HEAD}, ("M01", "M24")),
    ("R2", concern(P, ELSEWHERE, Flag.SEXUAL_IMAGE), Kind.SG, {DSL}, ("M11", "M13")),
    ("R2", concern(P, Alleged.PARENT, Flag.SEXUAL_IMAGE), Kind.SG, {DSL}, ("M11", "M13", "M12")),
    ("R3", concern(P, LEADER), Kind.ALG_HT, {CHAIR}, ("M27",)),
    ("R3", concern(P, LEADER, accused=(HEAD,)), Kind.ALG_HT, {CHAIR}, ("M27",)),
    ("R3", concern(S, STAFF, accused=(HEAD,)), Kind.ALG_HT, {CHAIR}, ("M27",)),
    ("R3", concern(P, LEADER, accused=(CHAIR,)), Kind.ALG_HT, {TRUST}, ("M28",)),
    ("R3", concern(P, LEADER, accused=(TRUST,)), Kind.ALG_HT, {CHAIR}, ("M28",)),
    ("R3", concern(P, LEADER, accused=(GOVERNOR,)), Kind.ALG_HT, {CHAIR}, ("M28",)),
    ("R4", concern(P, STAFF), Kind.ALG, {HEAD}, ("M26", "M41")),
    ("R4", concern(P, STAFF, accused=(TOM,)), Kind.ALG, {HEAD}, ("M26", "M41")),
    ("R4", concern(Target.OTHER, STAFF), Kind.ALG, {HEAD}, ("M26", "M41")),
    ("R4", concern(P, LEADER, accused=(DEPUTY,)), Kind.ALG, {HEAD}, ("M26", "M41")),
    ("R5", concern(ME, STAFF, accused=(TOM,)), Kind.CB_S, {HEAD}, ("M25", "M24", "M20")),
    ("R6", concern(P, STAFF, accused=(DSL,)), Kind.ALG, {HEAD}, ("M28", "M26")),
    ("R6", concern(ME, STAFF, Flag.POLICE, accused=(DSL,)), Kind.CB_S, {HEAD}, ("M28", "M31")),
    ("R7", concern(P, STAFF, accused=(IT,)), Kind.ALG, {HEAD}, ("M28",)),
    ("R7", concern(ME, STAFF, accused=(COORD,)), Kind.CB_S, {HEAD}, ("M28",)),
    ("R7", concern(ME, STAFF, accused=(ADMIN,)), Kind.CB_S, {HEAD}, ("M28",)),
    ("R8", concern(P, ELSEWHERE, Flag.ADULT_CONTACT), Kind.SG, {DSL}, ("M36", "M23")),
    ("R8", concern(P, Alleged.ADULT), Kind.SG, {DSL, HEAD}, ("M36", "M23")),
    ("R9", concern(P, ELSEWHERE, Flag.EXTREMISM), Kind.SG, {DSL, HEAD}, ("M33",)),
    ("R10", concern(P, ELSEWHERE, Flag.POLICE), Kind.CB_P, {HEAD, DSL, COORD}, ("M31",)),
    ("R11", concern(P, ELSEWHERE), Kind.CB_P, {DSL, COORD}, ("M23", "M20", "M21")),
    ("R12", concern(ME, ELSEWHERE), Kind.CB_S, {HEAD}, ("M24", "M20", "M21")),
    ("R12", concern(S, ELSEWHERE), Kind.CB_S, {HEAD}, ("M20", "M21")),
    ("R13", concern(P, Alleged.PUPIL), Kind.CB_P, {DSL, COORD}, ("M25",)),
    ("R14", concern(P, Alleged.PARENT), Kind.CB_P, {DSL, COORD, HEAD}, ("M29",)),
    ("R14", concern(ME, Alleged.PARENT), Kind.CB_S, {HEAD}, ("M24", "M20", "M21", "M29")),
    ("R15", concern(ME, Alleged.UNKNOWN), Kind.CB_S, {HEAD, COORD}, ("M37",)),
    ("R16", concern(P, ELSEWHERE, Flag.OFF_SITE), Kind.CB_P, {DSL, COORD}, ("M34",)),
    ("R17", concern(ME, Alleged.PUPIL, Flag.FILMED), Kind.CB_S, {HEAD}, ("M38",)),
    ("R18", concern(ME, ELSEWHERE, Flag.UNTRUE), Kind.CB_S, {HEAD}, ("M39",)),
    ("R19", concern(P, ELSEWHERE, Flag.SCHOOL_DEVICE), Kind.CB_P, {DSL, COORD}, ()),
    ("R20", concern(P, ELSEWHERE, Flag.WEBSITE), Kind.CB_P, {DSL, COORD}, ()),
)


@pytest.mark.parametrize(("rule", "reported", "kind", "told", "lines"), CELLS)
def test_each_row_of_the_table_tells_its_people_and_says_its_lines(
    rule: str,
    reported: Concern,
    kind: Kind,
    told: set[PersonId],
    lines: tuple[str, ...],
) -> None:
    found = routed(reported)

    assert rule in found.rules
    assert found.kind is kind
    assert set(found.handlers) == told
    assert set(lines) <= set(found.lines)


@pytest.mark.parametrize(
    ("reported", "told"),
    [
        # R2 and R8 with a staff subject: the child needs protecting as well.
        (concern(P, STAFF, Flag.SEXUAL_IMAGE, accused=(TOM,)), {HEAD, DSL}),
        (concern(ME, STAFF, Flag.SEXUAL_IMAGE, accused=(TOM,)), {HEAD, DSL}),
        (concern(P, STAFF, Flag.ADULT_CONTACT, accused=(TOM,)), {HEAD, DSL}),
        (concern(P, LEADER, Flag.SEXUAL_IMAGE, accused=(HEAD,)), {CHAIR, DSL}),
        (concern(P, LEADER, Flag.ADULT_CONTACT), {CHAIR, DSL}),
        (concern(P, STAFF, Flag.SEXUAL_IMAGE, accused=(DSL,)), {HEAD, DDSL}),
        (concern(P, STAFF, Flag.ADULT_CONTACT, accused=(DSL,)), {HEAD, DDSL}),
        # R9 goes to the head too, but never where the head is the subject.
        (concern(P, LEADER, Flag.EXTREMISM, accused=(HEAD,)), {CHAIR, DSL}),
        # R1 skips the subject and alerts the rest.
        (concern(P, STAFF, Flag.DANGER, accused=(DDSL,)), {HEAD, DSL}),
        # Nobody manages their own case.
        (replace(concern(ME, Alleged.PARENT), reporter=HEAD), {DEPUTY}),
        (concern(S, Alleged.PARENT, targeted=(HEAD,)), {DEPUTY}),
        (concern(S, Alleged.UNKNOWN, targeted=(COORD,)), {HEAD}),
    ],
)
def test_the_combinations_people_forget(reported: Concern, told: set[PersonId]) -> None:
    assert set(routed(reported).handlers) == told


@pytest.mark.parametrize("flags", [(), (Flag.SEXUAL_IMAGE,), (Flag.EXTREMISM,)])
@pytest.mark.parametrize("accused", [(HEAD,), ()])
def test_a_head_who_is_the_safeguarding_lead_too_leaves_the_deputy_lead_and_the_chair(
    flags: tuple[Flag, ...], accused: tuple[PersonId, ...]
) -> None:
    reported = replace(
        concern(P, LEADER, *flags, accused=accused), posts={**POSTS, Role.DSL: (HEAD,)}
    )

    assert set(routed(reported).handlers) == {DDSL, CHAIR}


def test_a_head_who_reports_themself_keeps_a_receipt_without_words_about_another() -> None:
    reported = replace(concern(P, STAFF, accused=(TOM,)), reporter=TOM)

    found = routed(reported)

    assert set(found.handlers) == {HEAD}
    assert not {"M26", "M41"} & set(found.lines)


@pytest.mark.parametrize("flag", list(Flag))
@pytest.mark.parametrize("target", list(Target))
def test_evidence_is_never_asked_for_where_there_may_be_a_sexual_image(
    flag: Flag, target: Target
) -> None:
    for alleged in Alleged:
        found = routed(concern(target, alleged, Flag.SEXUAL_IMAGE, flag))

        assert "M20" not in found.lines


def test_a_school_adds_people_to_an_ordinary_report() -> None:
    own = Routing(cyberbullying_pupil=(Role.HEADTEACHER, Role.DEPUTY_HEAD))

    assert set(routed(concern(P), own).handlers) == {DSL, COORD, HEAD, DEPUTY}


def test_a_school_cannot_add_those_who_only_get_tasks_or_counts() -> None:
    own = Routing(cyberbullying_pupil=(Role.LINK_GOVERNOR, Role.IT_MANAGER, Role.SYSTEM_ADMIN))

    assert set(routed(concern(P), own).handlers) == {DSL, COORD}


@pytest.mark.parametrize("flag", [Flag.DANGER, Flag.SEXUAL_IMAGE, Flag.ADULT_CONTACT])
def test_a_school_cannot_take_the_lead_out_or_bring_the_coordinator_in(flag: Flag) -> None:
    own = Routing(cyberbullying_pupil=(Role.HEADTEACHER, Role.ESAFETY_COORDINATOR))

    told = set(routed(concern(P, ELSEWHERE, flag), own).handlers)

    assert DSL in told
    assert COORD not in told


def test_a_school_cannot_put_a_subject_back() -> None:
    own = Routing(cyberbullying_pupil=(Role.HEADTEACHER,), cyberbullying_staff=(Role.HEADTEACHER,))

    for target in Target:
        assert HEAD not in routed(concern(target, LEADER, accused=(HEAD,)), own).handlers


def test_it_is_asked_to_keep_logs_but_never_the_one_it_is_about() -> None:
    found = routed(concern(P, ELSEWHERE, Flag.SCHOOL_DEVICE))
    about_it = routed(concern(ME, STAFF, Flag.SCHOOL_DEVICE, accused=(IT,)))
    allegation = routed(concern(P, STAFF, Flag.SCHOOL_DEVICE, accused=(TOM,)))

    assert found.it == (IT,)
    assert about_it.it == ()
    assert allegation.it == ()
    assert Task.KEEP_LOGS in allegation.tasks


@pytest.mark.parametrize(
    ("reported", "severity"),
    [
        (concern(P, ELSEWHERE, Flag.DANGER), Severity.CRITICAL),
        (concern(P, ELSEWHERE, Flag.SEXUAL_IMAGE), Severity.CRITICAL),
        (concern(P, ELSEWHERE, Flag.ADULT_CONTACT), Severity.CRITICAL),
        (concern(P, STAFF), Severity.HIGH),
        (concern(P, LEADER), Severity.HIGH),
        (concern(P, ELSEWHERE, Flag.EXTREMISM), Severity.HIGH),
        (concern(P, ELSEWHERE, Flag.POLICE), Severity.HIGH),
        (concern(P, ELSEWHERE), Severity.MEDIUM),
    ],
)
def test_how_soon_somebody_must_answer(reported: Concern, severity: Severity) -> None:
    assert routed(reported).severity is severity


def test_outside_help_is_shown_when_conflicts_leave_nobody_or_one() -> None:
    nobody = replace(concern(P, LEADER, accused=(HEAD,)), posts={Role.HEADTEACHER: (HEAD,)})

    without_governors = {**POSTS, Role.CHAIR_OF_GOVERNORS: (), Role.TRUST_CENTRAL: ()}

    assert routed(nobody).handlers == ()
    assert routed(nobody).outside == OUTSIDE
    assert not {"M27", "M28"} & set(routed(nobody).lines)
    assert routed(replace(nobody, posts=without_governors)).handlers == ()
    assert routed(concern(P, LEADER, accused=(HEAD,))).outside == OUTSIDE
    assert routed(concern(ME, Alleged.PARENT)).outside == ()


def test_the_ladder_climbs_from_the_lead_to_the_deputies_to_senior_leaders() -> None:
    def told(kind: Kind, rungs: int, *kept_off: PersonId) -> set[PersonId]:
        return {r.person for r in alerted(kind, rungs, POSTS, frozenset(kept_off))}

    assert told(Kind.SG, 1) == {DSL}
    assert told(Kind.SG, 2) == {DSL, DDSL}
    assert told(Kind.SG, 3) == {DSL, DDSL, HEAD, DEPUTY}
    assert told(Kind.ALG_HT, 3, HEAD) == {DSL, DDSL, CHAIR, TRUST}
    assert told(Kind.ALG, 9, DSL) == {DDSL, HEAD, CHAIR}
