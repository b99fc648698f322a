"""What must hold whatever is reported, at whichever school (DOMAIN 2.5, rule 5)."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.concerns import Alleged, Concern, Flag, Sure, Target
from bot.domain.people import Role
from bot.domain.routing import alerted, route
from bot.domain.rules import FLOOR
from bot.domain.schools import Routing
from tests.bot.reports import (
    ADMIN,
    AMY,
    CHAIR,
    COORD,
    DAN,
    DDSL,
    DEPUTY,
    DSL,
    GOVERNOR,
    HEAD,
    IT,
    TOM,
    TRUST,
)

PEOPLE = (AMY, TOM, DAN, HEAD, DEPUTY, DSL, DDSL, COORD, IT, CHAIR, GOVERNOR, TRUST, ADMIN)
ROLES = tuple(role for role in Role if role is not Role.STAFF)
holders = st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple)
some_people = st.frozensets(st.sampled_from(PEOPLE), max_size=2)
any_routing = st.builds(
    Routing,
    cyberbullying_pupil=st.lists(st.sampled_from(ROLES), max_size=4).map(tuple),
    cyberbullying_staff=st.lists(st.sampled_from(ROLES), max_size=4).map(tuple),
    parent_post=st.lists(st.sampled_from(ROLES), max_size=4).map(tuple),
)
any_concern = st.builds(
    Concern,
    reporter=st.sampled_from(PEOPLE),
    target=st.sampled_from(Target),
    alleged=st.sampled_from(Alleged),
    posts=st.fixed_dictionaries(dict.fromkeys(ROLES, holders)),
    answers=st.dictionaries(st.sampled_from(Flag), st.sampled_from(Sure)),
    targeted=some_people,
    accused=some_people,
)


@settings(max_examples=300, deadline=None)
@given(any_concern, any_routing)
def test_whatever_is_reported_no_subject_is_told_and_somebody_is(
    reported: Concern, routing: Routing
) -> None:
    found = route(reported, routing)

    assert not reported.accused & set(found.handlers)
    assert not reported.targeted & set(found.handlers)
    assert not (reported.accused & set(found.it))
    assert found.handlers or found.outside
    if reported.target is Target.ME:
        assert reported.reporter not in found.handlers
    if "R3" in found.rules:
        assert not set(reported.posts[Role.HEADTEACHER]) & set(found.handlers)
    if not FLOOR.isdisjoint(found.rules):
        assert set(reported.posts[Role.DSL]) - reported.kept_off <= set(found.handlers)


@settings(max_examples=300, deadline=None)
@given(any_concern, any_routing)
def test_not_sure_is_always_yes(reported: Concern, routing: Routing) -> None:
    surely = {
        flag: Sure.YES if answer is Sure.NOT_SURE else answer
        for flag, answer in reported.answers.items()
    }

    assert route(reported, routing) == route(replace(reported, answers=surely), routing)


@settings(max_examples=300, deadline=None)
@given(any_concern, any_routing, st.integers(0, 4))
def test_no_rung_of_the_ladder_reaches_a_subject(
    reported: Concern, routing: Routing, rungs: int
) -> None:
    kind = route(reported, routing).kind
    told = {r.person for r in alerted(kind, rungs, reported.posts, reported.kept_off)}

    assert not told & reported.subjects
    assert not told & reported.targets
