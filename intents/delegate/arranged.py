"""What a headteacher has arranged in the chat: made, replaced and ended."""

from collections.abc import Callable
from datetime import date

from bot.domain.people import PersonId
from bot.domain.schools import Delegation
from bot.turn import Turn


def arranged_by(holder: PersonId, turn: Turn) -> tuple[Delegation, ...]:
    """Return what a head has arranged, as far as it is not over."""
    known = turn.uow.delegations.of(turn.school.id)
    return tuple(d for d in known if d.holder == holder and last_of(d) >= turn.today)


def live(turn: Turn) -> tuple[Delegation, ...]:
    """Return every delegation of today, those made in the chat first."""
    made = turn.uow.delegations.of(turn.school.id)
    return tuple(d for d in (*made, *turn.school.delegations) if turn.today in d.days)


def find(holder: PersonId, delegate: PersonId, first: date, turn: Turn) -> Delegation | None:
    """Return that delegation, unless it is over or was taken back."""
    known = arranged_by(holder, turn)
    return next((d for d in known if (d.delegate, d.days.first) == (delegate, first)), None)


def arrange(new: Delegation, turn: Turn) -> tuple[Delegation, ...]:
    """Make a delegation and return those whose days it shares, which it takes the place of."""
    replaced = _take_back(new.holder, lambda old: old.days.overlaps(new.days), turn)
    turn.uow.delegations.make(turn.school.id, new, turn.now)
    return replaced


def take_back(delegation: Delegation, turn: Turn) -> None:
    """End one delegation; the days on which it counted until now stay on record."""
    _take_back(delegation.holder, lambda old: old == delegation, turn)


def last_of(delegation: Delegation) -> date:
    """Return its last day; one made in the chat always has one."""
    return delegation.days.last or date.max


def first_of(delegation: Delegation) -> date:
    """Return its first day; one made in the chat always has one."""
    return delegation.days.first or date.min


def _take_back(
    holder: PersonId, ends: Callable[[Delegation], bool], turn: Turn
) -> tuple[Delegation, ...]:
    """End some of what a head arranged; all of it is ended, and the rest made again as it was."""
    known = arranged_by(holder, turn)
    ended = tuple(old for old in known if ends(old))
    if ended:
        turn.uow.delegations.end(turn.school.id, holder, turn.now)
    for kept in known if ended else ():
        if kept not in ended:
            turn.uow.delegations.make(turn.school.id, kept, turn.now)
    return ended
