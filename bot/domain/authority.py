"""Authority: who decides a request today, and on whose behalf (D1, D2, D3)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    """Return who may decide a request on a day; never the requester (D2), never IT for others.

    That is the head and whoever holds a live delegation. The head's own request goes to a deputy,
    and where there is none to the chair of governors.
    """
    implementers = {person.id for person in holders(Role.IT_MANAGER)}
    heads = [head for head in holders(Role.HEADTEACHER) if head.id != requester]
    if heads:
        unfit = {requester, *implementers, *(head.id for head in heads)}
        return (
            *_delegates(school, heads, on, {p.id: p for p in _staff(holders) if p.id not in unfit}),
            *(Decider(head.id, standby=_is_away(school, head, on)) for head in heads),
        )
    for role in (Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS):
        others = [p for p in holders(role) if p.id not in {requester, *implementers}]
        if others:
            return tuple(Decider(person.id) for person in others)
    return ()


def _delegates(
    school: School, heads: Sequence[Person], on: date, fit: Mapping[PersonId, Person]
) -> tuple[Decider, ...]:
    """Return the live delegates; only somebody who works here, and never the implementer (D3).

    Whom the head named for these days takes the place of whoever stands by in the settings.
    """
    named = {d.holder for d in school.delegations if d.at_once and on in d.days}
    away = {head.id: _is_away(school, head, on) for head in heads}
    return tuple(
        Decider(d.delegate, d.holder, standby=not away[d.holder] or fit[d.delegate].is_away(on))
        for d in school.delegations
        if on in d.days and d.holder in away and d.delegate in fit
        if d.at_once or d.holder not in named
    )


def _is_away(school: School, head: Person, on: date) -> bool:
    """Tell whether the head cannot act that day: it is written down, or they said so (D3)."""
    told = (d.at_once and d.holder == head.id and on in d.days for d in school.delegations)
    return head.is_away(on) or any(told)


def _staff(holders: Holders) -> Iterator[Person]:
    return (person for role in Role for person in holders(role))
