"""Who looks after a policy, and so answers what is asked about it.

A policy names its owner as the document does: a person, a job title or a role. Where that is nobody
on the list, the school's settings say who answers questions about policies.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.people import Person, PersonId, Role
from bot.turn import Turn
from knowledge.clauses import Policy

# Who answers a question of the only person who answers questions.
STAND_INS = (Role.HEADTEACHER, Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS)


def owners_of(policy: Policy, turn: Turn) -> tuple[Person, ...]:
    """Return the people whom a policy names as its owner, as far as they are on the list."""
    owner = _plain(policy.owner)
    if not owner:
        return ()
    staff = turn.directory.staff(turn.school.id, turn.today)
    named = [p for p in staff if owner in (_plain(p.name), _plain(p.title))]
    in_role = [p for role in Role if role.label == owner for p in turn.holders(role)]
    opening = [p for p in staff if _plain(p.title).startswith(f"{owner} ")]
    return tuple(named or in_role or opening)


def answerers(policy: Policy | None, turn: Turn) -> tuple[PersonId, ...]:
    """Return who is asked: the owner, else who answers such questions, else who stands in.

    It is never the asker; somebody who is away is asked only where nobody else is there.
    """
    groups = [[p for p in group if p.id != turn.person.id] for group in _in_order(policy, turn)]
    present = ([p for p in group if not p.is_away(turn.today)] for group in groups)
    found = next((group for group in (*present, *groups) if group), [])
    return tuple(person.id for person in found)


def looks_after(policies: Iterable[Policy], turn: Turn) -> bool:
    """Tell whether the person answers questions at the school: by the settings, or as an owner."""
    if turn.roles & {Role.HEADTEACHER, *turn.school.routing.policy_question}:
        return True
    return any(turn.person in owners_of(policy, turn) for policy in policies)


def _in_order(policy: Policy | None, turn: Turn) -> Iterator[Sequence[Person]]:
    if policy:
        yield owners_of(policy, turn)
    yield turn.holders(*turn.school.routing.policy_question)
    for role in STAND_INS:
        yield turn.holders(role)


def _plain(words: str) -> str:
    """Return a name or a title as it is compared."""
    return " ".join(words.casefold().removeprefix("the ").split())
