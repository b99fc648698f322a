"""Addresses: where an account can be written to, the newest that it wrote from."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.people import Person
from bot.ports import Address, OpenUnitOfWork
from tests.adapters.database.paperwork import AMY, HERE, NOW, read, save

PERSON = Person(id=AMY, name="Amy Carter", title="", school=HERE)
OLD = Address("teams", "tenant-1", "object-1", "a:old", "https://smba.example/emea/", "29:amy")
NEW = replace(OLD, conversation="a:new", service_url="https://smba.example/uk/")


def keep(open_uow: OpenUnitOfWork, address: Address, hours: int = 0) -> None:
    now = NOW + timedelta(hours=hours)
    save(open_uow, lambda uow: uow.addresses.keep(PERSON, address, now))


def kept(open_uow: OpenUnitOfWork) -> Address | None:
    return read(open_uow, lambda uow: uow.addresses.get("teams", "tenant-1", "object-1"))


def test_nobody_has_an_address_before_they_wrote(open_uow: OpenUnitOfWork) -> None:
    assert kept(open_uow) is None


def test_an_account_that_moves_is_followed(open_uow: OpenUnitOfWork) -> None:
    keep(open_uow, OLD)
    keep(open_uow, NEW, hours=1)

    assert kept(open_uow) == NEW


def test_an_address_that_is_lost_is_not_used_until_somebody_writes_from_it(
    open_uow: OpenUnitOfWork,
) -> None:
    keep(open_uow, OLD)
    save(open_uow, lambda uow: uow.addresses.lose(OLD, NOW))
    assert kept(open_uow) is None

    keep(open_uow, OLD, hours=2)

    assert kept(open_uow) == OLD


def test_an_old_address_that_fails_does_not_take_the_new_one_with_it(
    open_uow: OpenUnitOfWork,
) -> None:
    keep(open_uow, NEW)

    save(open_uow, lambda uow: uow.addresses.lose(OLD, NOW))

    assert kept(open_uow) == NEW
