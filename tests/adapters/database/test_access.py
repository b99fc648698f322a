"""Who looked at what, as the database keeps it (DOMAIN 6.7)."""

from dataclasses import replace
from itertools import cycle

from bot.domain.access import Act, Look
from bot.ports import OpenUnitOfWork
from tests.adapters.database.paperwork import AMY, BEN, HERE, NOW, THERE, read

LOOK = Look(school=HERE, at=NOW, person=AMY, act=Act.READ, case="abc")


def keep(open_uow: OpenUnitOfWork, *looks: Look) -> None:
    with open_uow() as uow:
        for look in looks:
            uow.access.record(look)
        uow.commit()


def test_every_look_is_kept_as_it_was_oldest_first(open_uow: OpenUnitOfWork) -> None:
    looks = [
        replace(LOOK, act=act, reason=f"Zoë's {act}", surface="slack", person=person)
        for act, person in zip(Act, cycle((AMY, BEN)), strict=False)
    ]

    keep(open_uow, *looks)

    assert read(open_uow, lambda uow: list(uow.access.of_case(HERE, "abc"))) == looks


def test_the_same_look_twice_is_two_looks(open_uow: OpenUnitOfWork) -> None:
    keep(open_uow, LOOK, LOOK)

    assert read(open_uow, lambda uow: len(uow.access.of_case(HERE, "abc"))) == 2


def test_a_look_belongs_to_one_case_of_one_school(open_uow: OpenUnitOfWork) -> None:
    keep(open_uow, LOOK, replace(LOOK, case="xyz"), replace(LOOK, school=THERE))

    assert read(open_uow, lambda uow: list(uow.access.of_case(HERE, "abc"))) == [LOOK]


def test_a_look_that_was_not_committed_was_none(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        uow.access.record(LOOK)

    assert read(open_uow, lambda uow: list(uow.access.of_case(HERE, "abc"))) == []
