from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.authority import Decider, deciders
from bot.domain.days import DaySpan
from bot.domain.people import Grant, Person, Role
from bot.domain.schools import Delegation, School
from tests.support.small_trust import HILL, PEOPLE, TUESDAY, pid, school

TODAY = TUESDAY.date()
DAY = timedelta(days=1)
ALWAYS = DaySpan()
NOW = DaySpan(TODAY, TODAY)
HEAD, DEPUTY, CHAIR = PEOPLE["head"], PEOPLE["deputy"], PEOPLE["chair"]
SECOND_HEAD = replace(HEAD, id=pid("head2"), name="Second Head")
AWAY_HEAD = replace(HEAD, away=(NOW,))
BOTH = (HEAD, DEPUTY, CHAIR, PEOPLE["it"], PEOPLE["amy"])


def delegation(
    delegate: str = "deputy", days: DaySpan = ALWAYS, holder: str = "head"
) -> Delegation:
    return Delegation(pid(holder), pid(delegate), days)


def said_so(delegate: str = "deputy", days: DaySpan = NOW, holder: str = "head") -> Delegation:
    """A delegation that the head made in the chat."""
    return replace(delegation(delegate, days, holder), at_once=True)


def gone(person: Person) -> Person:
    return replace(person, grants=tuple(replace(g, until=TODAY - DAY) for g in person.grants))


def holders_of(*people: Person) -> Callable[[Role], tuple[Person, ...]]:
    return lambda role: tuple(p for p in people if role in p.roles(HILL, TODAY))


def decide(requester: str, people: tuple[Person, ...], *delegations: Delegation) -> set[Decider]:
    where: School = school(HILL, *delegations)
    return set(deciders(where, pid(requester), TODAY, holders_of(*people)))


def names(found: set[Decider], *, asked_at_once: bool) -> set[str]:
    return {str(d.person).partition("/")[2] for d in found if d.standby is not asked_at_once}


TABLE = {
    "the head decides": ("amy", BOTH, (), {"head"}, set()),
    "a delegate stands by": ("amy", BOTH, (delegation(),), {"head"}, {"deputy"}),
    "away, the delegate is asked": (
        "amy",
        (AWAY_HEAD, DEPUTY, CHAIR),
        (delegation(),),
        {"deputy"},
        {"head"},
    ),
    "away without a delegate": ("amy", (AWAY_HEAD, DEPUTY, CHAIR), (), set(), {"head"}),
    "the first and the last day count": (
        "amy",
        BOTH,
        (delegation(days=NOW),),
        {"head"},
        {"deputy"},
    ),
    "not before": (
        "amy",
        BOTH,
        (delegation(days=DaySpan(TODAY + DAY, None)),),
        {"head"},
        set(),
    ),
    "not after": ("amy", BOTH, (delegation(days=DaySpan(None, TODAY - DAY)),), {"head"}, set()),
    "IT is never the delegate": ("amy", BOTH, (delegation("it"),), {"head"}, set()),
    "the delegate's own": ("deputy", BOTH, (delegation(),), {"head"}, set()),
    "the head's own": ("head", BOTH, (delegation(),), {"deputy"}, set()),
    "the head's own, no deputy": ("head", (HEAD, CHAIR), (), {"chair"}, set()),
    "the head's own, the deputy is IT": (
        "head",
        (HEAD, replace(DEPUTY, grants=(*DEPUTY.grants, Grant(Role.IT_MANAGER, HILL))), CHAIR),
        (),
        {"chair"},
        set(),
    ),
    "the head's own, nobody else": ("head", (HEAD,), (), set(), set()),
    "the head's own, the deputy has left": (
        "head",
        (HEAD, gone(DEPUTY), CHAIR),
        (),
        {"chair"},
        set(),
    ),
    "two heads": ("amy", (HEAD, SECOND_HEAD), (), {"head", "head2"}, set()),
    "one of two heads asks": ("head", (HEAD, SECOND_HEAD, DEPUTY), (), {"head2"}, set()),
    "one head is the other's delegate": (
        "amy",
        (AWAY_HEAD, SECOND_HEAD),
        (delegation("head2"),),
        {"head2"},
        {"head"},
    ),
    "the delegate has left": ("amy", (HEAD, gone(DEPUTY)), (delegation(),), {"head"}, set()),
    "the delegate is away too": (
        "amy",
        (AWAY_HEAD, replace(DEPUTY, away=(NOW,)), CHAIR),
        (delegation(),),
        set(),
        {"head", "deputy"},
    ),
    "the head said so, the delegate is asked": ("amy", BOTH, (said_so(),), {"deputy"}, {"head"}),
    "they said so for another day": (
        "amy",
        BOTH,
        (said_so(days=DaySpan(TODAY + DAY, TODAY + DAY)),),
        {"head"},
        set(),
    ),
    "the day after the last day": (
        "amy",
        BOTH,
        (said_so(days=DaySpan(TODAY - DAY, TODAY - DAY)),),
        {"head"},
        set(),
    ),
    "they said so of anybody who works here": ("tom", BOTH, (said_so("amy"),), {"amy"}, {"head"}),
    "IT is not the delegate whoever says so": ("amy", BOTH, (said_so("it"),), set(), {"head"}),
    "whom they said asks": ("deputy", BOTH, (said_so(),), set(), {"head"}),
    "whom they said has left": ("amy", (HEAD, gone(DEPUTY)), (said_so(),), set(), {"head"}),
    "whom the head named takes the place of whoever stands by": (
        "amy",
        BOTH,
        (delegation(), said_so("chair")),
        {"chair"},
        {"head"},
    ),
    "a former head said so": (
        "amy",
        (gone(HEAD), SECOND_HEAD, DEPUTY),
        (said_so(),),
        {"head2"},
        set(),
    ),
    "a former head gives no power": (
        "amy",
        (gone(HEAD), SECOND_HEAD, DEPUTY),
        (delegation(),),
        {"head2"},
        set(),
    ),
    "a former head decides nothing": ("amy", (gone(HEAD), SECOND_HEAD), (), {"head2"}, set()),
    "nobody is the head": ("amy", (DEPUTY, CHAIR), (), {"deputy"}, set()),
    "nobody at all": ("amy", (), (), set(), set()),
}


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE.keys())
def test_who_decides(
    row: tuple[str, tuple[Person, ...], tuple[Delegation, ...], set[str], set[str]],
) -> None:
    requester, people, delegations, at_once, standing_by = row

    found = decide(requester, people, *delegations)

    assert names(found, asked_at_once=True) == at_once
    assert names(found, asked_at_once=False) == standing_by


def test_a_delegate_acts_for_the_head_by_name() -> None:
    found = decide("amy", BOTH, delegation())

    assert Decider(DEPUTY.id, acting_for=HEAD.id, standby=True) in found


def test_a_delegate_of_the_settings_whom_the_head_names_too_is_one_decider() -> None:
    where = school(HILL, delegation(), said_so())

    found = deciders(where, pid("amy"), TODAY, holders_of(*BOTH))

    assert [decider.person for decider in found] == [DEPUTY.id, HEAD.id]


ROLES = st.sets(
    st.sampled_from([Role.HEADTEACHER, Role.DEPUTY_HEAD, Role.IT_MANAGER, Role.CHAIR_OF_GOVERNORS])
)
NAMES = st.sampled_from(["a", "b", "c", "d"])


@st.composite
def schools(draw: st.DrawFn) -> tuple[tuple[Person, ...], tuple[Delegation, ...]]:
    people = []
    for name in draw(st.sets(NAMES)):
        last = draw(st.sampled_from([None, TODAY - DAY]))
        grants = tuple(Grant(role, HILL, until=last) for role in (Role.STAFF, *draw(ROLES)))
        away = draw(st.sampled_from([(), (NOW,)]))
        people.append(replace(PEOPLE["amy"], id=pid(name), grants=grants, away=away))
    spans = st.sampled_from([ALWAYS, NOW, DaySpan(None, TODAY - DAY), DaySpan(TODAY + DAY, None)])
    listed = st.builds(lambda h, d, days: delegation(d, days, h), NAMES, NAMES, spans)
    return tuple(people), tuple(draw(st.lists(listed, max_size=4)))


@given(schools(), NAMES)
def test_the_requester_and_whoever_has_left_never_decide(
    made_up: tuple[tuple[Person, ...], tuple[Delegation, ...]], requester: str
) -> None:
    people, delegations = made_up
    at_work = {person.id for person in people if person.roles(HILL, TODAY)}

    found = decide(requester, people, *delegations)

    assert pid(requester) not in {decider.person for decider in found}
    assert {decider.person for decider in found} <= at_work
    assert all(decider.acting_for != decider.person for decider in found)


@given(schools(), NAMES)
def test_whoever_acts_for_a_head_was_named_for_today_and_is_not_it(
    made_up: tuple[tuple[Person, ...], tuple[Delegation, ...]], requester: str
) -> None:
    people, delegations = made_up
    it = {p.id for p in people if Role.IT_MANAGER in p.roles(HILL, TODAY)}

    acting = [d for d in decide(requester, people, *delegations) if d.acting_for]

    live = {(d.delegate, d.holder) for d in delegations if TODAY in d.days}
    assert {(d.person, d.acting_for) for d in acting} <= live
    assert not {d.person for d in acting} & it


def test_the_day_that_counts_is_the_day_of_the_press() -> None:
    until_yesterday = delegation(days=DaySpan(None, TODAY - DAY))
    where = school(HILL, until_yesterday)
    holders = holders_of(*BOTH)

    yesterday = deciders(where, pid("amy"), date(2026, 11, 16), holders)
    today = deciders(where, pid("amy"), TODAY, holders)

    assert [d.person for d in yesterday if d.acting_for] == [DEPUTY.id]
    assert [d.person for d in today if d.acting_for] == []
