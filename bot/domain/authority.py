"""Authority: who decides a request today, and on whose behalf (D1, D2, D3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.domain.people import Person, PersonId, Role
from bot.domain.schools import School

Holders: TypeAlias = Callable[[Role], Sequence[Person]]


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who may decide; `acting_for` is the head on whose behalf they do.

    A `standby` may decide, but is asked only when the head does not answer in time (D3).
    """

    person: PersonId
    acting_for: PersonId | None = None
    standby: bool = False


def deciders(
    school: School, requester: PersonId, on: date, holders: Holders
) -> tuple[Decider, ...]:
    """Return who may decide a request on a day; never the requester (D2).

    That is the head and whoever holds a live delegation. The head's own request goes to a deputy,
    and where there is none to the chair of governors.
    """
    heads = [head for head in holders(Role.HEADTEACHER) if head.id != requester]
    if heads:
        return (
            *_delegates(school, heads, on, {requester, *_ids(holders(Role.IT_MANAGER))}),
            *(Decider(head.id, standby=head.is_away(on)) for head in heads),
        )
    for role in (Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS):
        if others := [person for person in holders(role) if person.id != requester]:
            return tuple(Decider(person.id) for person in others)
    return ()


def _delegates(
    school: School, heads: Sequence[Person], on: date, unfit: set[PersonId]
) -> tuple[Decider, ...]:
    """Return the live delegates; the implementer, who is IT, can never be one (D3)."""
    away = {head.id: head.is_away(on) for head in heads}
    return tuple(
        Decider(d.delegate, d.holder, standby=not away[d.holder])
        for d in school.delegations
        if on in d.days and d.holder in away and d.delegate not in unfit | set(away)
    )


def _ids(people: Sequence[Person]) -> tuple[PersonId, ...]:
    return tuple(person.id for person in people)
