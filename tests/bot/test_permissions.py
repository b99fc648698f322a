"""Who may see and do how much with a case: the table of DOMAIN 1.3, cell by cell."""

from collections.abc import Mapping
from itertools import product

import pytest

from bot.domain.concerns import Kind
from bot.domain.people import Role
from bot.domain.permissions import (
    BREAKS_GLASS,
    MATRIX,
    RESTRICTED_KINDS,
    If,
    Right,
    View,
    rights_for,
    view_with,
)

EVERYTHING_HOLDS = frozenset(If)
# The document's table, read again by hand: a role, then what each kind of case gives it.
GIVEN: Mapping[Role, Mapping[Kind, str]] = {
    Role.STAFF: dict.fromkeys(Kind, "C"),
    Role.LINE_MANAGER: {Kind.CB_P: "*", Kind.CB_S: "N"},
    Role.ESAFETY_COORDINATOR: {
        Kind.CB_P: "RW",
        Kind.CB_S: "L",
        Kind.SG: "L",
        Kind.WEB: "RW",
        Kind.UNB: "RW",
    },
    Role.IT_MANAGER: {
        Kind.CB_P: "T",
        Kind.CB_S: "T",
        Kind.SG: "T",
        Kind.ALG: "T",
        Kind.WEB: "RW",
        Kind.UNB: "RW",
    },
    Role.DEPUTY_HEAD: {
        Kind.CB_P: "RW",
        Kind.CB_S: "RW",
        Kind.ALG: "K",
        Kind.WEB: "R",
        Kind.UNB: "D",
    },
    Role.HEADTEACHER: {
        Kind.CB_P: "RWD",
        Kind.CB_S: "K",
        Kind.SG: "R",
        Kind.ALG: "K",
        Kind.WEB: "RD",
        Kind.UNB: "D",
    },
    Role.DSL: {
        Kind.CB_P: "K",
        Kind.CB_S: "R",
        Kind.SG: "K",
        Kind.ALG: "*",
        Kind.ALG_HT: "*",
        Kind.WEB: "RW",
        Kind.UNB: "RW",
    },
    Role.DEPUTY_DSL: {
        Kind.CB_P: "RW",
        Kind.CB_S: "R",
        Kind.SG: "RW",
        Kind.ALG: "*",
        Kind.WEB: "RW",
        Kind.UNB: "RW",
    },
    Role.CHAIR_OF_GOVERNORS: {Kind.ALG_HT: "K", Kind.UNB: "D"},
    Role.LINK_GOVERNOR: {
        Kind.CB_P: "A",
        Kind.CB_S: "A",
        Kind.SG: "A",
        Kind.ALG: "A",
        Kind.WEB: "A",
        Kind.UNB: "A",
    },
    Role.TRUST_CENTRAL: {
        Kind.CB_P: "A",
        Kind.CB_S: "A",
        Kind.SG: "A*",
        Kind.ALG: "*",
        Kind.ALG_HT: "*",
        Kind.WEB: "A",
        Kind.UNB: "D",
    },
    Role.DPO: {**{kind: "log" for kind in Kind if kind is not Kind.UNB}, Kind.UNB: "RW"},
}
# What has to hold for a cell; any other is given always.
ONLY_IF: Mapping[tuple[Role, Kind], If] = {
    (Role.LINE_MANAGER, Kind.CB_S): If.AGREED,
    (Role.IT_MANAGER, Kind.ALG): If.ASKED,
    (Role.DEPUTY_HEAD, Kind.CB_S): If.ACTING,
    (Role.DEPUTY_HEAD, Kind.ALG): If.ACTING,
    (Role.DEPUTY_HEAD, Kind.UNB): If.DECIDES,
    (Role.DSL, Kind.CB_S): If.CHILD,
    (Role.DEPUTY_DSL, Kind.CB_S): If.CHILD,
    (Role.CHAIR_OF_GOVERNORS, Kind.UNB): If.DECIDES,
    (Role.TRUST_CENTRAL, Kind.UNB): If.DECIDES,
    (Role.DPO, Kind.UNB): If.DATA,
}
CELLS = tuple(product(Role, Kind))


def given(role: Role, kind: Kind) -> frozenset[Right]:
    letters = GIVEN.get(role, {}).get(kind, "")
    return frozenset(map(Right, [letters] if letters == "log" else letters))


@pytest.mark.parametrize(("role", "kind"), CELLS)
def test_every_cell_gives_what_the_document_says(role: Role, kind: Kind) -> None:
    assert rights_for(kind, [role], EVERYTHING_HOLDS) == given(role, kind)


@pytest.mark.parametrize(("role", "kind"), CELLS)
def test_a_cell_with_a_condition_gives_nothing_where_it_is_not_met(role: Role, kind: Kind) -> None:
    condition = ONLY_IF.get((role, kind))
    all_the_others = EVERYTHING_HOLDS - {condition}

    rights = rights_for(kind, [role], frozenset() if condition is None else all_the_others)

    assert rights == (frozenset() if condition else given(role, kind))


def test_every_kind_of_condition_stands_in_the_table() -> None:
    assert set(ONLY_IF.values()) == set(If)
    assert {cell.condition for row in MATRIX.values() for cell in row.values()} == {*If, None}


def test_roles_add_up_and_nobody_s_takes_anything_away() -> None:
    for kind in Kind:
        alone = [rights_for(kind, [role], frozenset()) for role in Role]

        assert rights_for(kind, Role, frozenset()) == frozenset().union(*alone)


def test_who_looks_after_the_assistant_gets_no_case_at_all() -> None:
    for kind in Kind:
        assert rights_for(kind, [Role.SYSTEM_ADMIN], EVERYTHING_HOLDS) == frozenset()


@pytest.mark.parametrize(
    ("letters", "view"),
    [
        ("", View.NOTHING),
        ("C", View.NOTHING),
        ("T", View.NOTHING),
        ("N", View.NOTHING),
        ("A", View.NOTHING),
        ("*", View.NOTHING),
        ("L", View.LINE),
        ("CL", View.LINE),
        ("R", View.ALL),
        ("W", View.ALL),
        ("K", View.ALL),
        ("D", View.ALL),
        ("LR", View.ALL),
    ],
)
def test_a_task_a_count_and_a_hint_show_nothing_of_a_case(letters: str, view: View) -> None:
    assert view_with(frozenset(map(Right, letters))) is view


def test_reading_the_access_log_is_not_reading_the_case() -> None:
    assert view_with(frozenset({Right.ACCESS_LOG})) is View.NOTHING


def test_the_glass_stands_before_what_every_look_at_is_written_down_for() -> None:
    assert {Kind.SG, Kind.ALG, Kind.ALG_HT} == RESTRICTED_KINDS
    assert {Role.HEADTEACHER, Role.DSL, Role.CHAIR_OF_GOVERNORS} == BREAKS_GLASS
