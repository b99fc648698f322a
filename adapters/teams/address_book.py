"""The address book: how to write to people who have not just written to us."""

import asyncio
from dataclasses import dataclass, field

from adapters.teams.calls import TeamsCalls
from adapters.teams.inbound import PLATFORM
from bot.domain.people import Identity, Person
from bot.errors import Unreachable
from bot.ports import Address, Clock, OpenUnitOfWork


@dataclass(frozen=True, slots=True)
class AddressBook:
    """Keeps where each account was last written from, and follows it when it moves.

    `service_url` is where a conversation is begun with somebody who never wrote.
    """

    open_uow: OpenUnitOfWork
    calls: TeamsCalls
    clock: Clock
    service_url: str
    _known: dict[tuple[str, str], Address] = field(default_factory=dict)

    async def keep(self, person: Person, address: Address) -> None:
        """Remember an address that somebody has just written from."""
        if self._known.get((address.team, address.user)) != address:
            await asyncio.to_thread(self._keep, person, address)
            self._known[address.team, address.user] = address

    async def of(self, person: Person) -> Address:
        """Return how to write to a person: the address that is known, or a new conversation.

        Raises `Unreachable` for somebody without an account, and `DeliveryError` where Teams
        begins no conversation.
        """
        account = next((one for one in person.identities if one.platform == PLATFORM), None)
        if account is None:
            raise Unreachable("has no Teams account")
        known = await self.at(account.team, account.user)
        return known or await self._begin(person, account)

    async def at(self, team: str, user: str) -> Address | None:
        """Return the address of an account, if one is known that works."""
        return await asyncio.to_thread(self._get, team, user)

    async def lose(self, address: Address) -> None:
        """Remember that nothing gets through there, until the person writes from it again."""
        self._known.pop((address.team, address.user), None)
        await asyncio.to_thread(self._lose, address)

    async def _begin(self, person: Person, account: Identity) -> Address:
        begun = await self.calls.create(self.service_url, account.team, account.user)
        where = (begun.id, begun.service_url, account.user)
        address = Address(PLATFORM, account.team, account.user, *where)
        await self.keep(person, address)
        return address

    def _keep(self, person: Person, address: Address) -> None:
        with self.open_uow() as uow:
            uow.addresses.keep(person, address, self.clock())
            uow.commit()

    def _get(self, team: str, user: str) -> Address | None:
        with self.open_uow() as uow:
            return uow.addresses.get(PLATFORM, team, user)

    def _lose(self, address: Address) -> None:
        with self.open_uow() as uow:
            uow.addresses.lose(address, self.clock())
            uow.commit()
