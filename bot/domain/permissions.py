"""Permissions: who may see how much of a report that they do not have in hand (DOMAIN 1.3).

Conflicts of interest beat every cell; they are subtracted before this table is asked.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from bot.domain.concerns import Kind
from bot.domain.people import Role


class View(IntEnum):
    """How much somebody sees: nothing, the log's line without people or story, or all of it."""

    NOTHING = 0
    LINE = 1
    ALL = 2


ALL, LINE = View.ALL, View.LINE
SEEN: Mapping[Kind, Mapping[Role, View]] = {
    Kind.CB_P: {
        Role.ESAFETY_COORDINATOR: ALL,
        Role.HEADTEACHER: ALL,
        Role.DEPUTY_HEAD: ALL,
        Role.DSL: ALL,
        Role.DEPUTY_DSL: ALL,
    },
    Kind.CB_S: {Role.ESAFETY_COORDINATOR: LINE, Role.HEADTEACHER: ALL},
    Kind.SG: {
        Role.ESAFETY_COORDINATOR: LINE,
        Role.HEADTEACHER: ALL,
        Role.DSL: ALL,
        Role.DEPUTY_DSL: ALL,
    },
    Kind.ALG: {Role.HEADTEACHER: ALL},
    Kind.ALG_HT: {Role.CHAIR_OF_GOVERNORS: ALL},
    Kind.WEB: {
        Role.ESAFETY_COORDINATOR: ALL,
        Role.IT_MANAGER: ALL,
        Role.HEADTEACHER: ALL,
        Role.DEPUTY_HEAD: ALL,
        Role.DSL: ALL,
        Role.DEPUTY_DSL: ALL,
    },
}


def view_for(kind: Kind, roles: Iterable[Role]) -> View:
    """Return how much somebody with these roles sees of a report of that kind."""
    return max((SEEN[kind].get(role, View.NOTHING) for role in roles), default=View.NOTHING)
