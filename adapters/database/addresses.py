"""Where people can be written to unasked."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from adapters.database.tables import addresses
from adapters.database.upserts import upsert
from bot.domain.people import Person
from bot.ports import Address


class SqlAddresses:
    """The addresses that platforms told us, the newest of each account."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, platform: str, team: str, user: str) -> Address | None:
        """Return the account's address; None where there is none, or nothing gets through."""
        this = select(addresses).where(
            addresses.c.platform == platform,
            addresses.c.team == team,
            addresses.c.user == user,
            addresses.c.lost_at.is_(None),
        )
        row = self._connection.execute(this).mappings().first()
        return Address(**{name: row[name] for name in Address.__slots__}) if row else None

    def keep(self, person: Person, address: Address, now: datetime) -> None:
        """Keep the address, which the person has just written from: it works, and it may move."""
        key = {"platform": address.platform, "team": address.team, "user": address.user}
        values = {
            "school": person.school,
            "person": person.id,
            "conversation": address.conversation,
            "service_url": address.service_url,
            "account": address.account,
            "seen_at": now,
            "lost_at": None,
        }
        self._connection.execute(upsert(self._connection, addresses, key, values, values))

    def lose(self, address: Address, now: datetime) -> None:
        """Remember that nothing can be sent there, unless the account has moved since."""
        this = update(addresses).where(
            addresses.c.platform == address.platform,
            addresses.c.team == address.team,
            addresses.c.user == address.user,
            addresses.c.conversation == address.conversation,
        )
        self._connection.execute(this.values(lost_at=now))
