"""Delivery: what the outbox holds, out to people.

Claim (lease, commit), compose from the state now, send with no transaction open, settle. A crash
anywhere means "due again soon": at least once, never lost. A parcel that may already be there is
looked for before it is sent again (RELIABILITY 4.2).
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Protocol, TypeAlias

from bot.conversation.cards import Card
from bot.domain.people import Person
from bot.domain.places import Place
from bot.errors import DeliveryError, StorageDown, place_of
from bot.ports import Clock, Directory, OpenUnitOfWork, Parcel, Posted
from bot.turn import Turn

BATCH = 50
LONGEST_WAIT = timedelta(minutes=15)
# A platform may be silent for a day (G4); a card that cannot be made is given up sooner (C19).
MOST_ATTEMPTS = 105
MOST_BUGS = 10

log = logging.getLogger(__name__)


class CardFault(DeliveryError):
    """A card could not be made: a bug of ours, told to the journal without its words."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A card for one person. `ref` is the same at every attempt, so that it can be found again."""

    to: Person
    card: Card
    ref: str


class Messenger(Protocol):
    """A platform that can put a card in front of a person, or raise `DeliveryError`."""

    async def post(self, letter: Letter) -> Posted:
        """Show it as a new message."""

    async def redraw(self, posted: Posted, card: Card) -> None:
        """Show the card in place of an earlier one."""

    async def find(self, letter: Letter) -> Posted | None:
        """Look for a letter that an earlier attempt may have shown."""


class Switchboard:
    """Every platform at once: a person is reached on the first of theirs that is connected."""

    def __init__(self, messengers: Mapping[str, Messenger]) -> None:
        self._messengers = messengers

    async def post(self, letter: Letter) -> Posted:
        """Show it on the person's platform."""
        return await self._of(letter.to).post(letter)

    async def redraw(self, posted: Posted, card: Card) -> None:
        """Show the card where the earlier one stands, if that platform is still connected."""
        if messenger := self._messengers.get(posted.platform):
            await messenger.redraw(posted, card)

    async def find(self, letter: Letter) -> Posted | None:
        """Look for it on the person's platform."""
        return await self._of(letter.to).find(letter)

    def _of(self, person: Person) -> Messenger:
        for identity in person.identities:
            if messenger := self._messengers.get(identity.platform):
                return messenger
        raise DeliveryError("no platform to reach this person on", permanent=True)


Compose: TypeAlias = Callable[[str, Turn], Card | None]


class Delivery:
    """Empties the outbox."""

    def __init__(
        self,
        open_uow: OpenUnitOfWork,
        compose: Compose,
        messenger: Messenger,
        directory: Directory,
        clock: Clock,
    ) -> None:
        self._open_uow = open_uow
        self._compose = compose
        self._messenger = messenger
        self._directory = directory
        self._clock = clock

    async def flush(self) -> int:
        """Send everything that is due and return how many parcels were taken."""
        taken = 0
        while parcels := await asyncio.to_thread(self._claim):
            taken += len(parcels)
            going = (self._deliver_in_order(own) for own in _by_person(parcels))
            for outcome in await asyncio.gather(*going, return_exceptions=True):
                if isinstance(outcome, BaseException):
                    raise outcome
        return taken

    def _claim(self) -> Sequence[Parcel]:
        with self._open_uow() as uow:
            parcels = uow.outbox.claim(self._clock(), BATCH)
            uow.commit()
        return parcels

    async def _deliver_in_order(self, parcels: Sequence[Parcel]) -> None:
        """Deliver one person's parcels; while the platform refuses one, the next ones wait too."""
        for number, parcel in enumerate(parcels):
            # Taken as a value: one card that cannot be made must not stop everybody else's (C19).
            [outcome] = await asyncio.gather(self._deliver(parcel), return_exceptions=True)
            if isinstance(outcome, Posted | None):
                await asyncio.to_thread(self._delivered, parcel, outcome)
            elif isinstance(outcome, DeliveryError) and not outcome.permanent:
                await asyncio.to_thread(self._failed, parcel, outcome, parcels[number + 1 :])
                return
            else:
                await asyncio.to_thread(self._failed, parcel, _as_fault(outcome))

    async def _deliver(self, parcel: Parcel) -> Posted | None:
        card = await asyncio.to_thread(self._card, parcel)
        if card is None:
            return None
        if parcel.redraw:
            await self._redraw(parcel, card)
            return None
        letter = Letter(self._directory.person(parcel.to), card, parcel.ref)
        earlier = await self._messenger.find(letter) if parcel.attempts > 1 else None
        return earlier or await self._messenger.post(letter)

    async def _redraw(self, parcel: Parcel, card: Card) -> None:
        """Redraw every copy; one that is gone does not keep the others as they were (C13)."""
        copies = await asyncio.to_thread(self._copies, parcel)
        drawing = (self._messenger.redraw(copy, card) for copy in copies)
        outcomes = await asyncio.gather(*drawing, return_exceptions=True)
        faults = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        for fault in faults:
            if not (isinstance(fault, DeliveryError) and fault.permanent):
                raise fault
        if faults:
            log.warning("copy not redrawn", extra={"parcel": parcel.ref, "reason": str(faults[0])})

    def _card(self, parcel: Parcel) -> Card | None:
        """Compose the card as its reader would see it now; None when there is nothing to say."""
        person, school = self._directory.find(parcel.to), self._directory.school(parcel.school)
        now = self._clock()
        if person is None or not person.roles(school.id, school.calendar.local_day(now)):
            if parcel.redraw:
                return None
            raise DeliveryError("no longer works here", permanent=True)
        with self._open_uow() as uow:
            turn = Turn(person, school, Place("delivery"), now, uow, self._directory)
            return self._compose(parcel.notice, turn)

    def _copies(self, parcel: Parcel) -> Sequence[Posted]:
        with self._open_uow() as uow:
            return uow.outbox.copies(parcel)

    def _delivered(self, parcel: Parcel, posted: Posted | None) -> None:
        with self._open_uow() as uow:
            if posted and parcel.living:
                uow.outbox.remember(parcel, posted)
            uow.outbox.close(parcel, self._clock(), "sent")
            uow.commit()

    def _failed(self, parcel: Parcel, error: DeliveryError, rest: Sequence[Parcel] = ()) -> None:
        """Put it off, with what comes behind it, or give it up for good."""
        most = MOST_BUGS if isinstance(error, CardFault) else MOST_ATTEMPTS
        # "Not so fast" says nothing against the parcel, however often it is said (C5).
        is_hopeless = error.permanent or (error.retry_after is None and parcel.attempts >= most)
        extra = {"parcel": parcel.ref, "attempts": parcel.attempts, "reason": str(error)}
        log.log(logging.ERROR if is_hopeless else logging.WARNING, "not delivered", extra=extra)
        until = self._clock() + _wait(parcel, error)
        with self._open_uow() as uow:
            if is_hopeless:
                uow.outbox.close(parcel, self._clock(), "dead")
            for waiting in (*(() if is_hopeless else (parcel,)), *rest):
                uow.outbox.postpone(waiting, until)
            uow.commit()


def _as_fault(outcome: BaseException) -> DeliveryError:
    """Return what a parcel ended in as a fault of its own; raise what is none of the parcel's."""
    if isinstance(outcome, DeliveryError):
        return outcome
    if isinstance(outcome, Exception) and not isinstance(outcome, StorageDown):
        return CardFault(f"{type(outcome).__name__} at {place_of(outcome)}")
    raise outcome


def _wait(parcel: Parcel, error: DeliveryError) -> timedelta:
    if error.retry_after is not None:
        return timedelta(seconds=error.retry_after)
    return min(LONGEST_WAIT, timedelta(seconds=2 ** min(parcel.attempts, 10)))


def _by_person(parcels: Sequence[Parcel]) -> list[list[Parcel]]:
    """Return the parcels of each person in the order they were put, so that none overtakes."""
    ordered = sorted(parcels, key=lambda parcel: (parcel.to, parcel.number))
    return [list(own) for _, own in groupby(ordered, key=lambda parcel: parcel.to)]
