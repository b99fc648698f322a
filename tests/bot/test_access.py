"""What somebody may see of a case: conflicts of interest first, then the table (DOMAIN 1.3)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.access import Act
from bot.domain.cases import Case, Json
from bot.domain.concerns import Kind
from bot.domain.people import PersonId, Role, SchoolId
from bot.domain.permissions import Right, View, rights_for, view_with
from bot.domain.workflows import Standing
from bot.services import access
from tests.support.small_trust import HILL, PEOPLE, TUESDAY, directory, pid, turn_of

AMY, ZED = PersonId("hill/amy"), PersonId("hill/zed")
NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)


def case(kind: str = "CB-P", **given: Any) -> Case:
    details: dict[str, Json] = {"kind": kind, **given.pop("details", {})}
    return Case(SchoolId("hill"), "CB-2026-0001", "report", "submitted", AMY, NOW, details, **given)


def zed(*roles: Role, decides: bool = False, acts: bool = False) -> Standing:
    return Standing(ZED, frozenset(roles), decides, acts=acts)


def conflicts() -> Iterable[Any]:
    """Return every way in which somebody can be kept off a case, for every kind and role."""
    ways: dict[str, dict[str, Any]] = {
        "subject": {"subjects": (ZED,)},
        "target": {"details": {"kept_off": [ZED]}},
        "both": {"subjects": (ZED,), "details": {"kept_off": [ZED]}},
    }
    for (way, given), kind, role in product(ways.items(), Kind, Role):
        yield pytest.param(kind, role, given, id=f"{way}-{kind}-{role}")


@pytest.mark.parametrize(("kind", "role", "given"), [*conflicts()])
@pytest.mark.parametrize("is_reporter", [False, True])
@pytest.mark.parametrize("has_it", [False, True])
def test_conflict_beats_every_cell(
    kind: Kind, role: Role, given: dict[str, Any], *, is_reporter: bool, has_it: bool
) -> None:
    about = case(kind, **{**given, "handlers": (ZED,) if has_it else ()})
    about.reporter = ZED if is_reporter else AMY
    every_condition: dict[str, Json] = {
        "it_asked": [ZED],
        "line_manager_told": [ZED],
        "involves": ["accounts"],
    }
    about.details = {**about.details, **every_condition, "target": "pupil"}
    standing = zed(role, decides=True, acts=True)

    assert access.view_of(about, standing) is View.NOTHING
    assert access.rights_of(about, standing) == frozenset()
    assert not access.is_seen(about, standing)
    assert not access.manager(about, standing)
    assert not access.may_break_glass(about, standing)


@pytest.mark.parametrize(("kind", "role"), [*product(Kind, Role)])
def test_somebody_without_a_conflict_sees_what_their_cell_shows(kind: Kind, role: Role) -> None:
    standing = zed(role)

    assert access.view_of(case(kind), standing) is view_with(rights_for(kind, [role], frozenset()))


@pytest.mark.parametrize("kind", list(Kind))
def test_having_a_case_in_hand_shows_all_of_it_whatever_the_role(kind: Kind) -> None:
    assert access.view_of(case(kind, handlers=(ZED,)), zed(Role.STAFF)) is View.ALL
    assert access.manager(case(kind, handlers=(ZED,)), zed(Role.STAFF))


def test_a_reporter_sees_nothing_by_being_the_reporter() -> None:
    about = case("SG")
    about.reporter = ZED

    assert access.view_of(about, zed(Role.STAFF)) is View.NOTHING


@pytest.mark.parametrize(
    ("kind", "role", "details", "standing", "is_met"),
    [
        ("CB-S", Role.DSL, {"alleged": "pupil"}, {}, True),
        ("CB-S", Role.DSL, {"alleged": "pupil_elsewhere"}, {}, True),
        ("CB-S", Role.DSL, {"target": "pupil"}, {}, True),
        ("CB-S", Role.DSL, {"alleged": "parent", "target": "staff"}, {}, False),
        ("CB-S", Role.DEPUTY_HEAD, {}, {"acts": True}, True),
        ("CB-S", Role.DEPUTY_HEAD, {}, {"decides": True}, False),
        ("ALG", Role.DEPUTY_HEAD, {}, {"acts": True}, True),
        ("UNB", Role.DEPUTY_HEAD, {}, {"decides": True}, True),
        ("UNB", Role.DEPUTY_HEAD, {}, {"acts": True}, False),
        ("CB-S", Role.LINE_MANAGER, {"line_manager_told": [ZED]}, {}, True),
        ("CB-S", Role.LINE_MANAGER, {"line_manager_told": [AMY]}, {}, False),
        ("ALG", Role.IT_MANAGER, {"it_asked": [ZED]}, {}, True),
        ("ALG", Role.IT_MANAGER, {"it_asked": [AMY]}, {}, False),
        ("UNB", Role.DPO, {"involves": ["accounts", "payment"]}, {}, True),
        ("UNB", Role.DPO, {"involves": ["payment"]}, {}, False),
        ("UNB", Role.DPO, {"involves": "accounts"}, {}, False),
    ],
)
def test_a_condition_is_read_from_the_case_and_from_what_the_person_is_today(
    kind: str, role: Role, details: dict[str, Json], standing: dict[str, bool], *, is_met: bool
) -> None:
    assert bool(access.rights_of(case(kind, details=details), zed(role, **standing))) == is_met


def test_a_case_of_no_listed_kind_is_nobody_s_by_role() -> None:
    unlisted = case("", handlers=(AMY,))
    unlisted.ref = "OLD-2020-0001"

    assert access.rights_of(unlisted, zed(*Role)) == frozenset()
    assert access.view_of(unlisted, zed(*Role)) is View.NOTHING


def test_a_request_needs_no_kind_its_reference_says_it() -> None:
    request = case("")
    request.ref = "UNB-2026-0001"

    assert Right.DECIDE in access.rights_of(request, zed(Role.HEADTEACHER))


@pytest.mark.parametrize(
    ("kind", "role", "may"),
    [
        ("SG", Role.HEADTEACHER, True),
        ("ALG", Role.DSL, True),
        ("ALG-HT", Role.CHAIR_OF_GOVERNORS, True),
        ("SG", Role.DEPUTY_HEAD, False),
        ("SG", Role.SYSTEM_ADMIN, False),
        ("CB-P", Role.HEADTEACHER, False),
        ("WEB", Role.DSL, False),
    ],
)
def test_the_glass_is_broken_by_three_roles_and_only_before_restricted_cases(
    kind: str, role: Role, *, may: bool
) -> None:
    assert access.may_break_glass(case(kind), zed(role)) == may


def test_nobody_breaks_the_glass_before_their_own_report() -> None:
    own = case("SG")
    own.reporter = ZED

    assert not access.may_break_glass(own, zed(Role.DSL))


@pytest.mark.parametrize("kind", list(Kind))
def test_only_a_look_at_a_restricted_case_is_written_down(sqlite_url: str, kind: Kind) -> None:
    looked_at = case(kind)
    with unit_of_work(open_engine(sqlite_url))() as uow:
        turn = turn_of(PEOPLE["head"], uow, directory())
        access.note_look(turn, looked_at, Act.READ, "to prepare a meeting")
        looks = uow.access.of_case(HILL, looked_at.public_id)

    is_restricted = kind in (Kind.SG, Kind.ALG, Kind.ALG_HT)
    seen = [(each.person, each.at, each.reason, each.surface) for each in looks]
    expected = [(pid("head"), TUESDAY, "to prepare a meeting", "test")]
    assert seen == (expected if is_restricted else [])
