"""Delivery: what the outbox holds, out to people.

Claim (lease, commit), compose from the state now, send with no transaction open, settle. A crash
anywhere means "due again soon": at least once, never lost. A parcel that may already be there is
looked for before it is sent again (RELIABILITY 4.2).
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from typing import TypeAlias

from bot.conversation.cards import Card
from bot.domain.people import PersonId
from bot.domain.places import Place
from bot.errors import DeliveryError, StorageDown, place_of
from bot.mail import Carriers, Letter
from bot.ports import Clock, Directory, OpenUnitOfWork, Parcel, Posted, UnitOfWork
from bot.turn import Turn

BATCH = 50
LONGEST_WAIT = timedelta(minutes=15)
# A platform may be silent for a day (G4); a card that cannot be made is given up sooner (C19).
MOST_ATTEMPTS = 105
MOST_BUGS = 10
SEVERAL = 2

log = logging.getLogger(__name__)


Compose: TypeAlias = Callable[[str, Turn], Card | None]
StandIn: TypeAlias = Callable[[str, Turn, Collection[PersonId]], PersonId | None]


class CardFault(DeliveryError):
    """A card could not be made: a bug of ours, told to the journal without its words."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What letters say: the card of a notice, and who hears of it if its reader cannot."""

    compose: Compose
    stand_in: StandIn


class Delivery:
    """Empties the outbox."""

    def __init__(
        self,
        open_uow: OpenUnitOfWork,
        contents: Contents,
        carriers: Carriers,
        directory: Directory,
        clock: Clock,
    ) -> None:
        self._open_uow = open_uow
        self._contents = contents
        self._carriers = carriers
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
            split = [self._split(uow, parcel) for parcel in parcels]
            uow.commit()
        return split

    def _split(self, uow: UnitOfWork, parcel: Parcel) -> Parcel:
        """Make a parcel for each platform of somebody who is on several: chat may go unread."""
        platforms = self._carriers.platforms_of(self._directory.person(parcel.to))
        if parcel.platform or parcel.redraw or len(platforms) < SEVERAL:
            return parcel
        return uow.outbox.split(parcel, platforms, self._clock())

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
        person = self._directory.person(parcel.to)
        platforms = self._carriers.platforms_of(person)
        messenger = self._carriers.messenger(parcel.platform or next(iter(platforms), ""))
        letter = Letter(person, card, parcel.ref, is_living=bool(parcel.living))
        earlier = await messenger.find(letter) if parcel.attempts > 1 else None
        return earlier or await messenger.post(letter)

    async def _redraw(self, parcel: Parcel, card: Card) -> None:
        """Redraw every copy; one that is gone does not keep the others as they were (C13)."""
        copies = await asyncio.to_thread(self._copies, parcel)
        drawing = (self._carriers.messenger(copy.platform).redraw(copy, card) for copy in copies)
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
            return self._contents.compose(parcel.notice, turn)

    def card_at(self, posted: Posted, person: PersonId) -> Card | None:
        """Return the card that its reader looks at, as it would be now; None for no such card."""
        with self._open_uow() as uow:
            parcel = uow.outbox.shown_at(posted, person)
        return self._card(replace(parcel, redraw=True)) if parcel else None

    def _copies(self, parcel: Parcel) -> Sequence[Posted]:
        with self._open_uow() as uow:
            return uow.outbox.copies(parcel)

    def _delivered(self, parcel: Parcel, posted: Posted | None) -> None:
        with self._open_uow() as uow:
            if posted and posted.message and parcel.living:
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
                self._pass_on(uow, parcel)
            for waiting in (*(() if is_hopeless else (parcel,)), *rest):
                uow.outbox.postpone(waiting, until)
            uow.commit()

    def _pass_on(self, uow: UnitOfWork, parcel: Parcel) -> None:
        """Give what nobody will read on this platform to whoever stands in (C14)."""
        if parcel.redraw or uow.outbox.is_elsewhere(parcel):
            return
        person, school = self._directory.person(parcel.to), self._directory.school(parcel.school)
        turn = Turn(person, school, Place("delivery"), self._clock(), uow, self._directory)
        told = uow.outbox.told(parcel)
        if found := self._contents.stand_in(parcel.notice, turn, told):
            uow.outbox.forward(parcel, found, self._clock())
            log.warning("passed on", extra={"parcel": parcel.ref})


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
    """Return each person's parcels, as they were put: none overtakes another on its platform."""
    ordered = sorted(parcels, key=lambda parcel: (parcel.to, parcel.platform, parcel.number))
    lanes = groupby(ordered, key=lambda parcel: (parcel.to, parcel.platform))
    return [list(own) for _, own in lanes]
