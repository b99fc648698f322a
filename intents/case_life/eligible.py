"""Who may be given a case, or be brought in on one (DOMAIN 1.3)."""

from dataclasses import replace

from bot.domain.cases import Case
from bot.domain.people import Person, PersonId, Role
from bot.domain.permissions import MATRIX, READS, Right
from bot.domain.routing import Recipient
from bot.errors import Incomplete
from bot.services import access, cases
from bot.turn import Turn

NOT_THEM = "They can't be given this case. Please choose somebody else."
NOT_LISTED = "They don't work here today. Please choose somebody else."
HAS_IT = "They have it already."
TAKES = frozenset({Right.MANAGE, Right.ADD, Right.READ})


def fit_to_take(name: str, chosen: PersonId, case: Case, turn: Turn) -> Recipient:
    """Return somebody who is given the whole case; their role has to be one that may see it."""
    person = _free(name, chosen, case, turn)
    roles = _roles_with(TAKES, case, person, turn)
    if not roles:
        raise Incomplete({name: NOT_THEM})
    return Recipient(person.id, roles[0], roles[0])


def fit_to_help(name: str, chosen: PersonId, case: Case, turn: Turn) -> Recipient:
    """Return somebody who is brought in: a role that may be added counts too (the star)."""
    person = _free(name, chosen, case, turn)
    roles = _roles_with(READS | {Right.IF_ADDED}, case, person, turn)
    if not roles:
        raise Incomplete({name: NOT_THEM})
    return Recipient(person.id, roles[0], roles[0])


def _free(name: str, chosen: PersonId, case: Case, turn: Turn) -> Person:
    """Return a person whom the case may reach; whoever it is about never (rule 5)."""
    person = turn.directory.find(chosen)
    if person is None or not person.roles(turn.school.id, turn.today):
        raise Incomplete({name: NOT_LISTED})
    if person.id in access.kept_off(case):
        raise Incomplete({name: NOT_THEM})
    if person.id in case.handlers:
        raise Incomplete({name: HAS_IT})
    return person


def _roles_with(
    rights: frozenset[Right], case: Case, person: Person, turn: Turn
) -> tuple[Role, ...]:
    """Return the roles for which a cell of the case's kind holds one of the rights today."""
    seat = cases.standing_of(replace(turn, person=person), case)
    row = MATRIX[access.kind_of(case)]
    fits = (
        role
        for role in Role
        if role in seat.roles
        and role in row
        and rights & row[role].rights
        and (row[role].condition is None or rights & access.rights_of(case, seat))
    )
    return tuple(fits)
